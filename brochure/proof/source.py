"""The stories against the leaflet: what a clinic wrote is printed, or the layout says that it leaves it out.

And the other way round: no story, from brand, template or leaflet, asks for a value that the leaflet does not declare.
"""

from collections.abc import Iterator
from typing import Final

from brochure.base.fields import model_fields
from brochure.base.findings import Finding, Severity, did_you_mean
from brochure.base.leaflet import Art as Drawing
from brochure.base.leaflet import Booking, Evidence, Leaflet, PersonalField, Photo, Point, SafetyNote, Section
from brochure.base.manuscript import Manuscript, TemplateText
from brochure.base.model import Model
from brochure.base.origin import Origin, Said
from brochure.base.personal import unknown_fields
from brochure.base.records import NamedTuple, replace
from brochure.base.story import Story, Words, leaves

# Each field of the leaflet stands in one of the two tables; a test asks for it. What is printed must be in a story.
PRINTED: Final[dict[type[Model], frozenset[str]]] = {
    Leaflet: frozenset({"title", "strapline", "lead", "intro", "formats"}),
    Point: frozenset({"heading", "text"}),
    Section: frozenset({"heading", "text", "items", "closing"}),
    SafetyNote: frozenset({"heading", "text"}),
    Booking: frozenset({"label"}),
}
UNPRINTED: Final[dict[type[Model], dict[str, str]]] = {
    Leaflet: {
        **dict.fromkeys(("code", "version", "issued", "review_by"), "several in one line of the imprint"),
        **dict.fromkeys(("language", "source", "author", "status", "reviewer", "brand", "made_from"), "data"),
        "personal": "declares what the texts hold",
        "file_title": "names the file",
        "short": "stands in the place of lead and intro where they are too long",
    },
    Point: {"short": "stands in the place of the text", "evidence": "data"},
    Section: {"short": "stands in the place of the text", "when": "names a field"},
    Evidence: dict.fromkeys(("citation", "year", "strength"), "data"),
    PersonalField: dict.fromkeys(("type", "label", "example", "longest"), "declares what the texts hold"),
    Drawing: {"alt": "spoken where the drawing stands"},
    Photo: {"file": "names a file", "alt": "spoken where the picture stands"},
    Booking: {"link": "a code shows it", "alt": "spoken where the code stands"},
}


class _Text(NamedTuple):
    """A text that is to be printed; `path` names it as messages do, `field` without the numbers."""

    path: str
    field: str
    origin: Origin


def source_findings(stories: tuple[Story, ...], manuscript: Manuscript) -> tuple[Finding, ...]:
    """Texts of the leaflet that no story holds, and values that nobody declares.

    `stories` are as the template made them, without values. A text that the layout omits on purpose is a note;
    everything else is an error.
    """
    written = {
        origin for story in stories for leaf in leaves(story.blocks) if isinstance(leaf, Words) for origin in leaf.texts
    }
    missing = [text for text in _texts(manuscript.leaflet, "", "") if text.origin not in written]
    return (*_unknown(manuscript), *_left_out(missing, manuscript), *_undeclared(stories, manuscript))


def omittable() -> tuple[str, ...]:
    """The names that a layout may list under `omits:`."""
    parts = {"points": Point, "sections": Section, "aside": Section, "booking": Booking}
    inside = (f"{name} {part}" for name, model in parts.items() for part in sorted(PRINTED[model]))
    return (*sorted(PRINTED[Leaflet]), *parts, *inside)


def _texts(value: Model, path: str, named: str) -> Iterator[_Text]:
    model = type(value)
    for field in model_fields(model):
        if field.name in UNPRINTED.get(model, {}):
            continue
        inside = getattr(value, field.name)
        many = inside if type(inside) is tuple else () if inside is None else (inside,)
        for at, each in enumerate(many, 1):
            number = f" {at}" if type(inside) is tuple else ""
            where = f"{path} {field.name}{number}".strip(), f"{named} {field.name}".strip()
            if isinstance(each, Said):
                yield _Text(*where, each.origin)
            elif isinstance(each, Model):
                yield from _texts(each, *where)


def _left_out(missing: list[_Text], manuscript: Manuscript) -> Iterator[Finding]:
    omitted = {said.text: said.origin for said in manuscript.layout.omits}
    told: set[str] = set()
    for text in missing:
        name = next((name for name in omitted if f"{text.field} ".startswith(f"{name} ")), "")
        if not name:
            message = f"'{text.path}' is printed nowhere: template '{manuscript.template.name}' leaves it out"
            hint = f"print it in the template, or list '{text.field}' under `omits:` of the layout"
            yield Finding("text-left-out", message, text.origin, hint)
        elif name not in told:
            told.add(name)
            message = f"layout '{manuscript.layout_name}' leaves out '{name}'"
            yield Finding("text-omitted", message, text.origin, "choose another layout for it", Severity.NOTE)


def _unknown(manuscript: Manuscript) -> Iterator[Finding]:
    for said in manuscript.layout.omits:
        if said.text not in omittable():
            message = f"`omits:` names '{said.text}', which is no field that a leaflet may leave out"
            yield Finding("unknown-field", message, said.origin, did_you_mean(said.text, omittable()))


def _undeclared(stories: tuple[Story, ...], manuscript: Manuscript) -> Iterator[Finding]:
    known = manuscript.leaflet.personal or {}
    for story in stories:
        for leaf in leaves(story.blocks):
            words = leaf.text if isinstance(leaf, Words) else f"{leaf.alt} {leaf.source}"
            for fault in unknown_fields(f"{words} {leaf.link}", known, leaf.origin):
                yield fault if fault.origin else replace(fault, origin=_typed_at(fault, manuscript.template))


def _typed_at(fault: Finding, template: TemplateText) -> Origin:
    """The line of a template on which the words stand that a fault quotes."""
    at = max(0, template.text.find(fault.message.split("'")[1]))
    return Origin(template.name, template.text.count("\n", 0, at) + 1, 1)
