"""Type as a drawing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brochure.glyphs import NoGlyph, outline
from tests.glyphs.faces_for_tests import FACES

SERIF = FACES.named("SourceSerif4-SemiBold")


def numbers_of(text: str) -> list[tuple[float, float]]:
    path = outline(SERIF, text).pieces[0].path
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
    kinds = [step.kind for step in outline(SERIF, "0").pieces[0].path]

    assert kinds.count("m") == kinds.count("h") == 2
    assert set(kinds) <= {"m", "l", "c", "h"}


def test_quadratic_curve_keeps_its_form() -> None:
    """Raised to a cubic, the middle of the curve stays where it was."""
    recorded: list[tuple[float, float]] = []

    class Recorder:
        """Keeps the middle of every quadratic curve."""

        here = (0.0, 0.0)

        def moveTo(self, point: tuple[float, float]) -> None:
            self.here = point

        def lineTo(self, point: tuple[float, float]) -> None:
            self.here = point

        def qCurveTo(self, *points: tuple[float, float]) -> None:
            handle, end = points
            recorded.append(tuple((a + 2 * b + c) / 4 for a, b, c in zip(self.here, handle, end, strict=True)))  # type: ignore[arg-type]
            self.here = end

        def curveTo(self, *points: tuple[float, float]) -> None:
            raise AssertionError(points)

        def closePath(self) -> None:
            pass

    SERIF.font.draw(SERIF.font.glyph_for("0"), Recorder())
    left = min(x for x, _ in numbers_of("0"))
    middles = []
    here = (0.0, 0.0)
    for step in outline(SERIF, "0").pieces[0].path:
        points = list(zip(step.numbers[::2], step.numbers[1::2], strict=True))
        if step.kind == "c":
            one, two, end = points
            middles.append(tuple((a + 3 * b + 3 * c + d) / 8 for a, b, c, d in zip(here, one, two, end, strict=True)))
        here = points[-1] if points else here

    assert left == 0
    shift = recorded[0][0] - middles[0][0]
    assert [y for _, y in middles] == pytest.approx([y for _, y in recorded])
    assert [x + shift for x, _ in middles] == pytest.approx([x for x, _ in recorded])


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
