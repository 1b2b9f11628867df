"""Every layout in three languages on one picture: `python benchmarks/contact_sheet.py docs/layouts.png`.

`python benchmarks/contact_sheet.py docs/starters.png --starters` shows the leaflets that one may start from;
`python benchmarks/contact_sheet.py docs/art-directions.png --directions` shows the art directions on three layouts, and
`--seeds NAME` the covers of all seeds of one. `--grey` shows them as a printer without colours does. A shape that is
too small for a text even in its short form is left empty, as the program leaves it.
"""

import re
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from brochure.base.directions import DRAWN, SEEDS, seed_of
from brochure.base.findings import BadInput
from brochure.base.leaflet import Leaflet
from brochure.base.order import Order
from brochure.content.read import read_yaml
from brochure.content.shelf import Shelf, open_shelf, program_folder
from brochure.content.starting import starter_names
from brochure.opened.pages import draw_pages
from brochure.pipeline import make

LAYOUTS = (
    "trifold-a4", "trifold-letter", "zfold-a4", "halffold-a4", "gatefold-a4", "rollfold-a4",
    "page-a4", "page-letter", "sheet-a4", "letter-a4", "flyer-a5", "card-dl", "poster-a3", "booklet-a5",
)  # fmt: skip
LEAFLETS = (
    ("acupuncture-pain", "en"),
    ("acupuncture-pain", "zh-Hans"),
    ("acupuncture-pain", "ar"),
    ("after-treatment", "en"),
)
PPI, GAP, HEAD = 26, 10, 22
STARTER_PPI, STARTERS_WIDE = 30, 1460
DIRECTIONS = ("line", *DRAWN, "band", "plain")  # a photograph is the clinic's own
SHAPES = (("acupuncture-pain", "trifold-a4", "office"), ("after-treatment", "page-a4", "office"),
          ("acupuncture-pain", "phone", "email"))  # fmt: skip
DIRECTION_PPI, SEED_PPI, SEEDS_WIDE = 44, 34, 8
TABLE, INK = (226, 224, 219), (40, 40, 40)


def main() -> None:
    """Draw the sheet and write it."""
    out = Path(next(word for word in sys.argv[1:] if not word.startswith("-")))
    grey = "--grey" in sys.argv
    if "--starters" in sys.argv:
        sheet = _starters()
    elif "--seeds" in sys.argv:
        sheet = _seeds(sys.argv[sys.argv.index("--seeds") + 1])
    else:
        sheet = _directions() if "--directions" in sys.argv else _layouts()
    if "--directions" in sys.argv and not grey:  # an octree keeps the few dots of a colour of their own
        sheet = sheet.quantize(224, method=Image.Quantize.FASTOCTREE)
    else:
        sheet = (sheet.convert("L") if grey else sheet).quantize(160 if not grey else 64)
    sheet.save(out, optimize=True)
    print(f"{out}: {out.stat().st_size / 1000:.0f} KB")


