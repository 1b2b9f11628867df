"""What is kept, and what is let go."""

from hypothesis import given
from hypothesis import strategies as st

from brochure.base.keep import Recent


@given(st.lists(st.integers(0, 30), max_size=200), st.integers(2, 20))
def test_memory_is_bounded_and_true(asked: list[int], most: int) -> None:
    """However much is asked for, no more than that is kept, and a key never gives another's thing."""
    kept: Recent[int, str] = Recent(most)

    for number in asked:
        assert (kept.get(number) or kept.again(number) or kept.keep(number, f"made of {number}")) == f"made of {number}"

        assert kept.weight <= most


def test_what_is_asked_for_again_stays() -> None:
    """A day or a common name outlives ten thousand rare ones; a clear of the whole would lose it each time."""
    kept: Recent[int, str] = Recent(10)
    kept.keep(-1, "Anna")

    for number in range(1000):
        kept.keep(number, "rare")
        assert (kept.get(-1) or kept.again(-1)) == "Anna"


def test_what_nobody_asks_for_goes() -> None:
    """It was kept, and room was needed."""
    kept: Recent[int, str] = Recent(10)
    for number in range(11):
        kept.keep(number, "rare")

    assert kept.get(0) is kept.again(0) is None
    assert kept.get(10) == "rare"
