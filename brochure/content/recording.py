"""The record of a leaflet on disk: read with it, grown by each signing, and asked which text a mark is of.

`_record.yaml` only grows; the words that were signed are kept once, under `_archive/`, so that what changed since can
be shown and a copy from a drawer be read again. All are plain files, to be kept as the leaflet is.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from brochure.base.findings import BadInput, Finding, did_you_mean
from brochure.base.leaflet import Leaflet
from brochure.base.order import Order, day_of
from brochure.base.records import NamedTuple, replace
from brochure.base.signing import RECORD, Record, Signature, SignerRole
from brochure.content.claims_file import book_of, read_words
from brochure.content.model import read_model
from brochure.content.nodes import Map, Scalar, read_file_bytes, read_nodes
from brochure.content.read import find_leaflet, read, read_source
from brochure.content.record_file import ARCHIVE, brand_signed, pictures_signed, read_record, signed_words, words_of
from brochure.content.shelf import Shelf, root_of, shown
from brochure.files import prepare_folder, write_whole
from brochure.record.boxes import ALL, OpenBox, boxes_of, still_open
from brochure.record.literacy import is_english
from brochure.record.marks import evidence_digest, nearest_mark, read_mark, text_mark
from brochure.record.redline import Difference, redline
from brochure.record.standing import (
    LONGEST_YEARS,
    Life,
    beside_findings,
    day_findings,
    fitting_signature,
    review_findings,
    unfit_signer,
    unsigned_source,
)
from brochure.record.years import years_after

_HEAD: Final = (
    "# What happened to this leaflet, in the order of its days: `brochure sign` and `brochure ask` write it, and\n"
    "# nothing is ever taken out. Keep it with the texts.\nentries:\n"
)


class SignWish(NamedTuple):
    """Somebody stands for a text."""

    order: Order  # leaflet and language
    who: str  # by name
    role: SignerRole
    today: str  # ISO date
    seen: tuple[str, ...] = ()  # boxes that they ticked; `all` is every one


class Signed(NamedTuple):
    """What one signing did."""

    file: Path
    mark: str
    until: str  # ISO date
    changes: tuple[Difference, ...]  # since the last signature
    before: str  # who signed last, and when; empty for the first
    still_open: tuple[OpenBox, ...] = ()  # what nobody has ticked for this text


class Found(NamedTuple):
    """What a mark is of."""

    leaflet: str
    mark: str
    signature: Signature
    state: str  # `current`, `superseded`, `changed since` or `withdrawn`
    by: str  # the mark that superseded it, or why it was withdrawn


class StandingRow(NamedTuple):
    """One line of `brochure status`."""

    leaflet: str
    language: str
    code: str
    version: str
    state: str  # `signed`, `not signed`, `changed since`, `withdrawn`, `expired`
    who: str
    until: str  # ISO date
    days: int  # until then; less than 0 where it has passed


def changes_since(order: Order, shelf: Shelf) -> tuple[Difference, ...]:
    """What differs from the text that was signed last; nothing where nobody has signed, or it is the same.

    Raises:
        BadInput: there is no such leaflet, or a file is at fault.
    """
    path = find_leaflet(order, shelf)
    leaflet = read(order, shelf).manuscript.leaflet
    return _changes(leaflet, signed_words(path.parent, read_record(path), leaflet), shelf)


def beside_since(order: Order, shelf: Shelf) -> tuple[Finding, ...]:
    """What differs beside the words from what was signed last: days, version, pictures, evidence, brand.

    Raises:
        BadInput: there is no such leaflet, or a file is at fault.
    """
    path = find_leaflet(order, shelf)
    manuscript = read(order, shelf).manuscript
    leaflet, brand = manuscript.leaflet, manuscript.brand
    home = shelf.find("content", "brands", leaflet.brand.text, "brand.yaml")
    drawn = brand_signed(brand, home) if home else ""
    held = Life(leaflet, read_source(leaflet, order, shelf), read_record(path), drawn)
    book = book_of(leaflet, brand, shelf, whole=True)
    return tuple(beside_findings(held._replace(book=book, pictures=pictures_signed(leaflet, path))))


def open_boxes(order: Order, shelf: Shelf) -> tuple[OpenBox, ...]:
    """What nobody has ticked for the text as it is now.

    Raises:
        BadInput: there is no such leaflet, or a file is at fault.
    """
    path = find_leaflet(order, shelf)
    return _open_now(read(order, shelf).manuscript.leaflet, read_record(path))


def sign(wish: SignWish, shelf: Shelf) -> Signed:
    """Write into the record that somebody stands for the text as it is now.

    Raises:
        BadInput: the leaflet is at fault, its days are over, its source is not signed, or it is not of this folder.
    """
    path = find_leaflet(wish.order, shelf)
    done = read(wish.order, shelf)
    leaflet, brand, record = done.manuscript.leaflet, done.manuscript.brand, read_record(path)
    refuse_foreign_text(path, leaflet, shelf)
    faults = list(_refused(leaflet, read_source(leaflet, wish.order, shelf), record, wish))
    boxes = _open_now(leaflet, record)
    faults += _unknown_boxes(wish.seen, boxes)
    if faults:
        raise BadInput(*faults)
    ticked = [box.name for box in boxes if {ALL, box.name} & {*wish.seen}]
    words = signed_words(path.parent, record, leaflet)
    source = read_source(leaflet, wish.order, shelf)
    evidence = evidence_digest(leaflet, source, book_of(leaflet, brand, shelf, whole=True))
    own = record.signatures(leaflet.language.text)
    before = f"{own[-1].who} on {own[-1].day.value.isoformat()}" if own else ""
    day = day_of(wish.today)
    assert day is not None, "`_refused` has looked"
    until = min(leaflet.review_by.value, years_after(day, LONGEST_YEARS)).isoformat()
    mark = text_mark(leaflet)
    brand_path = shelf.find("content", "brands", leaflet.brand.text, "brand.yaml")
    assert brand_path is not None, "`read` has found it"
    row = {
        "language": leaflet.language.text, "code": leaflet.code.text, "version": leaflet.version.text,
        "kind": leaflet.kind, "text": mark,
        "issued": leaflet.issued.value.isoformat(), "review_by": leaflet.review_by.value.isoformat(),
        "evidence": evidence, "brand": brand_signed(brand, brand_path), "who": wish.who, "role": wish.role,
    }  # fmt: skip
    if pictures := pictures_signed(leaflet, path):
        row["pictures"] = pictures
    _keep_words(path.parent, mark, leaflet)
    seen = f", seen: [{', '.join(ticked)}]" if ticked else ""
    append_entry(path.parent, f"  - signed: {{{typed_row(row)}, day: {wish.today}, until: {until}{seen}}}\n")
    changes = _changes(leaflet, words, shelf)
    return Signed(path.parent / RECORD, mark, until, changes, before, still_open(boxes, ticked))


def withdraw(order: Order, mark: str, why: str, today: str, shelf: Shelf) -> Path:
    """Write into the record that a text may not be given to anybody any more.

    Raises:
        BadInput: the mark is none of this leaflet, or no reason is given.
    """
    path = find_leaflet(order, shelf)
    record, read_as = read_record(path), read_mark(mark)
    known = [each.signed.text.text for each in record.entries if each.signed]
    if read_as not in known:
        message = f"'{mark[:20]}' is the mark of no text of '{order.leaflet}'"
        nearest = nearest_mark(mark, known)
        hint = f"did you mean '{nearest}'?" if nearest else "look into its `_record.yaml`"
        raise BadInput(Finding("unknown-mark", message, None, hint))
    if already := record.withdrawal(read_as):
        message = f"{read_as} was withdrawn on {already.day.value.isoformat()}: {already.why}"
        raise BadInput(Finding("withdrawn", message, None, "collect its copies"))
    if not why.strip() or day_of(today) is None:
        raise BadInput(Finding("missing-field", "a withdrawal has a reason and a day", None, "write `--why TEXT`"))
    append_entry(
        path.parent, f"  - withdrawn: {{{typed_row({'text': read_as})}, day: {today}, {typed_row({'why': why})}}}\n"
    )
    return path.parent / RECORD


def which_is(typed: str, shelf: Shelf) -> Found:
    """What a mark from a copy is of.

    Raises:
        BadInput: it is no mark, or of no text that was ever signed here; the nearest one is named.
    """
    mark, known = read_mark(typed), dict(all_signatures(shelf))
    if mark not in known:
        message = f"'{typed[:20]}' is the mark of no text that was signed here"
        if not mark:
            message = f"'{typed[:20]}' is no mark: one of its characters is wrong, or missing"
        nearest = nearest_mark(typed, known)
        raise BadInput(
            Finding("unknown-mark", message, None, f"did you mean '{nearest}'?" if nearest else "look again")
        )
    name, signature, record, path = known[mark]
    own = record.signatures(signature.language.text)
    withdrawn = record.withdrawal(mark)
    if withdrawn:
        return Found(name, mark, signature, "withdrawn", f"{withdrawn.day.value.isoformat()}: {withdrawn.why}")
    if own[-1].text.text != mark:
        return Found(name, mark, signature, "superseded", own[-1].text.text)
    order = Order(name, signature.language.text)
    now = _leaflet_of(path, signature.language.text, order, shelf)
    same = now is not None and text_mark(now) == mark
    return Found(name, mark, signature, "current" if same else "changed since", "")


def standings(shelf: Shelf, today: str) -> Iterator[StandingRow]:
    """Each leaflet in each language, and where it stands.

    Raises:
        BadInput: a file is at fault.
    """
    for name in shelf.leaflets:
        for language in shelf.languages(name):
            yield standing_of(Order(name, language), shelf, today)


def standing_of(order: Order, shelf: Shelf, today: str) -> StandingRow:
    """Where one leaflet stands in one language.

    Raises:
        BadInput: a file is at fault.
    """
    day, path = day_of(today), find_leaflet(order, shelf)
    leaflet = read(order, shelf).manuscript.leaflet
    record = read_record(path)
    own, fits = record.signatures(order.language), fitting_signature(leaflet, record)
    fits = None if fits and beside_since(order, shelf) else fits
    last = own[-1] if own else None
    until = min(leaflet.review_by.value, last.until.value) if last else leaflet.review_by.value
    days = (until - day).days if day else 0
    state = "signed" if fits else "changed since" if last else "not signed"
    if record.withdrawal(text_mark(leaflet)):
        state = "withdrawn"
    elif days < 0:
        state = "expired"
    who = f"{last.who}, {last.day.value.isoformat()}" if last else ""
    return StandingRow(
        order.leaflet, order.language, leaflet.code.text, leaflet.version.text, state, who, until.isoformat(), days
    )


def _refused(leaflet: Leaflet, source: Leaflet | None, record: Record, wish: SignWish) -> Iterator[Finding]:
    if not wish.who.strip() or day_of(wish.today) is None:
        yield Finding("missing-field", "a signature has a name and a day", None, "write `--who NAME`")
        return
    yield from (finding for finding in review_findings(leaflet, wish.today) if finding.blocks)
    yield from day_findings(leaflet, wish.today)
    yield from unsigned_source(leaflet, source, record)
    yield from unfit_signer(leaflet, wish.role)
    if withdrawn := record.withdrawal(text_mark(leaflet)):
        message = f"this text was withdrawn on {withdrawn.day.value.isoformat()}: {withdrawn.why}"
        yield Finding("withdrawn", message, leaflet.title.origin, "change the words first: these are not given again")


def _open_now(leaflet: Leaflet, record: Record) -> tuple[OpenBox, ...]:
    mark = text_mark(leaflet)
    own = [each for each in record.signatures(leaflet.language.text) if each.text.text == mark]
    boxes = boxes_of(words_of(leaflet), is_english=is_english(leaflet.language.text))
    return still_open(boxes, {name.text for each in own for name in each.seen})


def _unknown_boxes(seen: tuple[str, ...], boxes: tuple[OpenBox, ...]) -> Iterator[Finding]:
    known = [ALL, *(box.name for box in boxes)]
    for name in seen:
        if name not in known:
            message = f"'{name[:40]}' is no box that is open"
            yield Finding("bad-form", message, None, did_you_mean(name, known))


def refuse_foreign_text(path: Path, leaflet: Leaflet, shelf: Shelf) -> None:
    """What ships with the program has no record.

    Raises:
        BadInput: the text is not of the clinic's own folder.
    """
    if root_of(path, shelf) != shelf.folders[0]:
        message = f"'{shown(path)}' belongs to the program, not to this folder"
        hint = f"copy it to content/{path.parent.name}/ first"
        raise BadInput(Finding("outside-project", message, leaflet.language.origin, hint))


def _changes(leaflet: Leaflet, words: dict[str, str] | None, shelf: Shelf) -> tuple[Difference, ...]:
    return () if words is None else redline(words, words_of(leaflet), read_words(leaflet.language.text, shelf))


def _keep_words(folder: Path, mark: str, leaflet: Leaflet) -> None:
    """The words that were signed, once, a line for each block."""
    home = folder / ARCHIVE
    prepare_folder(home)
    rows = words_of(leaflet).items()
    lines = [f"{json.dumps(path)}: {json.dumps(text, ensure_ascii=False)}\n" for path, text in rows]
    head = f"# {leaflet.code} {leaflet.version}, {leaflet.language}: the words that were signed under {mark}.\n"
    write_whole(home / f"{mark}.yaml", (head + "".join(lines)).encode())


def append_entry(folder: Path, line: str) -> None:
    """One entry more at the end of the record; every byte that is there stays.

    Raises:
        BadInput: the file would not say what it said, and the new entry.
    """
    path = folder / RECORD
    old = read_file_bytes(path, name=shown(path)) if path.is_file() else _HEAD.encode()
    new = (old if old.endswith(b"\n") else old + b"\n") + line.encode()
    before, after = _entries(old, path), _entries(new, path)
    if after is None or before is None or after != before + 1:
        message = f"the end of '{shown(path)}' takes no entry"
        raise BadInput(Finding("not-written", message, None, "keep `entries:` as the last list of the file"))
    _refuse_unreadable(new, path)
    write_whole(path, new)


def _refuse_unreadable(record: bytes, path: Path) -> None:
    """What was typed into an entry is judged before it is written: nobody may mend the record afterwards.

    Raises:
        BadInput: the record could not be read any more.
    """
    try:
        read_model(read_nodes(record, file=shown(path)), Record)
    except BadInput as fault:
        raise BadInput(*(replace(each, origin=None, hint="write it on one line, shorter, without odd signs")
                         for each in fault.findings)) from None  # fmt: skip


def _entries(data: bytes, path: Path) -> int | None:
    try:
        node = read_nodes(data, file=shown(path))
    except BadInput:
        return None
    found = next((entry.value for entry in node.entries if entry.key.text == "entries"), None) if isinstance(
        node, Map
    ) else None  # fmt: skip
    if isinstance(found, Scalar):
        return 0 if found.empty else None
    return len(getattr(found, "items", ())) if found is not None else None


def typed_row(row: dict[str, str]) -> str:
    """Fields of an entry as YAML has them on one line."""
    return ", ".join(f"{name}: {json.dumps(text, ensure_ascii=False)}" for name, text in row.items())


def all_signatures(shelf: Shelf) -> Iterator[tuple[str, tuple[str, Signature, Record, Path]]]:
    """Every text that was ever signed, by its mark."""
    for name in shelf.leaflets:
        for root in shelf.folders:
            path = root / "content" / name / RECORD
            if path.is_file():
                record = read_record(path)
                for each in record.entries:
                    if each.signed:
                        yield each.signed.text.text, (name, each.signed, record, path)


def _leaflet_of(path: Path, language: str, order: Order, shelf: Shelf) -> Leaflet | None:
    return read(order, shelf).manuscript.leaflet if (path.parent / f"{language}.yaml").is_file() else None
