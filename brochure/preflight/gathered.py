"""What is known of pages that are no longer held: sizes, folds, fonts, spot inks, words, the fullest ink."""

from collections.abc import Iterable, Iterator, Mapping

from brochure.base.geometry import Box
from brochure.base.records import NamedTuple
from brochure.opened.document import OpenedPage
from brochure.opened.fonts import FoundFont
from brochure.opened.ink import InkMap
from brochure.opened.marks import GlyphRun, Mark, PictureMark, Seen
from brochure.opened.spaces import PROCESS, REGISTRATION, Space

NO_INK = ("None", REGISTRATION, *PROCESS)
_NO_CHARACTERS = frozenset("\0\ufeff\ufffe")  # ISO 14289-1, 7.21.7
_NOTHING = Seen((), (), False, False, "")


class SheetInk(NamedTuple):
    """The ink of a page, with the most in any window of 2 mm inside its bleed, and where."""

    map: InkMap
    share: float
    place: Box


class FontUse(NamedTuple):
    """A font where it is first shown."""

    page: int
    box: Box
    name: str
    kind: str
    embedded: bool
    speaks: bool


class SpotUse(NamedTuple):
    """A spot ink where it is first used, and each look that it is given, where it has it first."""

    page: int
    box: Box
    recipes: dict[object, tuple[int, Box]]


def uses_of(sheet: OpenedPage) -> Iterator[tuple[Mark, Space]]:
    """Every colour space that paints on a page, with its mark."""
    for mark in sheet.all_marks:
        if isinstance(mark, GlyphRun) and not mark.visible:
            continue
        space = getattr(mark, "space", None)
        if isinstance(space, Space) and not (isinstance(mark, PictureMark) and mark.is_mask):
            yield mark, space.base if space.family == "Indexed" and space.base else space
            continue
        for colour, _ in mark.look.colours:
            if not colour.pattern:
                yield mark, colour.solid.space


class Gathered:
    """Grows page by page, by what is new alone."""

    def __init__(self) -> None:
        self.sheets: list[OpenedPage] = []  # bare: without marks and annotations, with what damage they have
        self.fonts: dict[tuple[int, int], FontUse] = {}
        self.spots: dict[str, SpotUse] = {}
        self.words = ""  # as they are shown
        self.languages: set[str] = set()  # that marked content says
        self.ink_names: dict[str, None] = {}  # inks that print
        self.most_ink = 0.0
        self.unmeasured: set[str] = set()
        self.unrendered = False  # there are pages whose plates cannot be rendered

    def add(self, sheet: OpenedPage, fonts: Mapping[int, FoundFont], words: Iterable[GlyphRun]) -> None:
        """Note a page; `words` are those of it that may be asked for."""
        bare = _NOTHING._replace(damage=sheet.seen.damage)
        self.sheets.append(sheet._replace(seen=bare, annotations=()))
        self.words += "".join(run.text for run in words)
        for mark in sheet.all_marks:
            if isinstance(mark, GlyphRun) and mark.mode != 3:
                # The number of what is not referred to may be given again once its page is gone.
                key = mark.font_identity, sheet.number if mark.font_identity < 0 else 0
                font = fonts.get(mark.font_identity) if key not in self.fonts else None
                if font is not None:
                    self.fonts[key] = FontUse(sheet.number, mark.box, font.name, font.kind, font.embedded, font.speaks)
                if key in self.fonts and not _NO_CHARACTERS.isdisjoint(mark.text):
                    self.fonts[key] = self.fonts[key]._replace(speaks=False)
        self.languages |= {mark.look.language for mark in sheet.marks}
        self._add_spots(sheet)

    def _add_spots(self, sheet: OpenedPage) -> None:
        met: set[tuple[str, int]] = set()  # the spaces of a page live as long as its marks
        for mark, space in uses_of(sheet):
            for name in space.names:
                if name in NO_INK or (name, id(space)) in met:
                    continue
                met.add((name, id(space)))
                use = self.spots.setdefault(name, SpotUse(sheet.number, mark.box, {}))
                if space.family == "Separation" and space.tint is not None:
                    full = tuple(round(part, 3) for part in space.tint((1.0,)))
                    look = (space.base.model if space.base else "", full)
                    use.recipes.setdefault(look, (sheet.number, mark.box))

    def add_inks(self, inks: list[SheetInk]) -> None:
        """Note the ink of some pages; none where it cannot be told."""
        self.unrendered = self.unrendered or not inks
        for each in inks:
            self.unmeasured.update(each.map.unmeasured)
            self.most_ink = max(self.most_ink, each.share)
            self.ink_names |= dict.fromkeys(name for name, most in each.map.highest.items() if most > 0)
