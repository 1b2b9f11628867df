"""The line that grows calm: from a box and a number of points to a path and the places of the points on it.

Pain is a signal; the line shows it settling. It is a damped oscillation whose waves grow longer and lower from left
to right, with slow harmonics that make the first peaks uneven, and a third harmonic that makes them sharp.
"""

import itertools
import math
from collections.abc import Callable, Iterator
from functools import lru_cache

from brochure.base.art import Segment
from brochure.base.geometry import Box
from brochure.base.records import NamedTuple, dataclass
from brochure.base.units import Pt, mm

MOVING_SHARE = 0.84  # of the width; the last waves in it are too low to see, so that the last fifth is still
STRETCH = 6.0  # the last wave is 1 + STRETCH times as long as the first
DECAY = 1.3  # exponent of the envelope; above 1, so that the line meets its rest without a corner
UNEVENNESS = 0.75  # how far the slow harmonics move the first peaks
SHARPNESS = 1.1  # of the first peaks; 1 is nearly a triangle, 0 a sine
SEED = 3.6  # phase of the slow harmonics: the tallest peak comes second
REACH = 0.4  # of the height of the box, above and below the rest
COMPANION_REACH = 0.62  # of the reach of the line
COMPANION_LAG = 0.16  # of a wave
SHIFT = 0.2  # of the spacing: how far a point may move to lie on a crest or trough
PLAIN = 0.02  # of the height of the box: a turn that is lower draws no point to it
FOLD_CLEAR: Pt = mm(5)  # from the edge of a disc to a fold
STEP = 1e-5  # of a wave, for slopes
_NEAR = 1e-9  # of a wave, for turns
# A wavelength that grows in proportion to the way gone makes the phase a logarithm of the way.
_GROWTH = math.log1p(STRETCH)
SAMPLES = 24  # of each wave, when its crests and troughs are looked for
DECIMALS = 2
PROBES = 6  # parts of a curve, at whose ends it is held against the line
ROUNDS = 2  # of fitting; each moves the probes along the curve
TOLERANCE: Pt = 0.1  # 0.035 mm: how far a curve may leave the line
SHORTEST = 0.13  # of a wave: no curve is parted that is shorter
LONGEST = 4.0  # of an even handle: no handle is longer


class PointOnLine(NamedTuple):
    """The centre of a numbered disc; numbers count from 1 in the direction of reading."""

    x: Pt
    y: Pt
    number: int


@dataclass(frozen=True, slots=True)
class CalmingLine:
    """A line at its place on the page, and its points in the order of their numbers."""

    path: tuple[Segment, ...]
    points: tuple[PointOnLine, ...]
    rest: Pt  # height at which the line comes to rest
    spacing: Pt  # least distance across between two neighbouring centres; of none, the width of the box


@lru_cache(maxsize=32)  # a leaflet that is being edited asks for the same lines again and again
def calming_line(  # noqa: PLR0913 - the strip with its points, and what each caller leaves out
    box: Box,
    points: int,
    *,
    margin: Pt = 1.5,
    radius: Pt = 0.0,
    folds: tuple[Pt, ...] = (),
    mirrored: bool = False,
    companion: bool = False,
) -> CalmingLine:
    """Draw the line from side to side of a box, with so many points on it.

    `margin` stays free inside each side of the box: give at least half the stroke. `radius` is that of the discs: they
    leave their even places for a crest or trough only so far that two neighbours do not touch. Where the box is too
    narrow for that, `spacing` is under twice the radius. They keep `FOLD_CLEAR` from the `folds`, which are upright and
    counted as the finished line lies, where their neighbours leave them the room. `mirrored` reads from right to left.
    `companion` gives the lower line that follows slightly behind and comes to the same rest. The number of points does
    not change the form.

    Raises:
        ValueError: fewer than no points, or a box with nothing left inside its margin.
    """
    inner = box.shrink(margin, margin, margin, margin)
    if points < 0 or inner.width <= 0 or inner.height <= 0:
        raise ValueError(f"{points} points in {box} with a margin of {margin}")
    wave = _Wave(inner, min(REACH * box.height, inner.height / 2), companion=companion)
    seen = tuple(_across(fold, box) for fold in folds) if mirrored else folds
    places = _point_places(box, points, radius, wave, seen)
    path = _path(wave, places)
    dots = [PointOnLine(*wave.at(phase), number) for number, phase in enumerate(places, 1)]
    if mirrored:
        path = [_mirrored_segment(segment, box) for segment in path]
        dots = [dot._replace(x=_across(dot.x, box)) for dot in dots]
    steps = [abs(after.x - before.x) for before, after in itertools.pairwise(dots)]
    return CalmingLine(tuple(path), tuple(dots), wave.rest, min(steps, default=box.width))


