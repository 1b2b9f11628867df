"""`brochure ask`: the sheet of a test with patients, and its results into the record."""

import json

from brochure.base.findings import Finding, Severity
from brochure.content.asking import ask_sheet, keep_results
from brochure.desk.here import desk_shelf, today
from brochure.desk.saying import CLEAN, Desk
from brochure.desk.signing import order_of
from brochure.record.asking import sheet_lines, too_few


def ask(leaflet: str, language: str, people: int, desk: Desk) -> int:
    """Print the sheet."""
    sheet = ask_sheet(order_of(leaflet, language), desk_shelf(leaflet), people)
    if desk.form == "json":
        rows = [each._asdict() for each in sheet.questions]
        desk.say(json.dumps({"of": sheet.head, "questions": rows}, indent=1, ensure_ascii=False))
        return CLEAN
    for line in sheet_lines(sheet.head, sheet.questions, people):
        desk.say(line)
    names = " ".join(f"{each.name}=FOUND/UNDERSTOOD" for each in sheet.questions)
    desk.say(f"\nThen: brochure ask {leaflet} --language {language} --people {people} --results {names}")
    return CLEAN


def keep(leaflet: str, language: str, results: tuple[str, ...], people: int, changed: str, desk: Desk) -> int:
    """Keep what people found and understood, and say what too few did."""
    done = keep_results(order_of(leaflet, language), results, people, changed, today(), desk_shelf(leaflet))
    if desk.wants_words:
        desk.say(f"{done.file}: tested with {people} {'patient' if people == 1 else 'patients'} on {today()}")
    return desk.tell(
        [
            Finding(
                "not-understood",
                f"'{each.name}': {each.found} of {people} found it, {each.understood} understood it",
                None,
                "say it in other words or at another place, and ask five others; four of five are enough",
                Severity.WARNING,
            )
            for each in too_few(done.answered, people)
        ]
    )
