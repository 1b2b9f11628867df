"""Values as a list holds them into values as a leaflet says them: dates in its language, all judged, none repeated."""

import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from brochure.base.code_names import Code
from brochure.base.findings import BadValues, Finding, Severity
from brochure.base.keep import Recent
from brochure.base.language import Direction, Language
from brochure.base.leaflet import Leaflet, PersonalField
from brochure.base.links import link_of
from brochure.base.manuscript import Manuscript
from brochure.base.patterns import late_pattern
from brochure.base.records import NamedTuple, replace
from brochure.base.seen import is_seen
from brochure.draft.locale import day_in_words
from brochure.draft.typography import LRI, PDI, tidy

LONGEST: Final = 120  # letters, where a field does not say
_KEPT: Final = 20_000  # values of a field
_YES, _NO = {"yes", "true", "1", "y"}, {"no", "false", "0", "n", ""}
_FIRST_RIGHT: Final = "\u0590"  # before it all is from left to right or neutral
_RLI: Final = "\u2067"
_CLOCK = late_pattern(r"([01]?\d|2[0-3]):([0-5]\d)")
_CONTROLS = late_pattern(
    "[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffc\ufffd\ud800-\udfff\ue000-\uf8ff\U000e0000-\U000e007f]"
)


class Fault(NamedTuple):
    """What is wrong with one value; it names the field and never the value."""

    field: str
    code: Code
    message: str
    hint: str


class Values(NamedTuple):
    """The values of one copy, as they are said, and which conditions hold."""

    said: Mapping[str, str]
    holds: frozenset[str]  # names of choices that are yes


def examples(leaflet: Leaflet, language: Language) -> Values:
    """The values of a copy that is made for nobody."""
    fields = leaflet.personal or {}
    values, _ = judge({name: field.example.text for name, field in fields.items()}, leaflet, language)
    return values


def judge(given: Mapping[str, str], leaflet: Leaflet, language: Language) -> tuple[Values, list[Fault]]:
    """The values of a row for the fields that a leaflet declares; columns that it does not know are let alone."""
    return Judge(leaflet, language)(given)


def for_one(manuscript: Manuscript, given: Mapping[str, str] | None) -> tuple[Manuscript, Mapping[str, str]]:
    """What one person gets: the sections that are for them, and the values that are given, or the examples.

    Raises:
        BadValues: a value that cannot be printed; it names the field, never the value.
    """
    leaflet = manuscript.leaflet
    fields = leaflet.personal
    if fields is None:
        return manuscript, {}
    given = {name: field.example.text for name, field in fields.items()} if given is None else given
    values = Judge(leaflet, manuscript.language).sound(given)
    return replace(manuscript, leaflet=leaflet.for_choices(values.holds)), values.said


def unseen_sections(whole: Leaflet, shown: Leaflet) -> Iterator[Finding]:
    """Sections that a copy for nobody leaves out, as the example of their choice is no."""
    kept = {section.heading.origin for section in shown.sections}
    for section in whole.sections:
        if section.when and section.heading.origin not in kept:
            message = f"section '{section.heading}' is left out: the example of '{section.when}' is no"
            hint = "write `example: yes` to see it; copies by name follow their own column"
            yield Finding("text-omitted", message, section.heading.origin, hint, Severity.NOTE)


