"""What a reader is given, leaf by leaf, whatever the edition: the ground on which editions are compared."""

from brochure.base.records import NamedTuple

# Soft hyphen, zero-width space, and the marks that keep a stretch of words in its own direction.
_WITHOUT_INK = dict.fromkeys([0x00AD, 0x200B, 0x200E, 0x200F, *range(0x2066, 0x206A)])


class Spoken(NamedTuple):
    """A heading, paragraph, label or figure as a reader meets it."""

    tag: str
    text: str = ""
    alt: str = ""  # of a figure

    def same_as(self, other: "Spoken") -> bool:
        """Whether both say the same words under the same tag; spaces of every kind part words alike."""
        return (self.tag, words_of(self.text), words_of(self.alt)) == (
            other.tag,
            words_of(other.text),
            words_of(other.alt),
        )


def words_of(text: str) -> list[str]:
    """The words of a text as a reader takes them: spaces of every kind part them, marks without ink do not count."""
    return text.translate(_WITHOUT_INK).split()
