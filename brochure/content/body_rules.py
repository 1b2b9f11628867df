"""Rules of the body that no single field can tell: one name to a block, a cell to a column, what each kind asks for."""

from collections.abc import Iterator
from typing import Final, get_args

from brochure.base.anatomy import PLACES, View, names_of, spots_of
from brochure.base.body import BodyBlock, InnerBlock, Outline, PictureText, TableText
from brochure.base.fields import model_fields
from brochure.base.findings import Finding, Severity, did_you_mean, nearest
from brochure.base.leaflet import Leaflet
from brochure.base.links import link_of
from brochure.base.origin import Said

MOST_COLUMNS = 8
_MOST_DOTS = 1000
_TOGETHER: Final = ({"do", "do_not"}, {"text", "picture"})


def body_findings(leaflet: Leaflet) -> Iterator[Finding]:
    """What is wrong with the blocks of a leaflet."""
    for at, block in enumerate(leaflet.body):
        yield from _name_faults(block)
        if block.safety and (leaflet.safety is None or any(other.safety for other in leaflet.body[:at])):
            message = "the safety note stands here, and there is none" if leaflet.safety is None else "it stands twice"
            yield Finding(
                "bad-block", message, block.origin, "write `safety:` once at the head, and `- safety: here` once"
            )
        for inner in (*(block.box.body if block.box else ()), *(each for c in block.columns for each in c.body)):
            yield from _name_faults(inner)
        if block.table:
            yield from _table_faults(block.table)
        if block.columns and len(block.columns) != 2:
            message = f"'columns' holds {len(block.columns)} columns"
            yield Finding("bad-block", message, block.origin, "write two, each a list of blocks")
        if block.risk and not int(block.risk.count.text) <= int(block.risk.of.text) <= _MOST_DOTS:
            message = f"{block.risk.count} of {block.risk.of} cannot be drawn as dots"
            yield Finding(
                "bad-block", message, block.risk.count.origin, f"write `of:` up to {_MOST_DOTS}, and no more of them"
            )
        if block.outline:
            yield from _outline_faults(block.outline)
        for picture in block.pictures:
            yield from _picture_faults(picture)
        if block.picture and block.picture.place == "beside" and not block.text:
            message = f"the picture '{block.picture.file}' stands beside no words, and is set full"
            hint = "write `text:` in the same block, or take `place: beside` out"
            yield Finding("bad-block", message, block.picture.file.origin, hint, Severity.WARNING)
        yield from _link_faults(block)


def _outline_faults(outline: Outline) -> Iterator[Finding]:
    """Places that this view of the body does not have."""
    for said in outline.places:
        if not spots_of(outline.view, said.text):
            message = f"the body seen as `{outline.view}` has no place '{said.text}'"
            others = [view for view in get_args(View) if spots_of(view, said.text)]
            near = nearest(said.text, names_of(outline.view))
            hint = f"did you mean '{near}'?" if near else did_you_mean(said.text, PLACES[outline.view])
            hint = f"it is on the view `{others[0]}`" if others else hint
            yield Finding("bad-block", message, said.origin, hint)


def _name_faults(block: BodyBlock | InnerBlock) -> Iterator[Finding]:
    known = [field.name for field in model_fields(type(block)) if field.name != "claims"]
    names = [name for name in known if getattr(block, name)]
    if not names:
        message = "a block of the body says nothing"
        yield Finding("bad-block", message, block.origin, f"begin it with its name: {', '.join(known[:6])} ...")
    elif len(names) > 1 and set(names) not in _TOGETHER:
        message = f"one block of the body is both '{names[0]}' and '{names[1]}'"
        yield Finding("bad-block", message, block.origin, f"begin a block of its own with `- {names[1]}:`")


def _table_faults(table: TableText) -> Iterator[Finding]:
    wanted = len(table.columns)
    if wanted > MOST_COLUMNS:
        message = f"a table has {wanted} columns; no page holds more than {MOST_COLUMNS}"
        yield Finding("bad-block", message, table.columns[MOST_COLUMNS].label.origin, "make two tables of it")
    for at, row in enumerate(table.rows, 1):
        if len(row.cells) != wanted:
            cells = "1 cell" if len(row.cells) == 1 else f"{len(row.cells)} cells"
            message = f"row {at} of the table has {cells}, and the table {wanted} columns"
            yield Finding(
                "bad-block", message, row.cells[0].origin, 'write a cell for each column, "" where somebody is to write'
            )


def _picture_faults(picture: PictureText) -> Iterator[Finding]:
    """A picture that says something has words for who listens; one that says nothing has none of any kind."""
    words = picture.alt or picture.caption
    if picture.decorative == "yes" and words:
        message = f"the picture '{picture.file}' is decorative, and has words"
        yield Finding("bad-block", message, words.origin, "take `decorative:` out, or `alt:` and `caption:`")
    elif picture.decorative == "no" and not picture.alt:
        message = f"the picture '{picture.file}' lacks 'alt'"
        hint = 'write `alt:` with what it shows, or `decorative: "yes"` where it says nothing'
        yield Finding("missing-field", message, picture.origin or picture.file.origin, hint)


def _link_faults(block: BodyBlock) -> Iterator[Finding]:
    numbers = [("tel:", each.number) for each in (block.contact.telephones if block.contact else ())]
    if block.urgent and block.urgent.call:
        numbers.append(("tel:", block.urgent.call))
    addresses: list[tuple[str, Said]] = [("", block.code.link)] if block.code else []
    for scheme, said in (*numbers, *addresses):
        if not link_of(scheme + said.text):
            hint = "write an https address, a mail address or a telephone number that somebody can follow"
            yield Finding("bad-link", f"nobody can follow '{said.text[:60]}'", said.origin, hint)
