"""What the module of a standard says of it: how a file claims to keep to it, and what else it must say."""

from brochure.base.records import NamedTuple
from brochure.pdf.objects import Entries


class Described(NamedTuple):
    """A property of XMP that PDF/A does not know, as it wants it described."""

    schema: str
    prefix: str
    uri: str
    name: str
    kind: str
    about: str


class Claims(NamedTuple):
    """One standard. What an edition of it has and has not is its row in `base/edition.py`."""

    newest: str  # version of PDF that it allows
    xmp: str  # attributes of the packet, with places for `{id}` and `{date}`
    intent: str = ""  # kind of output intent; empty for none
    described: tuple[Described, ...] = ()  # its properties, for a file that must describe them
    describes: bool = False  # whether a file that keeps to it must describe those of others
    declares: str = ""  # elements of the packet
    namespace: str = ""  # of structure elements, for PDF 2.0
    information: Entries = {}  # noqa: RUF012 - nobody changes it; what it wants in the information dictionary
