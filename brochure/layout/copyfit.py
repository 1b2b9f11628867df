"""The largest type at which everything fits, between the limits of the brand; or what is over, in lines and letters."""

from collections.abc import Iterable, Iterator

from brochure.base.booklets import COVERS, FEWEST, MOST, ON_A_SHEET
from brochure.base.design import Frame, Layout, StoryPlan
from brochure.base.findings import BadInput, Finding
from brochure.base.geometry import Box
from brochure.base.keep import LastResults
from brochure.base.manuscript import Manuscript
from brochure.base.origin import Said
from brochure.base.page import Panel
from brochure.base.reading import repeated_name
from brochure.base.records import NamedTuple
from brochure.base.story import Block, Note, Story, Words, leaves
from brochure.base.units import Pt
from brochure.glyphs import Faces
from brochure.layout.booklet import booklet_finding, faced
from brochure.layout.caster import PICTURE_SHARES, Caster
from brochure.layout.feet import on_one_foot
from brochure.layout.flow import Column, Flow, FramesFilled, Grid, Overset, fits, flow, frames_filled
from brochure.layout.overset import Remedy, highest_picture, overset_finding, picture_heights, text_cuts
from brochure.layout.sizes import Limits, TypeSizes, limits_of, scales
from brochure.layout.slugs import BELONGING, INSIDE_POINT, NEVER, Slug, joined

_OWN_STEP: Pt = 0.5
SMALLEST_TITLE: Pt = 18.0
MOST_TITLE_LINES = 6
ENOUGH = 0.8  # of the width of a story's own frames, for one that it takes from another
_FAR: Pt = 100_000.0  # below the sheet: room for what has none
FILLED = 0.93  # of the room of a story's frames, as leaflets come out
PART_GAP = 1.6  # lines between stories that run one after another


class OverColumn(NamedTuple):
    """Rows that have no room, where they would stand: under the last frame, or wider than theirs."""

    panel: str
    column: Column


class FittedStory(NamedTuple):
    """A story, or several that run one after another, in its frames."""

    plan: StoryPlan
    panels: tuple[str, ...]  # of each column
    columns: tuple[Column, ...]
    size: Pt  # of the first style, for stories fitted on their own
    over: tuple[OverColumn, ...] = ()


class Fitted(NamedTuple):
    """All stories at the scale that copyfit chose."""

    sizes: TypeSizes
    stories: tuple[FittedStory, ...]


class _Job(NamedTuple):
    """What runs through a chain of frames, with their boxes on the sheet."""

    name: str
    plan: StoryPlan
    parts: tuple[Story, ...]
    panels: tuple[str, ...]
    boxes: tuple[Box, ...]
    repeats: bool

    @property
    def blocks(self) -> tuple[Block, ...]:
        return tuple(block for part in self.parts for block in part.blocks)


def fit_stories(
    stories: tuple[Story, ...],
    manuscript: Manuscript,
    faces: Faces,
    panels: dict[str, tuple[str, Panel]],
    *,
    whole: bool = True,
) -> Fitted:
    """Fit every story. Where not the `whole` text is asked for, what is over stands apart in its story.

    Raises:
        BadInput: what is over at the smallest size, for every story that is too long.
    """
    return _Copyfit(manuscript, faces, list(_jobs(stories, manuscript, panels))).fit(whole=whole)


def frame_box(frame: Frame, panels: dict[str, tuple[str, Panel]]) -> Box:
    """The frame at its place on the sheet."""
    panel = panels[frame.panel.text][1].box
    return panel.shrink(frame.left.points, frame.bottom.points, frame.right.points, frame.top.points)


def _jobs(stories: tuple[Story, ...], manuscript: Manuscript, panels: dict[str, tuple[str, Panel]]) -> Iterator[_Job]:
    layout = manuscript.layout
    written = {story.name: story for story in stories}
    by_name = {frame.name.text: frame for frame in layout.frames}
    repeats = layout.repeats.text if layout.repeats else ""
    for plan in layout.stories:
        parts = tuple(written[name] for name in plan.written if name in written)
        own = tuple(by_name[said.text] for said in plan.frames)
        least = min(frame_box(frame, panels).width for frame in own) * ENOUGH
        spare = (by_name[said.text] for said in _spare_frames(plan, written, layout))
        frames = (*own, *(frame for frame in spare if frame_box(frame, panels).width >= least))
        names = tuple(frame.panel.text for frame in frames)
        if parts:
            boxes = tuple(frame_box(frame, panels) for frame in frames)
            yield _Job(plan.name.text, plan, parts, names, boxes, names[0] == repeats)


