"""Words that came back become edits: what changed in the file meanwhile is told, and never written over."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from brochure.base.findings import BadInput, Finding, Severity
from brochure.base.order import Order
from brochure.base.origin import Origin
from brochure.base.personal import fields_in
from brochure.base.records import NamedTuple
from brochure.content.edit import edited
from brochure.content.editing import edit_of, own_file, refuse_worse, text_at, tidy, tree_of
from brochure.content.form import steps_of
from brochure.content.nodes import read_file_bytes
from brochure.content.shelf import Shelf, shown
from brochure.content.spans import Spanned, find, spans_of
from brochure.files import write_whole
from brochure.review.read_back import Correction, Corrections
from brochure.review.rows import base_rows, is_read, place_of, review_of

_SHOWN = 300  # letters of a text that a finding repeats


class TakenBack(NamedTuple):
    """What became of what came back."""

    file: str
    taken: tuple[str, ...]  # places whose words are written now
    findings: tuple[Finding, ...]  # what was not taken, and the remarks


class _Now(NamedTuple):
    """The file as it is: what it says, and where."""

    name: str
    data: bytes
    tree: Any
    root: Spanned
    texts: dict[str, str]  # what a page would show of it


def take_back(order: Order, back: Corrections, shelf: Shelf) -> TakenBack:
    """Write what a reviewer corrected into the leaflet's file, each text that can stand there.

    Raises:
        BadInput: the leaflet is not the one that was reviewed, is not the clinic's own, or cannot be read or written.
    """
    file = own_file(order, shelf)
    _refuse_other(order, back)
    start = _now(file, read_file_bytes(file, name=shown(file)))
    called = _called(order, shelf)
    data, taken, findings = start.data, list[str](), list[Finding]()
    for row in back.rows:
        place = called.get(row.field, row.field)
        if tidy(steps_of(row.field), row.now) != tidy(steps_of(row.field), row.was):
            now = start._replace(data=data)
            new, told = _corrected(row, back, now, place, file, shelf)
            if new is not None and new != data:
                data = new
                taken.append(place)
            findings += told
        if remark := row.remark.strip():
            findings.append(_remark(remark, back, place, _origin(start, row.field)))
    if remark := back.remark.strip():
        findings.append(_remark(remark, back, "the leaflet as a whole", Origin(start.name, 1, 1)))
    if data != start.data:
        write_whole(file, data, mode=file.stat().st_mode & 0o777)
    return TakenBack(start.name, tuple(taken), tuple(findings))


def _refuse_other(order: Order, back: Corrections) -> None:
    if (back.leaflet, back.language) != (order.leaflet, order.language):
        message = f"this is a review of '{back.leaflet}' in '{back.language}'"
        hint = f"say `brochure review {back.leaflet} --language {back.language} --back FILE`"
        raise BadInput(Finding("review-foreign", message, None, hint))


def _now(file: Path, data: bytes) -> _Now:
    tree = tree_of(data, shown(file))
    texts = {row.field: row.words for row in base_rows(tree)}
    return _Now(shown(file), data, tree, spans_of(data.decode("utf-8-sig")), texts)


def _called(order: Order, shelf: Shelf) -> dict[str, str]:
    return {
        row.field: place_of(group.title, row.label) for group in review_of(order, shelf).groups for row in group.rows
    }


def _corrected(
    row: Correction, back: Corrections, now: _Now, place: str, file: Path, shelf: Shelf
) -> tuple[bytes | None, list[Finding]]:
    """The file with one text corrected, or why it is not."""
    wanted = tidy(steps_of(row.field), row.now)
    if not is_read(row.field):
        message = f"'{row.field}' is no text of a leaflet that is read"
        return None, [Finding("review-not-taken", message, None, "look at where this file comes from")]
    field = _place_now(row, back, now)
    theirs = text_at(now.tree, steps_of(field)) if field else ""
    if field and theirs == wanted:
        return None, []  # somebody has typed it already
    if not field or theirs != row.was:
        says = f"the file says “{_short(theirs)}” now" if field and theirs else "it is no longer in the file"
        message = f"{place}: changed since the page was made: {says}; the reviewer wrote “{_short(wanted)}”"
        hint = "decide between them, and type what is to stand there"
        return None, [Finding("review-changed", message, _origin(now, row.field), hint)]
    if changed := _other_fields(row.was, wanted, now.tree):
        message = f"{place}: “{_short(wanted)}” has other words in braces: {changed}"
        hint = "they become the words of each person; type it by hand if that is meant"
        return None, [Finding("review-not-taken", message, _origin(now, field), hint)]
    try:
        root = spans_of(now.data.decode("utf-8-sig"))
        new = edited(now.data, [edit_of(root, steps_of(field), wanted, now.name)], file=now.name)
        refuse_worse(file, new, shelf)
    except BadInput as fault:
        return None, list(_refused(fault, place, wanted, _origin(now, field)))
    return new, []


def _other_fields(was: str, wanted: str, tree: Any) -> str:
    """Which personal fields a text has lost or gained; nothing in a leaflet that is the same for everybody."""
    if not (isinstance(tree, dict) and tree.get("personal")):
        return ""
    before, after = Counter(fields_in(was)), Counter(fields_in(wanted))
    return ", ".join(f"{{{name}}}" for name in (before - after) + (after - before))


def _refused(fault: BadInput, place: str, wanted: str, origin: Origin) -> Iterator[Finding]:
    for each in fault.findings:
        message = f"{place}: “{_short(wanted)}” cannot stand there: {each.message}"
        yield Finding("review-not-taken", message, origin, each.hint)


def _place_now(row: Correction, back: Corrections, now: _Now) -> str:
    """Where the text stands now that was corrected; nothing where that cannot be told.

    Entries may have been put in, taken out or moved. Words that stand once on the page are known by themselves; those
    that stand more than once are known by their neighbours.
    """
    if not row.was:
        return row.field if _has_same_neighbours(row, back, now) else ""
    is_one = Counter(each.was for each in back.rows)[row.was] == 1
    if now.texts.get(row.field) == row.was:
        return row.field if is_one or _has_same_neighbours(row, back, now) else ""
    found = [field for field, words in now.texts.items() if words == row.was and _kind(field) == _kind(row.field)]
    return found[0] if is_one and len(found) == 1 else row.field if row.field in now.texts else ""


def _has_same_neighbours(row: Correction, back: Corrections, now: _Now) -> bool:
    """Whether the entry of a list in which a text stands says in all else what it said."""
    steps = row.field.split(".")
    numbers = [at for at, step in enumerate(steps[:-1]) if step.isdigit()]
    entry = ".".join(steps[: numbers[-1] + 1] if numbers else steps[:-1])
    inside = {each.field: each.was for each in back.rows if each.was and each.field.startswith(f"{entry}.")}
    here = {field: words for field, words in now.texts.items() if field.startswith(f"{entry}.")}
    return not entry or inside == here


def _kind(field: str) -> tuple[str, ...]:
    return tuple("" if step.isdigit() else step for step in field.split("."))


def _remark(words: str, back: Corrections, place: str, origin: Origin) -> Finding:
    who = " ".join(back.who.split()) or "the reviewer"
    message = f"{place}: {who} says: {' '.join(words.split())}"
    return Finding("review-remark", message, origin, "answer it, or change the words", Severity.WARNING)


def _origin(now: _Now, field: str) -> Origin:
    """The line of a text, or of what it would stand in."""
    steps, text = steps_of(field), now.data.decode("utf-8-sig")
    for end in range(len(steps), 0, -1):
        try:
            node = find(now.root, steps[:end], now.name)
        except BadInput:
            continue
        start = text.rfind("\n", 0, node.start) + 1
        return Origin(now.name, text.count("\n", 0, node.start) + 1, node.start - start + 1)
    return Origin(now.name, 1, 1)


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
