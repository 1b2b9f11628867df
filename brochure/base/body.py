"""The body of a leaflet as people type it: blocks in the order in which they are read, each under its own name."""

from typing import Annotated, Literal

from brochure.base.anatomy import View
from brochure.base.model import About, Choice, Model
from brochure.base.origin import Origin, Said

Align = Literal["text", "figures", "centre"]
Place = Literal["full", "beside"]

FOCUS = r"whole|(100|\d{1,2})% (100|\d{1,2})%"
_COUNT = r"[1-9]\d{0,3}"
Texts = Annotated[
    tuple[Said, ...], About("One paragraph, or a list of paragraphs.", use="printed", one_or_many=True, lines=True)
]
Heading = Annotated[Said | None, About("A heading inside the body.", use="printed", most=120)]


ClaimNames = Annotated[
    tuple[Said, ...],
    About(
        "What its texts claim, by the names of the register; `brochure claims` lists them.",
        use="unseen",
        pattern=r"[a-z0-9][a-z0-9-]*",
        most=60,
        example="blood-flow",
        form="small letters, figures and hyphens",
        one_or_many=True,
    ),
]


class ListEntry(Model):
    """One entry of a list; a plain text, or a text with a shorter list under it."""

    stands_for = "text"
    text: Annotated[Said, About("The entry.", use="printed", lines=True)]
    items: Annotated[
        tuple[Said, ...], About("A list under the entry; it goes no deeper.", use="printed", lines=True)
    ] = ()


Entries = tuple[ListEntry, ...]


class PictureText(Model):
    """A picture in the text, PNG, JPEG or SVG."""

    stands_for = "file"
    file: Annotated[
        Said, About("File inside the project, beside this file.", use="unseen", most=200, example="bridge.svg")
    ]
    alt: Annotated[Said | None, About("What the picture shows, for a reader who listens.", use="heard", most=300)] = (
        None
    )
    decorative: Annotated[Choice, About("`yes`: it says nothing, and nobody hears of it.", use="unseen")] = "no"
    caption: Annotated[Said | None, About("Words under the picture.", use="printed", most=300, lines=True)] = None
    credit: Annotated[Said | None, About("Who made it, or whose it is.", use="printed", most=120)] = None
    place: Annotated[Place, About("`beside` its words where there is room, or `full`.", use="unseen")] = "full"
    focus: Annotated[
        Said | None,
        About(
            "What stays where it is cropped: parts of its width and height from the top left; `whole`: it is not.",
            use="unseen",
            pattern=FOCUS,
            example="50% 30%",
            form="two shares, or `whole`",
        ),
    ] = None
    origin: Origin | None = None


class StepText(Model):
    """One numbered step, with a picture where one helps."""

    stands_for = "say"
    say: Texts
    picture: Annotated[PictureText | None, About("What the step looks like.")] = None


class NumberedPoint(Model):
    """One numbered point: a heading, and what it says."""

    heading: Annotated[Said, About("Heading of the point.", use="printed", most=120)]
    text: Texts


class TableColumn(Model):
    """A column of a table: its label, or label and alignment."""

    stands_for = "label"
    label: Annotated[Said, About("Heading of the column.", use="printed", most=80)]
    align: Annotated[Align, About("`figures` line up on their decimal sign.", use="unseen")] = "text"


class TableRow(Model):
    """A row of a table: a list of cells, the first of which names the row."""

    stands_for = "cells"
    cells: Annotated[
        tuple[Said, ...],
        About(
            'One text for each column; "" is a cell to write in.',
            use="printed",
            fewest=1,
            may_be_empty=True,
            lines=True,
        ),
    ]
    origin: Origin | None = None


class TableText(Model):
    """A table with a label over each column."""

    caption: Annotated[Said | None, About("What the table tells.", use="printed", most=200)] = None
    columns: Annotated[tuple[TableColumn, ...], About("Columns, from where reading begins.", fewest=1)]
    rows: Annotated[tuple[TableRow, ...], About("Rows, each a list of cells.", fewest=1)]
    leader: Annotated[Choice, About("`yes`: dots lead from the words to the figures.", use="unseen")] = "no"
    origin: Origin | None = None


class Fact(Model):
    """A label and what it says: when, where, who, what to bring."""

    label: Annotated[Said, About("Label.", use="printed", most=80)]
    value: Annotated[Said, About("What it says.", use="printed", most=300, lines=True)]


class InnerBlock(Model):
    """A block inside a box or a column."""

    heading: Heading = None
    text: Texts = ()
    list: Annotated[Entries, About("A list with bullets.")] = ()
    numbered: Annotated[Entries, About("A list with numbers.")] = ()
    ticks: Annotated[Entries, About("A list of what is right.")] = ()
    crosses: Annotated[Entries, About("A list of what is not.")] = ()
    tick: Annotated[tuple[Said, ...], About("Boxes to tick, a line each.", use="printed", lines=True)] = ()
    origin: Origin | None = None


class TintedBox(Model):
    """Blocks on a tint, apart from the text around them."""

    heading: Heading = None
    body: Annotated[tuple[InnerBlock, ...], About("Blocks in the box.", fewest=1)]


class Urgent(Model):
    """What to do at once, and the number to call."""

    heading: Annotated[Said, About("What it is about.", use="printed", most=120)]
    text: Texts = ()
    list: Annotated[Entries, About("Signs to look for, one each.")] = ()
    call: Annotated[Said | None, About("Number to call.", use="printed", most=80, example="999")] = None


class Quote(Model):
    """Words of somebody."""

    stands_for = "words"
    words: Texts
    who: Annotated[Said | None, About("Who said it.", use="printed", most=120)] = None


