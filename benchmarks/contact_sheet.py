"""Every layout in three languages on one picture: `python benchmarks/contact_sheet.py docs/layouts.png`.

`--grey` shows them as a printer without colours does. A shape that is too small for a text even in its short form is
left empty, as the program leaves it.
"""

import sys
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from brochure.base.findings import BadInput
from brochure.base.order import Order
from brochure.content.shelf import open_shelf
from brochure.opened.pages import draw_pages
from brochure.pipeline import make

LAYOUTS = (
    "trifold-a4", "trifold-letter", "zfold-a4", "halffold-a4", "gatefold-a4", "rollfold-a4",
    "page-a4", "page-letter", "flyer-a5", "card-dl", "poster-a3",
)  # fmt: skip
LEAFLETS = (
    ("acupuncture-pain", "en"),
    ("acupuncture-pain", "zh-Hans"),
    ("acupuncture-pain", "ar"),
    ("after-treatment", "en"),
)
PPI, GAP, HEAD = 26, 10, 22
TABLE, INK = (226, 224, 219), (40, 40, 40)


def main() -> None:
    """Draw the sheet and write it."""
    out = Path(next(word for word in sys.argv[1:] if not word.startswith("-")))
    shelf = open_shelf()
    font = ImageFont.truetype(str(shelf.faces.family("Source Sans 3", "regular").path), 13)
    rows = []
    for layout in LAYOUTS:
        cells = []
        for leaflet, language in LEAFLETS:
            try:
                data = make(Order(leaflet, language, layout), shelf).data
            except BadInput:
                cells.append(Image.new("RGB", (60, 40), TABLE))
                continue
            cells.append(_beside(draw_pages(data, PPI // 2 if "poster" in layout else PPI)))
        rows.append((layout, cells))
    widths = [max(cells[at].width for _, cells in rows) for at in range(len(LEAFLETS))]
    heights = [max(cell.height for cell in cells) for _, cells in rows]
    size = (sum(widths) + GAP * (len(widths) + 1), sum(heights) + (GAP + HEAD) * len(heights) + GAP + HEAD)
    sheet = Image.new("RGB", size, TABLE)
    draw = ImageDraw.Draw(sheet)
    x = GAP
    for (leaflet, language), width in zip(LEAFLETS, widths, strict=True):
        draw.text((x, GAP // 2), f"{leaflet}, {language}", INK, font)
        x += width + GAP
    y = GAP + HEAD
    for (layout, cells), height in zip(rows, heights, strict=True):
        draw.text((GAP, y), layout, INK, font)
        x = GAP
        for cell, width in zip(cells, widths, strict=True):
            sheet.paste(cell, (x, y + HEAD))
            x += width + GAP
        y += height + HEAD + GAP
    grey = "--grey" in sys.argv
    sheet = (sheet.convert("L") if grey else sheet).quantize(160 if not grey else 64)
    sheet.save(out, optimize=True)
    print(f"{out}: {out.stat().st_size / 1000:.0f} KB")


def _beside(pages: list[Image.Image]) -> Image.Image:
    wide, high = sum(page.width for page in pages) + 3 * (len(pages) - 1), max(page.height for page in pages)
    both = Image.new("RGB", (wide, high), TABLE)
    x = 0
    for page in pages:
        both.paste(page, (x, 0))
        x += page.width + 3
    return both


if __name__ == "__main__":
    main()
