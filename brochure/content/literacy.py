"""How hard a leaflet of the shelf is to read: figures, words, and the sheet, with the lines that they are of."""

from collections.abc import Iterator

from brochure.base.blocks import blocks_of
from brochure.base.findings import Finding, Severity
from brochure.base.leaflet import Leaflet
from brochure.base.order import Order
from brochure.base.origin import Origin
from brochure.base.records import NamedTuple
from brochure.content.read import find_leaflet, read_yaml
from brochure.content.record_file import words_of
from brochure.content.shelf import Shelf
from brochure.record.literacy import (
    HEADINGS,
    MOST_SMOG,
    WHOLE,
    HardWord,
    Reading,
    hard_words,
    is_easy,
    is_english,
    readings,
)
from brochure.record.pemat import PematRow, pemat_rows
from brochure.record.syllables import COUNTER


class LiteracyPage(NamedTuple):
    """What is known of a leaflet's words."""

    leaflet: Leaflet
    readings: tuple[Reading, ...]  # none of a language that is not counted
    hard: tuple[HardWord, ...]
    sheet: tuple[PematRow, ...]
    findings: tuple[Finding, ...]


def literacy_page(order: Order, shelf: Shelf) -> LiteracyPage:
    """How hard a leaflet is to read.

    Raises:
        BadInput: there is no such leaflet, or it is at fault.
    """
    leaflet = read_yaml(find_leaflet(order, shelf), Leaflet, shelf)
    words, tag = words_of(leaflet), leaflet.language
    counted = is_english(tag.text)
    rows = readings(words) if counted else ()
    words = {path: text for path, text in words.items() if not is_easy(path)}
    hard = tuple(hard_words(words)) if counted else ()
    told: list[Finding] = []
    if not counted:
        message = f"'{tag}' is not counted: syllables and hard words are known in English only"
        hint = "have people who read it try it, with `brochure ask`"
        told.append(Finding("not-counted", message, tag.origin, hint, Severity.NOTE))
    told += _findings(leaflet, rows, hard)
    return LiteracyPage(leaflet, rows, hard, pemat_rows(words, is_english=counted), tuple(told))


def _findings(leaflet: Leaflet, rows: tuple[Reading, ...], hard: tuple[HardWord, ...]) -> Iterator[Finding]:
    places = {path: said.origin for path, said in blocks_of(leaflet)}
    for row in rows:
        if row.is_hard:
            message = f"'{row.part}' has SMOG {row.smog:.1f} ({COUNTER}), over {MOST_SMOG:g}"
            hint = "shorten its sentences, and take shorter words; then ask five people"
            yield Finding("hard-to-read", message, _place(row.part, places), hint, Severity.WARNING)
    for each in hard:
        if each.is_term:
            message = f"'{each.path}' does not say what '{each.word}' means, where it first stands"
            hint = f"explain it in that sentence, such as: {each.plain}"
            yield Finding("term-unexplained", message, places[each.path], hint, Severity.NOTE)
        else:
            message = f"'{each.path}' says '{each.word}'"
            yield Finding("hard-word", message, places[each.path], f"say it plainly: {each.plain}", Severity.NOTE)


def _place(part: str, places: dict[str, Origin]) -> Origin | None:
    if part in (WHOLE, HEADINGS):
        return next(iter(places.values()))
    return next((origin for path, origin in places.items() if path.startswith(part)), None)