def _spare_frames(plan: StoryPlan, written: dict[str, Story], layout: Layout) -> Iterator[Said]:
    """Frames that a story takes from one that has nothing to say; the safety note stays on the spread."""
    own = [block for name in plan.written if name in written for block in written[name].blocks]
    if any(isinstance(block, Note) for block in own):
        return
    for other in layout.stories:
        if other.gives and other.gives.text == plan.name.text and not any(name in written for name in other.written):
            yield from other.frames


_Matter = tuple[tuple[Slug, ...], tuple[Box, ...], Pt, Grid | None]  # what `flow` and `fits` ask for
# A story that did not change flows as it did; what is given is compared, since to hash hundreds of rows takes longer.
_FLOWING: LastResults[tuple[str, str, float, Pt], _Matter, Flow] = LastResults(256)
_FITTING: LastResults[tuple[str, str, float, Pt, float], _Matter, bool] = LastResults(512)
_COUNTED: LastResults[tuple[str, str, float, Pt], _Matter, int] = LastResults(64)


class _Copyfit:
    def __init__(self, manuscript: Manuscript, faces: Faces, jobs: list[_Job]) -> None:
        self.manuscript = manuscript
        self.faces = faces
        # The longest story first: it tells soonest that a size is too large.
        self.shared = sorted((job for job in jobs if job.plan.fit == "shared"), key=_length, reverse=True)
        self.cast: dict[tuple[str, float, Pt, float], tuple[Slug, ...]] = {}
        self.share = PICTURE_SHARES[0]
        self.counts: dict[tuple[str, float, Pt, float], int] = {}  # pages, of the one that is repeated
        self.jobs = jobs
        self.own = [job for job in jobs if job.plan.fit == "own"]
        self.most = 0  # pages that a repeated one may become; 0: as many as the text needs

    def fit(self, *, whole: bool) -> Fitted:
        choices = scales(self.manuscript.brand, self.manuscript.edition)
        is_booklet = self.manuscript.layout.shape == "booklet"
        best = self._of_fewest_pages(choices) if is_booklet else self._best(choices)
        smallest = self._sizes(choices[-1])
        faults = [] if best is not None else [f for job in self.shared for f in self._overset(job, smallest)]
        sizes = self._sizes(best if best is not None else choices[-1])
        fitted = {job.name: self._fit_own(job, sizes, faults) for job in self.own}
        if faults and whole:
            raise BadInput(*faults)
        set_shared = self._fitted if best is not None else self._with_over
        fitted |= {job.name: set_shared(job, sizes, 0.0) for job in self.shared}
        return Fitted(sizes, tuple(fitted[job.name] for job in self.jobs))

    def _of_fewest_pages(self, choices: tuple[float, ...]) -> float | None:
        """The largest choice at which a booklet takes the fewest sheets."""
        for pages in range(FEWEST, MOST + 1, ON_A_SHEET):
            self.most = pages - COVERS
            if (best := self._largest(choices, INSIDE_POINT)) is not None:
                return best
        return self._largest(choices, NEVER)

    def _best(self, choices: tuple[float, ...]) -> float | None:
        """The largest type at which everything fits; pictures are lower before type is smaller."""
        best = self._largest_for(choices)
        if best == choices[0] or not self.manuscript.leaflet.pictures:
            return best
        found = {self.share: best}
        for self.share in PICTURE_SHARES[:0:-1]:
            found[self.share] = self._largest_for(choices)
        reached = max((scale for scale in found.values() if scale is not None), default=None)
        shares = (
            PICTURE_SHARES if reached is not None else PICTURE_SHARES[::-1]
        )  # what is over is counted at the lowest
        self.share = next(share for share in shares if found[share] == reached)
        return reached

    def _largest_for(self, choices: tuple[float, ...]) -> float | None:
        best = self._largest(choices, INSIDE_POINT)
        return self._largest(choices, NEVER) if best is None else best

    def _sizes(self, scale: float) -> TypeSizes:
        manuscript = self.manuscript
        return TypeSizes(manuscript.brand, manuscript.language, self.faces, manuscript.edition, scale)

    def _fits(self, scale: float, under: float) -> bool:
        """Whether all shared stories fit at a scale with no column ending where it costs so much."""
        sizes = self._sizes(scale)
        return all(self._has_room(job, sizes, under) for job in self.shared)

    def _has_room(self, job: _Job, sizes: TypeSizes, under: float) -> bool:
        key, matter = (*self._place(job, sizes, 0.0), under), self._matter(job, sizes)
        known = _FITTING.of(key, matter)
        return _FITTING.keep(key, matter, fits(*matter, under=under)) if known is None else known

    def _largest(self, choices: tuple[float, ...], under: float) -> float | None:
        """A choice that fits where the one before it does not; choices fall. None where the last does not fit.

        Each try casts all stories, so the search walks from where the room at the largest type says.
        """
        if self._fits(choices[0], under):
            return choices[0]
        at = self._likely(choices)
        if self._fits(choices[at], under):
            while at > 1 and self._fits(choices[at - 1], under):
                at -= 1
            return choices[at]
        return next((scale for scale in choices[at + 1 :] if self._fits(scale, under)), None)

    def _likely(self, choices: tuple[float, ...]) -> int:
        """Which choice may fit, counted from what the stories need at the first; never the first itself."""
        share = 1.0
        for job in self.shared:
            # Those behind one that did not fit are not cast.
            cast = self.cast.get((job.name, choices[0], 0.0, self.share), ())
            need = sum(slug.height + slug.before for slug in cast)
            room = sum(box.height for box in job.boxes) * FILLED
            share = min(share, (room / need) ** 0.5 if need else 1.0)  # smaller type takes fewer and lower lines
        return next((at for at, scale in enumerate(choices) if at and scale <= choices[0] * share), len(choices) - 1)

    def _slugs(self, job: _Job, sizes: TypeSizes, own_size: Pt) -> tuple[Slug, ...]:
        key = (job.name, sizes.scale, own_size, self.share)
        if key not in self.cast:
            self.cast[key] = self._cast(job, sizes, own_size, [part.blocks for part in job.parts])
        return self.cast[key]

    def _cast(self, job: _Job, sizes: TypeSizes, own_size: Pt, parts: Iterable[tuple[Block, ...]]) -> tuple[Slug, ...]:
        measure = min(box.width for box in job.boxes)
        caster = Caster(self.manuscript, self.faces, sizes, measure, max(box.height for box in job.boxes), self.share)
        cast = [caster.cast(blocks, own_size=own_size) for blocks in parts]
        gap = sizes.of("body").leading * PART_GAP
        return tuple(joined([part for part in cast if part], gap))

    def _matter(self, job: _Job, sizes: TypeSizes, own_size: Pt = 0.0) -> _Matter:
        """What `flow` and `fits` ask for."""
        height = self.manuscript.layout.sheet.height.points
        grid = self._grid(job, sizes, height) if job.plan.grid == "yes" else None
        slugs = self._slugs(job, sizes, own_size)
        if not job.repeats:
            return slugs, job.boxes, height, grid
        key = (job.name, sizes.scale, own_size, self.share)
        if key not in self.counts:
            place, one = self._place(job, sizes, own_size), (slugs, job.boxes[:1], height, grid)
            known = _COUNTED.of(place, one)
            counted = self._pages(slugs, job.boxes[0], height, grid) if known is None else known
            self.counts[key] = _COUNTED.keep(place, one, counted)
        count = min(self.counts[key], self.most) if self.most else self.counts[key]
        return slugs, job.boxes[:1] * count, height, grid

    def _pages(self, slugs: tuple[Slug, ...], box: Box, height: Pt, grid: Grid | None) -> int:
        """How many pages a story needs; where rows that stay together are higher than a page, that page is the last.

        One page more is better than a list in two parts.
        """
        filled = FramesFilled(1, ends=False)
        for under in (INSIDE_POINT, NEVER):
            filled = frames_filled(slugs, box, height, grid, under=under)
            if filled.ends:
                break
        count = filled.frames
        if not filled.ends or not fits(slugs, (box,) * (count + 1), height, grid, under=BELONGING):
            return count
        return count + 1 if self._parts_what_belongs(slugs, (box,) * count, height, grid) else count

    @staticmethod
    def _parts_what_belongs(slugs: tuple[Slug, ...], boxes: tuple[Box, ...], height: Pt, grid: Grid | None) -> bool:
        columns = flow(slugs, boxes, height, grid).columns
        return any(column.rows and column.rows[-1].slug.penalty >= BELONGING for column in columns[:-1])

    def _flow(self, job: _Job, sizes: TypeSizes, own_size: Pt = 0.0) -> Flow:
        key, matter = self._place(job, sizes, own_size), self._matter(job, sizes, own_size)
        return _FLOWING.of(key, matter) or _FLOWING.keep(key, matter, flow(*matter))

    def _place(self, job: _Job, sizes: TypeSizes, own_size: Pt) -> tuple[str, str, float, Pt]:
        """Under which the last result is kept."""
        return self.manuscript.layout_name, job.name, sizes.scale, own_size

    def _grid(self, job: _Job, sizes: TypeSizes, height: Pt) -> Grid:
        """Half the body's leading; the first baseline leaves room for the tallest letters of the story."""
        styles = {leaf.style for leaf in leaves(job.blocks) if isinstance(leaf, Words)} - {"numeral"} or {"body"}
        ascent = max(max(sizes.of(style).ascent, sizes.of(style).baseline) for style in styles)
        top = height - max(box.top for box in job.boxes)
        return Grid(sizes.of("body").leading / 2, top + ascent)

    def _fit_own(self, job: _Job, sizes: TypeSizes, faults: list[Finding]) -> FittedStory:
        """As large as its frames allow: in the lines and sizes that are wished for, else in more and smaller ones."""
        leaf = next(leaf for leaf in leaves(job.blocks) if hasattr(leaf, "style"))
        limits = limits_of(self.manuscript.brand, self.manuscript.edition, leaf.style)
        most = 99 if job.plan.lines == "any" else int(job.plan.lines)
        smallest = min(limits.smallest, max(SMALLEST_TITLE * self.manuscript.edition.scale, limits.smallest / 2))
        size = self._own_size(job, sizes, limits, most)
        size = size or self._own_size(job, sizes, Limits(smallest, limits.largest), max(most, MOST_TITLE_LINES))
        if size:
            return self._fitted(job, sizes, size)
        faults += self._overset(job, sizes, smallest)
        return self._with_over(job, sizes, smallest)

    def _own_size(self, job: _Job, sizes: TypeSizes, limits: Limits, most: int) -> Pt:
        """The largest size at which a story has room in so many lines; 0 where there is none."""
        size, second_best = limits.largest, 0.0
        while True:
            tried = self._flow(job, sizes, size)
            rows = [row.slug for column in tried.columns for row in column.rows]
            if tried.overset is None and len(rows) <= most:
                # A title whose last line is one sign, as Chinese may break, is better set smaller.
                if len(rows) == 1 or rows[-1].letters > 1:
                    return size
                second_best = second_best or size
            if size <= limits.smallest:
                return second_best
            size = max(limits.smallest, size - _OWN_STEP)

    def _fitted(self, job: _Job, sizes: TypeSizes, own_size: Pt) -> FittedStory:
        columns = self._flow(job, sizes, own_size).columns
        names = job.panels
        if job.repeats:
            first = self.manuscript.layout.first_number
            names = tuple(repeated_name(job.panels[0], first + at) for at in range(len(columns)))
        if job.repeats and self.most:
            width = self.manuscript.layout.sheet.width.points
            columns = tuple(faced(column, number, width) for number, column in enumerate(columns, 1))
        elif not job.repeats and not own_size:
            columns = on_one_foot(columns, sizes.of("body").leading / 2)
        return FittedStory(job.plan, names, tuple(_aligned(c, job.plan) for c in columns), own_size)

    def _with_over(self, job: _Job, sizes: TypeSizes, own_size: Pt) -> FittedStory:
        """The story with what has room in its frames, and the rest beside it."""
        slugs, boxes, height, grid = self._matter(job, sizes, own_size)
        most = int(job.plan.lines) if own_size and job.plan.lines != "any" else len(slugs)
        bare = tuple(slug._replace(too_wide=0.0) for slug in slugs)  # what is too wide sticks out where it stands
        columns = flow(bare[:most], boxes, height, grid).columns
        rest = bare[sum(len(column.rows) for column in columns) :]
        fitted = self._fitted(job, sizes, own_size)._replace(columns=tuple(_aligned(c, job.plan) for c in columns))
        wide = {id(one) for one, slug in zip(bare, slugs, strict=True) if slug.too_wide}
        over = [
            OverColumn(panel, column._replace(rows=rows))
            for panel, column in zip(fitted.panels, fitted.columns, strict=True)
            if (rows := tuple(row for row in column.rows if id(row.slug) in wide))
        ]
        if rest:
            last = fitted.columns[-1]
            below = last.frame._replace(top=last.frame.top - last.used, bottom=last.frame.bottom - _FAR)
            over.append(OverColumn(fitted.panels[-1], flow(rest, (below,), height, None).columns[0]))
        kept = tuple(c._replace(rows=tuple(row for row in c.rows if id(row.slug) not in wide)) for c in fitted.columns)
        return fitted._replace(columns=kept, over=tuple(over))

    def _overset(self, job: _Job, sizes: TypeSizes, own_size: Pt = 0.0) -> Iterator[Finding]:
        over = self._flow(job, sizes, own_size).overset
        if over is None and own_size:
            slugs = self._slugs(job, sizes, own_size)
            lines = int(job.plan.lines)
            over = Overset(slugs[lines], 0, len(slugs) - lines, sum(slug.letters for slug in slugs[lines:]))
        if over is not None:
            pages = self.counts.get((job.name, sizes.scale, own_size, self.share), 0)
            if job.repeats and 0 < self.most < pages and not over.slug.too_wide:
                yield booklet_finding(self.manuscript, pages + COVERS, over.letters)
                return
            slugs = self._slugs(job, sizes, own_size)
            over = _of_one_page(over, slugs) if job.repeats and not over.slug.too_wide else over
            yield overset_finding(over, job, self.manuscript, self._remedy(over, job, sizes, own_size))

    def _remedy(self, over: Overset, job: _Job, sizes: TypeSizes, own_size: Pt) -> Remedy:
        """What to cut, found by setting the story again with less."""
        if over.slug.too_wide:
            return Remedy()
        boxes = self._matter(job, sizes, own_size)[1]
        height = self.manuscript.layout.sheet.height.points
        grid = self._grid(job, sizes, height) if job.plan.grid == "yes" else None
        most = int(job.plan.lines) if own_size and job.plan.lines != "any" else None

        def has_room(blocks: tuple[Block, ...]) -> bool:
            slugs = self._cast(job, sizes, own_size, _parted(blocks, job.parts))
            return (most is None or len(slugs) <= most) and fits(slugs, boxes, height, grid, under=NEVER)

        taken = picture_heights(job.blocks, self._slugs(job, sizes, own_size))
        return Remedy(text_cuts(job.blocks, has_room), highest_picture(job.blocks, has_room), taken)


