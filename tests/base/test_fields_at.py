"""Which field a path of a file fills."""

import pytest

from brochure.base.fields import field_at
from brochure.base.leaflet import Leaflet


@pytest.mark.parametrize(
    ("path", "name"),
    [
        (("title",), "title"),
        (("points", 3, "text"), "text"),
        (("points", 3, "text", 0), "text"),
        (("safety", "tell_us", 1), "tell_us"),
        (("body", 2, "list", 0), "text"),
        (("body", 2, "table", "rows", 1, 0), "cells"),
        (("body", 2, "table", "columns", 0), "label"),
        (("personal", "name", "example"), "example"),
        (("aside", "heading"), "heading"),
    ],
)
def test_a_path_leads_to_its_field(path: tuple[str | int, ...], name: str) -> None:
    """A text that stands for fields fills the one that it stands for."""
    field = field_at(Leaflet, path)

    assert field is not None
    assert field.name == name


@pytest.mark.parametrize("path", [("tilte",), ("title", 0), ("points", "text"), ("title", "text"), ("points", 0, "x")])
def test_a_path_out_of_the_model_leads_nowhere(path: tuple[str | int, ...]) -> None:
    """Nobody guesses."""
    assert field_at(Leaflet, path) is None
