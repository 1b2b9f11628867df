"""Pages of a finished PDF as pictures, drawn by pdfium, which knows nothing of how we made them."""

from typing import TYPE_CHECKING

from brochure.base.units import Pt

if TYPE_CHECKING:
    from PIL.Image import Image


def draw_pages(data: bytes, ppi: int, *, edge: Pt = 0.0) -> list["Image"]:
    """Every page at so many pixels to the inch; `edge` is cut off on all four sides, as by the knife."""
    import pypdfium2  # noqa: PLC0415 - only proofs need pixels

    crop = (edge, edge, edge, edge)
    document = pypdfium2.PdfDocument(data)
    try:
        return [page.render(scale=ppi / 72, crop=crop).to_pil().convert("RGB") for page in document]
    finally:
        document.close()


def text_of_pages(data: bytes) -> str:
    """The text of every page, as pdfium finds it."""
    import pypdfium2  # noqa: PLC0415 - as above

    document = pypdfium2.PdfDocument(data)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()
