"""Goldens of the text and the HTML edition: what a reader without paper gets, line by line.

`pytest --update-golden` writes them anew; look at the difference, then commit.
"""

import re
from dataclasses import replace

import pytest

from brochure.base.art import Drawing, Drawings, PathPiece, Picture, Segment
from brochure.base.colour import Colour, Rgb
from brochure.base.language import LANGUAGES
from brochure.base.manuscript import Manuscript
from brochure.base.story import Figure, Item, ItemList, Note, Run, Story, TextTag, Words
from brochure.reflow import html_edition, text_edition
from tests.conftest import ROOT
from tests.reflow.samples import LEAFLETS, sample

FOLDER = ROOT / "tests" / "golden" / "reflow"
BOOK = "https://riverside.example/book"


def hold(found: str, name: str, request: pytest.FixtureRequest) -> None:
    """Hold a text to its golden."""
    path = FOLDER / name
    if request.config.getoption("--update-golden"):
        path.write_text(found, encoding="utf-8")

    assert found == path.read_text(encoding="utf-8")


def shortened(page: str) -> str:
    """The page with one line of its style sheet, and with a count for each path and picture."""
    page = re.sub(r"(<style>[^\n]*\n).*?</style>", r"\1</style>", page, flags=re.S)
    page = re.sub(r"sha256-[\w+/=]{44}", "sha256", page)
    page = re.sub(r' d="([^"]{80,})"', lambda found: f' d="{len(found[1])} signs"', page)
    return re.sub(r"base64,([\w+/=]*)", lambda found: f"{len(found[1])} signs", page)


@pytest.mark.parametrize("leaflet", LEAFLETS)
def test_the_shipped_leaflets_read_as_they_did(leaflet: str, request: pytest.FixtureRequest) -> None:
    """Nothing is said otherwise without somebody meaning it."""
    manuscript, stories, drawings = sample(leaflet)

    hold(text_edition(stories, manuscript), f"{leaflet}.txt", request)
    hold(shortened(html_edition(stories, manuscript, drawings=drawings)), f"{leaflet}.html", request)


def every_kind() -> tuple[Story, ...]:
    """Each kind of block in the forms that the shipped leaflets lack."""
    numbers = iter(range(1, 100))

    def words(text: str, tag: TextTag = "P", style: str = "body", **more: float) -> Words:
        first, _, rest = text.partition("|")
        runs = (Run(first), Run(rest, strong=True)) if rest else (Run(first),)
        return Words(next(numbers), tag, style, runs, None, **more)  # type: ignore[arg-type] # before=

    def label(text: str) -> Words:
        return Words(next(numbers), "Lbl", "numeral", (Run(text),), None)

    def figure(kind: str, alt: str, source: str = "") -> Figure:
        return Figure(next(numbers), kind, alt, None, source=source)  # type: ignore[arg-type] # one of the four

    points = (
        Item(label("1"), (words("Heat", "H2", "heading"), words("One"), words("Two"))),
        Item(label("2"), (words("Alone"),)),
        Item(label("3"), (words("Level", "H3", "heading"),)),
        Item(label("4"), ()),
    )
    entries = (Item(None, (words("- Rest", style="item"),)), Item(None, (words("Sub", "H3", "heading"),)))
    return (
        Story(
            "cover",
            (figure("logo", 'Our "mark"', "reversed"), words("A & B", "H1", "title"), words("So", style="name")),
        ),
        Story(
            "inside",
            (
                words("Lead <it>|now", style="lead"),
                figure("art", "A [line]", "calming-line"),
                words("Straight on", before=0.5),
                words("A little", before=0.49),
                ItemList(next(numbers), True, False, points),
                words("Third", "H3", "heading"),
                words("9:00 and 01632 960 123 and 针灸 help."),
                figure("photo", "A room"),
                words("Aside", "H2", "aside_heading"),
                ItemList(next(numbers), False, False, entries),
                ItemList(next(numbers), False, True, entries[:1]),
                Note(next(numbers), (words("Care", "H2", "note_heading"), words("Keep|on", style="note"))),
                Note(next(numbers), (words("No heading", style="note"),)),
                figure("qr", "Code", "javascript:x"),
                words("1. April", style="imprint"),
                words("12.", style="item"),
                words("[so]", style="item"),
            ),
        ),
        Story(
            "back",
            (
                figure("logo", "Mark"),
                words("Riverside", style="contact_name"),
                words("12 Mill Lane", style="contact"),
                words("01632 960 123", style="contact", before=0.8),
                figure("qr", "Books", BOOK),
                words("Scan me", style="caption"),
                words("hello@riverside.example", style="contact"),
                words("Formats", style="formats"),
            ),
        ),
    )


def with_pictures(manuscript: Manuscript) -> Manuscript:
    jpeg, pixels = Picture(3, 2, 3, b"\xff\xd8\xff", is_jpeg=True), Picture(1, 1, 1, b"\x80", is_jpeg=False)
    return replace(manuscript, artwork=manuscript.artwork._replace(photo=jpeg, logo=pixels))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_kind_of_block_is_written_as_it_was(language: str, request: pytest.FixtureRequest) -> None:
    """Those that no shipped leaflet has, too."""
    red = Colour("red", Rgb(1, 0, 0))
    square = Drawing(2, 2, (PathPiece((Segment("re", (0, 0, 2, 2)),), fill=red),))
    line = PathPiece((Segment("m", (0, 0)), Segment("l", (9, 1.00004))), stroke=red, stroke_width=0.25, miter_limit=4)
    drawings = Drawings(
        line=Drawing(9, 1.5, (line,)),
        narrow_line=Drawing(4, 1, (line,)),
        codes={BOOK: square, "javascript:x": square},
        signs={},
    )
    manuscript = with_pictures(replace(sample(LEAFLETS[0]).manuscript, language=LANGUAGES[language]))
    layout = manuscript.layout
    stories = tuple(plan for plan in layout.stories if plan.name.text in ("cover-title", "inside", "back"))
    named = [story._replace(name=plan.name.text) for story, plan in zip(every_kind(), stories, strict=True)]

    hold(text_edition(tuple(named), manuscript), f"every-kind.{language}.txt", request)
    hold(shortened(html_edition(tuple(named), manuscript, drawings=drawings)), f"every-kind.{language}.html", request)
