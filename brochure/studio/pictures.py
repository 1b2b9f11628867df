"""Small pictures of leaflets: the first side of the sheet as one SVG, drawn once for each state of its files."""

from functools import lru_cache

from brochure.base.findings import BadInput
from brochure.base.order import Order
from brochure.content.shelf import Shelf, program_folder
from brochure.content.starting import starter_names
from brochure.pipeline import lay
from brochure.studio.sheet import sides_of

_NONE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 842 595"/>'


def starter_picture(name: str, shelf: Shelf) -> str | None:
    """The picture of a starter; none where there is no such starter."""
    return _drawn(name, shelf) if name in starter_names() else None


@lru_cache(maxsize=32)
def _drawn(name: str, shelf: Shelf) -> str:
    folder = program_folder() / "content" / "starters" / name
    try:
        laid = lay(Order(name, folder=str(folder)), shelf)
        side = sides_of(laid, shelf.faces)[0]
    except (BadInput, IndexError):
        return _NONE
    pieces = "".join(piece.svg for piece in side.pieces).replace('class="hit"', 'fill="none"')
    head = f'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side.width} {side.height}"'
    return f'<svg {head}><rect width="100%" height="100%" fill="#fff"/>{pieces}</svg>'
