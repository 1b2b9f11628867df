"""The picture of each block of docs/blocks.md, drawn from the YAML that stands there: `python -m tests.body.page`."""

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageChops

from brochure.base.order import Order
from brochure.base.page import Placed, PlacedLine
from brochure.base.story import leaves
from brochure.content.shelf import Shelf, open_shelf
from brochure.opened.pages import draw_pages
from brochure.pipeline import make

DOCS = Path(__file__).parent.parent.parent / "docs"
PPI, MARGIN, SIDE, BELOW = 80, 8, 30, 14.0  # pixels; points
_BLOCK = re.compile(r"```yaml\n(.*?)\n```\n\n!\[[^\]]*\]\(blocks/([a-z]+)\.png\)", re.S)
_HEAD = """
code: BL-01
version: "1.0"
issued: 2026-11-01
review_by: 2028-11-01
language: en
author: Docs
brand: riverside
kind: practical
title: Blocks
body:
"""


class Shown(NamedTuple):
    """A block of the page: the name of its picture, and its YAML."""

    name: str
    yaml: str


def shown_blocks() -> Iterator[Shown]:
    """Every block of the page, in its order."""
    for found in _BLOCK.finditer((DOCS / "blocks.md").read_text(encoding="utf-8")):
        yield Shown(found[2], found[1])


def leaflet_of(folder: Path, yaml: str) -> Shelf:
    """A folder with one leaflet `blocks` whose body is this."""
    home = folder / "content" / "blocks"
    home.mkdir(parents=True)
    (home / "en.yaml").write_text(_HEAD.lstrip() + yaml + "\n", encoding="utf-8")
    (home / "bridge.svg").write_bytes((DOCS / "blocks" / "bridge.svg").read_bytes())
    return open_shelf(folder)


def picture_of(shown: Shown) -> Image.Image:
    """The block as it is set on an A5 page."""
    with tempfile.TemporaryDirectory() as folder:
        made = make(Order("blocks", layout="screen-a5", edition="email"), leaflet_of(Path(folder), shown.yaml))
    own = {leaf.number for story in made.stories if story.name == "inside" for leaf in leaves(story.blocks)}
    page = made.pages[1]
    foot = min(_foot(item) for item in page.placed if getattr(item, "element", None) in own)
    picture = draw_pages(made.data, PPI)[1].convert("RGB")
    picture = picture.crop((0, 0, picture.width, round((page.height - foot + BELOW) * PPI / 72)))
    box = ImageChops.difference(picture, Image.new("RGB", picture.size, "white")).getbbox()
    assert box is not None, shown.name
    return picture.crop((SIDE, box[1] - MARGIN, picture.width - SIDE, min(picture.height, box[3] + MARGIN)))


def _foot(item: Placed) -> float:
    return (item.ink if isinstance(item, PlacedLine) else item.box).bottom


def main() -> None:
    """Draw every picture anew."""
    for shown in shown_blocks():
        picture_of(shown).quantize(32).save(DOCS / "blocks" / f"{shown.name}.png", optimize=True)


if __name__ == "__main__":
    main()
