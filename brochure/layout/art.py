"""Grounds and the line that grows calm: what the layout declares, at its place on the side."""

from collections.abc import Iterator
from itertools import pairwise
from typing import assert_never

from brochure.base.art import PathPiece, disc
from brochure.base.brand import Brand
from brochure.base.colour import Colour
from brochure.base.design import ArtPlan, Calm, CoverPicture, Ground, Pattern, Rule, RuledFrame
from brochure.base.directions import ArtRoom
from brochure.base.geometry import Box
from brochure.base.manuscript import Manuscript
from brochure.base.page import Panel, Placed, PlacedLine, PlacedPath, PlacedRectangle
from brochure.base.reading import page_number
from brochure.base.records import NamedTuple
from brochure.base.units import Pt, mm
from brochure.glyphs import Faces, outline
from brochure.layout.calm import PointOnLine, calming_line
from brochure.layout.crops import WHOLE, cropped
from brochure.layout.ornaments import frame_rules, pattern_pieces

NUMBER_SHARE = 0.68  # of the size of the type: the height of its figures
NUMBER_FOOT = mm(12)
_CLEAR = mm(8)  # between words and art that stands where they leave room
_ON_TRIM: Pt = 0.01
_DISC_RING = 0.75  # of the weight of the line
_NUMERAL_SHARE = 0.46  # height of the figure in its disc


