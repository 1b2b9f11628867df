"""What two editions say, held against each other: the first difference is named."""

from dataclasses import replace

import pytest

from brochure.base.findings import Finding
from brochure.base.made import Made
from brochure.base.manuscript import Manuscript
from brochure.base.order import Order
from brochure.base.spoken import Spoken
from brochure.content.shelf import Shelf
from brochure.pipeline import make
from brochure.proof.twins import Telling, twin_findings, twins
from tests.conftest import Told

LEAVES = (
    Spoken("H1", "Pain "),
    Spoken("P", " It helps\u00a0you.  "),
    Spoken("Figure", alt="A line"),
    Spoken("P", "y" * 50),
)


def differing(*leaves: Spoken) -> tuple[Finding, ...]:
    return twin_findings([Telling("office", LEAVES), Telling("same", LEAVES), Telling("text", leaves)])


@pytest.mark.parametrize(
    "leaves",
    [
        LEAVES[:2],
        (*LEAVES, Spoken("P", "More")),
        (Spoken("H2", "Pain"), *LEAVES[1:]),
        (LEAVES[0], Spoken("P", "It hurts you."), *LEAVES[2:]),
        (*LEAVES[:2], Spoken("Figure", alt="A dot"), LEAVES[3]),
        (*LEAVES[:3], Spoken("P", "y" * 51)),
        (),
    ],
    ids=range(7),
)
def test_the_first_difference_is_told_with_its_place(leaves: tuple[Spoken, ...], told: Told) -> None:
    """Whoever mends it opens two files at that place."""
    found = differing(*leaves)

    assert [finding.code for finding in found] == ["editions-differ"]
    told(found)


def test_spaces_and_breaks_are_no_difference() -> None:
    """The words are the same."""
    assert differing(Spoken("H1", "Pain"), Spoken("P", "It helps you."), *LEAVES[2:]) == ()


def test_words_are_counted_in_texts_alone() -> None:
    """A figure is seen, not read."""
    assert Telling("office", LEAVES).words == 5


@pytest.fixture(scope="module")
def made(shelf: Shelf) -> Made:
    return make(Order("acupuncture-pain", edition="text"), shelf)


def test_only_editions_of_one_text_and_one_template_are_twins(made: Made, told: Told) -> None:
    """Short texts say less on purpose, and so may another template."""
    lossy = made._replace(spoken=made.spoken[1:])
    short = lossy._replace(laid=made.laid._replace(shortened=True))
    template = made.manuscript.template._replace(name="other")
    other = lossy._replace(laid=made.laid._replace(manuscript=_with(made, template=template)))

    assert made.shortened == 0
    told(twins([made, lossy]))
    assert [finding.code for finding in twins([made, short, other, lossy])] == ["editions-differ"]
    assert twins([made, short, other, made]) == ()
    assert [finding.code for finding in twins([short, short._replace(spoken=made.spoken)])] == ["editions-differ"]


def _with(made: Made, **changes: object) -> Manuscript:
    return replace(made.manuscript, **changes)  # type: ignore[arg-type] # one field by its name