class _Wave:
    """The line as a function of its phase, counted in waves from the left."""

    def __init__(self, inner: Box, reach: Pt, *, companion: bool) -> None:
        self.inner = inner
        self.rest = round((inner.bottom + inner.top) / 2, DECIMALS)
        shape = min(max(inner.width / inner.height, 0.25), 8.0)
        self.waves = 4 + 2.25 * shape
        self._height = _height_over_rest(self.waves, COMPANION_LAG if companion else 0.0)
        self.turns = tuple(self._turns())
        highest = max(abs(self._height(turn)) for turn in self.turns)
        self.reach = reach / highest * (COMPANION_REACH if companion else 1.0)

    def at(self, phase: float) -> tuple[Pt, Pt]:
        """The place on the page."""
        if phase >= self.waves:  # the still part, counted in moving parts
            across = self.inner.left + self.inner.width * MOVING_SHARE * (phase - self.waves + 1)
            return round(across, DECIMALS), self.rest
        return round(self._across(phase), DECIMALS), round(self.rest + self.reach * self._height(phase), DECIMALS)

    def phase_at(self, across: Pt) -> float:
        """The phase that lies at a place across the page."""
        share = (across - self.inner.left) / (self.inner.width * MOVING_SHARE)
        if share >= 1:
            return self.waves + share - 1
        return self.waves * math.log1p(STRETCH * share) / _GROWTH

    def slope(self, phase: float) -> tuple[float, float]:
        """How fast the place moves with the phase."""
        growth = _GROWTH / self.waves  # of the wavelength, from wave to wave
        run = self.inner.width * MOVING_SHARE * growth * (self._share(phase) + 1 / STRETCH)
        return run, self._rise(phase) * self.reach

    def _turns(self) -> Iterator[float]:
        """The phases of the crests and troughs, from left to right."""
        grid = [step / SAMPLES for step in range(round(self.waves * SAMPLES))]
        heights = [self._height(phase) for phase in grid]
        for at in range(1, len(grid) - 1):
            if (heights[at] - heights[at - 1]) * (heights[at + 1] - heights[at]) < 0:
                yield self._turn_between(grid[at - 1], grid[at + 1])

    def _turn_between(self, before: float, after: float) -> float:
        """By halves, as far as a hundred thousandth of a wave, towards where a secant sees the turn."""
        turn = _root_between(self._rise, before, after)
        for _ in range(14):
            middle = (before + after) / 2
            before, after = (middle, after) if middle < turn else (before, middle)
        return (before + after) / 2

    def _rise(self, phase: float) -> float:
        return (self._height(phase + STEP) - self._height(phase - STEP)) / (2 * STEP)

    def _across(self, phase: float) -> Pt:
        return self.inner.left + self.inner.width * MOVING_SHARE * self._share(phase)

    def _share(self, phase: float) -> float:
        """How much of the moving part lies to the left of a phase, 0 to 1."""
        return math.expm1(phase / self.waves * _GROWTH) / STRETCH


def _height_over_rest(waves: float, lag: float) -> Callable[[float], float]:
    """The height of each phase over the rest, before it is scaled to the box. It is asked thousands of times."""
    sin, power, expm1 = math.sin, math.pow, math.expm1

    def height(phase: float) -> float:
        agitation = 1 - min(expm1(phase / waves * _GROWTH) / STRETCH, 1.0)
        turn = math.tau * (phase - lag)
        uneven = UNEVENNESS * power(agitation, 1.3)
        swell = 1 + uneven * (0.6 * sin(SEED + 0.382 * turn) + 0.4 * sin(2 * SEED + 0.79 * turn))
        wave = sin(turn) - SHARPNESS * agitation**2 / 9 * sin(3 * turn)
        drift = 0.35 * UNEVENNESS * agitation * sin(SEED + 0.237 * turn)
        return power(agitation, DECAY) * (swell * wave + drift)

    return height


