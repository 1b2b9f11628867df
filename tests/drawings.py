"""Drawings in both of the house's painters, as pixels, and in a browser: for tests and for `benchmarks/logos.py`."""

import base64
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pypdfium2
from PIL import Image, ImageChops, ImageFilter, ImageStat

from brochure.base.art import Drawing
from brochure.base.geometry import Box
from brochure.base.page import Page, PlacedPath
from brochure.glyphs.faces import Faces
from brochure.paint import ink
from brochure.pdf.drawn import Shared, page_entries, sheets_of, spaces_of, states_of
from brochure.pdf.fonts import FontBook
from brochure.pdf.objects import Objects, PdfName, Whole
from brochure.pdf.writer import SerialDocument, write_document
from brochure.reflow.svg import svg_of
from tests.reflow.browser import Browser

SIDE = 128  # pixels
_ACROSS = 12  # drawings in a row of the browser's page


def box_of(drawing: Drawing, side: float = SIDE) -> Box:
    """Where a drawing stands on a square, as large as it goes, at the bottom left."""
    scale = side / max(drawing.width, drawing.height)
    return Box(0, 0, drawing.width * scale, drawing.height * scale)


def pdf_of(drawings: list[Drawing], press: bytes = b"", side: float = SIDE) -> bytes:
    """A file with one drawing on each page, as the pages of a leaflet show it."""
    pages = []
    for at, drawing in enumerate(drawings):
        box = box_of(drawing, side)
        clip = box if drawing.reaches_out else None
        art = PlacedPath(box, drawing.placed_in(box), "", clip)
        pages.append(Page(f"drawing {at}", side, side, (), (art,)))
    inked = ink(tuple(pages), (), FontBook(Faces(())), press=press)
    objects = Objects()
    sheets, pictures = sheets_of(inked, objects)
    parent = Whole({"Type": PdfName("Pages"), "Kids": tuple(sheet.page for sheet in sheets), "Count": len(sheets)})
    spaces, fonts = spaces_of(inked), objects.add()
    fonts.value = {}
    shared = Shared(pictures, states_of(inked), spaces, fonts, parent)
    root = objects.refer(Whole({"Type": PdfName("Catalog"), "Pages": parent}))
    info = objects.refer(Whole({"Producer": b"test"}))
    for at, sheet in enumerate(sheets):
        sheet.page.value = page_entries(sheet, at, shared, {"StructParents": None, "Tabs": None})
    return write_document(SerialDocument(tuple(objects.serial()), root.number, info.number, ()))


def on_pages(drawings: list[Drawing], scale: int = 4) -> list[Image.Image]:
    """What a page shows of each drawing, on white: finer and made smaller, for pdfium draws no line under a pixel."""
    with pypdfium2.PdfDocument(pdf_of(drawings)) as document:
        return [page.render(scale=scale).to_pil().convert("RGB").reduce(scale) for page in document]


def as_html(drawing: Drawing, side: int = SIDE, name: str = "") -> str:
    """The drawing as an edition without pages has it, on a square."""
    box = box_of(drawing, side)
    size = f"width:{box.width:.3f}px;height:{box.height:.3f}px;position:absolute;left:0;bottom:0"
    return svg_of(drawing, css_class=name).replace("<svg ", f'<svg style="{size}" ', 1)


def as_given(data: bytes, drawing: Drawing, side: int = SIDE) -> str:
    """The file itself as a browser shows it, as large as the drawing made of it."""
    box = box_of(drawing, side)
    size = f"width:{box.width:.3f}px;height:{box.height:.3f}px;position:absolute;left:0;bottom:0;object-fit:fill"
    return f'<img style="{size}" src="data:image/svg+xml;base64,{base64.b64encode(data).decode()}">'


def in_browser(browser: Browser, tiles: list[str], folder: Path, side: int = SIDE) -> list[Image.Image]:
    """What the browser shows of each piece of HTML on a white square."""
    rows = -(-len(tiles) // _ACROSS)
    squares = "".join(
        f'<div style="position:absolute;overflow:hidden;width:{side}px;height:{side}px;'
        f'left:{at % _ACROSS * side}px;top:{at // _ACROSS * side}px">{tile}</div>'
        for at, tile in enumerate(tiles)
    )
    page = folder / f"tiles-{uuid4().hex}.html"  # a browser that is told the same address is done at once
    page.write_text(
        f'<!doctype html><meta charset="utf-8"><body style="margin:0;height:{rows * side}px">{squares}',
        encoding="utf-8",
    )
    browser.show(page, _ACROSS * side)
    browser.value("Promise.all([...document.images].map(each => each.decode().catch(() => 0))).then(() => 1)")
    whole = Image.open(BytesIO(browser.picture())).convert("RGB")
    places = [(at % _ACROSS * side, at // _ACROSS * side) for at in range(len(tiles))]
    return [whole.crop((x, y, x + side, y + side)) for x, y in places]


def difference(one: Image.Image, other: Image.Image) -> float:
    """The share of pixels that differ plainly, once edges are soft: viewers smooth them in different ways."""
    soft = [image.filter(ImageFilter.GaussianBlur(1.5)) for image in (one, other)]
    gap = ImageChops.difference(*soft)
    worst = ImageChops.lighter(ImageChops.lighter(*gap.split()[:2]), gap.split()[2])
    return ImageStat.Stat(worst.point(lambda value: 255 if value > 32 else 0)).mean[0] / 255
