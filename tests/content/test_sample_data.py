"""What is of a sample does not reach patients: names that nobody owns, numbers that nobody answers."""

from pathlib import Path

import pytest

from brochure.base.findings import BadInput, Finding
from brochure.base.order import Order
from brochure.content.read import read
from brochure.content.shelf import open_shelf
from brochure.content.starting import start_folder
from tests.conftest import Told


def released(folder: Path, leaflet: str = "price-list") -> list[Finding]:
    """What stands against the leaflet of a folder on its way to patients, but that nobody has signed it."""
    try:
        found = list(read(Order(leaflet, release=True), open_shelf(folder)).findings)
    except BadInput as fault:
        found = list(fault.findings)
    return [finding for finding in found if finding.code != "not-signed"]


def changed(path: Path, *swaps: tuple[str, str]) -> None:
    """Change words of a file."""
    text = path.read_text(encoding="utf-8")
    for old, new in swaps:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A clinic that has begun."""
    start_folder(tmp_path / "river-clinic", "price-list")
    return tmp_path / "river-clinic"


MINE = (
    ("1 High Street, Your Town YT1 2AB", "5 Mill Lane"), ("01632 960 100", "020 7946 0100"),
    ("hello@clinic.example", "hello@river.test"), ("https://clinic.example", "https://river.test"),
)  # fmt: skip


def test_what_a_sample_left_is_told_in_all_its_places(folder: Path, told: Told) -> None:
    """Only where the leaflet goes to patients; a clinic tries the samples first."""
    found = released(folder)

    assert [finding.code for finding in found] == ["sample-data"] * 5
    assert {finding.origin.line for finding in found if finding.origin} == {14, 15, 16, 17, 21}
    told(found)
    assert not [f for f in read(Order("price-list"), open_shelf(folder)).findings if f.code == "sample-data"]


def test_a_brand_with_words_of_its_own_is_released(folder: Path) -> None:
    """It is then said once, and no more."""
    changed(folder / "content/brands/river-clinic/brand.yaml", *MINE)

    assert released(folder) == []


@pytest.mark.parametrize(
    ("words", "is_told"),
    [
        ("Ring 01632 960 555.", True),
        ("Ring +44 1632 960555.", True),
        ("Ring +44 (0)1632 960 555.", True),
        ("Ring (01632) 960555.", True),
        ("Write to me@a.example today.", True),
        ("See HTTPS://A.EXAMPLE/x for more.", True),
        ("Ring 01632 961 555.", False),
        ("This is an example.", False),
        ("See a.examples.test for more.", False),
        ("Your Clinic is in Your Town.", False),
    ],
)
def test_texts_of_the_leaflet_are_looked_at(words: str, is_told: bool, folder: Path) -> None:
    """Common words are no sample."""
    changed(folder / "content/brands/river-clinic/brand.yaml", *MINE)
    changed(folder / "content/price-list/en.yaml", ("Pay by card or cash on the day.", words))

    assert [finding.code for finding in released(folder)] == ["sample-data"] * is_told


def test_the_name_of_the_sample_is_no_name(folder: Path) -> None:
    """Of a brand or an author."""
    changed(folder / "content/brands/river-clinic/brand.yaml", *MINE, ("River Clinic", "Your Clinic"))
    changed(folder / "content/clinic.yaml", ("River Clinic", "Your Clinic"))

    assert sorted(f.origin.line for f in released(folder) if f.origin) == [2, 4, 11]


def test_what_a_copy_for_nobody_shows_may_be_of_a_sample(tmp_path: Path) -> None:
    """No patient reads the example of a personal field."""
    start_folder(tmp_path / "a", "appointment-letter")
    changed(tmp_path / "a/content/brands/a/brand.yaml", *MINE)
    changed(tmp_path / "a/content/appointment-letter/en.yaml", ("example: Dr Jo Example", "example: jo@a.example"))

    assert released(tmp_path / "a", "appointment-letter") == []
