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

from brochure.base.units import Pt

# ReportLab reads its settings from the environment and from files of the user; ours do not depend on either.
rl_config.useA85 = 0
rl_config.invariant = 1
rl_config.trustedHosts = None
rl_config.toColorCanUse = None
rl_config.pageCompression = 0


class TaggedPage(pdfdoc.PDFPage):
    """A page that may carry the keys of a tagged PDF."""

    __NoDefault__: ClassVar[list[str]] = [*pdfdoc.PDFPage.__NoDefault__, "StructParents", "Tabs"]


class TaggedDocument(pdfdoc.PDFDocument):
    """Makes every page a tagged one."""

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

    def finish_page(self, width: Pt, height: Pt) -> None:
        """End the page."""
        self._pagesize = (width, height)
        self.showPage()
        self.next_mark = 0
