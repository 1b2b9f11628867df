"""How paper is folded and where stories stand: the model of `layout.yaml`."""

from typing import Annotated, Literal

from brochure.base.directions import DRAWN, ArtDirection
from brochure.base.folds import Fold
from brochure.base.geometry import Box
from brochure.base.model import About, Choice, Form, Measure, Model, Ratio
from brochure.base.origin import Origin, Said
from brochure.base.page import Panel
from brochure.base.units import Pt, mm

Shape = Literal["sheet", "pages", "booklet"]
_NAME = r"[a-z][a-z0-9-]*"
LEAST_STRIPES: Pt = mm(20)  # height under which stripes are one thin one
_ONE_STRIPE: Pt = mm(1.6)
_LETTERS = r"[1-9]\d?"
_NAMED = "small letters, figures and hyphens"


class Sheet(Model):
    """The sheet before folding."""

    width: Annotated[Measure, About("Width of the sheet.", example="297mm")]
    height: Annotated[Measure, About("Height of the sheet.", example="210mm")]


class PanelWidth(Model):
    """One panel of a side."""

    name: Annotated[Said, About("Name of the panel.", pattern=_NAME, example="inside-1", form=_NAMED)]
    width: Annotated[Measure | None, About("Width of the panel; the fold gives it.", example="100mm")] = None


class Side(Model):
    """One side of the sheet, panels from left to right."""

    name: Annotated[Said, About("Name of the side.", pattern=_NAME, example="inside-1", form=_NAMED)]
    panels: Annotated[tuple[PanelWidth, ...], About("Panels from left to right.", fewest=1)]
    spare: Annotated[
        Choice, About("Whether it is left out where no words reach it, as the second page of a letter.")
    ] = "no"


class DrawnFrame(Model):
    """Where a frame stands on a cover that an art direction draws: its picture runs to the foot."""

    top: Annotated[Measure, About("From the panel's top edge.")]
    bottom: Annotated[Measure, About("From the panel's bottom edge.")]
    align: Annotated[
        Literal["top", "bottom", "middle"] | None, About("Where short text stands in it; as ever without it.")
    ] = None


class Frame(Model):
    """A place for text, measured from the edges of its panel."""

    name: Annotated[Said, About("Name of the frame.", pattern=_NAME, example="inside-1", form=_NAMED)]
    panel: Annotated[Said, About("Panel that it stands on.")]
    left: Annotated[Measure, About("From the panel's left edge.")]
    right: Annotated[Measure, About("From the panel's right edge.")]
    top: Annotated[Measure, About("From the panel's top edge.")]
    bottom: Annotated[Measure, About("From the panel's bottom edge.")]
    bare: Annotated[
        Measure | None, About("From the panel's top edge, where the leaflet draws no line.", example="15mm")
    ] = None
    stays: Annotated[
        Choice, About("Whether it keeps its side in a script from right to left, as an address behind a window does.")
    ] = "no"
    drawn: Annotated[DrawnFrame | None, About("Where it stands instead, where an art direction draws the cover.")] = (
        None
    )


class StoryPlan(Model):
    """Which frames a story runs through, and how it is fitted."""

    name: Annotated[Said, About("Name of the story in the template.", pattern=_NAME, example="inside-1", form=_NAMED)]
    frames: Annotated[tuple[Said, ...], About("Frames in reading order.", fewest=1)]
    grid: Annotated[Choice, About("Whether lines stand on the common baseline grid.")] = "no"
    fit: Annotated[
        Literal["shared", "own"],
        About("`shared`: one scale with the other stories; `own`: as large as its frame allows."),
    ] = "shared"
    align: Annotated[Literal["top", "bottom", "middle"], About("Where short text stands in its frame.")] = "top"
    lines: Annotated[Literal["any", "1", "2", "3"], About("Most lines of a story that is fitted on its own.")] = "any"
    gives: Annotated[
        Said | None, About("Story that takes its frames where it has nothing to say.", example="inside")
    ] = None
    joins: Annotated[tuple[Said, ...], About("Stories of the template that run here one after another.")] = ()
    wordmark: Annotated[
        Said | None,
        About(
            "Frame beside it that a wide mark takes as well: it then stands for mark and name.", example="cover-name"
        ),
    ] = None

    @property
    def written(self) -> tuple[str, ...]:
        """Names of the template's stories that run here."""
        return tuple(said.text for said in self.joins) or (self.name.text,)


