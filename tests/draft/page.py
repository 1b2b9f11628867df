"""The names that a template may use, written for people: `python -m tests.draft.page` makes docs/templates.md anew."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from brochure.base.brand import Brand, Contact
from brochure.base.fields import model_fields, models_in
from brochure.base.leaflet import Leaflet
from brochure.base.model import Model
from brochure.draft.values import data_shape

PAGE = Path(__file__).parents[2] / "docs" / "templates.md"
_OWN = {
    "clinic.name": "Name of the clinic.",
    "clinic.logo_alt": "What its mark shows, for a reader who listens.",
    "clinic.wordmark": "What is said of a mark that stands for the name as well; empty otherwise.",
    "labels.leaflet": "The word before the code.",
    "labels.version": "The word before the version.",
    "labels.issued": "The word before the month of issue.",
    "labels.review": "The words before the month of review.",
    "labels.tell_us": "The beginning of what the reader is to say first, before its list in the safety note.",
    "labels.urgent": "The beginning of when to get help at once, before its list in the safety note.",
    "labels.contact": "The heading over how to reach the clinic.",
    "labels.telephone": "The word before its number.",
    "labels.book": "Words of the button where the leaflet has none of its own.",
    "draft_line": "That the text is a draft; empty where it is signed. Write it under the title, in its own frame.",
    "mark": "The mark of the words, by which a copy is found again.",
    "line_drawn": "`yes` where the leaflet asks for the line, with words under `drawing:` or as decoration.",
    "on_screen": "`yes` in the editions that are read on a screen; empty on paper.",
}
_HEAD = """# What a template may use

Made from the code by `python -m tests.draft.page`, and held by a test. A name with `[]` is a list, to be walked with
`for`; all others are texts, and empty where the leaflet or the brand does not say them. `{% if name %}` asks for
either. The tags stand in [adding.md](adding.md).

| name | what it is |
| --- | --- |
"""


def page() -> str:
    """The whole page."""
    told = {**_told(Leaflet, ""), **_told(Contact, "clinic."), **_OWN}
    rows = [f"| `{name}` | {told[name.replace('[]', '')]} |" for name in names(data_shape())]
    return _HEAD + "\n".join(rows) + "\n"


def names(shape: Any, path: str = "") -> Iterator[str]:
    """Every name of a shape that stands for a text, or for a list of them."""
    if isinstance(shape, dict):
        for name, inside in shape.items():
            yield from names(inside, f"{path}.{name}" if path else name)
    elif isinstance(shape, list):
        yield from names(shape[0], f"{path}[]")
    else:
        yield path


def _told(model: type[Model], path: str) -> dict[str, str]:
    """What each field says of itself, in any depth."""
    found: dict[str, str] = {}
    for field in model_fields(model):
        here = f"{path}{field.name}"
        found[here] = field.about.text
        for inner in models_in(field.kind):
            if inner is not Brand:
                found |= _told(inner, f"{here}.")
    return found


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