class Judge:
    """Judges the rows of one leaflet; days, hours, sites and clinicians come again and again."""

    def __init__(self, leaflet: Leaflet, language: Language) -> None:
        self.language = language
        fields = (leaflet.personal or {}).items()
        self._fields = [(name, field, Recent[str, str](_KEPT)) for name, field in fields]

    def __call__(self, given: Mapping[str, str]) -> tuple[Values, list[Fault]]:
        """The values of a row, and what is wrong with them."""
        said: dict[str, str] = {}
        holds: list[str] = []
        faults: list[Fault] = []
        for name, field, known in self._fields:
            raw = given.get(name, "").strip()
            value = known.get(raw)
            if value is None and (value := known.again(raw)) is None:
                value, fault = self._read(name, raw, field)
                if fault:
                    faults.append(fault)
                    continue
                known.keep(raw, value)
            said[name] = value
            if field.type == "choice" and value.casefold() in _YES:
                holds.append(name)
        return Values(said, frozenset(holds)), faults

    def sound(self, given: Mapping[str, str]) -> Values:
        """The values of a row.

        Raises:
            BadValues: a value that cannot be printed; it names the field, never the value.
        """
        values, faults = self(given)
        labels = {name: field.label.origin for name, field, _ in self._fields}
        if faults:
            raise BadValues(
                *(Finding(f.code, f"field '{f.field}' {f.message}", labels[f.field], f.hint) for f in faults)
            )
        return values

    def _read(self, name: str, raw: str, field: PersonalField) -> tuple[str, Fault | None]:
        raw = unicodedata.normalize("NFC", raw)
        if field.type == "choice":
            if raw.isascii() and raw.casefold() in _YES | _NO:
                return raw, None
            return raw, Fault(name, "value-unclear", "is neither yes nor no", "write yes or no")
        if not is_seen(raw):
            if field.optional == "yes":
                return "", None
            return raw, Fault(name, "value-missing", "is empty", "fill it in, or take the row out")
        return _value(name, raw, field, self.language)


def _value(name: str, raw: str, field: PersonalField, language: Language) -> tuple[str, Fault | None]:
    most = int(field.longest.text) if field.longest else LONGEST
    if len(raw) > most:
        hint = f"shorten it, or allow more with `longest:` of the field '{name}'"
        return "", Fault(name, "value-too-long", f"has {len(raw)} letters; {most} are allowed", hint)
    if _CONTROLS.search(raw):
        return "", Fault(name, "value-forbidden", "holds a character that cannot be printed", "type it anew")
    code, message, hint = _WRONG[field.type]
    try:
        return _SAID[field.type](raw, language), None
    except ValueError:
        return "", Fault(name, code, message, hint)


def _day(raw: str, language: Language) -> str:
    return day_in_words(date.fromisoformat(raw), language.tag)


def _time(raw: str, _language: Language) -> str:
    found = _CLOCK.fullmatch(raw)
    if found is None:
        raise ValueError
    return f"{int(found[1])}:{found[2]}"


def _link(raw: str, _language: Language) -> str:
    link = link_of(raw)
    if not link.startswith("https:") or not raw.isascii():
        raise ValueError
    return link


def _text(raw: str, language: Language) -> str:
    return _isolated(tidy(raw, language), raw, language)


_SAID: Final = {"text": _text, "date": _day, "time": _time, "link": _link}
_WRONG: Final[dict[str, tuple[Code, str, str]]] = {
    "text": ("value-forbidden", "cannot be printed", "type it anew"),
    "date": ("value-no-date", "is no date", "write it as 2026-11-01"),
    "time": ("value-no-time", "is no time", "write it as 14:30"),
    "link": (
        "value-no-link",
        "is no link",
        "write an address that begins with https://, in plain letters and without spaces",
    ),
}


def _isolated(text: str, raw: str, language: Language) -> str:
    """A value keeps its own order among the words of the leaflet: that of its first strong letter, as it was typed.

    Source: UAX #9, 2.4 and P2: what is isolated inside it, as `tidy` does in a leaflet from the right, has no say.
    """
    if language.direction == "ltr" and max(text, default="") < _FIRST_RIGHT:
        return text
    first = next(_strong(raw), language.direction)
    if first == language.direction and set(_strong(text)) <= {first}:
        return text
    if text.find(PDI) == len(text) - 1 and text.startswith(LRI):  # isolated as a whole
        return text
    return f"{LRI if first == 'ltr' else _RLI}{text}{PDI}"


def _strong(text: str) -> Iterator[Direction]:
    """The directions of the strong letters, without those inside isolates."""
    depth = 0
    for each in text:
        kind = unicodedata.bidirectional(each)
        if kind in ("LRI", "RLI", "FSI"):
            depth += 1
        elif kind == "PDI":
            depth -= 1
        elif kind in ("L", "R", "AL") and not depth:
            yield "ltr" if kind == "L" else "rtl"