class Ground(Model):
    """A tinted ground: a whole panel, or a strip across a side."""

    kind: Literal["ground"]
    colour: Annotated[Said, About("Colour role.")]
    panel: Annotated[Said | None, About("Panel that it fills.")] = None
    side: Annotated[Said | None, About("Side that it crosses.")] = None
    top: Annotated[Measure | None, About("From the top edge.")] = None
    height: Annotated[Measure | None, About("Height; the whole panel where it is left out.")] = None
    left: Annotated[Measure | None, About("From the left edge, in every script; for a short mark.")] = None
    width: Annotated[Measure | None, About("Width; as wide as panel or side where it is left out.")] = None


class DrawnArt(Model):
    """What an art direction draws in place of the line, with a ground of its own."""

    top: Annotated[Measure, About("From the top edge.")]
    height: Annotated[Measure, About("Height; what lies beyond the foot is cut off.")]
    kind: Annotated[Literal["cover", "band"], About("A picture as on a cover, or as across the inside.")]


class Calm(Model):
    """The line that grows calm."""

    kind: Literal["calm"]
    name: Annotated[
        Said | None,
        About("Name by which a template may make it a figure.", pattern=_NAME, example="inside-1", form=_NAMED),
    ] = None
    colour: Annotated[Said, About("Colour role of the line.")]
    echo: Annotated[Said | None, About("Colour role of a fainter companion.")] = None
    panel: Annotated[Said | None, About("Panel that it crosses.")] = None
    side: Annotated[Said | None, About("Side that it crosses.")] = None
    panels: Annotated[tuple[Said, ...], About("Panels that it crosses as one, as they meet when folded.")] = ()
    top: Annotated[Measure, About("From the top edge.")]
    height: Annotated[Measure, About("Height of the strip in which it moves.")]
    weight: Annotated[Measure, About("Thickness of the line.", example="2pt")]
    numbered: Annotated[Choice, About("Whether the numbered points lie on it.")] = "no"
    disc: Annotated[Measure | None, About("Diameter of a numbered point.")] = None
    inline: Annotated[Choice, About("Whether it stands in the text, where the template has its figure.")] = "no"
    drawn: Annotated[DrawnArt | None, About("What another art direction draws here; nothing without it.")] = None
    free: Annotated[Choice, About("`yes`: it stands only where the words leave it room.")] = "no"


_OnPanel = Annotated[Said | None, About("Panel that it stands on.")]
_OnSide = Annotated[Said | None, About("Side that it crosses.")]
_FromTop = Annotated[Measure | None, About("From the top edge.")]
_Height = Annotated[Measure | None, About("Height; the whole panel where it is left out.")]
_FromSides = Annotated[Measure | None, About("From both edges at the sides; none where it is left out.")]


class Rule(Model):
    """A straight rule."""

    kind: Literal["rule"]
    colour: Annotated[Said, About("Colour role.")]
    panel: _OnPanel = None
    side: _OnSide = None
    top: Annotated[Measure, About("From the top edge.")]
    weight: Annotated[Measure, About("Thickness of the rule.", example="0.5pt")]
    inset: _FromSides = None


class RuledFrame(Model):
    """A frame of rules."""

    kind: Literal["frame"]
    colour: Annotated[Said, About("Colour role.")]
    panel: _OnPanel = None
    side: _OnSide = None
    top: _FromTop = None
    height: _Height = None
    weight: Annotated[Measure, About("Thickness of its rules.", example="0.5pt")]
    inset: Annotated[Measure | None, About("From the edges of what it stands on.", example="6mm")] = None


class Pattern(Model):
    """One motif over an area."""

    kind: Literal["pattern"]
    colour: Annotated[Said, About("Colour role.")]
    motif: Annotated[Literal["dots", "lines", "stripes"], About("What is repeated.")]
    pitch: Annotated[Measure, About("From one to the next; stripes are as high as the area asks.", example="5mm")]
    panel: _OnPanel = None
    side: _OnSide = None
    top: _FromTop = None
    height: _Height = None


class CoverPicture(Model):
    """The picture that the leaflet has for its cover, cropped to the area."""

    kind: Literal["picture"]
    colour: Annotated[Said, About("Colour role of the ground where the leaflet has none.")]
    panel: _OnPanel = None
    side: _OnSide = None
    top: _FromTop = None
    height: _Height = None


ArtPlan = Ground | Calm | Rule | RuledFrame | Pattern | CoverPicture
Tables = Literal["rows", "cards"]
ShortTexts = Literal["fewest", "all"]


def _is_of_cover(calm: Calm) -> bool:
    """Whether a line stands on one panel, where it is no figure inside the text."""
    return calm.panel is not None and calm.inline == calm.free == "no"