class ArtPlacer:
    """Places the art of one side."""

    def __init__(self, manuscript: Manuscript, faces: Faces, panels: dict[str, tuple[str, Panel]]) -> None:
        self.manuscript = manuscript
        self.faces = faces
        self.panels = panels
        self.brand = manuscript.brand

    def place(self, side: str, figures: dict[str, int], words: tuple[Placed, ...]) -> Iterator[Placed]:
        """The side's art in the order of painting; `figures` gives the element of art that a story made a figure.

        `words` are the lines and pictures of the side.
        """
        for plan in self.manuscript.layout.art:
            if self._side_of(plan) != side or (isinstance(plan, Calm) and plan.inline == "yes"):
                continue
            if isinstance(plan, Calm) and plan.free == "yes" and self._is_taken(plan, words):
                continue
            if isinstance(plan, Calm) and plan.panels:
                yield from self._place_across(plan, figures)
                continue
            box, panel = self._area(plan)
            yield from self._place_in(plan, box, panel, figures)

    def _is_taken(self, plan: Calm, words: tuple[Placed, ...]) -> bool:
        """Whether words or pictures of its panels reach into its strip, or near it; so it is where there are none."""
        names = {said.text for said in plan.panels} | ({plan.panel.text} if plan.panel else set())
        sheet = self.manuscript.layout.sheet
        top = sheet.height.points - plan.top.points
        strip = Box(0, top - plan.height.points - _CLEAR, sheet.width.points, top + _CLEAR)
        inks = [item.ink if isinstance(item, PlacedLine) else item.box for item in words if item.panel in names]
        return not inks or any(strip.meets(ink) for ink in inks)

    def place_number(self, panel: Panel) -> Iterator[Placed]:
        """The number of a repeated page at its foot; drawn, as it is no word of the story."""
        number = str(page_number(panel.name))
        brand, size = self.brand, self.manuscript.edition.smallest_text
        family = self.manuscript.edition.family or brand.faces.text.text
        figure = outline(self.faces.family(family, "regular"), number)
        height = size * NUMBER_SHARE
        width = figure.width * height / figure.height
        middle, foot = (panel.box.left + panel.box.right) / 2, panel.box.bottom + NUMBER_FOOT
        box = Box(middle - width / 2, foot, middle + width / 2, foot + height)
        yield PlacedPath(box, figure.outlined_in(box, self._colour("text")), panel.name)

    def _colour(self, role: str) -> Colour:
        return self.brand.colour(role)

    def _side_of(self, plan: ArtPlan) -> str:
        if plan.side is not None:
            return plan.side.text
        said = plan.panels[0] if isinstance(plan, Calm) and plan.panels else plan.panel
        return self.panels[said.text][0] if said else ""

    def _area(self, plan: ArtPlan) -> tuple[Box, str]:
        """The printable part of the panel, or of the strip across the side, that the art may cover."""
        sheet = self.manuscript.layout.sheet
        margin = self.manuscript.margin
        height = sheet.height.points
        if plan.panel is not None:
            panel = self.panels[plan.panel.text][1]
            # The same white on all four edges of a panel: it looks meant, and no ink lies on a fold.
            box, name = panel.box.shrink(margin, margin, margin, margin), panel.name
        else:
            box, name = Box(margin, margin, sheet.width.points - margin, height - margin), ""
        deep = plan.weight if isinstance(plan, Rule) else plan.height
        if plan.top is not None and deep is not None:
            top = height - plan.top.points
            box = Box(box.left, max(box.bottom, top - deep.points), box.right, min(box.top, top))
        if isinstance(plan, Ground) and plan.left is not None and plan.width is not None:
            left = plan.left.points + (self.panels[name][1].box.left if name else 0.0)
            box = box.common(Box(left, box.bottom, left + plan.width.points, box.top))
        # The line keeps its own thickness from the sides of its box.
        more = plan.weight.points if isinstance(plan, Calm) and not self.manuscript.dress else 0.0
        return self._bled(box, more), name

    def _bled(self, box: Box, more: Pt = 0.0) -> Box:
        """The box with every edge that lies on the trim moved out to the bleed, and a little more."""
        bleed, sheet = self.manuscript.bleed, self.manuscript.layout.sheet
        if not bleed:
            return box
        bleed += more
        return Box(
            -bleed if box.left <= _ON_TRIM else box.left,
            -bleed if box.bottom <= _ON_TRIM else box.bottom,
            box.right + bleed if box.right >= sheet.width.points - _ON_TRIM else box.right,
            box.top + bleed if box.top >= sheet.height.points - _ON_TRIM else box.top,
        )

    def _place_in(self, plan: ArtPlan, box: Box, panel: str, figures: dict[str, int]) -> Iterator[Placed]:
        """What the layout draws, in its area."""
        colour = self._colour(plan.colour.text)
        match plan:
            case Ground():
                yield PlacedRectangle(box, colour, panel)
            case Calm():
                yield from self._place_calm(plan, box, panel, figures.get(plan.name.text) if plan.name else None)
            case Rule():
                inset = plan.inset.points if plan.inset else 0.0
                top = box.top
                yield PlacedRectangle(
                    Box(box.left + inset, top - plan.weight.points, box.right - inset, top), colour, panel
                )
            case RuledFrame():
                inset = plan.inset.points if plan.inset else 0.0
                inner = box.shrink(inset, inset, inset, inset)
                rules = frame_rules(inner, plan.weight.points)
                yield from (PlacedRectangle(rule, colour, panel) for rule in rules)
            case Pattern():
                yield PlacedPath(box, pattern_pieces(plan, box, colour), panel, clip=box)
            case CoverPicture():
                yield from self._place_cover(box, colour, panel)
            case _:
                assert_never(plan)

    def _place_cover(self, box: Box, colour: Colour, panel: str) -> Iterator[Placed]:
        """The picture of the cover, cropped; where the leaflet has none, its ground."""
        picture, said = self.manuscript.artwork.cover, self.manuscript.leaflet.cover
        if picture is None or said is None:
            yield PlacedRectangle(box, colour, panel)
            return
        focus = said.focus.text if said.focus and said.focus.text != WHOLE else ""
        yield PlacedPath(box, cropped(picture, box.width / box.height, focus).placed_in(box), panel)

    def _place_calm(self, plan: Calm, box: Box, panel: str, element: int | None) -> Iterator[Placed]:
        folds = () if panel else self._folds(plan, box)
        if self.manuscript.dress:
            ground, pieces = self._drawn(plan, ArtRoom(box, self._trim, folds))
            yield PlacedRectangle(box, ground, panel)
            yield PlacedPath(box, pieces, panel, clip=box)
            return
        yield PlacedPath(
            box, calm_pieces(look_of(plan), box, self.manuscript, self.faces, folds=folds), panel, element=element
        )

    def _drawn(self, plan: Calm, room: ArtRoom) -> tuple[Colour, tuple[PathPiece, ...]]:
        dress = self.manuscript.dress
        assert dress is not None, "asked only for a direction that draws"
        from brochure.layout.drawn import drawn_pieces  # noqa: PLC0415 - the line does without it

        return drawn_pieces(plan, room, dress, self.manuscript, self.faces)

    def _reaching(self, pieces: tuple[PathPiece, ...], panel: Box) -> tuple[PathPiece, ...]:
        from brochure.layout.drawn import reaching  # noqa: PLC0415 - the line does without it

        return reaching(pieces, panel)

    @property
    def _trim(self) -> Box:
        sheet = self.manuscript.layout.sheet
        return Box(0, 0, sheet.width.points, sheet.height.points)

    def _folds(self, plan: Calm, box: Box) -> tuple[Pt, ...]:
        """Those of a side that a strip across it lies on."""
        side = self._side_of(plan)
        edges = sorted(panel.box.left for name, panel in self.panels.values() if name == side)
        return tuple(edge for edge in edges if box.left < edge < box.right)

    def _place_across(self, plan: Calm, figures: dict[str, int]) -> Iterator[Placed]:
        """One line over panels that meet when the piece is folded; each shows its own part of it."""
        panels = [self.panels[said.text][1] for said in plan.panels]
        height, top = self.manuscript.layout.sheet.height.points, plan.top.points
        margin = self.manuscript.margin
        whole = Box(0, height - top - plan.height.points, sum(panel.box.width for panel in panels), height - top)
        spare = -(self.manuscript.bleed + plan.weight.points) if self.manuscript.bleed else margin
        inset = margin if self.manuscript.dress else spare
        meets = all(one.box.right == other.box.left for one, other in pairwise(panels))
        ground, pieces = self._across(plan, self._on_sheet(whole).shrink(inset, 0, inset, 0), panels)
        element = figures.get(plan.name.text) if plan.name else None
        start = 0.0
        for panel in panels:
            # What lies outside its own panel is cut away, so that no line lies on another panel of the sheet.
            outer = Box(margin, margin, self.manuscript.layout.sheet.width.points - margin, height - margin)
            clip = self._bled(panel.box.common(outer))
            if self.manuscript.dress:  # it ends where the ground of its panel does
                room = panel.box.common(outer) if meets else panel.box.shrink(*(margin,) * 4)
                clip = self._bled(room).common(self._on_sheet(whole).moved(panel.box.left - start, 0.0))
            moved = tuple(piece.moved(panel.box.left - start, 0.0) for piece in pieces)
            if ground is not None:
                yield PlacedRectangle(clip, ground, panel.name)
                moved = self._reaching(moved, panel.box)
            yield PlacedPath(clip.common(whole.moved(panel.box.left - start, 0.0)), moved, panel.name, clip, element)
            start += panel.box.width

    def _on_sheet(self, strip: Box) -> Box:
        """A strip over panels that meet, with its edges on the trim moved to where ink may be."""
        if not self.manuscript.dress:
            return strip
        sheet = self.manuscript.layout.sheet
        edge = self.manuscript.margin - self.manuscript.bleed
        foot = edge if strip.bottom <= _ON_TRIM else 0.0
        head = edge if strip.top >= sheet.height.points - _ON_TRIM else 0.0
        return strip.shrink(-self.manuscript.bleed, foot, -self.manuscript.bleed, head)

    def _across(self, plan: Calm, box: Box, panels: list[Panel]) -> tuple[Colour | None, tuple[PathPiece, ...]]:
        widths = [panel.box.width for panel in panels]
        folds = tuple(sum(widths[:at]) for at in range(1, len(widths)))
        if not self.manuscript.dress:
            return None, calm_pieces(look_of(plan), box, self.manuscript, self.faces, folds=folds)
        trimmed = Box(0, 0, sum(widths), self.manuscript.layout.sheet.height.points)
        return self._drawn(plan, ArtRoom(box, trimmed, folds))


