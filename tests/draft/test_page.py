"""What the documents say of templates is what the code takes."""

import re
from pathlib import Path
from typing import get_args

from brochure.base.design import ArtPlan
from brochure.base.fields import model_fields
from brochure.base.story import BlockTag
from brochure.draft.stories import ATTRIBUTES, TEMPLATE_FIGURES, TEXT_ATTRIBUTES
from tests.draft.page import PAGE, page

ADDING = (Path(__file__).parents[2] / "docs" / "adding.md").read_text(encoding="utf-8")
_ON_ALL = {"kind", "colour", "panel", "side", "top", "height"}


def row_of(start: str) -> str:
    """The row of a table that begins so."""
    return next(line for line in ADDING.splitlines() if line.startswith(f"| {start}"))


def test_the_page_of_names_is_made_from_the_code() -> None:
    """`python -m tests.draft.page` makes it anew."""
    assert PAGE.read_text(encoding="utf-8") == page()


def test_every_tag_is_told_with_its_attributes() -> None:
    """A tag that nobody is told of is used by nobody."""
    for tag in get_args(BlockTag):
        start = {"subheading": "`<heading>`"}.get(tag, f"`<{tag}>`")
        told = row_of(start).split("|")
        assert f"<{tag}>" in told[1]
        for name in ATTRIBUTES.get(tag, TEXT_ATTRIBUTES):
            assert name in told[3], (tag, name)


def test_every_figure_and_every_kind_of_art_is_told() -> None:
    """With the fields that not all of them have."""
    for kind in TEMPLATE_FIGURES:
        assert kind in row_of("`<figure>`")
    for plan in get_args(ArtPlan):
        kind = re.findall(r"'([a-z]+)'", str(plan.__annotations__["kind"]))[0]
        row = row_of(f"`{kind}`")
        own = {field.name for field in model_fields(plan)} - _ON_ALL
        assert all(f"`{name}`" in row or f"`{name}:`" in row for name in own), (kind, own)
