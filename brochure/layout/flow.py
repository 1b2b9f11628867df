"""Slugs into frames: columns of even height, parted where it hurts least; nothing is ever left over in silence.

What must hold, and why:
- A slug goes whole into one frame; frames are filled in their order, and a later slug never stands before an earlier
  one.
- Ends are chosen together (dynamic programming over frames and slugs): a column that ends well may make the next end
  badly. What ends so early that the rest has no room is left out before it is looked at: so long a text costs as many
  steps a page as a short one.
- A penalty of NEVER is never paid but at the end of the text, and one of INSIDE_POINT only where there is no way
  without; all other penalties are prices, and evenness has one too.
- `fits` and `frames_filled` ask less than `flow`: whether greedy filling reaches the end under a limit. What starts
  later in a frame never needs more room, so greedy is enough; were that to change (space before that grows), the three
  would disagree.
- The first slug of a frame has no space before it, but its padding: else panels would not begin on one line.
- A grid moves a slug down, never up, and only those on the grid; so a frame may hold less with a grid, never more.
- A row of a table that begins a column has its labels over it once more; the labels themselves never begin so. What
  starts later still needs no more room.
- What does not fit is told with its letters (`Overset`); a slug that is too wide is told before any that is too many.
- `flow` and `fits` are remembered by what they are given: whatever changes a result must be in their arguments.
"""

from itertools import pairwise

from brochure.base.geometry import Box
from brochure.base.records import NamedTuple
from brochure.base.units import Pt
from brochure.layout.slugs import INSIDE_POINT, NEVER, Slug

_SLACK: Pt = 0.01
STUB, LOST = 0.15, 1.0  # of a frame; demerits for a last column that holds no more


