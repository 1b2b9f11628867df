"""`brochure literacy`: how hard a leaflet is to read, as a table, as notes with lines, and as the sheet of PEMAT."""

import json
from collections.abc import Iterator

from brochure.base.findings import Severity
from brochure.content.literacy import LiteracyPage, literacy_page
from brochure.desk.here import desk_shelf
from brochure.desk.saying import CLEAN, FINDINGS, Desk
from brochure.desk.signing import order_of
from brochure.record.pemat import score
from brochure.record.syllables import COUNTER

_SAID = {"yes": "yes", "no": "no", "none": "n/a", "person": "[ ]"}
_MEANT = "Figures are a screen and no proof: people test a leaflet. A row with [ ] is for a person, at `brochure sign`."


def literacy_of(leaflet: str, language: str, desk: Desk) -> int:
    """Print it; 1 where a part is warned of."""
    page = literacy_page(order_of(leaflet, language), desk_shelf(leaflet))
    if desk.form == "json":
        desk.say(json.dumps(_data(page), indent=1, ensure_ascii=False))
    else:
        for line in _lines(page) if desk.wants_words else ():
            desk.say(line)
        desk.tell(list(page.findings))
    return FINDINGS if any(each.severity is Severity.WARNING for each in page.findings) else CLEAN


def _lines(page: LiteracyPage) -> Iterator[str]:
    if page.readings:
        yield f"{'part':14} {'words':>5} {'sentences':>9} {'SMOG':>5} {'FKGL':>5}   counted by {COUNTER}"
    for row in page.readings:
        estimate = "  estimate" if row.is_estimate else ""
        yield f"{row.part:14} {row.words:5} {row.sentences:9} {row.smog:5.1f} {row.fkgl:5.1f}{estimate}"
    yield "PEMAT-P"
    for item in page.sheet:
        yield f"  {item.item:2} {_SAID[item.answer]:3} {item.asks}{f' ({item.why})' if item.why else ''}"
    for name, first, last in (("understand", 1, 19), ("act", 20, 26)):
        met, answered = score(page.sheet, first, last)
        yield f"  {name}: {met} of {answered} that a program can see"
    yield _MEANT


def _data(page: LiteracyPage) -> dict[str, object]:
    return {
        "counter": COUNTER, "language": page.leaflet.language.text,
        "parts": [row._asdict() | {"estimate": row.is_estimate} for row in page.readings],
        "words": [row._asdict() for row in page.hard], "pemat": [row._asdict() for row in page.sheet],
        "told": [each.message for each in page.findings],
    }  # fmt: skip
