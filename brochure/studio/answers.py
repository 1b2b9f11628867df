"""What a page of the studio is told of a leaflet: its sheet, what is to be mended and where, as plain data for JSON."""

import re
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from typing import Any, Final

from brochure.base.codes import CODES
from brochure.base.findings import BadInput, Finding
from brochure.base.made import Laid
from brochure.base.order import Fit
from brochure.base.story import leaves
from brochure.content.labels import panel_label, plainly, said_plainly, way_out
from brochure.glyphs import Faces
from brochure.studio.book import FieldPath, FieldPlaces, Tried
from brochure.studio.sheet import ShownSide, changed_pieces, sides_of
from brochure.studio.spoken import _, labelled, spoken, table

_TOO_MANY: Final = re.compile(r"About (\d+) letters too many for “(.*)”")
_MOST_PAGES: Final = 16  # that are open at once, each of which knows its pieces
Json = dict[str, Any]


class SentPieces:
    """Which pieces each open page has; what it has is not sent again."""

    def __init__(self) -> None:
        self._of_page: OrderedDict[str, dict[str, set[str]]] = OrderedDict()

    def new(self, page: str, side: ShownSide, *, fresh: bool) -> dict[str, str]:
        """The pieces of a side that the page has not, which it has from now on."""
        sides = self._of_page.setdefault(page, {})
        self._of_page.move_to_end(page)
        while len(self._of_page) > _MOST_PAGES:
            self._of_page.popitem(last=False)
        known = set() if fresh else sides.get(side.name, set())
        sides[side.name] = {piece.key for piece in side.pieces}
        return changed_pieces(side, known)


def places_of(data: bytes, name: str) -> FieldPlaces | None:
    """Where the fields of a file stand; nothing of a damaged one."""
    try:
        return FieldPlaces(data, name)
    except (BadInput, ValueError):
        return None


def sheet_answer(
    tried: Tried, places: FieldPlaces | None, faces: Faces, sent: SentPieces, *, page: str, fresh: bool
) -> Json:
    """The sides of the sheet, and which field each piece stands for; nothing where there are no pages."""
    if tried.laid is None or not tried.laid.pages:
        return {}
    fields = _fields_of(tried.laid, places)
    sides, panels = [], dict[str, str]()
    for side in sides_of(tried.laid, faces):
        named = [fields.get(piece.element, "") for piece in side.pieces]
        sides.append({
            "name": side.name, "label": labelled(panel_label(side.name)), "width": side.width, "height": side.height,
            "panels": [
                {"name": each.name, "label": labelled(panel_label(each.name)), "left": each.left, "width": each.width}
                for each in side.panels
            ],
            "order": [piece.key for piece in side.pieces], "fields": named,
            "over": [at for at, piece in enumerate(side.pieces) if piece.is_over],
            "words": " ".join(piece.words.strip() for piece in side.pieces if piece.words),
            "new": sent.new(page, side, fresh=fresh),
        })  # fmt: skip
    for each in tried.laid.pages:
        for item in each.placed:
            if name := fields.get(item.element):
                panels.setdefault(name, labelled(panel_label(item.panel)))
    return {"sides": sides, "panels": panels, "fit": fit_words(tried.laid.fit, bool(tried.laid.over))}


def fit_words(fit: Fit | None, is_over: bool) -> str:
    """How the words lie on the paper, in one line."""
    if fit is None:
        return ""
    full = ", ".join(f"{labelled(panel_label(each.panel))} {round(each.fill * 100)} %" for each in fit.panels)
    letters = _("Letters of {size} pt.", size=f"{fit.body_size:g}")
    return f"{letters} " + (_("Words hang out of the paper.") if is_over else _("Full: {panels}.", panels=full))


def finding_rows(findings: Iterable[Finding], places: FieldPlaces | None) -> list[Json]:
    """What is to be mended, in plain words, each with the field in which it lies."""
    return [*_rows(findings, places)]


def _rows(findings: Iterable[Finding], places: FieldPlaces | None) -> Iterator[Json]:
    for each in dict.fromkeys(findings):
        path = places.field(each.origin) if places else None
        where = "" if path else str(each.origin or each.place or "")
        says = said_plainly(each.code, each.message)
        here = _said(says)
        yield {
            "field": field_name(path), "says": here or says, "lang": "" if here else "en",
            "way": way_out(each.code, each.hint),
            "severity": each.severity.value, "code": each.code, "where": where, "why": _why(each.code),
        }  # fmt: skip


def _said(says: str) -> str:
    """A finding in the language of the page; nothing where the table has it not."""
    if found := _TOO_MANY.fullmatch(says):
        return _("About {n} letters too many for “{panel}”", n=found[1], panel=labelled(found[2]))
    return _(says) if says in table() or spoken() == "en" else ""


def _why(code: str) -> str:
    return plainly(dict[str, str](CODES.items()).get(code, "").partition("\n")[0])


def field_name(path: FieldPath | None) -> str:
    """A path as the form names its fields."""
    return ".".join(map(str, path)) if path else ""


def _fields_of(laid: Laid, places: FieldPlaces | None) -> dict[int | None, str]:
    """The field in which each element was written."""
    if places is None:
        return {}
    return {leaf.number: places.called(leaf.origin) for story in laid.stories for leaf in leaves(story.blocks)}
