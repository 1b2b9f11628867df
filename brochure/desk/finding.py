"""A copy from a drawer found again: which text it is, where its like went, and what a consent note keeps of it."""

import json
from collections.abc import Iterator
from pathlib import Path

from brochure.base.findings import BadInput, Finding, did_you_mean
from brochure.base.leaflet import Leaflet
from brochure.base.order import Order, day_of
from brochure.base.records import NamedTuple, replace
from brochure.content.comparing import text_of_mark
from brochure.content.read import find_leaflet, read, read_yaml
from brochure.content.recording import Found, which_is
from brochure.content.shelf import Shelf
from brochure.desk.comparing import named_text
from brochure.desk.here import desk_shelf, out_folder, today
from brochure.desk.saying import CLEAN, Desk
from brochure.desk.signing import order_of
from brochure.record.given import record_line
from brochure.send.copies_out import CopiesOut, Holder, copies_out, holders


class Places(NamedTuple):
    """Where copies are looked for."""

    runs: Path | None  # folder that holds merged runs; None: build/
    outbox: Path
    recipients: Path | None  # list by which they are named
    key: Path | None  # None: beside the outbox


def which(said: str, places: Places, desk: Desk) -> int:
    """Say which text a copy is, by its mark or its file, and where its like went; with the list, to whom."""
    shelf, mark = desk_shelf(), named_text(said)
    try:
        found = which_is(mark, shelf)
    except BadInput as fault:
        return desk.tell(_unsigned(mark, shelf) or list(fault.findings))
    runs = places.runs or out_folder(None)
    out = copies_out(found.mark, runs, places.outbox)
    named: tuple[Holder, ...] = ()
    if places.recipients:
        named = holders(found.mark, runs, places.outbox, places.recipients, places.key or places.outbox / "key")
    if desk.form == "json":
        desk.say(json.dumps(_data(found, out, named), indent=1, ensure_ascii=False))
        return CLEAN
    for line in (*_text_lines(found, shelf), *_copy_lines(out), *_name_lines(named)):
        desk.say(line)
    return CLEAN


def consent_line(what: str, language: str, desk: Desk) -> int:
    """Print the line for the consent note of a leaflet that may go to patients today."""
    shelf = desk_shelf(what)
    order = _order_of_code(what, language, shelf)
    manuscript = read(replace(order, release=True, today=today()), shelf).manuscript
    day = day_of(today())
    assert day is not None, "the desk knows its day"
    line = record_line(manuscript.leaflet, day)
    desk.say(json.dumps({"given": line, "mark": manuscript.mark}, ensure_ascii=False) if desk.form == "json" else line)
    return CLEAN


def _order_of_code(what: str, language: str, shelf: Shelf) -> Order:
    """A leaflet by its code, its name or its folder.

    Raises:
        BadInput: there is none, or two have the code.
    """
    if what in shelf.leaflets or Path(what).is_dir():
        return order_of(what, language)
    codes = {name: code for name in shelf.leaflets if (code := _code_of(name, language, shelf))}
    named = [name for name, code in codes.items() if code.casefold() == what.casefold()]
    if len(named) > 1:
        message = f"code '{what}' is that of '{named[0]}' and of '{named[1]}'"
        raise BadInput(Finding("code-twice", message, None, "name the leaflet, or give each a code of its own"))
    if not named:
        hint = did_you_mean(what, (*codes.values(), *codes))
        raise BadInput(Finding("unknown-leaflet", f"there is no leaflet with the code '{what}'", None, hint))
    return Order(named[0], language)


def _code_of(name: str, language: str, shelf: Shelf) -> str:
    """The code of a leaflet; empty where it is not written in this language, or cannot be read."""
    try:
        return read_yaml(find_leaflet(Order(name, language), shelf), Leaflet, shelf).code.text
    except BadInput:  # told when that leaflet is built
        return ""


def _unsigned(mark: str, shelf: Shelf) -> list[Finding]:
    """What is told of a text that stands here and that nobody has signed."""
    try:
        side = text_of_mark(mark, shelf)
    except BadInput:
        return []
    message = f"{side.mark} is '{side.leaflet}' ({side.language}) as it stands now, and nobody has signed it"
    hint = f"have it read, then say `brochure sign {side.leaflet} --language {side.language} --who NAME --role ROLE`"
    return [Finding("not-signed", message, None, hint)]


def _text_lines(found: Found, shelf: Shelf) -> Iterator[str]:
    signature = found.signature
    yield f"{found.mark}: {found.leaflet} ({signature.language}), version {signature.version}"
    signed, until = signature.day.value.isoformat(), signature.until.value.isoformat()
    yield f"  signed by {signature.who}, {signature.role}, on {signed}, until {until}"
    if found.state == "superseded":
        later = which_is(found.by, shelf).signature
        yield f"  superseded by version {later.version}, {found.by}, on {later.day.value.isoformat()}"
    else:
        yield f"  {found.state}" + (f" on {found.by}" if found.by else "")


def _copy_lines(out: CopiesOut) -> Iterator[str]:
    for run in out.runs:
        yield f"  {run.copies:,} {'copy' if run.copies == 1 else 'copies'} in the run {run.run}, mailing {run.campaign}"
    for each in out.campaigns:
        more = "".join(
            f", {count:,} {word}" for count, word in ((each.in_doubt, "in doubt"), (each.others, "not sent")) if count
        )
        yield f"  {each.sent:,} sent in the campaign {each.campaign}{more}"
    if not (out.runs or out.campaigns):
        yield "  no copy in any run or campaign that is kept here"


def _name_lines(named: tuple[Holder, ...]) -> Iterator[str]:
    for each in named:
        yield f"  row {each.row}, {each.id}: {', '.join(each.where)}"


def _data(found: Found, out: CopiesOut, named: tuple[Holder, ...]) -> dict[str, object]:
    signature = found.signature
    return {
        "leaflet": found.leaflet, "language": signature.language.text, "version": signature.version.text,
        "mark": found.mark, "state": found.state, "by": found.by, "who": signature.who.text, "role": signature.role,
        "day": signature.day.value.isoformat(), "until": signature.until.value.isoformat(),
        "runs": [each._asdict() for each in out.runs], "campaigns": [each._asdict() for each in out.campaigns],
        "people": [each._asdict() for each in named],
    }  # fmt: skip
