"""What no reader sees is no word."""

import pytest

from brochure.base.seen import is_seen


@pytest.mark.parametrize(
    "text",
    ["", " ", "\u200e", "\u200b\u200b", "\u180e", "\u2060\ufeff", "\u00a0", "\u3164", "\u2800", "\u0301", "\x07"],
)
def test_signs_without_a_shape_are_not_seen(text: str) -> None:
    assert not is_seen(text)


@pytest.mark.parametrize("text", ["A", "\u200eA", "\u0645", "\u738b", "7", "-", "\U0001f600", "\u00e9", "e\u0301"])
def test_letters_figures_and_signs_are_seen(text: str) -> None:
    assert is_seen(text)
