"""A printed page beside a leaflet, set and proved as the leaflet is: the job ticket, and the proof with its picture."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from brochure.base.art import Picture
from brochure.base.design import Layout
from brochure.base.edition import EDITIONS
from brochure.base.findings import BadInput
from brochure.base.geometry import Box
from brochure.base.language import LANGUAGES
from brochure.base.made import Laid
from brochure.base.manuscript import Manuscript
from brochure.base.page import Page, PlacedLine, PlacedPicture
from brochure.base.records import replace
from brochure.base.story import Figure, Run, Story, Words
from brochure.base.units import mm
from brochure.compose import compose
from brochure.content.folding import fold_layout
from brochure.content.read import read_yaml
from brochure.glyphs import Faces
from brochure.layout import set_pages
from brochure.pdf import book_of
from brochure.proof import prove

_LAYOUT: Final = Path(__file__).parent / "ticket.yaml"
_GAP: Final = mm(6)  # between words and picture


def make_ticket(manuscript: Manuscript, rows: Sequence[tuple[str, str]], faces: Faces) -> bytes:
    """A PDF for the print shop: a heading, then a label and a text a row, in the looks of the leaflet's brand.

    Raises:
        BadInput: text that does not fit on the page, or a character that no face has.
    """
    (heading, *more) = rows
    words = [Words(1, "H1", "aside_heading", (Run(heading[1]),), None)]
    for number, (label, text) in enumerate(more, 2):
        words.append(Words(number, "P", "body", (Run(f"{label}: ", strong=True), Run(text)), None))
    return _printed(manuscript, tuple(words), faces)


def make_proof_page(
    manuscript: Manuscript, heading: str, lines: Sequence[str], picture: Picture, faces: Faces
) -> bytes:
    """A PDF of one page: a heading, what each moment shows, and beneath it the picture, as large as it fits.

    Raises:
        BadInput: as `make_ticket`.
    """
    words = [Words(1, "H1", "aside_heading", (Run(heading),), None)]
    words += [Words(number, "P", "body", (Run(line),), None) for number, line in enumerate(lines, 2)]
    return _printed(manuscript, tuple(words), faces, picture)


def _printed(manuscript: Manuscript, words: tuple[Words, ...], faces: Faces, picture: Picture | None = None) -> bytes:
    layout = fold_layout(read_yaml(_LAYOUT, Layout), None)
    edition = EDITIONS["office"]._replace(name="ticket", form="pages", scale=0.8, smallest_text=8.0, smallest_body=9.0)
    manuscript = replace(
        manuscript, layout=layout, layout_name="ticket", language=LANGUAGES["en"], edition=edition, profile=b""
    )
    set_up = set_pages((Story("ticket", words),), manuscript, faces)
    pages, stories = set_up.pages, (Story("ticket", words),)
    if picture is not None:
        alt = "The folded piece, panel by panel, as a reader meets it: " + "; ".join(each.text for each in words[1:])
        figure = Figure(len(words) + 1, "photo", alt, None)
        stories = (Story("ticket", (*words, figure)),)
        pages = (*pages[:-1], _with_picture(pages[-1], picture, figure.number))
    data = compose(Laid(manuscript, stories, pages, set_up.fit), book_of(pages, faces)).written()
    proof = prove(data, pages, stories, manuscript)
    if not proof.holds:
        raise BadInput(*proof.findings)
    return data


def _with_picture(page: Page, picture: Picture, element: int) -> Page:
    """The page with a picture in the room that its words leave."""
    lines = [item for item in page.placed if isinstance(item, PlacedLine)]
    left, foot = min(line.x for line in lines), min(line.ink.bottom for line in lines) - _GAP
    panel = page.panels[0]
    scale = min((page.width - 2 * left) / picture.width, (foot - panel.safe.bottom) / picture.height)
    box = Box(left, foot - picture.height * scale, left + picture.width * scale, foot)
    return page._replace(placed=(*page.placed, PlacedPicture(box, picture, panel.name, element)))