class LineLook(NamedTuple):
    """How the line that grows calm is drawn."""

    colour: str  # role
    weight: Pt
    echo: str = ""  # role of its fainter companion
    radius: Pt = 0.0  # of the numbered discs; none without one


def look_of(plan: Calm) -> LineLook:
    """What a layout declares."""
    numbered = plan.numbered == "yes" and plan.disc is not None
    radius = plan.disc.points / 2 if plan.disc and numbered else 0.0
    return LineLook(plan.colour.text, plan.weight.points, plan.echo.text if plan.echo else "", radius)


def calm_pieces(
    look: LineLook, box: Box, manuscript: Manuscript, faces: Faces, *, folds: tuple[Pt, ...] = ()
) -> tuple[PathPiece, ...]:
    """The line that grows calm, in a box that `folds` cross: echo, line and numbered discs."""
    points = len(manuscript.leaflet.points) if look.radius else 0
    weight, mirrored = look.weight, manuscript.language.direction == "rtl"
    line = calming_line(box, points, margin=weight, radius=look.radius, folds=folds, mirrored=mirrored)
    pieces: list[PathPiece] = []
    if look.echo:
        echo = calming_line(box, 0, margin=weight, mirrored=mirrored, companion=True)
        colour = manuscript.brand.colour(look.echo)
        pieces.append(PathPiece(echo.path, stroke=colour, stroke_width=weight * 0.7, cap="round", join="round"))
    colour = manuscript.brand.colour(look.colour)
    pieces.append(PathPiece(line.path, stroke=colour, stroke_width=weight, cap="round", join="round"))
    for point in line.points:
        pieces += _disc(point, look.radius, colour, weight, manuscript.brand, faces)
    return tuple(pieces)


def _disc(
    point: PointOnLine, radius: Pt, colour: Colour, weight: Pt, brand: Brand, faces: Faces
) -> Iterator[PathPiece]:
    paper = brand.colour("paper")
    yield PathPiece(disc(point.x, point.y, radius), fill=paper, stroke=colour, stroke_width=weight * _DISC_RING)
    style = brand.styles.numeral
    family = brand.faces.display.text if style.face == "display" else brand.faces.text.text
    figure = outline(faces.family(family, style.weight), str(point.number))
    height = 2 * radius * _NUMERAL_SHARE
    width = figure.width * height / figure.height
    box = Box(point.x - width / 2, point.y - height / 2, point.x + width / 2, point.y + height / 2)
    yield from figure.outlined_in(box, colour)
