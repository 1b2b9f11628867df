"""The finished piece on one page, as it lies in the hand: for whoever signs. No guides, no marks, plain names."""

from collections.abc import Iterator, Sequence
from itertools import combinations, groupby, pairwise
from typing import Final

from brochure.base.geometry import Box, around
from brochure.base.manuscript import Manuscript
from brochure.base.records import NamedTuple
from brochure.base.units import Pt, in_mm, mm
from brochure.glyphs import Faces
from brochure.press.artwork import Cutting, Laying, Paper, Rim, Shade, lay_on
from brochure.press.poses import LaidPanel, Pose
from brochure.press.ticket_page import NamedPicture, make_pictures_page

ROOM: Final = Box(mm(16), mm(12), mm(281), mm(174))  # of the pictures, beneath the heading
_GAP: Final = mm(12)
_NAME: Final = mm(11)  # beneath a picture, for its name
_SOFT: Final = 10  # layers of a shadow
_STEP: Final[Pt] = 0.5  # by which each is larger than the one before
_DIM: Final = 0.013
_ON_FOLD: Final = 0.014


class Hung(NamedTuple):
    """A pose at its place."""

    pose: Pose
    place: Box
    scale: float

    def box_of(self, panel: LaidPanel) -> Box:
        """Where a panel lies on the page."""
        left = self.place.left + panel.left * self.scale
        return Box(left, self.place.bottom, left + panel.seen.box.width * self.scale, self.place.top)


def make_mock_up(manuscript: Manuscript, heading: str, poses: Sequence[Pose], finished: bytes, faces: Faces) -> bytes:
    """A PDF of one page: each moment of the piece drawn from its finished sides, with its name beneath it.

    Raises:
        BadInput: as `make_ticket`.
    """
    hung = hang(poses)
    about = f"{manuscript.layout.title}. {_sizes(poses)}. Shown at {hung[0].scale:.0%}."
    shown = [
        NamedPicture(each.pose.name, f"{each.pose.name}: {_seen(each.pose)}", each.place, each.place.bottom - mm(5.5))
        for each in hung
    ]
    page = make_pictures_page(manuscript, (heading, about), shown, faces)
    return lay_on(page, finished, [laying for each in hung for laying in layings_of(each)])


def hang(poses: Sequence[Pose]) -> tuple[Hung, ...]:
    """The poses in rows, all at one scale, as large as the room lets them be and never larger than they are."""
    ways = (cuts for count in range(len(poses)) for cuts in combinations(range(1, len(poses)), count))
    choices = ([poses[start:end] for start, end in pairwise((0, *cuts, len(poses)))] for cuts in ways)
    rows = max(choices, key=lambda rows: (_scale(rows), min(map(_width, rows))))  # of the same scale, the most even
    scale = _scale(rows)
    hung, top = [], ROOM.top
    for row in rows:
        left, high = ROOM.left, row[0].height * scale
        for pose in row:
            hung.append(Hung(pose, Box(left, top - high, left + pose.width * scale, top), scale))
            left += pose.width * scale + _GAP
        top -= high + _NAME
    return tuple(hung)


def layings_of(hung: Hung) -> Iterator[Laying]:
    """A pose as paper, artwork and shadow, the undermost first; what lies wholly under others is not drawn."""
    panels = hung.pose.panels
    seen = [(at, panel) for at, panel in enumerate(panels) if uncovered(panel, panels[at + 1 :])]
    for turned, group in groupby(seen, lambda each: each[1].turned):
        sheet = list(group)
        for part in [[each] for each in sheet] if turned else [sheet]:
            boxes = [hung.box_of(panel) for _, panel in part]
            whole = boxes[0]
            for box in boxes[1:]:
                whole = around(whole, box)
            yield from _shadow(whole)
            yield Paper(whole)
            for at, panel in part:
                yield from _artwork(hung, panel, panels[at + 1 :])
            yield Rim(whole)
    for fold in hung.pose.folds:
        yield from _fold(hung.place.left + fold * hung.scale, hung.place)


def _artwork(hung: Hung, panel: LaidPanel, over: Sequence[LaidPanel]) -> Iterator[Cutting]:
    box, place = panel.seen.box, hung.box_of(panel)
    for start, end in uncovered(panel, over):
        part = Box(box.left + start, box.bottom, box.left + end, box.top)
        left, right = (place.left + at * hung.scale for at in (start, end))
        yield Cutting(panel.seen.side, part, Box(left, place.bottom, right, place.top))


def uncovered(panel: LaidPanel, over: Sequence[LaidPanel]) -> list[tuple[Pt, Pt]]:
    """The stretches of a panel that nothing lies over, from its own left edge."""
    free = [(panel.left, panel.right)]
    for top in over:
        cut = [((start, min(end, top.left)), (max(start, top.right), end)) for start, end in free]
        free = [(start, end) for pair in cut for start, end in pair if end - start > 0.01]
    return [(start - panel.left, end - panel.left) for start, end in free]


def _shadow(box: Box) -> Iterator[Shade]:
    """Darkest where the paper lies on the table, and further down than up: the light comes from above."""
    for at in range(_SOFT, 0, -1):
        grown = at * _STEP
        yield Shade(box.shrink(-grown, -grown, -grown, -grown).moved(0.5, -1.5), _DIM)


def _fold(x: Pt, place: Box) -> Iterator[Shade]:
    """Paper that was folded is a little darker along the fold, more so on the side away from the light."""
    for at in range(1, _SOFT):
        yield Shade(Box(x - at * _STEP / 2, place.bottom, x + at * _STEP, place.top), _ON_FOLD)


def _width(row: Sequence[Pose]) -> Pt:
    return sum(pose.width for pose in row)


def _scale(rows: Sequence[Sequence[Pose]]) -> float:
    across = ((ROOM.width - _GAP * (len(row) - 1)) / _width(row) for row in rows)
    up = (ROOM.height - _NAME * len(rows)) / sum(row[0].height for row in rows)
    return min(1.0, up, *across)


def _seen(pose: Pose) -> str:
    """The panels before the eyes, from left to right."""
    panels = sorted(enumerate(pose.panels), key=lambda each: each[1].left)
    wide = [
        panel.seen.panel
        for at, panel in panels
        if sum(end - start for start, end in uncovered(panel, pose.panels[at + 1 :])) > panel.seen.box.width / 2
    ]
    return ", ".join(wide)


def _sizes(poses: Sequence[Pose]) -> str:
    """Of the piece in the hand and of its open sheet, where they differ."""
    closed, whole = poses[0], max(poses, key=lambda pose: pose.width)
    if closed.width == whole.width:
        return _size(whole)
    return f"Closed: {_size(closed)}; open: {_size(whole)}"


def _size(pose: Pose) -> str:
    return f"{in_mm(pose.width):.4g} x {in_mm(pose.height):.4g} mm"
