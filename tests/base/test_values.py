"""Units, boxes and colours: the small sums on which everything stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brochure.base.colour import Cmyk, Rgb, Spot, contrast, hex_name, nearest_passing, parse_press, parse_screen
from brochure.base.design import Layout
from brochure.base.findings import did_you_mean, nearest
from brochure.base.geometry import Box
from brochure.base.model import About, Model
from brochure.base.units import in_mm, mm, parse_length
from brochure.content.folding import fold_layout
from brochure.content.read import read_yaml
from brochure.content.shelf import program_folder

GREYS = st.integers(min_value=0, max_value=255)


@pytest.mark.parametrize(
    ("text", "points"), [("12pt", 12), ("25.4mm", 72), ("1in", 72), ("2.54 cm", 72), (" 3.6875in ", 265.5)]
)
def test_lengths_carry_their_unit(text: str, points: float) -> None:
    """A number alone is refused: 100 what?"""
    assert parse_length(text) == pytest.approx(points)


@pytest.mark.parametrize("text", ["12", "pt", "-1mm", "1e3mm", "nan mm", "1 000mm", "12px", "1,5mm", ""])
def test_anything_else_is_no_length(text: str) -> None:
    """Wrong is told, never guessed."""
    with pytest.raises(ValueError):
        parse_length(text)


@given(st.floats(min_value=0, max_value=10_000))
def test_millimetres_go_to_points_and_back(length: float) -> None:
    """Two ways, one length."""
    assert in_mm(mm(length)) == pytest.approx(length)


@pytest.mark.parametrize(("layout", "inches"), [("trifold-a4", None), ("trifold-letter", (3.625, 3.6875, 3.6875))])
def test_panels_sum_to_the_sheet_and_mirror(layout: str, inches: tuple[float, ...] | None) -> None:
    """100/100/97 mm on A4 and 3 11/16, 3 11/16, 3 5/8 in on Letter; the narrow panel is left outside, right inside."""
    design = fold_layout(read_yaml(program_folder() / "layouts" / layout / "layout.yaml", Layout), None)
    outside, inside = ([panel.width.points for panel in side.panels if panel.width] for side in design.sides)

    assert sum(outside) == pytest.approx(design.sheet.width.points, abs=mm(0.01))
    assert inside == pytest.approx(outside[::-1])
    assert outside[0] == min(outside)
    expected = [97, 100, 100] if inches is None else [width * 25.4 for width in inches]
    assert [in_mm(width) for width in outside] == pytest.approx(expected, abs=0.01)


def test_boxes_hold_meet_and_share() -> None:
    """The proof is made of these three questions."""
    box = Box(0, 0, 10, 10)

    assert box.holds(Box(0, 0, 10, 10))
    assert not box.holds(Box(0, 0, 10.5, 10))
    assert box.meets(Box(9, 9, 20, 20))
    assert not box.meets(Box(10, 0, 20, 10))
    assert box.common(Box(5, 5, 20, 8)) == Box(5, 5, 10, 8)
    assert box.common(Box(20, 20, 30, 30)).width == 0


def test_contrast_is_that_of_wcag() -> None:
    """Black on white is 21:1; #767676 is the lightest grey that passes 4.5:1 on white."""
    white = parse_screen("#ffffff")

    assert contrast(parse_screen("#000000"), white) == pytest.approx(21)
    assert contrast(parse_screen("#767676"), white) >= 4.5
    assert contrast(parse_screen("#777777"), white) < 4.5


@given(GREYS, GREYS, GREYS, GREYS)
def test_the_nearest_passing_colour_passes(red: int, green: int, blue: int, ground: int) -> None:
    """A hint that fails is worse than none."""
    colour = Rgb(red / 255, green / 255, blue / 255)
    paper = Rgb(ground / 255, ground / 255, ground / 255)

    found = nearest_passing(colour, paper, 4.5)

    assert found is not None
    assert contrast(found, paper) >= 4.5
    assert parse_screen(hex_name(found)) == found


def test_inks_are_read_in_per_cent() -> None:
    """Spot inks keep their name and their stand-in."""
    assert parse_press("cmyk(85, 50, 50, 60)") == Cmyk(0.85, 0.5, 0.5, 0.6)
    assert parse_press("spot(PANTONE 7477 C, 85, 50, 50, 60)") == Spot("PANTONE 7477 C", Cmyk(0.85, 0.5, 0.5, 0.6))
    for wrong in ("cmyk(101, 0, 0, 0)", "cmyk(1, 2, 3)", "rgb(1,2,3)", "spot(, 1, 2, 3, 4)", "cmyk(1;2;3;4)"):
        with pytest.raises(ValueError):
            parse_press(wrong)


def test_the_nearest_name_is_offered_or_all_are_listed() -> None:
    """A slip is near its word; nonsense is near none."""
    assert nearest("tilte", ["title", "lead"]) == "title"
    assert did_you_mean("xyz", ["title", "lead"]) == "known names: lead, title"


class Sample(Model):
    """A model of two fields."""

    first: str
    second: int = 2


def test_models_are_frozen_and_complete() -> None:
    """What was read does not change on the way."""
    sample = Sample(first="a")

    assert (sample.first, sample.second) == ("a", 2)
    assert sample.but(second=3).second == 3
    assert sample.second == 2
    with pytest.raises(AttributeError):
        sample.first = "b"  # type: ignore[misc]  # the point of the test
    with pytest.raises(TypeError):
        Sample(second=1)  # type: ignore[call-arg]  # the point of the test
    with pytest.raises(TypeError):
        Sample(first="a", third=3)  # type: ignore[call-arg]  # the point of the test
    assert About("x").most == 10_000
