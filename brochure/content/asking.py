"""A test with patients: its sheet made from a leaflet, its results kept in the record."""

import re
from pathlib import Path

from brochure.base.findings import BadInput, Finding, did_you_mean
from brochure.base.leaflet import Leaflet
from brochure.base.marks import bare
from brochure.base.order import Order, day_of
from brochure.base.records import NamedTuple
from brochure.base.signing import RECORD, UserTest
from brochure.content.read import find_leaflet, read_yaml
from brochure.content.record_file import read_record, words_of
from brochure.content.recording import append_entry, refuse_foreign_text, typed_row
from brochure.content.shelf import Shelf
from brochure.record.asking import Answered, AskedQuestion, questions_of
from brochure.record.marks import text_mark

_RESULT = re.compile(r"([a-z-]+)=(\d{1,2})/(\d{1,2})")
MOST_PEOPLE = 20
FEW_PEOPLE = 5  # what a small clinic has


class AskSheet(NamedTuple):
    """A text that is tested, and what is asked."""

    leaflet: Leaflet
    head: str  # code, title, version, language and mark
    questions: tuple[AskedQuestion, ...]
    last: UserTest | None  # of a text of this language


class ResultsKept(NamedTuple):
    """What was written into the record."""

    file: Path
    answered: tuple[Answered, ...]


def ask_sheet(order: Order, shelf: Shelf, people: int = FEW_PEOPLE) -> AskSheet:
    """What so many people are asked of a leaflet as it is now.

    Raises:
        BadInput: there is no such leaflet, it or its record is at fault, or so many are not asked.
    """
    if not 1 <= people <= MOST_PEOPLE:
        message = f"{people} people are asked"
        raise BadInput(Finding("bad-form", message, None, f"say how many with --people, 1 to {MOST_PEOPLE}"))
    path = find_leaflet(order, shelf)
    leaflet = read_yaml(path, Leaflet, shelf)
    head = f"{leaflet.code} {bare(leaflet.title.text)} {leaflet.version} ({leaflet.language}), {text_mark(leaflet)}"
    tests = read_record(path).tests(leaflet.language.text)
    return AskSheet(leaflet, head, questions_of(words_of(leaflet)), tests[-1] if tests else None)


def last_test(order: Order, shelf: Shelf) -> str:
    """When patients tested a leaflet last, and whether it was this text.

    Raises:
        BadInput: there is no such leaflet, or it or its record is at fault.
    """
    sheet = ask_sheet(order, shelf)
    if sheet.last is None:
        return "no patient has tested it: `brochure ask`"
    same = "this text" if sheet.last.text.text == text_mark(sheet.leaflet) else f"version {sheet.last.version}"
    return f"{sheet.last.people} patients tested {same} on {sheet.last.day.value.isoformat()}"


def keep_results(
    order: Order, said: tuple[str, ...], people: int, changed: str, today: str, shelf: Shelf
) -> ResultsKept:
    """Write into the record what people found and understood, `said` as `may-do=5/4`; an answer to each question.

    Raises:
        BadInput: a result is missing, is of no question, or counts more than there were; or the leaflet is at fault.
    """
    path = find_leaflet(order, shelf)
    sheet = ask_sheet(order, shelf, people)
    refuse_foreign_text(path, sheet.leaflet, shelf)
    day_of(today)
    answered = _answered(sheet, said, people)
    leaflet = sheet.leaflet
    row = {"language": leaflet.language.text, "version": leaflet.version.text, "text": text_mark(leaflet)}
    results = ", ".join(f"{each.name}={each.found}/{each.understood}" for each in answered)
    more = f", {typed_row({'changed': changed})}" if changed.strip() else ""
    entry = f"{{{typed_row(row)}, day: {today}, people: {people}, results: [{results}]{more}}}"
    append_entry(path.parent, f"  - tested: {entry}\n")
    return ResultsKept(path.parent / RECORD, answered)


def _answered(sheet: AskSheet, said: tuple[str, ...], people: int) -> tuple[Answered, ...]:
    names = [each.name for each in sheet.questions]
    found: dict[str, Answered] = {}
    faults: list[Finding] = []
    for each in said:
        read = _RESULT.fullmatch(each)
        if read is None:
            faults.append(Finding("bad-form", f"'{each[:40]}' is no result", None, "write it like may-do=5/4"))
        elif read[1] not in names:
            message = f"'{read[1]}' is no question of this leaflet"
            faults.append(Finding("bad-form", message, None, did_you_mean(read[1], names)))
        elif not int(read[3]) <= int(read[2]) <= people:
            message = f"'{each}' counts more than there were: {people} were asked"
            faults.append(Finding("bad-form", message, None, "write how many found it, then how many understood it"))
        else:
            found[read[1]] = Answered(read[1], int(read[2]), int(read[3]))
    missing = [name for name in names if name not in found]
    if missing and not faults:
        message = f"no result for {', '.join(missing)}"
        faults.append(Finding("missing-field", message, None, "write one for each question of the sheet"))
    if faults:
        raise BadInput(*faults)
    return tuple(found[name] for name in names)
