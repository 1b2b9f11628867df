"""The ReportLab canvas as this house uses it: nothing that we did not ask for gets onto the page.

ReportLab has no public door for marked content, for page keys such as /StructParents, or for leaving out its default
font. The private names used for it are gathered here and in `pdf/`, and `tests/paint/test_canvas.py` holds each to its
contract, so that a new version cannot change them unseen.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any, ClassVar

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from brochure.base.colour import Spot
from brochure.base.units import Pt
from brochure.paint.inks import KNOCK_OUT, OVERPRINT

# ReportLab reads its settings from the environment and from files of the user; ours do not depend on either.
rl_config.useA85 = 0
rl_config.invariant = 1
rl_config.trustedHosts = None
rl_config.toColorCanUse = None
rl_config.pageCompression = 0


class TaggedPage(pdfdoc.PDFPage):
    """A page that may carry the keys of a tagged PDF, and the inks of a press."""

    __NoDefault__: ClassVar[list[str]] = [*pdfdoc.PDFPage.__NoDefault__, "StructParents", "Tabs"]

    def check_format(self, document: Any) -> None:
        """Fill in what ReportLab fills in, and the resources that it has no place for."""
        super().check_format(document)
        if document.ink_states:
            self.Resources.ExtGState = {name: document.Reference(state) for name, state in document.ink_states.items()}
            spaces = {name: document.Reference(space) for name, space in document.ink_spaces.items()}
            self.Resources.ColorSpace = spaces


class TaggedDocument(pdfdoc.PDFDocument):
    """Makes every page a tagged one."""

    ink_states: ClassVar[dict[str, Any]] = {}
    ink_spaces: ClassVar[dict[str, Any]] = {}

    def addPage(self, page: Any) -> None:  # noqa: N802 - ReportLab's name
        """Take a finished page."""
        page.__class__ = TaggedPage
        page.Trans = None  # ReportLab writes an empty /Trans on every page
        page.Tabs = pdfdoc.PDFName("S")
        page.StructParents = self.pageCounter - 1
        super().addPage(page)


class TaggedCanvas(Canvas):
    """A canvas that writes marked content."""

    def __init__(self, width: Pt, height: Pt) -> None:
        super().__init__(BytesIO(), pagesize=(width, height), pageCompression=0, pdfVersion=(1, 7))
        self._doc.__class__ = TaggedDocument
        self.next_mark = 0  # MCID of the next marked content on this page

    def _make_preamble(self) -> None:
        self._preamble = ""  # ReportLab's own sets a font that would not be embedded

    def write(self, operators: str) -> None:
        """Put operators onto the page as they are."""
        self._code.append(operators)

    @contextmanager
    def element(self, tag: str) -> Iterator[int]:
        """Marked content of the structure tree; gives its MCID."""
        mark = self.next_mark
        self.next_mark += 1
        self.write(f"/{tag} <</MCID {mark}>> BDC")
        yield mark
        self.write("EMC")

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """Content that is decoration to everybody."""
        self.write("/Artifact BMC")
        yield
        self.write("EMC")

    def use_inks(self, spots: tuple[Spot, ...]) -> None:
        """Give every page the overprint states, and the colour spaces of spot inks in their order."""
        document = self._doc
        document.ink_states = {OVERPRINT: _state("true"), KNOCK_OUT: _state("false")}
        document.ink_spaces = {f"S{at}": _separation(spot) for at, spot in enumerate(spots, 1)}

    def finish_page(self, width: Pt, height: Pt, *, bleed: Pt = 0.0, slug: Pt = 0.0) -> None:
        """End the page; width and height are those of the trim."""
        edge = bleed + slug
        self._pagesize = (width + 2 * edge, height + 2 * edge)
        if bleed:
            self._trimBox = (edge, edge, edge + width, edge + height)
            self._bleedBox = (slug, slug, edge + width + bleed, edge + height + bleed)
        self.showPage()
        self.next_mark = 0


def _state(over: str) -> pdfdoc.PDFDictionary:
    """Overprint mode 1: an ink that is not named leaves what is there. Source: ISO 32000-1, 8.6.7."""
    return _whole(pdfdoc.PDFDictionary({"Type": "/ExtGState", "OP": over, "op": over, "OPM": 1}))


def _separation(spot: Spot) -> pdfdoc.PDFArray:
    """A spot ink with the process inks that stand in for it. Source: ISO 32000-1, 8.6.6.4."""
    full = pdfdoc.PDFArray([round(share, 4) for share in spot.alternate])
    function = {"FunctionType": 2, "Domain": pdfdoc.PDFArray([0, 1]), "C0": pdfdoc.PDFArray([0, 0, 0, 0]), "C1": full}
    tint = pdfdoc.PDFDictionary({**function, "N": 1})
    return _whole(pdfdoc.PDFArray([pdfdoc.PDFName("Separation"), pdfdoc.PDFName(spot.name), "/DeviceCMYK", tint]))


def _whole(thing: Any) -> Any:
    """An object of its own, which pages share."""
    thing.__RefOnly__ = 1
    return thing
