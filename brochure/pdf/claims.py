"""What a module of a standard says of it: the words in which a file claims to keep to it."""

from typing import NamedTuple, Protocol

from brochure.pdf.objects import Entries


class Described(NamedTuple):
    """A property of XMP that PDF/A does not know, as it wants it described."""

    schema: str
    prefix: str
    uri: str
    name: str
    kind: str
    about: str


class Claims(Protocol):
    """One standard. Each is a module with these names."""

    @property
    def LAST_VERSION(self) -> str:  # noqa: N802 - the names of constants
        """The newest version of PDF that it allows."""

    @property
    def CLAIM(self) -> str:  # noqa: N802
        """Attributes of the XMP packet, with places for `{id}` and `{date}`."""

    @property
    def DESCRIBED(self) -> tuple[Described, ...]:  # noqa: N802
        """Its properties, for a file that must describe them."""

    @property
    def DESCRIBES(self) -> bool:  # noqa: N802
        """Whether a file that keeps to it must describe the properties of other standards."""

    @property
    def INTENT(self) -> str:  # noqa: N802
        """The kind of output intent that it asks for; empty for none."""

    @property
    def INFORMATION(self) -> Entries:  # noqa: N802
        """What it wants in the information dictionary."""