class Grid(NamedTuple):
    """Baselines that all panels of a side share, measured from the top of the sheet."""

    unit: Pt
    phase: Pt  # of the first baseline

    def snap(self, baseline: Pt) -> Pt:
        """The next baseline of the grid at or below this one."""
        steps = -(-(baseline - self.phase - _SLACK) // self.unit)
        return self.phase + max(0.0, steps) * self.unit


class Cast(NamedTuple):
    """A slug at its place; `top` is measured from the top of the sheet."""

    slug: Slug
    top: Pt


class Column(NamedTuple):
    """What stands in one frame."""

    frame: Box
    rows: tuple[Cast, ...]
    used: Pt  # height from the top of the frame to the foot of the last row
    heads: tuple[Cast, ...] = ()  # labels of a table that began in another column, once more


class Overset(NamedTuple):
    """What did not fit: the first row that found no place, and how much follows it."""

    slug: Slug
    frame: int
    lines: int
    letters: int


class FramesFilled(NamedTuple):
    """How many like frames a text takes; where it is stuck, the last of them is the one that takes no row more."""

    frames: int
    ends: bool


class Flow(NamedTuple):
    """The result: columns, or what is left over."""

    columns: tuple[Column, ...]
    overset: Overset | None


def flow(slugs: tuple[Slug, ...], frames: tuple[Box, ...], sheet_height: Pt, grid: Grid | None) -> Flow:
    """Fill the frames in order, as evenly as the text can be parted."""
    filling = _FrameFilling(slugs, frames, sheet_height, grid)
    under = next((limit for limit in (INSIDE_POINT, NEVER) if filling.fits(limit)), None)
    return filling.overset() if under is None else filling.best(under)


def fits(
    slugs: tuple[Slug, ...], frames: tuple[Box, ...], sheet_height: Pt, grid: Grid | None, *, under: float
) -> bool:
    """Whether everything fits with no column ending where it costs so much; quicker than to flow it."""
    return _FrameFilling(slugs, frames, sheet_height, grid).fits(under)


def frames_filled(
    slugs: tuple[Slug, ...], frame: Box, sheet_height: Pt, grid: Grid | None, *, under: float
) -> FramesFilled:
    """How many frames like this one everything takes with no column ending where it costs so much, in one walk."""
    filling = _FrameFilling(slugs, (frame,), sheet_height, grid)
    start, count = 0, 0
    while count == 0 or start < len(slugs):
        count += 1
        end = filling.furthest(0, start, under)
        if end == start < len(slugs):
            return FramesFilled(count, ends=False)
        start = end
    return FramesFilled(count, ends=True)


def is_behind(one: Box, other: Box) -> bool:
    """Whether two frames lie behind each other, on two sides of a sheet."""
    return min(one.right, other.right) - max(one.left, other.left) > 0.5 * min(one.width, other.width)


class _FrameFilling:
    def __init__(self, slugs: tuple[Slug, ...], frames: tuple[Box, ...], sheet_height: Pt, grid: Grid | None) -> None:
        self.slugs = slugs
        self.frames = frames
        self.sheet_height = sheet_height
        self.grid = grid
        total = sum(slug.before + slug.pad_top + slug.height + slug.pad_bottom for slug in slugs)
        self.aim = min(1.0, total / sum(frame.height for frame in frames))
        # Who reads the front looks for the rest on it before turning over; panels beside each other are filled evenly.
        self.turns = any(one != next_one and is_behind(one, next_one) for one, next_one in pairwise(frames))
        if self.turns:
            self.aim = 1.0

    def best(self, under: float) -> Flow:
        """The parting with the least demerits whose columns all end where it costs less; there is one."""
        least = self._least_starts(under)
        routes: dict[int, float] = {0: 0.0}  # slugs placed -> demerits
        before: list[dict[int, int]] = []  # for each frame: its end -> where it starts on the best way there
        for at in range(len(self.frames)):
            reached: dict[int, float] = {}
            starts: dict[int, int] = {}
            for start, cost in routes.items():
                for end, more in self._ends(at, start, under):
                    if end >= least[at + 1] and (end not in reached or cost + more < reached[end]):
                        reached[end], starts[end] = cost + more, start
            routes = reached
            before.append(starts)
        columns, end = [], len(self.slugs)
        for at in range(len(self.frames) - 1, -1, -1):
            start = before[at][end]
            columns.append(self._column(at, start, end))
            end = start
        return Flow(tuple(reversed(columns)), None)

    def _least_starts(self, under: float) -> list[int]:
        """For each frame, and for what follows the last: with how many slugs placed the rest still has room."""
        least = [len(self.slugs)]
        for at in range(len(self.frames) - 1, -1, -1):
            start = least[-1]
            for earlier in range(start - 1, -1, -1):
                if earlier and self.slugs[earlier - 1].penalty >= under:
                    continue
                if self.furthest(at, earlier, under) < least[-1]:
                    break
                start = earlier
            least.append(start)
        return least[::-1]

    def fits(self, under: float) -> bool:
        """Fill each frame as far as it may end; what starts later never needs more room."""
        start = 0
        for at in range(len(self.frames)):
            start = self.furthest(at, start, under)
        return start == len(self.slugs)

    def furthest(self, at: int, start: int, under: float) -> int:
        """The last place at which a column that begins with slug `start` may end; `start` where there is none."""
        frame, reached = self.frames[at], start
        for index, _, foot in self._places(at, start, len(self.slugs)):
            slug = self.slugs[index]
            if slug.too_wide or foot - (self.sheet_height - frame.top) > frame.height + _SLACK:
                break
            if slug.penalty < under or index + 1 == len(self.slugs):
                reached = index + 1
        return reached

    def overset(self) -> Flow:
        """Fill each frame to the last row that it takes, and tell what is left."""
        start, columns = 0, []
        for at in range(len(self.frames)):
            ends = [end for end, _ in self._ends(at, start, NEVER)]
            end = max(ends, default=start)
            columns.append(self._column(at, start, end))
            start = end
        wide = next((slug for slug in self.slugs if slug.too_wide), None)
        if wide is not None:
            placed = [sum(len(column.rows) for column in columns[: at + 1]) for at in range(len(columns))]
            stuck = min(placed.index(placed[-1]) + (placed[-1] > 0 and len(columns) > 1), len(columns) - 1)
            return Flow(tuple(columns), Overset(wide, stuck, 1, wide.letters))
        # Rows that belong together go over together; the fault lies where the last frame ends.
        rest = self.slugs[start:]
        room = self._room_left(len(self.frames) - 1, columns[-1])
        fitting = self._rows_that_fit(start, room)
        first = self.slugs[min(start + fitting, len(self.slugs) - 1)]
        over = rest[fitting:] or rest[-1:]
        letters = sum(slug.letters for slug in over)
        return Flow(tuple(columns), Overset(first, len(self.frames) - 1, len(over), letters))

    def _room_left(self, at: int, column: Column) -> Pt:
        return self.frames[at].height - column.used

    def _rows_that_fit(self, start: int, room: Pt) -> int:
        fitting = 0
        for slug in self.slugs[start:]:
            room -= slug.before + slug.pad_top + slug.height
            if room < 0:
                break
            fitting += 1
        return fitting

    def _ends(self, at: int, start: int, under: float) -> list[tuple[int, float]]:
        """Where a column may end that begins with slug `start`, with its demerits, each penalty less than `under`."""
        last = at == len(self.frames) - 1
        frame = self.frames[at]
        is_over = start == len(self.slugs)
        ends = [(start, 0.0 if self.turns and start else self._unevenness(0.0, frame))] if is_over else []
        for index, _, foot in self._places(at, start, len(self.slugs)):
            used = foot - (self.sheet_height - frame.top)
            if used > frame.height + _SLACK:
                break
            slug = self.slugs[index]
            done = index + 1 == len(self.slugs)
            if slug.too_wide:
                break
            if done or (slug.penalty < under and not last):
                penalty = 0.0 if done else slug.penalty
                is_rest = self.turns and done and start > 0  # however little of it is on the other side
                ends.append((index + 1, penalty + (0.0 if is_rest else self._unevenness(used, frame, ends=done))))
        return ends

    def _unevenness(self, used: Pt, frame: Box, *, ends: bool = False) -> float:
        share = used / frame.height - self.aim
        # A line or two alone on a panel look lost: the panel is better left to art.
        return share * share * 4 + (LOST if ends and 0 < used < frame.height * STUB and frame != self.frames[0] else 0)

    def _places(self, at: int, start: int, end: int) -> list[tuple[int, Pt, Pt]]:
        """For each slug its index, its top and its foot, from the top of the sheet."""
        heads = self._heads(at, start)
        cursor = self.sheet_height - self.frames[at].top
        places = []
        limit = cursor + self.frames[at].height + _SLACK
        if heads:
            cursor = heads[-1].top + heads[-1].slug.height + heads[-1].slug.pad_bottom
        for index in range(start, end):
            slug = self.slugs[index]
            top = cursor + (slug.before if index > start else 0.0) + slug.pad_top
            if self.grid is not None and slug.on_grid:
                top = self.grid.snap(top + slug.baseline) - slug.baseline
            cursor = top + slug.height + slug.pad_bottom
            places.append((index, top, cursor))
            if cursor > limit:
                break
        return places

    def _heads(self, at: int, start: int) -> tuple[Cast, ...]:
        """What stands over a column that begins with this slug."""
        cursor, heads = self.sheet_height - self.frames[at].top, []
        for slug in self.slugs[start].heads if start < len(self.slugs) else ():
            heads.append(Cast(slug, cursor + slug.pad_top))
            cursor = heads[-1].top + slug.height + slug.pad_bottom
        return tuple(heads)

    def _column(self, at: int, start: int, end: int) -> Column:
        frame = self.frames[at]
        places = self._places(at, start, end)
        rows = tuple(Cast(self.slugs[index], top) for index, top, _ in places)
        used = places[-1][2] - (self.sheet_height - frame.top) if places else 0.0
        return Column(frame, rows, used, self._heads(at, start) if rows else ())
