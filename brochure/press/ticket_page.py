"""A printed page beside a leaflet, set and proved as the leaflet is: the job ticket, and the proof with its picture."""

import itertools
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from brochure.base.art import PathPiece, Picture, Segment
from brochure.base.colour import Cmyk, Colour, Rgb
from brochure.base.design import Layout
from brochure.base.edition import EDITIONS
from brochure.base.findings import BadInput
from brochure.base.geometry import Box
from brochure.base.language import LANGUAGES
from brochure.base.made import Laid
from brochure.base.manuscript import Manuscript
from brochure.base.page import Page, Placed, PlacedLine, PlacedPath, PlacedPicture
from brochure.base.records import NamedTuple, replace
from brochure.base.story import Figure, Run, Story, Words
from brochure.base.units import Pt, mm
from brochure.compose import compose
from brochure.content.folding import fold_layout
from brochure.content.read import read_yaml
from brochure.glyphs import Face, Faces
from brochure.layout import set_pages
from brochure.pdf import book_of
from brochure.press.fold_drawing import FoldPlan, draw_folds, said
from brochure.proof import prove

_LAYOUT: Final = Path(__file__).parent / "ticket.yaml"
_PICTURES: Final = Path(__file__).parent / "mock_up.yaml"
_LEAST: Final = mm(60)  # height of the drawing of the folds
_GAP: Final = mm(6)  # between words and picture
_FIRST: Final = 3  # number of the first picture's name; heading and line come before
_WHITE: Final = Colour("paper", Rgb(1.0, 1.0, 1.0), Cmyk(0.0, 0.0, 0.0, 0.0))


class NamedPicture(NamedTuple):
    """A place for a picture: its name and where that stands, and what is said to those who do not see it."""

    name: str
    alt: str
    place: Box
    baseline: Pt


def make_ticket(
    manuscript: Manuscript, rows: Sequence[tuple[str, str]], faces: Faces, plan: FoldPlan | None = None
) -> bytes:
    """A PDF for the print shop: a heading, then a label and a text a row, in the looks of the leaflet's brand, and
    beneath them the drawing of the folds.

    Raises:
        BadInput: text that does not fit on the page, or a character that no face has.
    """
    (heading, *more) = rows
    words = [Words(1, "H1", "aside_heading", (Run(heading[1]),), None)]
    for number, (label, text) in enumerate(more, 2):
        words.append(Words(number, "P", "body", (Run(f"{label}: ", strong=True), Run(text)), None))
    aside = _beside(manuscript, _LAYOUT)
    pages = set_pages((Story("ticket", tuple(words)),), aside, faces).pages
    if plan is None:
        return _proved(aside, pages, (Story("ticket", tuple(words)),), faces)
    figure = Figure(len(words) + 1, "photo", said(plan), None)
    face = faces.family(aside.brand.faces.text.text, "regular")
    left, foot = _room_under(pages[-1])
    if foot - pages[-1].panels[0].safe.bottom < _LEAST:
        foot, pages = pages[0].panels[0].safe.top, (*pages, _empty_after(pages))
    room = Box(left, pages[-1].panels[0].safe.bottom, pages[-1].width - left, foot)
    pages = (*pages[:-1], _with_folds(pages[-1], plan, room, face, figure.number))
    return _proved(aside, pages, (Story("ticket", (*words, figure)),), faces)


def make_proof_page(
    manuscript: Manuscript, heading: str, lines: Sequence[str], picture: Picture, faces: Faces
) -> bytes:
    """A PDF of one page: a heading, what each moment shows, and beneath it the picture, as large as it fits.

    Raises:
        BadInput: as `make_ticket`.
    """
    words = [Words(1, "H1", "aside_heading", (Run(heading),), None)]
    words += [Words(number, "P", "body", (Run(line),), None) for number, line in enumerate(lines, 2)]
    aside = _beside(manuscript, _LAYOUT)
    pages = set_pages((Story("ticket", tuple(words)),), aside, faces).pages
    alt = "The folded piece, panel by panel, as a reader meets it: " + "; ".join(each.text for each in words[1:])
    figure = Figure(len(words) + 1, "photo", alt, None)
    pages = (*pages[:-1], _with_picture(pages[-1], picture, figure.number))
    return _proved(aside, pages, (Story("ticket", (*words, figure)),), faces)


