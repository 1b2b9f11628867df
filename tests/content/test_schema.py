"""Schema and program say the same of what people type: an editor that is content with a file does not mislead."""

import copy
import json
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator, FormatChecker

from brochure.base.findings import BadInput
from brochure.content.brand_defaults import with_defaults
from brochure.content.given import nodes_of_values
from brochure.content.model import read_model
from brochure.content.schema import SCHEMAS, schema_of
from brochure.content.shelf import program_folder

SOUND = {
    "leaflet": ("content/acupuncture-pain/en.yaml", "content/your-visit/en.yaml"),
    "brand": ("content/brands/harbour/brand.yaml",),
    "layout": ("layouts/trifold-a4/layout.yaml", "layouts/card-dl/layout.yaml"),
}
VALUES: tuple[Any, ...] = (
    None, "", " ", "x", "x" * 250, "x" * 11_000, "null", "~", "yes", "a\nb", "two words", "final", "strong", "date",
    "2026-11-01", "2026-02-30", "2026-2-3", "12pt", "12 pt", "12px", "123456pt", "-3mm", "1.3", "1.23456", "0", "1000",
    "#12343b", "#12343", "cmyk(85, 50, 50, 60)", "cmyk(101, 0, 0, 0)", "cmyk(100.5, 0, 0, 0)",
    "spot(PANTONE 7, 1, 2, 3, 4)", "spot(, 1, 2, 3, 4)",
    "9:00", "25:00", "Mon-Fri", "Mon, Wed", "Monday", "a@b.test", "a b@c.test", "https://a.test",
    "http://a.test", "+44 1632 960 123", "12", "letter", "ground", [], ["x"], ["x", None], [["x"]], {}, {"x": "y"},
    [{"heading": "x"}], {"heading": "x", "text": "y"}, {"heading": "x"}, {"kind": "ground"},
)  # fmt: skip
CHANGES = 500  # of each kind


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every place in a value that can be changed: what holds it, and its key or number there."""
    for key in value if isinstance(value, dict) else range(len(value)):
        yield value, key
        if isinstance(value[key], dict | list):
            yield from places(value[key])


def change(value: Any, chance: Random) -> None:
    """Spoil one place, or change it into something that is as sound."""
    holder, key = chance.choice(list(places(value)))
    match chance.randrange(8):
        case 0:
            del holder[key]
        case 1 if isinstance(holder, dict):
            holder[f"{key}s"] = holder.pop(key)
        case 2 if isinstance(holder, dict):
            holder[chance.choice(["titel", "kind", "short", "origin", "photo", "note"])] = chance.choice(VALUES)
        case 3:
            holder[key] = [holder[key]]
        case 4 if isinstance(holder[key], list) and holder[key]:
            holder[key] = holder[key][0]
        case 5 if isinstance(holder, list):
            holder.append(copy.deepcopy(holder[key]))
        case _:
            holder[key] = copy.deepcopy(chance.choice(VALUES))


def takes(kind: str, value: Any) -> list[str]:
    """What the program finds wrong with a value."""
    if kind == "leaflet" and isinstance(value, dict):  # what the clinic's own file may say
        value = {"author": "A", "brand": "b", "version": "1", **value}
    if kind == "brand" and isinstance(value, dict):  # without two colours a brand types its roles
        value = {"colours": {"main": "#003087"}, **value}
    root = nodes_of_values(json.dumps(value).encode(), file="x.yaml").root
    try:
        read_model(with_defaults(root) if kind == "brand" else root, SCHEMAS[kind])
    except BadInput as fault:
        return [f"{each.code}: {each.message}" for each in fault.findings]
    return []


@pytest.mark.parametrize("kind", sorted(SCHEMAS))
def test_schema_and_program_agree_over_mutations(kind: str) -> None:
    """1,500 values, the same each time: half of them twice spoilt."""
    chance = Random(f"brochure {kind}")
    validator = Draft202012Validator(schema_of(kind), format_checker=FormatChecker())
    sound = [
        yaml.load((program_folder() / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader) for name in SOUND[kind]
    ]
    differences = []
    taken = 0
    for at in range(CHANGES):
        value = copy.deepcopy(sound[at % len(sound)])
        for _ in range(1 + at % 2):
            change(value, chance)
        faults = takes(kind, value)
        told = [error.message[:200] for error in validator.iter_errors(value)]
        taken += not faults
        if bool(faults) != bool(told):
            differences.append((faults, told))

    assert differences == []
    assert CHANGES / 20 < taken < CHANGES / 2, "both are asked"
