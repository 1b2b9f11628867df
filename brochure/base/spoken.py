"""What a reader is given, leaf by leaf, whatever the edition: the ground on which editions are compared."""

from typing import NamedTuple


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
    """The words of a text as a reader takes them: spaces of every kind part them, soft hyphens do not count."""
    return text.replace("\u00ad", "").replace("\u200b", "").split()
