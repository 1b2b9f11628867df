"""What an eye meets where a line stands: the page as it is painted, the page without its words, and the letters alone.

pdfium paints all three. Where the page is not what the letters in one colour make of the page without words, something
covers them, cuts them off, or was never painted.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageChops, ImageFilter

from brochure.base.geometry import Box
from brochure.base.records import NamedTuple
from brochure.opened.pixels import LARGEST, Pixels, Unpaintable

Light = tuple[int, int, int]  # sRGB, 0 to 255

WHOLE: Final = 250  # cover from which a pixel belongs to a letter alone
MOSTLY: Final = 128
_SLIM: Final = 3  # pixels; of a letter that has no column to spare
_NEAR: Final = tuple((across, down) for across in (0, 1, -1) for down in (0, 1, -1))
UNLIKE: Final = 56  # levels by which one channel may differ: kerning is rounded to a tenth of a pixel
_DEEPEST: Final = 8  # forms in forms


class Visible(NamedTuple):
    """What is seen of a line."""

    ink: Light | None  # of its letters; None where none of them has a shape
    grounds: tuple[tuple[Light, int], ...]  # beneath and beside the letters, with how many pixels have each
    cover: int  # pixels that the letters touch
    is_whole: bool  # whether every pixel is what letters in that ink make of that ground


class Sights:
    """A finished file beside a file of its letters, page by page."""

    def __init__(self, data: bytes, letters: bytes) -> None:
        """Raises: Unpaintable: pdfium takes one of them for damaged."""
        try:
            self._file, self._letters = pypdfium2.PdfDocument(data), pypdfium2.PdfDocument(letters)
        except pypdfium2.PdfiumError as fault:
            raise Unpaintable(str(fault)) from None

    def page(self, at: int, of_letters: int, trim: Box, ppi: float) -> "Sight":
        """The page `at`, from 0, within its trim, beside the page of its letters.

        Raises:
            Unpaintable: pdfium does not paint it.
        """
        scale = min(ppi / 72, (LARGEST / max(1.0, trim.width * trim.height)) ** 0.5)
        try:
            page = self._file[at]
            page.set_rotation(0)
            page.set_cropbox(*trim)
            text = page.get_textpage().get_text_range()
            _for_words(page.raw, page.raw, _as_outlines)
            painted = _painted(page, scale)
            _for_words(page.raw, page.raw, _unpainted)
            bare = _painted(page, scale)
            page.close()
            page = self._letters[of_letters]
            _for_words(page.raw, page.raw, _as_outlines)
            letters = ImageChops.invert(_painted(page, scale, "L"))
            page.close()
        except (pypdfium2.PdfiumError, IndexError, ValueError, MemoryError) as fault:
            raise Unpaintable(str(fault)) from None
        return Sight(painted, bare, letters, scale, text)

    def close(self) -> None:
        """Give the memory back."""
        self._file.close()
        self._letters.close()


class Sight:
    """One page; boxes are points from the bottom left of its trim."""

    def __init__(self, painted: Pixels, bare: Pixels, letters: Pixels, scale: float, text: str) -> None:
        self.text = text  # as whoever searches or copies in a browser gets it
        self._painted, self._bare, self._letters, self._scale = painted, bare, letters, scale
        self._whole = letters.point([255 if value >= WHOLE else 0 for value in range(256)])
        self._any = letters.point([255 if value else 0 for value in range(256)])

    def line(self, box: Box) -> Visible:
        """What is seen of the letters in a box."""
        where = self._pixels(box)
        letters, painted, bare = (each.crop(where) for each in (self._letters, self._painted, self._bare))
        most = _most(letters)
        if most < MOSTLY:
            return Visible(None, (), 0, is_whole=False)
        touched = self._any.crop(where)
        grounds = _colours(bare, touched)
        full = self._whole.crop(where) if most >= WHOLE else letters.point(_at_least(most - 8))
        ink = _furthest(painted, full, grounds[0][0])
        if _distance(ink, grounds[0][0]) <= UNLIKE:  # whole may be a hyphen alone, which pdfium moves a pixel aside
            ink = _furthest(painted, full.filter(ImageFilter.MaxFilter(3)), grounds[0][0])
        if most < WHOLE:  # hair lines: none of their pixels is ink alone
            ink = _beyond(ink, grounds[0][0], most)
        expected = Image.composite(Image.new("RGB", letters.size, ink), bare, letters)
        unlike = _most(ImageChops.difference(painted, expected))
        return Visible(ink, grounds, sum(count for _, count in grounds), unlike <= UNLIKE)

    def lost(self, box: Box, ink: Light) -> float:
        """How much of the letters in a box is lost, of 1: how far the page is from what they make of it in this ink.

        pdfium moves what is a rectangle, such as a hyphen, to whole pixels, so that one may stand a pixel aside.
        """
        left, top, right, bottom = self._pixels(box)
        if right - left > _SLIM:  # the first column and the last are a neighbour's too, which may be such a hyphen
            left, right = left + 1, right - 1
        painted, bare = (each.crop((left, top, right, bottom)) for each in (self._painted, self._bare))
        own, lost = self._letters.crop((left, top, right, bottom)), 1.0
        for place in _NEAR:
            letters = Image.new("L", own.size)
            letters.paste(own, place)  # a neighbour's edge does not come in with it
            expected = Image.composite(Image.new("RGB", letters.size, ink), bare, letters)
            mask = letters.point(_at_least(MOSTLY))
            due = _sum(ImageChops.difference(bare, expected), mask)
            if not due:
                return 0.0
            lost = min(lost, _sum(ImageChops.difference(painted, expected), mask) / due)
        return lost

    def words_in(self, box: Box) -> Visible:
        """What is seen of whatever words stand in a box; their shapes are not known."""
        where = self._pixels(box)
        painted, bare = self._painted.crop(where), self._bare.crop(where)
        red, green, blue = ImageChops.difference(painted, bare).split()
        unlike = ImageChops.lighter(ImageChops.lighter(red, green), blue)
        most = _most(unlike)
        if not most:
            return Visible(None, (), 0, is_whole=False)
        grounds = _colours(bare, unlike.point(_at_least(1)))
        ink = _furthest(painted, unlike.point(_at_least(most)), grounds[0][0])
        return Visible(ink, grounds, sum(count for _, count in grounds), is_whole=True)

    def extremes(self, box: Box) -> tuple[Light, Light]:
        """The least and the most of each channel within a box, whose edges do not count."""
        left, top, right, bottom = self._pixels(box)
        inner = (left + 1, top + 1, max(left + 2, right - 2), max(top + 2, bottom - 2))
        (least_red, red), (least_green, green), (least_blue, blue) = _ranges(self._painted.crop(inner))
        return (least_red, least_green, least_blue), (red, green, blue)

    def around(self, box: Box) -> list[Light]:
        """What is painted right outside the middle of each edge of a box."""
        left, top, right, bottom = self._pixels(box)
        across, down = (left + right) // 2, (top + bottom) // 2
        wide, high = self._painted.size
        places = ((left - 2, down), (right + 1, down), (across, top - 2), (across, bottom + 1))
        found: list[Any] = [self._painted.getpixel((x, y)) for x, y in places if 0 <= x < wide and 0 <= y < high]
        return found

    def _pixels(self, box: Box) -> tuple[int, int, int, int]:
        wide, high = self._painted.size
        left, right = int(box.left * self._scale), int(box.right * self._scale) + 1
        top, bottom = int(high - box.top * self._scale), int(high - box.bottom * self._scale) + 1
        return max(0, left), max(0, top), max(1, min(wide, right)), max(1, min(high, bottom))


def _painted(page: Any, scale: float, mode: str = "RGB") -> Pixels:
    picture: Pixels = page.render(scale=scale, grayscale=mode == "L", may_draw_forms=False).to_pil()
    return picture if picture.mode == mode else picture.convert(mode)


def _for_words(page: Any, holder: Any, change: Callable[[Any], None], depth: int = 0) -> None:
    """Change each text object of a page, and of the forms on it."""
    for thing in _objects(page, holder, depth):
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            change(thing)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            _for_words(page, thing, change, depth + 1)


def _as_outlines(thing: Any) -> None:
    """Letters that are filled get an outline of no ink: pdfium moves what is filled alone to whole pixels."""
    if pdfium.FPDFTextObj_GetTextRenderMode(thing) == pdfium.FPDF_TEXTRENDERMODE_FILL:
        pdfium.FPDFTextObj_SetTextRenderMode(thing, pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE)
        pdfium.FPDFPageObj_SetStrokeColor(thing, 0, 0, 0, 0)


def _unpainted(thing: Any) -> None:
    pdfium.FPDFTextObj_SetTextRenderMode(thing, pdfium.FPDF_TEXTRENDERMODE_INVISIBLE)


def _objects(page: Any, holder: Any, depth: int) -> Iterator[Any]:
    if depth:
        yield from (pdfium.FPDFFormObj_GetObject(holder, at) for at in range(pdfium.FPDFFormObj_CountObjects(holder)))
    else:
        yield from (pdfium.FPDFPage_GetObject(page, at) for at in range(pdfium.FPDFPage_CountObjects(page)))


def _ranges(picture: Pixels) -> list[tuple[int, int]]:
    """The least and the largest value of each channel."""
    ranges: Any = picture.getextrema()
    return [ranges] if picture.mode == "L" else list(ranges)


def _most(picture: Pixels) -> int:
    return max(high for _, high in _ranges(picture))


def _sum(picture: Pixels, mask: Pixels) -> int:
    """All values of all channels."""
    return sum(at % 256 * count for at, count in enumerate(picture.histogram(mask)))


def _at_least(least: int) -> list[int]:
    return [0] * least + [255] * (256 - least)


def _furthest(picture: Pixels, mask: Pixels, ground: Light) -> Light:
    """The colour of masked pixels that differs most from the ground: of letters that are seen, their ink."""
    shown = Image.composite(picture, Image.new("RGB", picture.size, ground), mask)
    counted: Sequence[tuple[int, Any]] = shown.getcolors(shown.width * shown.height) or []
    lights: list[Light] = [light for _, light in counted]
    return max(lights, key=lambda light: _distance(light, ground))


def _distance(one: Light, other: Light) -> int:
    return sum(abs(mine - theirs) for mine, theirs in zip(one, other, strict=True))


def _colours(picture: Pixels, mask: Pixels) -> tuple[tuple[Light, int], ...]:
    """The colours of the masked pixels, the most frequent first."""
    (low_red, red), (low_green, green), (low_blue, blue) = _ranges(picture)
    if (low_red, low_green, low_blue) == (red, green, blue):
        return (((red, green, blue), mask.histogram()[255]),)
    shown = Image.merge("RGBA", (*picture.split(), mask))
    counted: Sequence[tuple[int, Any]] = shown.getcolors(shown.width * shown.height) or []
    found: dict[Light, int] = {}
    for count, (*light, seen) in counted:
        if seen:
            found[(light[0], light[1], light[2])] = count
    return tuple(sorted(found.items(), key=lambda each: -each[1]))


def _beyond(ink: Light, ground: Light, cover: int) -> Light:
    """What ink leaves this colour where it covers a pixel by so many 255ths."""

    def part(mixed: int, under: int) -> int:
        return min(255, max(0, round(under + (mixed - under) * 255 / cover)))

    return part(ink[0], ground[0]), part(ink[1], ground[1]), part(ink[2], ground[2])
