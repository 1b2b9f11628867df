"""Curves that were cut into pieces, put together again: fewer numbers for the same form.

A TrueType outline is made of quadratic curves, several for each curve that its designer drew.
"""

import math
from collections.abc import Sequence

from brochure.base.art import Segment
from brochure.base.records import NamedTuple

Point = tuple[float, float]
_LEAST_SHARE = 0.05  # a piece that is shorter than this share of the whole says too little of it
_PROBES = (0.25, 0.5, 0.75)


class _Curve(NamedTuple):
    """A cubic curve, and how far it may be from what it stands for."""

    start: Point
    first: Point
    second: Point
    end: Point
    error: float = 0.0


def joined(path: Sequence[Segment], tolerance: float) -> tuple[Segment, ...]:
    """The same path with each run of smooth curves as one, where none of its points moves further than `tolerance`."""
    done: list[Segment | _Curve] = []
    here = (0.0, 0.0)
    for step in path:
        points = list(zip(step.numbers[::2], step.numbers[1::2], strict=True))
        if step.kind == "c":
            first, second, end = points
            curve = _Curve(here, first, second, end)
            whole = _whole(done[-1], curve) if done and isinstance(done[-1], _Curve) else None
            if whole is not None and whole.error <= tolerance:
                done[-1] = whole
            else:
                done.append(curve)
        else:
            done.append(step)
        here = points[-1] if points else here
    return tuple(_segment(each) if isinstance(each, _Curve) else each for each in done)


def _segment(curve: _Curve) -> Segment:
    return Segment("c", (*curve.first, *curve.second, *curve.end))


def _whole(one: _Curve, two: _Curve) -> _Curve | None:
    """The curve of which two are the pieces, if they meet without a corner: de Casteljau's cut, undone."""
    arriving, leaving = math.dist(one.second, one.end), math.dist(two.start, two.first)
    if not arriving or not leaving:
        return None
    share = arriving / (arriving + leaving)
    if not _LEAST_SHARE < share < 1 - _LEAST_SHARE:
        return None
    whole = _Curve(
        one.start, _along(one.start, one.first, 1 / share), _along(two.end, two.second, 1 / (1 - share)), two.end
    )
    errors = [math.dist(_at(one, probe), _at(whole, share * probe)) for probe in (*_PROBES, 1.0)]
    errors += [math.dist(_at(two, probe), _at(whole, share + (1 - share) * probe)) for probe in _PROBES]
    return whole._replace(error=max(one.error, two.error) + max(errors))


def _along(start: Point, end: Point, share: float) -> Point:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _at(curve: _Curve, share: float) -> Point:
    rest = 1 - share
    a, b, c, d = rest**3, 3 * rest * rest * share, 3 * rest * share * share, share**3
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = curve[:4]
    return a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3