def _layouts() -> Image.Image:
    shelf = open_shelf()
    rows = []
    for layout in LAYOUTS:
        cells = []
        for leaflet, language in LEAFLETS:
            try:
                data = make(Order(leaflet, language, layout), shelf).data
            except BadInput:
                cells.append(Image.new("RGB", (60, 40), TABLE))
                continue
            cells.append(_beside(draw_pages(data, PPI // 2 if layout.startswith(("poster", "booklet")) else PPI)))
        rows.append((layout, cells))
    return _table(rows, [f"{leaflet}, {language}" for leaflet, language in LEAFLETS])


def _starters() -> Image.Image:
    """Each starter in its own layout, in rows."""
    shelf, home = open_shelf(), open_shelf().folders[-1] / "content" / "starters"
    font = ImageFont.truetype(str(shelf.faces.family("Source Sans 3", "regular").path), 15)
    cells = []
    for name in starter_names():
        leaflet = read_yaml(home / name / "en.yaml", Leaflet, shelf)
        order = Order(name, layout=leaflet.printed_in[0].text, folder=str(home / name))
        cells.append((name, _beside(draw_pages(make(order, shelf).data, STARTER_PPI))))
    rows: list[list[tuple[str, Image.Image]]] = [[]]
    for name, cell in sorted(cells, key=lambda each: (-each[1].height, each[0])):
        if rows[-1] and _wide([each for _, each in rows[-1]]) + GAP + cell.width > STARTERS_WIDE:
            rows.append([])
        rows[-1].append((name, cell))
    high = sum(max(cell.height for _, cell in row) + HEAD + GAP for row in rows)
    sheet = Image.new("RGB", (STARTERS_WIDE + 2 * GAP, high + GAP), TABLE)
    draw, y = ImageDraw.Draw(sheet), GAP
    for row in rows:
        x = GAP
        for name, cell in row:
            draw.text((x, y), name, INK, font)
            sheet.paste(cell, (x, y + HEAD))
            x += cell.width + GAP
        y += max(cell.height for _, cell in row) + HEAD + GAP
    return sheet


def _directions() -> Image.Image:
    """Each art direction in a row: folded, flat, and for a phone; the other brand on every second one."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for at, direction in enumerate(DIRECTIONS):
            shelf = _dressed(Path(folder) / direction, direction)
            brand = str(program_folder() / "content" / "brands" / ("harbour", "riverside")[at % 2] / "brand.yaml")
            cells = []
            for leaflet, layout, edition in SHAPES:
                pages = draw_pages(
                    make(Order(leaflet, layout=layout, edition=edition, brand=brand), shelf).data, DIRECTION_PPI
                )
                cells.append(_beside(pages[:2]))
            rows.append((direction, cells))
    return _table(rows)


def _seeds(direction: str) -> Image.Image:
    """The covers of all seeds of one direction, in the order of the seeds."""
    codes = {seed_of(code): code for code in (f"LF-{number}" for number in range(300))}
    cells = []
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(SEEDS):
            shelf = _dressed(Path(folder) / str(seed), direction, codes[seed])
            side = draw_pages(make(Order("acupuncture-pain"), shelf).data, SEED_PPI)[0]
            cells.append(side.crop((side.width * 2 // 3, 0, side.width, side.height)))
    return _table([(f"{first}", cells[first : first + SEEDS_WIDE]) for first in range(0, SEEDS, SEEDS_WIDE)])


def _dressed(home: Path, direction: str, code: str = "") -> Shelf:
    """The shipped leaflets in an art direction, and under another code."""
    shutil.copytree(program_folder() / "content", home / "content")
    for path in (home / "content").glob("*/en.yaml"):
        text = path.read_text(encoding="utf-8").replace("\ntitle:", f"\nart_direction: {direction}\ntitle:", 1)
        path.write_text(re.sub(r"^code: .*$", f"code: {code}", text, flags=re.M) if code else text, encoding="utf-8")
    return open_shelf(home)


def _table(rows: list[tuple[str, list[Image.Image]]], heads: Sequence[str] = ()) -> Image.Image:
    """Rows of pictures in columns, each row under its name, and the columns under theirs where they have one."""
    font = ImageFont.truetype(str(open_shelf().faces.family("Source Sans 3", "regular").path), 15)
    widths = [max(cells[at].width for _, cells in rows) for at in range(len(rows[0][1]))]
    heights = [max(cell.height for cell in cells) for _, cells in rows]
    top = GAP + (HEAD if heads else 0)
    size = (sum(widths) + GAP * (len(widths) + 1), sum(heights) + (GAP + HEAD) * len(rows) + top)
    sheet = Image.new("RGB", size, TABLE)
    draw, y = ImageDraw.Draw(sheet), top
    for at, head in enumerate(heads):
        draw.text((GAP + sum(widths[:at]) + GAP * at, GAP // 2), head, INK, font)
    for (name, cells), height in zip(rows, heights, strict=True):
        draw.text((GAP, y), name, INK, font)
        x = GAP
        for cell, width in zip(cells, widths, strict=True):
            sheet.paste(cell, (x, y + HEAD))
            x += width + GAP
        y += height + HEAD + GAP
    return sheet


def _wide(cells: list[Image.Image]) -> int:
    return sum(cell.width for cell in cells) + GAP * (len(cells) - 1)


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
