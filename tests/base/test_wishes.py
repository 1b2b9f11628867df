"""Requests are values: frozen, explained, and told of the day by whoever makes them."""

import ast
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from brochure.base import wishes
from brochure.base.wishes import CheckWish, FileWish, ImposeWish, MakeWish, MergeWish, OutboxWish, PackWish, SendWish

MADE = [
    MakeWish(), CheckWish(), PackWish(), FileWish(b""), ImposeWish(Path("a.pdf")), MergeWish("a", Path("list.csv")),
    SendWish("a"), OutboxWish(wishes.CountLetters()),
]  # fmt: skip


@pytest.mark.parametrize("wish", MADE, ids=lambda wish: type(wish).__name__)
def test_a_wish_is_a_frozen_value(wish: object) -> None:
    """It may be kept, compared and sent to another process; nobody writes into it on the way."""
    assert hash(wish) == hash(wish)
    name = next(iter(type(wish).__annotations__), "today")
    with pytest.raises((AttributeError, FrozenInstanceError)):
        setattr(wish, name, "changed")


def test_every_field_says_its_unit_and_meaning() -> None:
    """A number without a unit is read as another one."""
    source = Path(wishes.__file__).read_text(encoding="utf-8")
    lines = source.splitlines()
    fields = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.AnnAssign)]

    assert len(fields) > 80
    assert [lines[field.lineno - 1].strip() for field in fields if "  # " not in lines[field.lineno - 1]] == []


@pytest.mark.parametrize("wish", [MakeWish(), CheckWish(), PackWish(), MergeWish("a", Path("b")), SendWish("a")])
def test_the_day_comes_with_the_wish(wish: MakeWish | MergeWish | SendWish) -> None:
    """Nobody asks the calendar behind its back."""
    assert (wish.today, wish.made_at) == ("", None)
