"""An address or a number from the brand to the page: what is printed, where it parts, what is dialled."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from brochure.base.findings import BadInput
from brochure.base.made import Made
from brochure.base.order import Order
from brochure.content.shelf import open_shelf
from brochure.pipeline import make

BRAND = "content/brands/riverside/brand.yaml"
LONG = "appointments@northumberland-physio.example"


def made_with(clinic: Path, edition: str, **contact: str) -> Made:
    """The shipped leaflet with other lines in the contact of its brand."""
    path = clinic / BRAND
    text = path.read_text(encoding="utf-8")
    for name, said in contact.items():
        text = re.sub(rf"^  {name}: .*$", f'  {name}: "{said}"', text, flags=re.MULTILINE)
    path.write_text(text, encoding="utf-8")
    return make(Order("acupuncture-pain", edition=edition), open_shelf(clinic))


def links_in(data: bytes) -> list[str]:
    pages = PdfReader(BytesIO(data)).pages
    return [note.get_object()["/A"]["/URI"] for page in pages for note in page.get("/Annots", [])]


def test_pages_and_html_lead_to_the_same_places(clinic: Path) -> None:
    """One gate for both: the trunk zero goes, an extension stays, a host is written as its A-label."""
    contact = {"telephone": "+44 (0)1632 960 123 ext. 12", "email": "hello@müller.example",
               "web": "https://müller.example", "booking": "https://müller.example/termin"}  # fmt: skip
    pages = made_with(clinic, "email", **contact)
    html = made_with(clinic, "html", **contact).data.decode()

    assert sorted(links_in(pages.data)) == sorted(re.findall('href="([^"]*)"', html))
    assert sorted(links_in(pages.data)) == sorted([
        "tel:+441632960123;ext=12", "mailto:hello@xn--mller-kva.example", "https://xn--mller-kva.example",
        "https://xn--mller-kva.example/termin",
        *(f"https://{network}.example/riverside" for network in ("facebook", "instagram", "x")),
    ])  # fmt: skip
    assert "hello@müller.example" in [leaf.text for leaf in pages.spoken]


@pytest.mark.parametrize("edition", ["office", "email"])
def test_an_address_is_printed_without_a_hyphen_that_might_be_the_printers(clinic: Path, edition: str) -> None:
    """It parts before `@`, and whoever copies it has it whole, line by line."""
    made = made_with(clinic, edition, email=LONG)
    lines = [line for page in PdfReader(BytesIO(made.data)).pages for line in page.extract_text().split("\n")]

    assert "@northumberland-physio.example" in lines or LONG in lines
    assert not [line for line in lines if line.endswith("northumberland-")]
    assert LONG in [leaf.text for leaf in made.spoken]


def test_an_address_that_no_panel_holds_is_told_without_bad_advice(clinic: Path) -> None:
    """A soft hyphen would be printed in it, and the link would lead nowhere."""
    with pytest.raises(BadInput) as caught:
        made_with(clinic, "office", email=f"hello@{'x' * 60}.example")
    (fault,) = caught.value.findings

    assert fault.code == "word-too-wide"
    assert fault.hint.startswith("choose a shorter address")
    assert fault.origin and fault.origin.file.endswith("brand.yaml")
