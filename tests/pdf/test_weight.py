"""A file that a telephone fetches has a weight, and a limit."""

import dataclasses

import pytest

from brochure.base.edition import NAMED_EDITIONS
from brochure.base.findings import BadInput
from brochure.base.order import Order
from brochure.content.shelf import Shelf
from brochure.pdf.weight import Weight, weigh, weight_findings
from brochure.pipeline import make

FILE = b"""%PDF-1.7
1 0 obj
<</Length 4/Length1 9>>
stream
face
endstream
endobj
2 0 obj
<</Subtype/Image/Length 24>>
stream
<</Length1 9>>
stream
12
endstream
endobj
"""


def test_faces_and_pictures_are_told_apart() -> None:
    """The hint names what weighs; what stands inside a stream counts for nothing."""
    assert weigh(FILE) == Weight(len(FILE), pictures=24, faces=4)


def test_a_file_that_is_no_pdf_is_weighed_as_a_whole() -> None:
    """Text and HTML have budgets too."""
    assert weigh(b"<p>" + FILE) == Weight(len(FILE) + 3, 0, 0)


@pytest.mark.parametrize("budget", [None, len(FILE), len(FILE) + 1])
def test_a_file_within_its_budget_is_fine(budget: int | None) -> None:
    """And one without a budget always is."""
    assert weight_findings(FILE, budget, "email") == ()


def test_a_file_beyond_its_budget_says_what_weighs_most() -> None:
    """Pictures first where they are heavier than faces."""
    (found,) = weight_findings(FILE * 100, 2_000, "email")

    assert found.code == "too-large"
    assert found.message == "edition 'email' is 15.6 KB; 2 KB are allowed"
    assert found.hint == "use smaller pictures (2.4 KB) or fewer faces (0.4 KB), or allow more with --budget"


def test_nothing_is_made_beyond_the_budget_of_the_order(shelf: Shelf) -> None:
    """A budget is a promise to the reader, not a wish."""
    with pytest.raises(BadInput) as fault:
        make(Order("acupuncture-pain", edition="email", budget=20_000), shelf)

    assert [finding.code for finding in fault.value.findings if finding.blocks] == ["too-large"]


def test_the_order_may_allow_more_than_the_edition(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    """A photo may be worth the wait."""
    monkeypatch.setitem(NAMED_EDITIONS, "email", NAMED_EDITIONS["email"]._replace(budget=1_000))
    order = Order("acupuncture-pain", edition="email")

    with pytest.raises(BadInput, match="too-large"):
        make(order, shelf)
    assert make(dataclasses.replace(order, budget=100_000), shelf).findings == ()


@pytest.mark.parametrize(
    ("leaflet", "edition", "most"),
    [
        ("acupuncture-pain", "office", 25_000),
        ("acupuncture-pain", "email", 27_000),
        ("acupuncture-pain", "large-print", 24_000),
        ("after-treatment", "email", 19_500),
    ],
)
def test_the_samples_stay_as_small_as_they_are(leaflet: str, edition: str, most: int, shelf: Shelf) -> None:
    """Three faces weigh 11 KB of it; a slip in the writer shows here before it is mailed ten thousand times."""
    assert len(make(Order(leaflet, edition=edition), shelf).data) <= most
