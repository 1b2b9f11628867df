"""Our own editions under their own profiles."""

import pytest

from brochure.base.order import Order
from brochure.content.shelf import Shelf
from brochure.pipeline import make
from brochure.preflight import inspect


@pytest.mark.parametrize("edition", ["office", "email", "large-print"])
@pytest.mark.parametrize(
    ("leaflet", "language"),
    [
        ("acupuncture-pain", "en"),
        ("acupuncture-pain", "ar"),
        ("acupuncture-pain", "zh-Hans"),
        ("after-treatment", "en"),
    ],
)
def test_every_edition_is_clean(edition: str, leaflet: str, language: str, shelf: Shelf) -> None:
    """A reader of our own files must find nothing, in any script."""
    printed = make(Order(leaflet, language, edition=edition), shelf)

    assert inspect(printed.data, edition, today="2026-11-22") == ()  # type: ignore[arg-type] # named alike


def test_our_sheet_is_told_from_a_file_for_the_press(shelf: Shelf) -> None:
    """Without boxes, profile and inks it is none, and every reason is given."""
    printed = make(Order("after-treatment"), shelf)
    codes = {each.code for each in inspect(printed.data, "press")}

    assert {"no-trim-box", "bleed-short", "device-rgb", "no-output-intent", "not-pdf-x-4", "pdf-version"} <= codes
    assert not codes & {"font-not-embedded", "too-much-ink", "hairline", "layers", "small-code", "no-quiet-zone"}