class Risk(Model):
    """How many of how many: counted dots and the sentence."""

    count: Annotated[
        Said, About("How many it happens to.", use="unseen", pattern=_COUNT, example="3", form="a whole number")
    ]
    of: Annotated[
        Said, About("Of how many; at most 1000.", use="unseen", pattern=_COUNT, example="100", form="a whole number")
    ]
    say: Annotated[Said, About("The same as a sentence.", use="printed", most=300, lines=True)]


class Outline(Model):
    """The outline of a body with what hurts, or what is treated, marked on it; drawn by the program."""

    view: Annotated[View, About("From where the body is seen.", use="unseen")] = "front"
    places: Annotated[
        tuple[Said, ...],
        About(
            "What is marked: parts of the body, one side of them (`left-knee`), or points by their codes (`ST36`).",
            use="unseen",
            most=40,
            fewest=1,
            example="lower-back",
            one_or_many=True,
        ),
    ]
    alt: Annotated[Said, About("What it shows, for a reader who listens.", use="heard", most=300)]
    caption: Annotated[Said | None, About("Words under it.", use="printed", most=300, lines=True)] = None


class Fill(Model):
    """A line to write on."""

    stands_for = "label"
    label: Annotated[Said, About("What is to be written.", use="printed", most=120)]
    lines: Annotated[
        Said | None,
        About("How many lines.", use="unseen", pattern=r"[1-9]|1\d|20", example="3", form="a number up to 20"),
    ] = None


class CodeText(Model):
    """A QR code of its own; a link where it is read on a screen."""

    link: Annotated[Said, About("Where it leads.", use="leads", most=300, example="https://clinic.example/video")]
    label: Annotated[Said, About("Words beside it.", use="printed", most=120)]
    alt: Annotated[Said, About("What it does, for a reader who listens.", use="heard", most=200)]


class Telephone(Model):
    """A number, and what it is for."""

    stands_for = "number"
    number: Annotated[Said, About("Telephone number.", use="printed", most=40, example="01632 960 123")]
    word: Annotated[Said | None, About("What it is for.", use="printed", most=60, example="Reception")] = None


class Site(Model):
    """One of several places, people or lines to reach."""

    name: Annotated[Said, About("Name of the place.", use="printed", most=120)]
    address: Annotated[tuple[Said, ...], About("Lines of its address.", use="printed", one_or_many=True)] = ()
    telephones: Annotated[tuple[Telephone, ...], About("Numbers, each with a word where it needs one.")] = ()
    hours: Annotated[tuple[Said, ...], About("Hours as they are to be read, a line each.", use="printed")] = ()


class TextColumn(Model):
    """Blocks that stand beside others."""

    stands_for = "body"
    body: Annotated[tuple[InnerBlock, ...], About("Blocks of the column.", fewest=1)]


class BodyBlock(Model):
    """One block of the body; it has one name, but for `do` with `do_not`, and `text` with its `picture`."""

    heading: Heading = None
    subheading: Annotated[Said | None, About("A heading under a heading.", use="printed", most=120)] = None
    text: Texts = ()
    list: Annotated[Entries, About("A list with bullets.", fewest=1)] = ()
    numbered: Annotated[Entries, About("A list with numbers.", fewest=1)] = ()
    ticks: Annotated[Entries, About("A list of what is right.", fewest=1)] = ()
    crosses: Annotated[Entries, About("A list of what is not.", fewest=1)] = ()
    do: Annotated[Entries, About("What to do.", fewest=1)] = ()
    do_not: Annotated[Entries, About("What not to do.", fewest=1)] = ()
    points: Annotated[tuple[NumberedPoint, ...], About("Numbered points, each with a heading.", fewest=1)] = ()
    steps: Annotated[tuple[StepText, ...], About("Numbered steps, each with a picture where one helps.", fewest=1)] = ()
    table: Annotated[TableText | None, About("A table.")] = None
    picture: Annotated[PictureText | None, About("A picture.")] = None
    facts: Annotated[tuple[Fact, ...], About("Labels with what they say: when, where, what to bring.", fewest=1)] = ()
    urgent: Annotated[Urgent | None, About("What to do at once.")] = None
    box: Annotated[TintedBox | None, About("Blocks on a tint.")] = None
    quote: Annotated[Quote | None, About("Words of somebody.")] = None
    risk: Annotated[Risk | None, About("How many of how many.")] = None
    outline: Annotated[Outline | None, About("The outline of a body with places marked.")] = None
    fill: Annotated[Fill | None, About("A line to write on.")] = None
    tick: Annotated[tuple[Said, ...], About("Boxes to tick, a line each.", use="printed", lines=True, fewest=1)] = ()
    sign: Annotated[tuple[Said, ...], About("Lines to sign on, side by side.", use="printed", fewest=1)] = ()
    safety: Annotated[
        Literal["here"] | None, About("`here`: the safety note stands here, not at the end.", use="unseen")
    ] = None
    code: Annotated[CodeText | None, About("A QR code of its own.")] = None
    contact: Annotated[Site | None, About("One of several places to reach.")] = None
    columns: Annotated[tuple[TextColumn, ...], About("Two columns side by side, where there is room.")] = ()
    references: Annotated[
        tuple[Said, ...], About("Where the facts come from, numbered.", use="printed", lines=True)
    ] = ()
    claims: ClaimNames = ()
    origin: Origin | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The names under which something is written."""
        return tuple(name for name in BODY_NAMES if getattr(self, name))

    @property
    def pictures(self) -> tuple[PictureText, ...]:
        """The pictures that it shows."""
        return tuple(each for each in (self.picture, *(step.picture for step in self.steps)) if each)


BODY_NAMES = tuple(name for name in BodyBlock.__annotations__ if name not in ("origin", "claims"))
