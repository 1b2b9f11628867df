"""What is painted is seen: no sound page is called faint."""

from pathlib import Path

import pytest

from brochure.base.order import Order
from brochure.content.shelf import open_shelf
from brochure.pipeline import make


@pytest.mark.parametrize(
    "web", ["harewood-clinic.co.uk", "physio-care.org", "harewood-north-end.nhs.uk", "oak-tree-clinic-health.com"]
)
def test_an_address_with_a_hyphen_is_seen(web: str, clinic: Path) -> None:
    """Where no letter covers a pixel but the hyphen, which pdfium moves a pixel aside."""
    path = clinic / "content/brands/riverside/brand.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("https://riverside.example\n", f"https://{web}\n"), encoding="utf-8")

    assert make(Order("acupuncture-pain", edition="email"), open_shelf(clinic), seen=True).is_seen
