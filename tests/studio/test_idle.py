"""A studio that everybody has left ends by itself; nobody waits for it here, for the clock is given."""

from pathlib import Path

import pytest

from brochure.base.findings import BadInput
from brochure.content.shelf import open_shelf
from brochure.studio.idle import IdleWatch
from brochure.studio.serving import StudioWish, open_studio
from tests.studio.asking import Visitor


def open_with(clinic: Path, minutes: int, *times: float) -> list[str]:
    """What a studio says whose clock shows these seconds, and then the last of them."""
    said: list[str] = []
    waiting = [*times]
    wish = StudioWish(opens=False, idle=minutes)
    clock = lambda: waiting.pop(0) if len(waiting) > 1 else waiting[0]  # noqa: E731
    open_studio(wish, open_shelf(clinic), said.append, lambda: "2026-11-28", clock)
    return said


def test_a_studio_that_everybody_has_left_ends_by_itself(clinic: Path) -> None:
    """After the minutes that were wished, and not a second before."""
    said = open_with(clinic, 30, 0, 1799, 1800)

    assert said[-1] == "nobody asked for 30 minutes: the studio has ended"


def test_no_studio_waits_for_less_than_nothing(clinic: Path) -> None:
    """Who means never writes 0."""
    with pytest.raises(BadInput) as caught:
        open_with(clinic, -1, 0)

    assert caught.value.findings[0].code == "bad-form"


def test_each_answered_request_keeps_the_studio_open_and_a_refused_one_does_not(clinic: Path) -> None:
    """A page of another site that asks all night is nobody."""
    time = [0.0]
    visitor = Visitor(open_shelf(clinic))
    watch = IdleWatch(visitor.guard.pages, 30, lambda: time[0])
    visitor.guard.pages = watch
    time[0] = 1000
    visitor.get("/")
    time[0] = 2799
    assert not watch.is_over
    visitor.get("/", host="elsewhere.test")
    time[0] = 2800
    assert watch.is_over
    never = IdleWatch(watch.pages, 0, lambda: time[0])
    time[0] = 1e9
    assert not never.is_over


def test_letters_that_are_being_sent_keep_it_open() -> None:
    """Whoever began them may close the page; the wait begins anew when they are gone."""
    now, at_work = [0.0], [True]
    watch = IdleWatch(Visitor(open_shelf()).guard.pages, 30, lambda: now[0], lambda: at_work[0])
    now[0] = 10_000.0
    assert not watch.is_over
    at_work[0] = False
    now[0] += 30 * 60 - 1
    assert not watch.is_over
    now[0] += 1

    assert watch.is_over