def _root_between(slope: Callable[[float], float], before: float, after: float) -> float:
    """Where a slope that changes its sign is nought, by the Illinois way of false position."""
    low, high = slope(before), slope(after)
    middle, side = before, 0
    for _ in range(20):
        middle, last = (before * high - after * low) / (high - low), middle
        at = slope(middle)
        if at == 0 or abs(middle - last) < _NEAR:
            break
        if (at > 0) == (low > 0):
            before, low, high, side = middle, at, high / 2 if side < 0 else high, -1
        else:
            after, high, low, side = middle, at, low / 2 if side > 0 else low, 1
    return middle


def _point_places(box: Box, points: int, radius: Pt, wave: _Wave, folds: tuple[Pt, ...]) -> list[float]:
    """One phase for each point: even places, each moved to the gentlest turn near it, crests and troughs in turn."""
    if not points:
        return []
    spacing = box.width / points
    furthest = max(0.0, min(SHIFT * spacing, spacing / 2 - radius))
    turns = [(phase, *wave.at(phase)) for phase in wave.turns]
    places: list[float] = []
    side = 0.0
    for number in range(points):
        even = min(max(box.left + spacing * (number + 0.5), wave.inner.left), wave.inner.right)
        even = _off_folds(even, folds, radius + FOLD_CLEAR, spacing - 2 * radius)
        best, least = wave.phase_at(even), math.inf
        for phase, x, y in turns:
            if abs(x - even) > furthest or abs(y - wave.rest) < PLAIN * box.height or _is_near(x, folds, radius):
                continue
            same_side = (y - wave.rest) * side > 0
            outside = y + radius > box.top or y - radius < box.bottom
            unease = abs(x - even) / spacing + (SHIFT if same_side else 0.0) + (1.0 if outside else 0.0)
            if unease < least:
                best, least = phase, unease
        side = wave.at(best)[1] - wave.rest
        places.append(best)
    return places


def _off_folds(x: Pt, folds: tuple[Pt, ...], need: Pt, room: Pt) -> Pt:
    """A place moved away from the fold that it would lie on, to the nearer side, as far as there is room."""
    for fold in folds:
        if abs(x - fold) < need and need - abs(x - fold) < room:
            return fold + (need if x >= fold else -need)
    return x


def _is_near(x: Pt, folds: tuple[Pt, ...], radius: Pt) -> bool:
    return any(abs(x - fold) < radius + FOLD_CLEAR for fold in folds)


def _path(wave: _Wave, places: list[float]) -> list[Segment]:
    """Smooth curves whose ends lie on every crest, trough and point, then a straight line to the right side."""
    marks = sorted({0.0, *wave.turns, *(place for place in places if place < wave.waves), wave.waves})
    knots = [_knot(wave, phase) for phase in marks]
    path = [Segment("m", (knots[0].x, knots[0].y))]
    for before, after in itertools.pairwise(knots):
        path += _curves(wave, before, after)
    return [*path, Segment("l", (round(wave.inner.right, DECIMALS), wave.rest))]


class _Knot(NamedTuple):
    """A place on the line, and how fast it moves with the phase."""

    phase: float
    x: Pt
    y: Pt
    run: float
    rise: float


def _knot(wave: _Wave, phase: float) -> _Knot:
    return _Knot(phase, *wave.at(phase), *wave.slope(phase))


def _curves(wave: _Wave, before: _Knot, after: _Knot) -> Iterator[Segment]:
    """As few curves as lead from knot to knot without leaving the line."""
    phases = [before.phase + (after.phase - before.phase) * step / PROBES for step in range(1, PROBES)]
    curve, error = _fitted(before, after, [wave.at(phase) for phase in phases])
    if error <= TOLERANCE or after.phase - before.phase < SHORTEST:
        yield Segment("c", tuple(round(number, DECIMALS) for number in curve))
        return
    middle = _knot(wave, (before.phase + after.phase) / 2)
    yield from _curves(wave, before, middle)
    yield from _curves(wave, middle, after)


