"""The folded proof: each moment of unfolding as a picture, panels named and numbered, folds and safe area drawn."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from brochure.base.art import Picture
from brochure.base.records import NamedTuple
from brochure.base.units import INCH, Pt, mm
from brochure.press.views import SeenPanel, View

_TABLE: Final = (226, 224, 219)  # the colour of the table on which the piece lies
_INK: Final = (35, 35, 35)
_FOLD: Final = (200, 40, 120)
_SAFE: Final = (60, 150, 210)
_GAP: Final = mm(9)
_TITLE: Final[Pt] = 13.0
_LABEL: Final[Pt] = 10.0
_DASH: Final = 6  # pixels
_QUALITY: Final = 88  # of JPEG


class FlatSheet(NamedTuple):
    """The flat sides that are cut into panels, at their resolution."""

    sides: Sequence[Image.Image]
    ppi: int
    height: Pt  # of the trim


def draw_proof(views: Sequence[View], sheet: FlatSheet, face: Path, heading: str, *, grey: bool = False) -> Image.Image:
    """All moments below each other, each with its panels as they lie before the reader's eyes."""
    drawn = [_draw_view(at, view, sheet, face) for at, view in enumerate(views, 1)]
    gap, title = _pixels(_GAP, sheet), _pixels(_TITLE * 2.4, sheet)
    columns = 2 if len(drawn) > 2 else 1
    rows = [drawn[at : at + columns] for at in range(0, len(drawn), columns)]
    wide = max(sum(each.width for each in row) + gap * (len(row) + 1) for row in rows)
    high = title + sum(max(each.height for each in row) + gap for row in rows) + gap
    proof = Image.new("RGB", (wide, high), _TABLE)
    font = ImageFont.truetype(str(face), _pixels(_TITLE, sheet))
    ImageDraw.Draw(proof).text((gap, gap), heading, _INK, font)
    y = title + gap
    for row in rows:
        x = gap
        for each in row:
            proof.paste(each, (x, y))
            x += each.width + gap
        y += max(each.height for each in row) + gap
    return proof.convert("L").convert("RGB") if grey else proof


def as_png(proof: Image.Image, ppi: int) -> bytes:
    """The proof as a PNG file that knows its size on paper."""
    out = BytesIO()
    proof.save(out, "PNG", optimize=True, dpi=(ppi, ppi))
    return out.getvalue()


def as_picture(proof: Image.Image) -> Picture:
    """The proof as a page shows it."""
    out = BytesIO()
    proof.save(out, "JPEG", quality=_QUALITY)
    return Picture(proof.width, proof.height, 3, out.getvalue(), is_jpeg=True)


def _draw_view(at: int, view: View, sheet: FlatSheet, face: Path) -> Image.Image:
    panels = [_cut(seen, sheet) for seen in view.seen]
    line = _pixels(_LABEL * 1.6, sheet)
    title = _pixels(_TITLE * 1.8, sheet)
    high = title + max(panel.height for panel in panels) + line
    drawn = Image.new("RGB", (sum(panel.width for panel in panels), high), _TABLE)
    draw = ImageDraw.Draw(drawn)
    draw.text((0, 0), f"{at}  {view.about}", _INK, ImageFont.truetype(str(face), _pixels(_TITLE, sheet)))
    label = ImageFont.truetype(str(face), _pixels(_LABEL, sheet))
    x = 0
    for number, (panel, seen) in enumerate(zip(panels, view.seen, strict=True)):
        drawn.paste(panel, (x, title))
        foot = title + panel.height
        if number:
            _dashes(draw, x, title, foot)
        draw.text((x + panel.width // 2, foot + line // 6), f"{seen.number}  {seen.panel}", _INK, label, anchor="ma")
        x += panel.width
    draw.rectangle((0, title, x - 1, title + panels[0].height - 1), outline=(150, 150, 150))
    return drawn


def _cut(seen: SeenPanel, sheet: FlatSheet) -> Image.Image:
    """The panel out of its side, with its safe area drawn on it."""
    scale = sheet.ppi / INCH
    box, safe = seen.box, seen.safe
    place = tuple(round(n * scale) for n in (box.left, sheet.height - box.top, box.right, sheet.height - box.bottom))
    panel = sheet.sides[seen.side].crop((place[0], place[1], place[2], place[3]))
    inner = (safe.left - box.left, box.top - safe.top, safe.right - box.left, box.top - safe.bottom)
    ImageDraw.Draw(panel).rectangle([round(n * scale) for n in inner], outline=_SAFE)
    return panel


def _dashes(draw: ImageDraw.ImageDraw, x: int, top: int, bottom: int) -> None:
    for y in range(top, bottom, 2 * _DASH):
        draw.line((x, y, x, min(y + _DASH, bottom)), fill=_FOLD, width=2)


def _pixels(length: Pt, sheet: FlatSheet) -> int:
    return round(length * sheet.ppi / INCH)
