"""Rules of a leaflet that no single field can tell: days in order, names that must exist, what each kind asks for."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, assert_never

from brochure.base.blocks import blocks_of
from brochure.base.brand import Brand
from brochure.base.edition import NAMED_EDITIONS
from brochure.base.findings import BadInput, Finding, Severity, did_you_mean
from brochure.base.language import WRITTEN
from brochure.base.leaflet import RETIRED, Leaflet, VisitTimes
from brochure.base.manuscript import TemplateText
from brochure.base.marks import LINE_BREAK
from brochure.base.origin import Said
from brochure.base.personal import can_be_filled, fields_in, unknown_fields
from brochure.content.body_rules import body_findings
from brochure.content.nodes import List, Map, Node, Scalar
from brochure.content.own_words import own_word_findings

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_NAMING = ("brand", "layout", "layouts", "editions")
FIRST_YEAR, LAST_YEAR = 2000, 2099  # of a leaflet: 1926 and 2126 are slips of a finger


def leaflet_findings(leaflet: Leaflet, language: str) -> list[Finding]:
    """What is wrong with a leaflet as a whole."""
    said = leaflet.language
    faults = []
    if said.text not in WRITTEN:
        hint = did_you_mean(said.text, WRITTEN)
        faults.append(Finding("unknown-language", f"language '{said.text}' is not set up", said.origin, hint))
    elif said.text != language:
        message = f"the file of language '{language}' says that it is '{said.text}'"
        faults.append(Finding("language-differs", message, said.origin, "name the file after its language"))
    parts = (
        _day_faults,
        _retired_faults,
        _field_faults,
        _personal_faults,
        _content_faults,
        _piece_faults,
        body_findings,
    )
    return [*faults, *(fault for part in parts for fault in part(leaflet))]


def _day_faults(leaflet: Leaflet) -> Iterator[Finding]:
    """Days of another century, and a review before the issue."""
    for name, day in (("issued", leaflet.issued), ("review_by", leaflet.review_by)):
        if not FIRST_YEAR <= day.value.year <= LAST_YEAR:
            message = f"'{name}' lies in the year {day.value.year}"
            hint = f"write a day of this century, such as 2026-11-01; years from {FIRST_YEAR} to {LAST_YEAR} are taken"
            yield Finding("bad-form", message, day.origin, hint)
    if leaflet.review_by.value <= leaflet.issued.value:
        message = "the review day lies before the day of issue"
        yield Finding("review-before-issue", message, leaflet.review_by.origin, "choose a later day")


def _retired_faults(leaflet: Leaflet) -> Iterator[Finding]:
    """What an older form said of a signature."""
    for name in RETIRED:
        said: Said | None = getattr(leaflet, name)
        if said is not None:
            message = f"'{name}' has no effect: who signed a text stands in its record"
            hint = "take it out with `brochure migrate`"
            yield Finding("field-retired", message, said.origin, hint, Severity.WARNING)


def _field_faults(leaflet: Leaflet) -> Iterator[Finding]:
    """Names that no text can ask for."""
    for name, field in (leaflet.personal or {}).items():
        if not can_be_filled(name):
            message = f"no text can ask for a personal field with the name '{name}'"
            hint = "write its name in small letters, figures and `_`, a letter first, such as `first_name`"
            yield Finding("bad-form", message, field.origin, hint)
    yield from _optional_faults(leaflet)
    yield from _visit_faults(leaflet)


def _visit_faults(leaflet: Leaflet) -> Iterator[Finding]:
    """Fields of a visit that no list has, or that hold no day and no hour."""
    visit, fields = leaflet.visit, leaflet.personal or {}
    if visit:
        try:
            zone_of(visit)
        except BadInput as fault:
            yield from fault.findings
    wanted = ((visit.day, "date"), (visit.hour, "time"), (visit.place, ""), (visit.number, "")) if visit else ()
    for said, kind in wanted:
        if said is None:
            continue
        known = [name for name, field in fields.items() if kind in ("", field.type)]
        if said.text not in known:
            message = f"'visit' names '{said}', which is no personal field" + (f" of type {kind}" if kind else "")
            yield Finding("unknown-personal-field", message, said.origin, did_you_mean(said.text, known))


def zone_of(visit: VisitTimes) -> "ZoneInfo":
    """The time zone of a clinic.

    Raises:
        BadInput: it is not known here.
    """
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # noqa: PLC0415 - most leaflets are about no visit

    try:
        return ZoneInfo(visit.zone.text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        hint = "write one such as Europe/London; on Windows, `pip install tzdata` brings them"
        message = f"no time zone is called '{visit.zone}'"
        raise BadInput(Finding("bad-form", message, visit.zone.origin, hint)) from None


def _optional_faults(leaflet: Leaflet) -> Iterator[Finding]:
    """Values that a person may not have, in texts that would be left with a hole, or with nothing."""
    optional = {name: field for name, field in (leaflet.personal or {}).items() if field.optional == "yes"}
    for path, said in blocks_of(leaflet) if optional else ():
        for name in optional.keys() & fields_in(said.text) if path != "address" else ():
            message = f"'{path}' asks for '{name}', which a person may not have"
            hint = "write it in `address:` alone, where the gap closes, or take `optional:` out"
            yield Finding("personal-optional", message, said.origin, hint)
    lines = leaflet.address.text.split(LINE_BREAK) if leaflet.address else []
    if leaflet.address and all(optional.keys() & fields_in(line) for line in lines):
        message = "each line of the address asks for what a person may not have"
        hint = "take `optional:` out of one field, such as the name"
        yield Finding("personal-optional", message, leaflet.address.origin, hint)


def _content_faults(leaflet: Leaflet) -> Iterator[Finding]:
    """Nothing to say, or no safety note where one is needed."""
    if not (leaflet.points or leaflet.sections or leaflet.body):
        message = "the leaflet has neither a body nor points nor sections"
        yield Finding("missing-field", message, leaflet.title.origin, "add `body:`, `points:` or `sections:`")
    if leaflet.safety is None and leaflet.kind != "practical":
        message = f"'safety' is missing, which a leaflet of kind '{leaflet.kind}' cannot do without"
        hint = "add `safety:` with `heading:` and `text:`, or write `kind: practical` where it is of prices or hours"
        yield Finding("note-missing", message, leaflet.title.origin, hint)
    elif leaflet.safety is not None and leaflet.safety.says_nothing:
        origin = leaflet.safety.heading.origin
        yield Finding("note-missing", "the safety note is a heading without words", origin, "add `text:` or `keep:`")


def _piece_faults(leaflet: Leaflet) -> Iterator[Finding]:
    """Layouts, editions and art that do not go together."""
    if leaflet.art_direction == "photo" and not leaflet.cover:
        message = "the cover shows a picture, and none is named"
        yield Finding("missing-field", message, leaflet.title.origin, "add `cover:` with `file:`")
    if leaflet.cover and leaflet.art_direction != "photo":
        message = "'cover' names a picture that no art direction shows"
        yield Finding("unknown-field", message, leaflet.cover.file.origin, "write `art_direction: photo` too")
    if leaflet.layout and leaflet.layouts:
        message = "the leaflet names a layout under `layout:` and others under `layouts:`"
        yield Finding("unknown-field", message, leaflet.layout.origin, "write all of them under `layouts:`")
    yield from edition_name_faults(leaflet.editions)


def edition_name_faults(editions: Iterable[Said]) -> Iterator[Finding]:
    """Names under `editions:` that no edition has."""
    for said in editions:
        if said.text not in NAMED_EDITIONS:
            hint = did_you_mean(said.text, NAMED_EDITIONS)
            yield Finding("unknown-edition", f"there is no edition '{said}'", said.origin, hint)


def names_in(root: Node) -> dict[str, list[Said]]:
    """The names of other files and editions that a leaflet holds, whatever else is wrong with it, by their fields."""
    entries = root.entries if isinstance(root, Map) else []
    values = {entry.key.text: entry.value for entry in entries if entry.key.text in _NAMING}
    listed = {name: value.items if isinstance(value, List) else [value] for name, value in values.items()}
    return {
        name: [Said(each.text, each.origin) for each in found if isinstance(each, Scalar) and each.text]
        for name, found in listed.items()
    }


def _personal_faults(leaflet: Leaflet) -> Iterator[Finding]:
    """Places for personal words: known, in paragraphs only, and none in the note."""
    fields = leaflet.personal
    choices = [name for name, field in (fields or {}).items() if field.type == "choice"]
    for section in leaflet.sections:
        if section.when and section.when.text not in choices:
            message = f"'{section.when.text}' is no personal field of type choice"
            hint = did_you_mean(section.when.text, choices)
            yield Finding("unknown-personal-field", message, section.when.origin, hint)
    if leaflet.aside and leaflet.aside.when:
        message = "'aside' takes no 'when': it stands in every copy"
        hint = "take the line out, or make a section of the aside"
        yield Finding("unknown-field", message, leaflet.aside.when.origin, hint)
    for path, said in blocks_of(leaflet):
        if path.startswith("personal"):
            continue
        names = fields_in(said.text)
        yield from unknown_fields(said.text, fields or {}, said.origin, choices)
        if names and (
            path.startswith("safety") or path.endswith(("heading", "alt")) or path in ("title", "visit title")
        ):
            message = f"'{path}' holds personal words"
            hint = "move them into a paragraph; headings, the words for pictures and the safety note are for everybody"
            yield Finding("personal-heading", message, said.origin, hint)
        links = {f"{{{name}}}" for name, field in (fields or {}).items() if field.type == "link"}
        if names and path.endswith("link") and said.text not in links:
            message = f"'{path}' is no link field"
            hint = "write one field of type link in braces and nothing else; its column holds whole addresses"
            yield Finding("personal-link", message, said.origin, hint)


def template_findings(leaflet: Leaflet, brand: Brand, template: TemplateText, *, release: bool) -> Iterator[Finding]:
    """Fields that neither leaflet nor template asks for; at a `release`, words that the template types itself."""
    yield from _unused_findings(leaflet, brand, template.text)
    if release:
        yield from own_word_findings(template)


def _unused_findings(leaflet: Leaflet, brand: Brand, template: str) -> Iterator[Finding]:
    """Personal fields that no text asks for; a list would give words that nobody reads."""
    texts = [said.text for model in (leaflet, brand) for _, said in blocks_of(model)]
    asked = {name for text in (*texts, template) for name in fields_in(text)}
    for name, field in (leaflet.personal or {}).items():
        if field.type != "choice" and name not in asked:
            hint = f"write `{{{name}}}` where its words go, or take the field out"
            message = f"field '{name}' stands in no text"
            yield Finding("personal-unused", message, field.origin, hint, Severity.WARNING)


def brace_findings(root: Node) -> Iterator[Finding]:
    """Words in braces of a leaflet that has other faults, held against the fields that it declares."""
    entries = root.entries if isinstance(root, Map) else []
    known = [
        declared.key.text
        for entry in entries
        if entry.key.text == "personal" and isinstance(entry.value, Map)
        for declared in entry.value.entries
    ]
    asked: list[Node] = [entry.value for entry in entries if entry.key.text != "personal"][::-1]
    while asked:
        match node := asked.pop():
            case Scalar():
                yield from unknown_fields(node.text, known, node.origin)
            case List(items=items):
                asked += items[::-1]
            case Map(entries=inside):
                asked += [entry.value for entry in inside[::-1]]
            case _:
                assert_never(node)
