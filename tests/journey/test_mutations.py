"""Inflate each text of each sample until it overflows: every case is caught, none is silent, nothing is written."""

import dataclasses
from collections.abc import Iterator
from typing import Any

import pytest

from brochure.base.fields import model_fields
from brochure.base.findings import BadInput
from brochure.base.manuscript import Manuscript
from brochure.base.model import Model
from brochure.base.order import Order
from brochure.base.origin import Said
from brochure.content.read import read
from brochure.content.shelf import Shelf
from brochure.draft.write import write
from brochure.layout import set_pages
from brochure.proof.placed import placed_findings
from tests.conftest import SAMPLES

SMALL = "flyer-a5"
NOT_PRINTED = {
    "claims",
    "short",
    "days",
    "language",
    "brand",
    "author",
    "alt",
    "citation",
    "year",
    "web",
    "booking",
    "text_face",
    "easy",  # of an edition of its own
}


def text_places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every printed text of a model."""
    if isinstance(value, Said):
        yield path
    elif type(value) is tuple:
        for at, each in enumerate(value):
            yield from text_places(each, (*path, at))
    elif isinstance(value, Model):
        for field in model_fields(type(value)):
            if field.name not in NOT_PRINTED:
                yield from text_places(getattr(value, field.name), (*path, field.name))


def inflated(value: Any, path: tuple[Any, ...], times: int) -> Any:
    """The model with one text repeated."""
    if isinstance(value, Said):
        return Said(" ".join([value.text] * times), value.origin)
    if isinstance(value, tuple):
        at = path[0]
        return (*value[:at], inflated(value[at], path[1:], times), *value[at + 1 :])
    changed: Model = value.but(**{path[0]: inflated(getattr(value, path[0]), path[1:], times)})
    return changed


def place_names(path: tuple[Any, ...]) -> str:
    return "-".join(str(part) for part in path)


def sample(leaflet: str, layout: str, shelf: Shelf) -> Manuscript:
    """What is set: in a small shape with the short texts."""
    manuscript = read(Order(leaflet, layout=layout), shelf).manuscript
    if layout != SMALL:
        return manuscript
    return dataclasses.replace(manuscript, leaflet=manuscript.leaflet.shortened())


def cases() -> Iterator[Any]:
    from brochure.content.shelf import open_shelf

    shelf = open_shelf()
    for leaflet, layout in (*SAMPLES, ("after-treatment", SMALL)):
        manuscript = sample(leaflet, layout, shelf)
        for part, value in (
            ("leaflet", manuscript.leaflet),
            ("contact", manuscript.brand.contact),
            ("name", manuscript.brand.name),
        ):
            for path in text_places(value):
                yield pytest.param(leaflet, layout, part, path, id=f"{leaflet}-{layout}-{part}-{place_names(path)}")


@pytest.mark.parametrize(("leaflet", "layout", "part", "path"), list(cases()))
def test_an_inflated_text_fits_whole_or_is_told(
    shelf: Shelf, leaflet: str, layout: str, part: str, path: tuple[Any, ...]
) -> None:
    """Every engine that we tried wrote a file without the safety sentence and said nothing."""
    manuscript = sample(leaflet, layout, shelf)
    told = False
    for times in (2, 6, 40, 400):
        grown = grow(manuscript, part, path, times)
        try:
            stories = write(grown)
            done = set_pages(stories, grown, shelf.faces)
        except BadInput as fault:
            told = True
            assert {finding.code for finding in fault.findings} <= {"overset-text", "word-too-wide", "bad-link"}
            assert all(finding.hint for finding in fault.findings)
            break
        assert [f.code for f in placed_findings(done.pages, stories, grown)] == []

    assert told


def grow(manuscript: Manuscript, part: str, path: tuple[Any, ...], times: int) -> Manuscript:
    if part == "leaflet":
        return dataclasses.replace(manuscript, leaflet=inflated(manuscript.leaflet, path, times))
    brand = manuscript.brand
    if part == "name":
        return dataclasses.replace(manuscript, brand=brand.but(name=inflated(brand.name, path, times)))
    return dataclasses.replace(manuscript, brand=brand.but(contact=inflated(brand.contact, path, times)))