def make_pictures_page(
    manuscript: Manuscript, lines: tuple[str, str], shown: Sequence[NamedPicture], faces: Faces
) -> bytes:
    """A PDF of one page that lies across: a heading, a line, and places for pictures with their names beneath them.

    Raises:
        BadInput: as `make_ticket`.
    """
    heading, about = lines
    words = [Words(1, "H1", "aside_heading", (Run(heading),), None), Words(2, "P", "body", (Run(about),), None)]
    names = [Words(at, "P", "body", (Run(each.name, strong=True),), None) for at, each in _numbered(shown)]
    figures = [Figure(at + 1, "photo", each.alt, None) for at, each in _numbered(shown)]
    aside = _beside(manuscript, _PICTURES)
    (page,) = set_pages((Story("ticket", (*words, *names)),), aside, faces).pages
    placed: list[Placed] = [item for item in page.placed if _element(item) < _FIRST]
    for at, each in _numbered(shown):
        placed += [_hung(item, each) for item in page.placed if isinstance(item, PlacedLine) and item.element == at]
        placed.append(PlacedPath(each.place, (_paper(each.place),), page.panels[0].name, element=at + 1))
    told = [leaf for pair in zip(names, figures, strict=True) for leaf in pair]
    return _proved(aside, (page._replace(placed=tuple(placed)),), (Story("ticket", (*words, *told)),), faces)


def _numbered(shown: Sequence[NamedPicture]) -> Iterator[tuple[int, NamedPicture]]:
    """Each with the number of its name; that of its picture follows."""
    return zip(itertools.count(_FIRST, 2), shown)


def _element(item: Placed) -> int:
    """The number of the leaf that it belongs to; decoration comes before all."""
    return item.element or 0


def _hung(line: PlacedLine, shown: NamedPicture) -> PlacedLine:
    """The line that names a picture, at its place beneath it."""
    across, up = shown.place.left - line.x, shown.baseline - line.baseline
    return line._replace(x=shown.place.left, baseline=shown.baseline, ink=line.ink.moved(across, up))


def _paper(place: Box) -> PathPiece:
    return PathPiece((Segment("re", (place.left, place.bottom, place.width, place.height)),), fill=_WHITE)


def _beside(manuscript: Manuscript, layout_file: Path) -> Manuscript:
    """The manuscript of a page beside the leaflet."""
    layout = fold_layout(read_yaml(layout_file, Layout), None)
    edition = EDITIONS["office"]._replace(name="ticket", form="pages", scale=0.8, smallest_text=8.0, smallest_body=9.0)
    return replace(
        manuscript, layout=layout, layout_name="ticket", language=LANGUAGES["en"], edition=edition, profile=b""
    )


def _proved(manuscript: Manuscript, pages: tuple[Page, ...], stories: tuple[Story, ...], faces: Faces) -> bytes:
    data = compose(Laid(manuscript, stories, pages), book_of(pages, faces)).written()
    proof = prove(data, pages, stories, manuscript)
    if not proof.holds:
        raise BadInput(*proof.findings)
    return data


def _with_folds(page: Page, plan: FoldPlan, room: Box, face: Face, element: int) -> Page:
    """The page with the drawing of the folds; one figure of all its parts."""
    pieces = tuple(piece for each in draw_folds(plan, room, face) for piece in each.pieces)
    return page._replace(placed=(*page.placed, PlacedPath(room, pieces, page.panels[0].name, element=element)))


def _empty_after(pages: tuple[Page, ...]) -> Page:
    """One more page of the same size, for what the words leave no room."""
    panel = pages[-1].panels[0]._replace(name=f"folds-{len(pages) + 1}")
    return pages[-1]._replace(name=panel.name, panels=(panel,), placed=())


def _room_under(page: Page) -> tuple[Pt, Pt]:
    """The left edge of the words, and where the room beneath them begins."""
    lines = [item for item in page.placed if isinstance(item, PlacedLine)]
    return min(line.x for line in lines), min(line.ink.bottom for line in lines) - _GAP


def _with_picture(page: Page, picture: Picture, element: int) -> Page:
    """The page with a picture in the room that its words leave."""
    (left, foot), panel = _room_under(page), page.panels[0]
    scale = min((page.width - 2 * left) / picture.width, (foot - panel.safe.bottom) / picture.height)
    box = Box(left, foot - picture.height * scale, left + picture.width * scale, foot)
    return page._replace(placed=(*page.placed, PlacedPicture(box, picture, panel.name, element)))