def _band(calm: Calm) -> Pattern | Rule:
    """Stripes; one where there is no room for several: words have the room of a line that has a name."""
    if calm.name or calm.height.points < LEAST_STRIPES:
        weight = calm.height._replace(points=_ONE_STRIPE)
        return Rule(kind="rule", colour=calm.colour, panel=calm.panel, top=calm.top, weight=weight)
    return Pattern(
        kind="pattern", colour=calm.colour, motif="stripes", pitch=calm.height, panel=calm.panel, top=calm.top,
        height=calm.height,
    )  # fmt: skip


def _cover_picture(calm: Calm) -> CoverPicture:
    return CoverPicture(kind="picture", colour=calm.colour, panel=calm.panel, top=calm.top, height=calm.height)


class Layout(Model):
    """A folded shape: sheet, sides, panels, frames, art."""

    schema: Annotated[Form | None, About("Form of this file; `brochure migrate` writes it.", use="unseen")] = None
    title: Annotated[Said, About("What it is, in words.", most=80)]
    sheet: Annotated[Sheet, About("The sheet before folding.")]
    shape: Annotated[
        Shape, About("`sheet`: two sides to fold; `pages`: as many as the text needs; `booklet`: so many, stitched.")
    ] = "sheet"
    fold: Annotated[Fold, About("How it is folded.")]
    allowance: Annotated[
        Measure | None,
        About("By how much a tucked panel is narrower; for a gate, half the gap. The paper gives it.", example="2mm"),
    ] = None
    type_scale: Annotated[Ratio | None, About("All type larger by this factor, as on a poster.", example="1.6")] = None
    repeats: Annotated[Said | None, About("Panel of the page that is repeated; only for `pages` and `booklet`.")] = None
    imposed: Annotated[
        Sheet | None, About("Sheet of the office printer on which two pages of a booklet stand beside each other.")
    ] = None
    numbers: Annotated[Choice, About("Whether repeated pages carry their number.")] = "no"
    bleed: Annotated[Measure | None, About("Bleed where it is not 3mm, as in inches.", example="0.125in")] = None
    figure_scale: Annotated[Ratio | None, About("Marks and codes larger or smaller by this factor.")] = None
    sides: Annotated[tuple[Side, ...], About("Sides in the order of printing.", fewest=1)]
    reading: Annotated[tuple[Said, ...], About("All panels in the order in which a reader meets them.", fewest=1)]
    spread: Annotated[tuple[Said, ...], About("Panels on which the safety note may stand.", fewest=1)]
    fold_clear: Annotated[Measure, About("Words keep this distance from a fold; at least 3mm.")]
    numeral_column: Annotated[Measure, About("Width of the column in which numerals hang.")]
    short_texts: Annotated[
        ShortTexts,
        About(
            "Where the whole texts are too long: `fewest` short ones, or `all`, as a shape does that is made for them."
        ),
    ] = "fewest"
    tables: Annotated[Tables, About("`cards`: each row of a table stands by itself, as on a telephone.")] = "rows"
    template: Annotated[
        Said,
        About(
            "Template of the stories, from the layouts folder.",
            pattern=r"[a-z0-9./-]+",
            example="trifold-a4/stories.xml",
            form="a path of small letters",
        ),
    ]
    omits: Annotated[
        tuple[Said, ...],
        About("Fields of the leaflet that this shape leaves out on purpose, such as `strapline` or `points text`."),
    ] = ()
    longest_title: Annotated[
        Said | None,
        About(
            "Letters of the longest title that it holds; 80 without it.",
            pattern=_LETTERS,
            example="45",
            form="a number",
        ),
    ] = None
    longest_word: Annotated[
        Said | None,
        About(
            "Letters of the longest word of a title that it holds; 22 without it.",
            pattern=_LETTERS,
            example="16",
            form="a number",
        ),
    ] = None
    frames: Annotated[tuple[Frame, ...], About("Places for text.", fewest=1)]
    stories: Annotated[tuple[StoryPlan, ...], About("Stories and their frames.", fewest=1)]
    art: Annotated[tuple[ArtPlan, ...], About("Grounds and drawings, in the order of painting.")] = ()

    def mirrored(self) -> "Layout":
        """The same shape for a script from right to left: panels, frames and folds change sides."""
        sides = tuple(side.but(panels=side.panels[::-1]) for side in self.sides)
        frames = tuple(
            frame if frame.stays == "yes" else frame.but(left=frame.right, right=frame.left) for frame in self.frames
        )
        art = tuple(each.but(panels=each.panels[::-1]) if isinstance(each, Calm) else each for each in self.art)
        return self.but(sides=sides, frames=frames, art=art)

    def without_line(self, origin: Origin) -> "Layout":
        """The same shape for a leaflet that draws no line: its words take the room. `origin` is where that was said."""
        art = tuple(each for each in self.art if not isinstance(each, Calm) and each.colour.text != "band")
        frames = tuple(frame.but(top=frame.bare) if frame.bare else frame for frame in self.frames)
        return self.but(art=art, frames=frames, omits=(*self.omits, Said("drawing", origin)))

    def drawn(self, origin: Origin) -> "Layout":
        """The same shape for an art direction that draws covers and bands. `origin` is where that was said."""
        places = {frame.name.text: frame.drawn for frame in self.frames if frame.drawn}
        frames = tuple(
            frame.but(top=frame.drawn.top, bottom=frame.drawn.bottom) if frame.drawn else frame for frame in self.frames
        )
        stories = tuple(
            plan.but(align=place.align) if (place := places.get(plan.frames[0].text)) and place.align else plan
            for plan in self.stories
        )
        art = tuple(
            each.but(top=each.drawn.top, height=each.drawn.height) if isinstance(each, Calm) and each.drawn else each
            for each in self.art
            if not isinstance(each, Calm) or each.drawn or each.inline == "yes"
        )
        return self.but(frames=frames, stories=stories, art=art, omits=(*self.omits, Said("drawing", origin)))

    def dressed(self, direction: ArtDirection, origin: Origin) -> "Layout":
        """The same shape in another art direction than the line: a band or a picture in the place of the cover's line.

        `origin` is where that was said.
        """
        if direction in DRAWN:
            return self.drawn(origin)
        bare = self.without_line(origin)
        if direction in ("line", "plain"):
            return self if direction == "line" else bare
        covers = self._cover_lines
        if direction == "photo":
            covers = [each for each in covers if not each.name]
        plans = {id(each): _band(each) if direction == "band" else _cover_picture(each) for each in covers}
        kept = {id(each) for each in bare.art}
        art = tuple(plans.get(id(each), each) for each in self.art if id(each) in kept or id(each) in plans)
        return bare.but(art=art)

    @property
    def _cover_lines(self) -> list[Calm]:
        return [each for each in self.art if isinstance(each, Calm) and _is_of_cover(each)]

    @property
    def has_cover_line(self) -> bool:
        """Whether a cover has a line, which a band or a picture may take the place of."""
        return bool(self._cover_lines)

    @property
    def first_number(self) -> int:
        """Of the pages that are repeated: those of a booklet are counted from its cover."""
        return 2 if self.shape == "booklet" else 1

    @property
    def shows_cover(self) -> bool:
        """Whether there is a place for the picture of the cover."""
        return any(isinstance(each, CoverPicture) for each in self.art)

    def with_wordmark(self) -> "Layout":
        """The same shape for a mark that stands for the name as well: it has both frames."""
        beside = {plan.frames[0].text: plan.wordmark.text for plan in self.stories if plan.wordmark}
        known = {frame.name.text: frame for frame in self.frames}
        frames = tuple(
            _around(frame, known[beside[frame.name.text]]) if frame.name.text in beside else frame
            for frame in self.frames
        )
        return self.but(frames=frames)

    @property
    def takes_wordmarks(self) -> bool:
        """Whether a wide mark has the frame of the name as well."""
        return any(plan.wordmark for plan in self.stories)

    def panels(self, *, margin: float) -> dict[str, tuple[str, Panel]]:
        """Each panel at its place with the name of its side; `margin` (points) at the sheet's edge stays free."""
        placed: dict[str, tuple[str, Panel]] = {}
        height = self.sheet.height.points
        clear = self.fold_clear.points
        for side in self.sides:
            left = 0.0
            for at, panel in enumerate(side.panels):
                right = left + (panel.width.points if panel.width else 0.0)
                last = at == len(side.panels) - 1
                box = Box(left, 0.0, right, height)
                safe = box.shrink(margin if at == 0 else clear, margin, margin if last else clear, margin)
                placed[panel.name.text] = (side.name.text, Panel(panel.name.text, box, safe))
                left = right
        return placed


def _around(frame: Frame, other: Frame) -> Frame:
    """A frame that holds two on one panel."""
    sides = ("left", "right", "top", "bottom")
    pairs = {side: (getattr(frame, side), getattr(other, side)) for side in sides}
    return frame.but(**{side: min(pair, key=lambda measure: measure.points) for side, pair in pairs.items()})
