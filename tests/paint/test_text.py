"""Lines as operators: every letter near its place, and nothing said twice."""

import re

import pytest

from brochure.base.colour import Colour, Rgb
from brochure.base.geometry import Box
from brochure.base.page import Cluster, GlyphAt, PlacedLine, SetLine, Strip
from brochure.paint.text import TextPen

INK = Colour("ink", Rgb(0, 0, 0))
WIDTH = 0.5  # of every letter, in ems


class Letters:
    """Codes of ASCII, half an em wide each."""

    alike: object = "ASCII"

    def code(self, _face_name: str, cluster: Cluster) -> int:
        return ord(cluster.text)

    def width(self, _face_name: str, _code: int) -> float:
        return WIDTH

    def resource(self, face_name: str) -> str:
        return face_name


def line(pens: list[float], *, x: float = 10, baseline: float = 700, size: float = 10) -> PlacedLine:
    """Letters with their pens, in ems."""
    clusters = tuple(Cluster((GlyphAt(1, 0, 0),), chr(97 + at), 500, at) for at in range(len(pens)))
    strip = Strip("F1", 1000, 0, clusters, tuple(pens))
    return PlacedLine(SetLine((strip,), 1.0, ""), x, baseline, size, INK, Box(0, 0, 1, 1), 1, "")


def pens_shown(operators: str) -> list[float]:
    """Where each letter of a single line begins, in ems from the first."""
    pen, found = 0.0, []
    for codes, shift in re.findall(r"<([0-9A-F]+)>|(-?\d+)(?=[<\]])", operators[operators.index("Td") :]):
        if shift:
            pen -= int(shift) / 1000
        for _ in range(0, len(codes), 4):
            found.append(pen)
            pen += WIDTH
    return found


def test_a_shift_that_nobody_sees_is_left_out() -> None:
    """Half the kerning of a page is less than a dot of a printer."""
    shown = TextPen(Letters()).lines([line([0, 0.5 - 0.004, 1.0])])

    assert "TJ" not in shown
    assert "<006100620063>Tj" in shown


def test_small_shifts_do_not_add_up() -> None:
    """A line that loses a little at each letter would end short."""
    wanted = [at * (WIDTH - 0.004) for at in range(60)]

    found = pens_shown(TextPen(Letters()).lines([line(wanted)]))

    assert found == pytest.approx(wanted, abs=0.0066)  # 0.06 pt of 10 pt, and half a thousandth


def test_large_type_is_kerned_more_finely() -> None:
    """What is left out is a length on paper, not a share of an em."""
    pens = [0, 0.5 - 0.004]

    assert "TJ" in TextPen(Letters()).lines([line(pens, size=40)])


def test_a_font_is_named_once() -> None:
    """It stays from line to line and from block to block."""
    pen = TextPen(Letters())

    shown = pen.lines([line([0]), line([0], baseline=680)]) + pen.lines([line([0], baseline=650)])

    assert shown.count(" Tf") == 1


def test_a_line_is_counted_from_the_line_before() -> None:
    """Even leading is then the same bytes each time."""
    shown = TextPen(Letters()).lines([line([0], baseline=700 - 18.56 * at) for at in range(3)])

    assert re.findall(r"(\S+ \S+) Td", shown) == ["10 700", "0 -18.56", "0 -18.56"]


def test_each_block_begins_at_the_corner_of_the_page() -> None:
    """BT forgets where the last line was."""
    pen = TextPen(Letters())
    pen.lines([line([0])])

    assert "10 650 Td" in pen.lines([line([0], baseline=650)])
