"""Type as a drawing."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brochure.base.art import Drawing
from brochure.glyphs import NoGlyph, outline
from tests.glyphs.faces_for_tests import FACES

Place = tuple[float, float]
SERIF = FACES.named("SourceSerif4-SemiBold")


def numbers_of(text: str) -> list[tuple[float, float]]:
    path = outline(SERIF, text).paths[0].path
    return [point for step in path for point in zip(step.numbers[::2], step.numbers[1::2], strict=True)]


def test_numeral_stands_on_the_baseline_as_high_as_a_capital() -> None:
    """Numerals drawn one by one have one size: the box is the face's, not the digit's."""
    one, eight = outline(SERIF, "1"), outline(SERIF, "8")

    assert one.height == eight.height == SERIF.cap_height
    assert min(y for _, y in numbers_of("1")) == 0
    assert -20 < min(y for _, y in numbers_of("8")) <= 0


def test_drawing_is_as_wide_as_its_ink() -> None:
    """A numeral can be centred in a disc without asking the font for side bearings."""
    across = [x for x, _ in numbers_of("4")]

    assert min(across) == 0
    assert max(across) == outline(SERIF, "4").width


def test_every_contour_is_closed_and_has_only_cubic_curves() -> None:
    """PDF knows no quadratic curve."""
    kinds = [step.kind for step in outline(SERIF, "0").paths[0].path]

    assert kinds.count("m") == kinds.count("h") == 2
    assert set(kinds) <= {"m", "l", "c", "h"}


@pytest.mark.parametrize("digit", "0123456789")
def test_curves_keep_their_form(digit: str) -> None:
    """Raised to cubic curves and joined, they pass where the font's own curves pass, to 0.0015 of an em."""
    own: list[Place] = []

    class Recorder:
        """Keeps the middle of every quadratic curve."""

        here = (0.0, 0.0)

        def moveTo(self, point: Place) -> None:
            self.here = point

        def lineTo(self, point: Place) -> None:
            self.here = point

        def qCurveTo(self, *points: Place) -> None:
            handle, end = points
            x, y = ((a + 2 * b + c) / 4 for a, b, c in zip(self.here, handle, end, strict=True))
            own.append((x, y))
            self.here = end

        def curveTo(self, *points: Place) -> None:
            raise AssertionError(points)

        def closePath(self) -> None:
            pass

    SERIF.font.draw(SERIF.font.glyph_for(digit), Recorder())
    drawn = along(outline(SERIF, digit))
    shift = left_of(digit)

    assert own or digit in "147"
    for x, y in own:
        assert min(math.dist((x - shift, y), place) for place in drawn) < 0.0015 * SERIF.units_per_em + 1


def along(drawing: Drawing) -> list[Place]:
    """Places along the curves, close to each other."""
    found: list[Place] = []
    here = (0.0, 0.0)
    for step in drawing.paths[0].path:
        points = list(zip(step.numbers[::2], step.numbers[1::2], strict=True))
        if step.kind == "c":
            one, two, end = points
            for at in range(201):
                share = at / 200
                weights = ((1 - share) ** 3, 3 * (1 - share) ** 2 * share, 3 * (1 - share) * share**2, share**3)
                corners = (here, one, two, end)
                x, y = (sum(w * c[axis] for w, c in zip(weights, corners, strict=True)) for axis in (0, 1))
                found.append((x, y))
        here = points[-1] if points else here
    return found


def left_of(digit: str) -> float:
    """What the drawing was moved by to begin at 0."""
    starts: list[float] = []

    class Recorder:
        def moveTo(self, point: Place) -> None:
            starts.append(point[0])

        def lineTo(self, point: Place) -> None:
            pass

        def qCurveTo(self, *points: Place) -> None:
            pass

        def curveTo(self, *points: Place) -> None:
            pass

        def closePath(self) -> None:
            pass

    SERIF.font.draw(SERIF.font.glyph_for(digit), Recorder())
    return starts[0] - numbers_of(digit)[0][0]


@settings(max_examples=50, deadline=None)
@given(st.text("0123456789", min_size=1, max_size=3))
def test_drawings_of_numerals_begin_at_their_left_edge(text: str) -> None:
    """Whatever the digits."""
    assert min(x for x, _ in numbers_of(text)) == pytest.approx(0)


def test_missing_characters_are_told() -> None:
    """Art has no fallback: the face was chosen for its look."""
    with pytest.raises(NoGlyph):
        outline(SERIF, "1针")


def test_nothing_to_see_is_a_fault_of_the_caller() -> None:
    """A space has no outline, and a box of no width no scale."""
    with pytest.raises(ValueError, match="nothing to be seen"):
        outline(SERIF, " ")
