"""The job ticket as one printed page, set and proved as a leaflet is."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from brochure.base.design import Layout
from brochure.base.edition import EDITIONS
from brochure.base.findings import BadInput
from brochure.base.language import LANGUAGES
from brochure.base.made import Laid
from brochure.base.manuscript import Manuscript
from brochure.base.records import replace
from brochure.base.story import Run, Story, Words
from brochure.compose import compose
from brochure.content.folding import fold_layout
from brochure.content.read import read_yaml
from brochure.glyphs import Faces
from brochure.layout import set_pages
from brochure.pdf import book_of
from brochure.proof import prove

_LAYOUT: Final = Path(__file__).parent / "ticket.yaml"


def make_ticket(manuscript: Manuscript, rows: Sequence[tuple[str, str]], faces: Faces) -> bytes:
    """A PDF for the print shop: a heading, then a label and a text a row, in the looks of the leaflet's brand.

    Raises:
        BadInput: text that does not fit on the page, or a character that no face has.
    """
    layout = fold_layout(read_yaml(_LAYOUT, Layout), None)
    edition = EDITIONS["office"]._replace(name="ticket", form="pages", scale=0.8, smallest_text=8.0, smallest_body=9.0)
    manuscript = replace(
        manuscript, layout=layout, layout_name="ticket", language=LANGUAGES["en"], edition=edition, profile=b""
    )
    (heading, *more) = rows
    words = [Words(1, "H1", "aside_heading", (Run(heading[1]),), None)]
    for number, (label, text) in enumerate(more, 2):
        words.append(Words(number, "P", "body", (Run(f"{label}: ", strong=True), Run(text)), None))
    stories = (Story("ticket", tuple(words)),)
    set_up = set_pages(stories, manuscript, faces)
    laid = Laid(manuscript, stories, set_up.pages, set_up.fit)
    data = compose(laid, book_of(set_up.pages, faces)).written()
    proof = prove(data, set_up.pages, stories, manuscript)
    if not proof.holds:
        raise BadInput(*proof.findings)
    return data
