"""The ReportLab canvas as this house uses it: nothing that we did not ask for gets onto the page.

ReportLab draws, and makes pictures ready; what it drew leaves this room as data, so that no other room knows it. It has
no public door for that, nor for marked content. The private names used for it are gathered here, and
`tests/paint/test_canvas.py` holds each to its contract, so that a new version cannot change them unseen.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from brochure.base.geometry import Box
from brochure.base.records import NamedTuple
from brochure.base.units import Pt

if TYPE_CHECKING:
    from brochure.paint.form import DrawnForm

# ReportLab reads its settings from the environment and from files of the user; ours do not depend on either.
rl_config.useA85 = 0
rl_config.invariant = 1
rl_config.trustedHosts = None
rl_config.toColorCanUse = None
rl_config.pageCompression = 0


class Opening(NamedTuple):
    """The operator that begins marked content of the structure tree."""

    tag: str
    mcid: int

    def __str__(self) -> str:
        return f"/{self.tag} <</MCID {self.mcid}>> BDC"

    @property
    def bare(self) -> str:
        """The same for a file without a tree."""
        return f"/{self.tag} BMC"


class SlotPlace(NamedTuple):
    """Where the words of one element go, in each copy others: nothing is drawn there yet."""

    element: int
    opening: Opening


Piece = str | Opening | SlotPlace


class DrawnPage(NamedTuple):
    """A page as it was drawn; boxes are left, bottom, right, top in points."""

    width: Pt
    height: Pt
    trim: tuple[Pt, Pt, Pt, Pt] | None  # where it is not the page
    bleed: tuple[Pt, Pt, Pt, Pt] | None
    origin: str  # operator that leads to the corner of the trim, the first of the page; empty where that is the page's
    pieces: tuple[Piece, ...]  # operators in their order, one piece a line
    pictures: tuple[str, ...]  # names of those that it shows, in their order
    forms: "tuple[DrawnForm, ...]" = ()  # shown as Fm0, Fm1 ...


class DrawnPicture(NamedTuple):
    """The pixels of a picture as they go into a file."""

    width: int  # pixels
    height: int
    bits: int  # of a channel
    space: str  # its colours, by PDF's name for them
    filters: tuple[str, ...]  # what `data` is packed with
    turned: bool  # whether nought is full ink, as in a JPEG for a press
    data: bytes
    mask: "DrawnPicture | None" = None  # in grey, how much of each pixel is there; None for all of it


class TaggedCanvas(Canvas):
    """A canvas that writes marked content."""

    def __init__(self, width: Pt, height: Pt) -> None:
        super().__init__(BytesIO(), pagesize=(width, height), pageCompression=0, pdfVersion=(1, 7))
        self.next_mark = 0  # MCID of the next marked content on this page
        self.drawn: list[DrawnPage] = []
        self.forms: list[DrawnForm] = []  # of this page
        self._origin = ""

    def _make_preamble(self) -> None:
        self._preamble = ""  # ReportLab's own sets a font that would not be embedded

    def write(self, operators: Piece) -> None:
        """Put operators onto the page as they are."""
        self._code.append(operators)

    def show(self, form: "DrawnForm") -> None:
        """Put a drawing with means of its own onto the page, where it says."""
        self.write(f"/Fm{len(self.forms)} Do")
        self.forms.append(form)

    def keep_picture(self, image: ImageReader, *, see_through: bool = False) -> str:
        """Take a picture into the file that a form shows; gives its name."""
        written = len(self._code)
        self.draw_picture(image, Box(0, 0, 1, 1), see_through=see_through)
        del self._code[written:]
        return str(pdfdoc.xObjectName(self._formsinuse.pop()))

    def move_to_trim(self, operators: str) -> None:
        """Begin a page whose trim is smaller than itself."""
        self._origin = operators
        self.write(operators)

    @contextmanager
    def element(self, tag: str) -> Iterator[int]:
        """Marked content of the structure tree; gives its MCID."""
        opening = self._next_opening(tag)
        self.write(opening)
        yield opening.mcid
        self.write("EMC")

    def leave_slot(self, element: int, tag: str) -> int:
        """Leave out what an element shows; gives the MCID of what goes there."""
        opening = self._next_opening(tag)
        self.write(SlotPlace(element, opening))
        return opening.mcid

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """Content that is decoration to everybody."""
        self.write("/Artifact BMC")
        yield
        self.write("EMC")

    def finish_page(self, width: Pt, height: Pt, *, bleed: Pt = 0.0, slug_area: Pt = 0.0) -> None:
        """End the page; width and height are those of the trim."""
        edge = bleed + slug_area
        trim = (edge, edge, edge + width, edge + height) if bleed else None
        around = (slug_area, slug_area, edge + width + bleed, edge + height + bleed) if bleed else None
        # Whoever stamps something onto the page later finds the state as it was before ours.
        pieces = ("q", *self._code, "Q")
        size = (width + 2 * edge, height + 2 * edge)
        shown = tuple(map(pdfdoc.xObjectName, self._formsinuse))
        self.drawn.append(DrawnPage(*size, trim, around, self._origin, pieces, shown, tuple(self.forms)))
        self._startPage()
        self._origin = ""
        self.forms = []
        self.next_mark = 0

    def draw_picture(self, image: ImageReader, box: Box, *, see_through: bool = False) -> None:
        """Put a picture into a box; one that lets light through comes with a soft mask."""
        mask = "auto" if see_through else None
        self.drawImage(image, box.left, box.bottom, box.width, box.height, mask=mask)

    def picture(self, name: str) -> DrawnPicture:
        """A picture that a page shows, by its name there."""
        image = self._doc.idToObject[name]
        assert not image.mask, "no colour of a picture is cut out here"
        turned = bool(getattr(image, "_dotrans", 0))
        kept = (image.bitsPerComponent, image.colorSpace, tuple(image._filters))
        soft = getattr(image, "smask", None)
        mask = self.picture(soft.name) if soft else None
        return DrawnPicture(image.width, image.height, *kept, turned, image.streamContent, mask)

    def _next_opening(self, tag: str) -> Opening:
        self.next_mark += 1
        return Opening(tag, self.next_mark - 1)
