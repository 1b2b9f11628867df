"""What a check may ask: the document, the options, and - made only when asked for - pixels and inks."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from brochure.base.edition import Profile
from brochure.base.geometry import Box
from brochure.base.records import NamedTuple
from brochure.base.units import MM, Pt
from brochure.opened.codes2d import Code, find_codes
from brochure.opened.document import Document, OpenedPage
from brochure.opened.ink import ink_maps
from brochure.opened.marks import GlyphRun, Path, PictureMark
from brochure.opened.pixels import LARGEST, Painter, Pixels, Separator, Unpaintable
from brochure.opened.work import MOST_OF_PAGE
from brochure.preflight.gathered import Gathered, SheetInk

SEEING_PPI = 150.0
AT_A_TIME = 4  # pages that are held; the pixels of an A4 page have 6 MB

# Most total ink by printing condition. Sources: ISO Coated v2 (FOGRA39) and PSO Coated v3 (FOGRA51) as their makers
# publish them; GRACoL and uncoated stock as print shops ask.
_MOST_INK = ((re.compile(r"FOGRA39|ISO Coated v2(?! 300)", re.I), 3.3), (re.compile(r"GRACoL|CGATS", re.I), 3.0))
_MOST_INK_ELSEWHERE = 3.0


class Options(NamedTuple):
    """What the caller knows beside the bytes."""

    profile: Profile
    folds: tuple[Pt, ...] | None = None  # of the first page, from the left edge of its trim; None: as the file says
    icc: bytes = b""  # profile of the printing condition, where the file names none
    condition: str = ""  # its name
    note: str = ""  # words that the safety note must hold
    review_by: str = ""  # ISO date
    today: str = ""  # ISO date; empty: dates are not judged
    private: tuple[str, ...] = ()  # words that must not stand in the metadata, such as the name of a user
    decode: Callable[[bytes], tuple[str, ...]] | None = None  # reads the codes of a PNG


class Job:
    """One file under judgement, some pages at a time: `sheets` are those that are held."""

    def __init__(
        self, data: bytes, document: Document, options: Options, *, in_time: Callable[[], bool] = lambda: True
    ) -> None:
        self.data = data
        self.in_time = in_time
        self.document = document
        self.options = options
        self.sheets: Sequence[OpenedPage] = document.sheets
        self.gathered = Gathered()
        self._seen: dict[int, Pixels | None] = {}
        self._inks: list[SheetInk] | None = None
        self._codes: dict[int, tuple[Code, ...]] = {}
        self.unseen = ""  # why pages could not be rendered
        self.unread = 0  # pages for which there was no time

    def turns(self) -> Iterator[None]:
        """Hold the pages, some at a time; after the last there are none, but what was gathered from them."""
        at, total = 0, len(self.document.sheets)
        while at < total:
            if at and not self.in_time():
                break
            held: list[OpenedPage] = []
            while at < total and len(held) < AT_A_TIME and sum(map(_share, held)) < 1:
                held.append(self.document.sheets[at])
                at += 1
            self.sheets, self._inks, self._codes, self._seen = tuple(held), None, {}, {}
            for sheet in self.sheets:
                self.gathered.add(sheet, self.document.sheets.fonts, self.words(sheet) if self.options.note else ())
            yield
            self.document.sheets.forget()
        self.unread = total - at
        self.sheets = ()

    @property
    def profile(self) -> Profile:
        return self.options.profile

    @property
    def is_folded(self) -> bool:
        return any(self.folds(sheet) for sheet in self.gathered.sheets)

    def folds(self, sheet: OpenedPage) -> tuple[Pt, ...]:
        """Fold lines of a page, from the left edge of its trim; those of a back are the front's, seen from behind."""
        asked = self.options.folds
        if asked is None:
            return sheet.own_folds
        return asked if sheet.number % 2 else tuple(sorted(sheet.trim.width - fold for fold in asked))

    def runs(self, sheet: OpenedPage, *, inner: bool = False) -> list[GlyphRun]:
        """Texts that can be seen; those inside patterns too, for who does not ask where they stand."""
        marks = sheet.all_marks if inner else sheet.marks
        return [mark for mark in marks if isinstance(mark, GlyphRun) and mark.visible]

    def words(self, sheet: OpenedPage, *, inner: bool = False) -> list[GlyphRun]:
        """Texts that are meant to be read: seen, inside the trim, and no decoration."""
        return [run for run in self.runs(sheet, inner=inner) if not run.look.artifact and run.box.meets(sheet.trim)]

    def paths(self, sheet: OpenedPage) -> list[Path]:
        """Filled and stroked paths, those inside patterns too."""
        return [mark for mark in sheet.all_marks if isinstance(mark, Path)]

    def pictures(self, sheet: OpenedPage) -> list[PictureMark]:
        """Placed images, those inside patterns too."""
        return [mark for mark in sheet.all_marks if isinstance(mark, PictureMark)]

    @cached_property
    def output_profile(self) -> bytes:
        """The profile of the printing condition: the caller's, or else the file's own."""
        own = next((each.profile for each in self.document.intents if each.profile[16:20] == b"CMYK"), b"")
        return self.options.icc or own

    @cached_property
    def condition(self) -> str:
        """The name of the printing condition; empty where nobody says."""
        own = next((each.condition for each in self.document.intents if each.kind == "GTS_PDFX"), "")
        return self.options.condition or own

    @property
    def most_ink(self) -> float:
        """The limit of total ink, as a share of one full ink."""
        return next((most for name, most in _MOST_INK if name.search(self.condition)), _MOST_INK_ELSEWHERE)

    @cached_property
    def painter(self) -> Painter | None:
        """The renderer of the file; None where it does not take it."""
        try:
            return Painter(self.data)
        except Unpaintable as fault:
            self.unseen = str(fault)
            return None

    def seen(self, sheet: OpenedPage) -> Pixels | None:
        """The page at 150 pixels an inch; None where it cannot be rendered."""
        if sheet.seen.is_cut or not self.in_time():
            self.unseen = "a page costs too much work" if sheet.seen.is_cut else "the time is up"
            return None
        if sheet.number not in self._seen:
            while len(self._seen) >= AT_A_TIME:
                del self._seen[min(self._seen)]
            try:
                painter = self.painter
                page = painter.page(sheet.number, sheet.media, ppi=SEEING_PPI) if painter else None
            except Unpaintable as fault:
                self.unseen, page = str(fault), None
            self._seen[sheet.number] = page
        return self._seen[sheet.number]

    def crop(self, sheet: OpenedPage, box: Box, *, margin: Pt = 0.0) -> Pixels | None:
        """A part of the page as pixels; None where there is none."""
        page = self.seen(sheet)
        if page is None:
            return None
        scale = page.width / sheet.media.width
        left, right = (box.left - margin - sheet.media.left) * scale, (box.right + margin - sheet.media.left) * scale
        upper, lower = (sheet.media.top - box.top - margin) * scale, (sheet.media.top - box.bottom + margin) * scale
        corners = (
            max(0, int(left)),
            max(0, int(upper)),
            min(page.width, int(right) + 1),
            min(page.height, int(lower) + 1),
        )
        return page.crop(corners) if corners[0] < corners[2] and corners[1] < corners[3] else None

    @property
    def inks(self) -> Sequence[SheetInk]:
        """The ink of each page that is held; nothing where the plates cannot be rendered."""
        if self._inks is None:
            try:
                maps = ink_maps(self.document.sheets.pdf, self.sheets, self.separator, self.in_time)
            except Unpaintable as fault:
                self.unseen, maps = str(fault), []
            fullest = (inks.heaviest(sheet.media, sheet.bleed) for sheet, inks in zip(self.sheets, maps, strict=False))
            self._inks = [SheetInk(inks, *full) for inks, full in zip(maps, fullest, strict=True)]
            self.gathered.add_inks(self._inks)
        return self._inks

    @cached_property
    def separator(self) -> Separator:
        """From light to the inks of the printing condition."""
        return Separator(self.output_profile)

    def codes(self, sheet: OpenedPage) -> tuple[Code, ...]:
        """The QR codes of a page, as they stand in the pixels."""
        if sheet.number not in self._codes:
            page = self.seen(sheet)
            self._codes[sheet.number] = find_codes(page, sheet.media) if page is not None else ()
        return self._codes[sheet.number]


def _share(sheet: OpenedPage) -> float:
    """How much of what may be held a page takes: a large or heavy one is held alone."""
    pixels = sheet.media.width * sheet.media.height * (SEEING_PPI / 72) ** 2
    return 2 * max(sheet.seen.work / MOST_OF_PAGE, min(pixels, LARGEST) / LARGEST)


SAFE_FROM_EDGE = 3 * MM
SAFE_FROM_FOLD = 3 * MM