def _fitted(before: _Knot, after: _Knot, places: list[tuple[Pt, Pt]]) -> tuple[tuple[float, ...], Pt]:
    """The cubic with the directions of both knots that passes nearest to the places, and how far it misses them.

    Source: Philip J. Schneider, An algorithm for automatically fitting digitized curves, Graphics Gems (1990).
    """
    even = (after.phase - before.phase) / 3
    shares = [step / (len(places) + 1) for step in range(1, len(places) + 1)]
    for _ in range(ROUNDS):
        leaving, reaching = _handles(before, after, places, shares)
        if not (0 < leaving < LONGEST * even and 0 < reaching < LONGEST * even):
            leaving = reaching = even  # Hermite
        curve = (
            before.x + leaving * before.run, before.y + leaving * before.rise,
            after.x - reaching * after.run, after.y - reaching * after.rise, after.x, after.y,
        )  # fmt: skip
        nearest = [
            _nearer((before.x, before.y, *curve), place, share) for place, share in zip(places, shares, strict=True)
        ]
        shares = [share for share, _ in nearest]
    return curve, max(miss for _, miss in nearest)


def _handles(before: _Knot, after: _Knot, places: list[tuple[Pt, Pt]], shares: list[float]) -> tuple[float, float]:
    """The lengths of both handles, by least squares, in phases."""
    aa = ab = bb = ar = br = 0.0
    for (x, y), share in zip(places, shares, strict=True):
        rest = 1 - share
        first, second = 3 * share * rest * rest, 3 * share * share * rest
        start, end = rest**3 + first, share**3 + second
        off_x, off_y = x - before.x * start - after.x * end, y - before.y * start - after.y * end
        a_x, a_y, b_x, b_y = first * before.run, first * before.rise, -second * after.run, -second * after.rise
        aa += a_x * a_x + a_y * a_y
        ab += a_x * b_x + a_y * b_y
        bb += b_x * b_x + b_y * b_y
        ar += a_x * off_x + a_y * off_y
        br += b_x * off_x + b_y * off_y
    spread = aa * bb - ab * ab
    if spread <= 1e-9 * aa * bb:
        return 0.0, 0.0
    return (ar * bb - br * ab) / spread, (aa * br - ab * ar) / spread


def _nearer(curve: tuple[float, ...], place: tuple[Pt, Pt], share: float) -> tuple[float, Pt]:
    """A share of the curve nearer to a place, by one step of Newton, and how far from there the place is."""
    rest = 1 - share
    x0, y0, x1, y1, x2, y2, x3, y3 = curve
    b0, b1, b2, b3 = rest**3, 3 * rest * rest * share, 3 * rest * share * share, share**3
    off_x = b0 * x0 + b1 * x1 + b2 * x2 + b3 * x3 - place[0]
    off_y = b0 * y0 + b1 * y1 + b2 * y2 + b3 * y3 - place[1]
    d0, d1, d2 = 3 * rest * rest, 6 * rest * share, 3 * share * share
    run = d0 * (x1 - x0) + d1 * (x2 - x1) + d2 * (x3 - x2)
    rise = d0 * (y1 - y0) + d1 * (y2 - y1) + d2 * (y3 - y2)
    speed = math.hypot(run, rise)
    if not speed:
        return share, math.hypot(off_x, off_y)
    along = (off_x * run + off_y * rise) / speed
    across = abs(off_x * rise - off_y * run) / speed
    return min(max(share - along / speed, 0.0), 1.0), across


def _mirrored_segment(segment: Segment, box: Box) -> Segment:
    numbers = (_across(number, box) if at % 2 == 0 else number for at, number in enumerate(segment.numbers))
    return Segment(segment.kind, tuple(numbers))


def _across(x: Pt, box: Box) -> Pt:
    return round(box.left + box.right - x, DECIMALS)