def _of_one_page(over: Overset, slugs: tuple[Slug, ...]) -> Overset:
    """What is over of the rows that stay together; a page more takes all that follows them."""
    first = len(slugs) - over.lines
    end = next(at for at in range(first, len(slugs)) if slugs[at].penalty != NEVER or at + 1 == len(slugs)) + 1
    return over._replace(lines=end - first, letters=sum(slug.letters for slug in slugs[first:end]))


def _length(job: _Job) -> int:
    return sum(len(leaf.text) for leaf in leaves(job.blocks) if isinstance(leaf, Words))


def _aligned(column: Column, plan: StoryPlan) -> Column:
    """The column moved down in its frame where the layout asks for it."""
    spare = column.frame.height - column.used
    shift = {"top": 0.0, "middle": spare / 2, "bottom": spare}[plan.align]
    rows, heads = (tuple(row._replace(top=row.top + shift) for row in rows) for rows in (column.rows, column.heads))
    return column._replace(rows=rows, heads=heads)


def _parted(blocks: tuple[Block, ...], parts: tuple[Story, ...]) -> Iterator[tuple[Block, ...]]:
    """The blocks of each part, which stand one after another in `blocks`."""
    at = 0
    for part in parts:
        yield blocks[at : at + len(part.blocks)]
        at += len(part.blocks)
