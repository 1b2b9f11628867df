"""The stories against the leaflet: what a clinic wrote is printed, or the layout says that it leaves it out.

And the other way round: no story, from brand, template or leaflet, asks for a value that the leaflet does not declare.
"""

from collections.abc import Iterator
from typing import Final

from brochure.base.brand import Brand
from brochure.base.fields import model_fields, models_in
from brochure.base.findings import Finding, Severity, did_you_mean
from brochure.base.leaflet import Leaflet, SafetyNote
from brochure.base.manuscript import Manuscript, TemplateText
from brochure.base.model import Model, Use
from brochure.base.origin import Origin
from brochure.base.personal import unknown_fields
from brochure.base.records import NamedTuple, replace
from brochure.base.story import Figure, Story, Words, leaves

_LEFT: Final[dict[Use, tuple[str, str]]] = {
    "printed": ("printed", "print it"),
    "heard": ("heard", "write it as `alt` of a figure"),
    "leads": ("led to", "write it as `link` or `source`"),
}


# Nobody scans the screen that they read on, and nobody taps on paper.
_ON_PAPER: Final = ("booking label", "booking alt", "body code alt")
_ON_SCREENS: Final = ("booking screen",)


class _Text(NamedTuple):
    """A text that a story must hold; `path` names it as messages do, `field` without the numbers."""

    path: str
    field: str
    use: Use
    origin: Origin


def source_findings(stories: tuple[Story, ...], manuscript: Manuscript) -> tuple[Finding, ...]:
    """Texts of the leaflet and its brand that no story holds, and values that nobody declares.

    What is to be printed must stand in words, an alternative text in words or in a figure, and a link must be led to.
    `stories` are as the template made them, without values. A text that the layout omits on purpose is a note;
    everything else is an error.
    """
    held = _held(stories)
    held["printed"] |= _drawn_name(stories, manuscript)
    missing = [text for text in _wanted(manuscript) if text.origin not in held[text.use]]
    return (*_unknown(manuscript), *_left_out(missing, manuscript), *_undeclared(stories, manuscript))


def omittable() -> tuple[str, ...]:
    """The names that a layout may list under `omits:`."""
    return tuple(sorted({*_names(Leaflet, ""), *_names(Brand, "clinic")}))


def _names(model: type[Model], owner: str) -> Iterator[str]:
    for field in model_fields(model):
        parts = () if field.about.use else tuple(models_in(field.kind))
        if field.about.use == "unseen" or SafetyNote in parts or field.name == "easy":
            continue
        name = _named(owner, field.name)
        if name != "clinic":
            yield name
        for part in parts if owner != "body" else ():  # a block is left out whole
            yield from _names(part, name)


def _named(owner: str, name: str) -> str:
    """What templates call `contact:` of the brand is the clinic itself."""
    return owner if (owner, name) == ("clinic", "contact") else f"{owner} {name}".strip()


def _held(stories: tuple[Story, ...]) -> dict[Use, set[Origin]]:
    """Where the texts were written that readers see and hear, and the links that they are led to."""
    every = [leaf for story in stories for leaf in leaves(story.blocks)]
    printed = {origin for leaf in every if isinstance(leaf, Words) for origin in leaf.texts}
    heard = {origin for leaf in every if isinstance(leaf, Figure) for origin in leaf.texts}
    return {
        "printed": printed,
        "heard": printed | heard,
        "leads": printed | {origin for leaf in every for origin in leaf.leads},
    }


def _drawn_name(stories: tuple[Story, ...], manuscript: Manuscript) -> set[Origin]:
    """The clinic's name, where a wide mark shows it and says it aloud."""
    name = manuscript.brand.name
    every = (leaf for story in stories for leaf in leaves(story.blocks) if isinstance(leaf, Figure))
    spoken = any(leaf.kind == "logo" and name.text.casefold() in leaf.alt.casefold() for leaf in every)
    return {name.origin} if spoken and manuscript.artwork.is_wordmark else set()


def _wanted(manuscript: Manuscript) -> Iterator[_Text]:
    leaflet, booking = manuscript.leaflet, manuscript.leaflet.booking
    elsewhere = _ON_PAPER if manuscript.edition.is_on_screen else _ON_SCREENS
    for text in _texts(leaflet, "", ""):  # what the easy read edition says stands in its body
        if text.field not in elsewhere and not text.field.startswith("easy "):
            yield text
    for text in _texts(manuscript.brand, "clinic", "clinic"):
        # The brand's code is shown where a leaflet invites to book and has no link of its own.
        if text.field != "clinic booking" or (booking and not booking.link):
            yield text


def _texts(value: Model, path: str, named: str) -> Iterator[_Text]:
    for field in model_fields(type(value)):
        inside, use = getattr(value, field.name), field.about.use
        if use == "unseen":
            continue
        many = inside if type(inside) is tuple else () if inside is None else (inside,)
        for at, each in enumerate(many, 1):
            number = f" {at}" if type(inside) is tuple else ""
            where = _named(path, field.name) + number, _named(named, field.name)
            if use and not (field.about.may_be_empty and not each.text):
                yield _Text(*where, use, each.origin)
            elif isinstance(each, Model):
                yield from _texts(each, *where)


def _left_out(missing: list[_Text], manuscript: Manuscript) -> Iterator[Finding]:
    omitted = {said.text: said.origin for said in manuscript.layout.omits}
    told: set[str] = set()
    for text in missing:
        name = next((name for name in omitted if f"{text.field} ".startswith(f"{name} ")), "")
        if not name:
            what, order = _LEFT[text.use]
            message = f"'{text.path}' is {what} nowhere: template '{manuscript.template.name}' leaves it out"
            hint = f"{order} in the template, or list '{text.field}' under `omits:` of the layout"
            yield Finding("text-left-out", message, text.origin, hint)
        elif name not in told:
            told.add(name)
            message, hint = f"layout '{manuscript.layout_name}' leaves out '{name}'", "choose another layout for it"
            if name == "drawing" and manuscript.dress:
                message = f"art direction '{manuscript.dress.direction}' draws no line, so that 'drawing' stays unsaid"
                hint = "write `art_direction: line` where the line is to be seen and heard"
            yield Finding("text-omitted", message, text.origin, hint, Severity.NOTE)


def _unknown(manuscript: Manuscript) -> Iterator[Finding]:
    for said in manuscript.layout.omits:
        if said.text not in omittable():
            message = f"`omits:` names '{said.text}', which is no field that a layout may leave out"
            yield Finding("unknown-field", message, said.origin, did_you_mean(said.text, omittable()))


def _undeclared(stories: tuple[Story, ...], manuscript: Manuscript) -> Iterator[Finding]:
    known = manuscript.leaflet.personal or {}
    choices = [name for name, field in known.items() if field.type == "choice"]
    for story in stories:
        for leaf in leaves(story.blocks):
            words = leaf.text if isinstance(leaf, Words) else f"{leaf.alt} {leaf.source}"
            for fault in unknown_fields(f"{words} {leaf.link}", known, leaf.origin, choices):
                yield fault if fault.origin else replace(fault, origin=_typed_at(fault, manuscript.template))


def _typed_at(fault: Finding, template: TemplateText) -> Origin:
    """The line of a template on which the words stand that a fault quotes."""
    at = max(0, template.text.find(fault.message.split("'")[1]))
    return Origin(template.name, template.text.count("\n", 0, at) + 1, 1)
