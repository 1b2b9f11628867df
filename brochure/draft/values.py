"""Plain data for templates: maps, lists and texts, each text knowing its origin by number."""

import types
from typing import Any, Union, cast, get_args, get_origin

from brochure.base import marks
from brochure.base.brand import Contact, Hours
from brochure.base.fields import model_fields, unwrap
from brochure.base.leaflet import Leaflet
from brochure.base.manuscript import Manuscript
from brochure.base.model import Day, Model
from brochure.base.origin import Origin, Said
from brochure.base.records import NamedTuple
from brochure.draft.locale import hours_line, month_and_year
from brochure.draft.note import note_leads
from brochure.draft.typography import NBSP, as_typed
from brochure.record.standing import draft_line


class MarkedText(str):
    """A text on its way through a template; `at` is its place in the list of origins."""

    __slots__ = ("at",)
    at: int


_UNSEEN = {
    "made_from", "short", "personal", "when", "file_title", "body", "kind", "layout", "layouts", "editions",
    "art_direction", "schema", "cover", "easy", "visit",
}  # fmt: skip
TEXT = "text"  # the shape of a text; a map of shapes and a list of one shape are the others


class TemplateData(NamedTuple):
    """What one template run may see."""

    values: dict[str, Any]
    origins: tuple[Origin, ...]


def data_shape() -> dict[str, Any]:
    """Names that a template may use: nested maps, lists with one shape, and `text`."""
    shape = _shape_of(Leaflet)
    labels = dict.fromkeys(
        ("leaflet", "version", "issued", "review", "book", "contact", "telephone", "tell_us", "urgent"), TEXT
    )
    clinic = {"name": TEXT, "logo_alt": TEXT, "wordmark": TEXT, **_shape_of(Contact)}
    return {
        **shape,
        "clinic": clinic,
        "labels": labels,
        "draft_line": TEXT,
        "mark": TEXT,
        "on_screen": TEXT,
        "line_drawn": TEXT,
    }


def template_data(manuscript: Manuscript) -> TemplateData:
    """The leaflet, the clinic and the labels as plain data."""
    origins: list[Origin] = []
    tag = manuscript.language.tag
    labels = manuscript.language.labels
    assert labels, "a leaflet in a language without labels is refused"
    leaflet, brand = without_omitted(manuscript), manuscript.brand
    contact = brand.contact
    for omitted in manuscript.layout.omits:
        path = omitted.text.split()
        if path[0] == "clinic" and path[1:]:
            contact = _without(contact, path[1:])
    values = _plain(leaflet, tag, origins)
    values["clinic"] = {
        "name": _plain(brand.name, tag, origins),
        "logo_alt": _plain(brand.logo.alt, tag, origins),
        "wordmark": _wordmark(manuscript, origins),
        **_plain(contact, tag, origins),
    }
    draft, place = draft_line(manuscript.language, signed=manuscript.signed), manuscript.leaflet.language.origin
    values["draft_line"] = _spoken(draft, place, origins) if draft else None
    (tell_us, urgent), safety = note_leads(manuscript), leaflet.safety
    values["labels"] = {
        "leaflet": labels.leaflet,
        "version": labels.version,
        "issued": labels.issued,
        "review": labels.review,
        "book": labels.book,
        "contact": _spoken(labels.contact, place, origins),
        "telephone": labels.telephone,
        "tell_us": _lead(tell_us, safety.tell_us if safety else (), origins),
        "urgent": _lead(urgent, safety.urgent if safety else (), origins),
    }
    values["mark"] = manuscript.mark
    values["on_screen"] = "yes" if manuscript.edition.is_on_screen else ""
    values["line_drawn"] = "yes" if leaflet.art_direction == "line" else ""
    return TemplateData(values, tuple(origins))


def _lead(said: str, entries: tuple[Said, ...], origins: list[Origin]) -> str:
    """The program's own words before a list stand where its first entry was written."""
    return _spoken(said, entries[0].origin, origins) if entries else said


def without_omitted(manuscript: Manuscript) -> Leaflet:
    """The leaflet without what its layout leaves out on purpose."""
    leaflet = manuscript.leaflet
    for omitted in manuscript.layout.omits:
        path = omitted.text.split()
        if path[0] not in ("clinic", "safety"):  # nobody leaves the note out; the proof of the source refuses the name
            leaflet = cast(Leaflet, _without(leaflet, path))
    return leaflet


def _wordmark(manuscript: Manuscript, origins: list[Origin]) -> MarkedText | None:
    """What is said of a mark that stands for the name as well; none where the name is set beside it."""
    if not (manuscript.artwork.is_wordmark and manuscript.layout.takes_wordmarks):
        return None
    name, alt = manuscript.brand.name.text, manuscript.brand.logo.alt
    said = alt.text if name.casefold() in alt.text.casefold() else f"{name}. {alt.text}"
    return _spoken(said, alt.origin, origins)


def _without(held: Any, path: list[str]) -> Any:
    """What a layout omits is empty for the template, so that layouts of one template may omit each what it must."""
    if isinstance(held, tuple) and not hasattr(held, "origin"):
        return tuple(_without(each, path) for each in held)
    if not isinstance(held, Model) or path[0] not in held.__dict__:
        return held
    name, rest = path[0], path[1:]
    if rest:
        return held.but(**{name: _without(getattr(held, name), rest)})
    empty = () if isinstance(getattr(held, name), tuple) else getattr(held, name)
    return held.but(**{name: held.model_defaults.get(name, empty)})


def _shape_of(kind: Any) -> Any:
    kind, _ = unwrap(kind)
    shape, inside = get_origin(kind), get_args(kind)
    if shape in (Union, types.UnionType):
        return _shape_of(next(each for each in inside if each is not type(None)))
    if shape is tuple:
        return [_shape_of(inside[0])]
    if isinstance(kind, type) and kind not in (Said, Day, Hours):
        return {field.name: _shape_of(field.kind) for field in model_fields(kind) if field.name not in _UNSEEN}
    return TEXT


def _plain(value: Any, tag: str, origins: list[Origin]) -> Any:
    match value:
        case Said(text, origin):
            return _spoken(text, origin, origins)
        case Day(day, origin):
            return _spoken(month_and_year(day, tag), origin, origins)
        case Hours():
            return _spoken(hours_line(value, tag), value.origin or value.days.origin, origins)
        case tuple():
            return [_plain(each, tag, origins) for each in value]
        case None | str():
            return value
        case _:
            fields = [field.name for field in model_fields(type(value)) if field.name not in _UNSEEN]
            return {name: _plain(_as_typed(name, getattr(value, name)), tag, origins) for name in fields}


def _as_typed(name: str, value: Any) -> Any:
    """The name of an account is no prose: its marks are not set as quotes are; nor do signs mark a postal address."""
    if name == "address":
        lines = value if type(value) is tuple else (value,)
        typed = tuple(line and line._replace(text=marks.as_typed(line.text)) for line in lines)
        return typed if type(value) is tuple else typed[0]
    if name == "network":  # its words stay beside each other: a line ends before the account
        return value._replace(text=value.text.replace(" ", NBSP))
    return value._replace(text=as_typed(value.text)) if name == "account" else value


def _spoken(text: str, origin: Origin, origins: list[Origin]) -> MarkedText:
    spoken = MarkedText(text)
    spoken.at = len(origins)
    origins.append(origin)
    return spoken
