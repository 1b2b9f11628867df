"""Drawings are kept exactly or refused by name; nothing is fetched or expanded."""

import base64
import io
import math
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from brochure.base.art import ColourStop, Drawing, Gradient, PathPiece, Segment, paths_of, pixels_of
from brochure.base.colour import Cmyk, Colour, Rgb
from brochure.base.findings import BadInput, Finding
from brochure.base.geometry import Box
from brochure.content.svg import read_svg
from brochure.content.svg_path import UnreadableError, path_segments
from brochure.content.svg_shapes import read_transform
from tests.svg_features import REFUSED

JADE = Colour("jade", Rgb(0.17, 0.48, 0.42), Cmyk(0.8, 0.2, 0.6, 0.1))
BOX = 'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50"'


def drawing(body: str, head: str = BOX) -> Drawing:
    return read_svg(f"<svg {head}>{body}</svg>".encode(), file="logo.svg", palette={"#2c7a6b": JADE})


def faults(body: str, head: str = BOX) -> tuple[Finding, ...]:
    with pytest.raises(BadInput) as caught:
        drawing(body, head)
    return caught.value.findings


def ends(segments: tuple[Segment, ...]) -> list[tuple[float, ...]]:
    return [tuple(round(number, 3) for number in segment.numbers[-2:]) for segment in segments if segment.numbers]


def test_y_runs_upwards_from_the_bottom_left_of_the_view_box() -> None:
    """Pages count upwards; a drawing that did not would stand on its head."""
    found = drawing('<path d="M 10 20 L 30 70"/>', 'viewBox="10 20 100 50"')

    assert (found.width, found.height) == (100, 50)
    assert found.paths[0].path == (Segment("m", (0, 50)), Segment("l", (20, 0)))


def test_a_colour_of_the_palette_keeps_its_recipe_for_the_press() -> None:
    """A logo in brand colours is printed with the brand's inks."""
    found = drawing('<path fill="#2C7A6B" stroke="rgb(255, 0, 0)" d="M0 0H1"/>')

    assert found.paths[0].fill == JADE
    assert found.paths[0].stroke == Colour("#ff0000", Rgb(1, 0, 0))


@pytest.mark.parametrize(
    ("written", "name"),
    [("#FFF", "#ffffff"), ("navy", "#000080"), ("rgb(0,128,255)", "#0080ff"), ("rgb(0%, 100%, 0%)", "#00ff00")],
)
def test_every_plain_way_to_write_a_colour_is_read(written: str, name: str) -> None:
    """Drawing programs differ in how they write the same colour."""
    found = drawing(f'<rect width="1" height="1" style="fill: {written}"/>')

    assert isinstance(found.paths[0].fill, Colour)
    assert found.paths[0].fill.name == name


def test_style_wins_over_the_attribute_and_over_the_group() -> None:
    """The order is that of CSS: style, attribute, inherited."""
    found = drawing('<g fill="red"><rect fill="blue" style="fill:#2c7a6b" width="9" height="9"/></g>')

    assert found.paths[0].fill == JADE


def test_transforms_are_worked_into_the_numbers() -> None:
    """The page knows no transforms of its own; a stroke grows with its shape."""
    found = drawing(
        '<g transform="translate(10,10) scale(2)"><line x2="5" stroke="#000" transform="rotate(90)"'
        ' stroke-width="1.5" stroke-linecap="round"/></g>'
    )

    assert found.paths[0].path == (Segment("m", (10, 40)), Segment("l", (10, 30)))
    assert found.paths[0].stroke_width == 3
    assert found.paths[0].cap == "round"
    assert found.paths[0].fill is None


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("matrix(1 2 3 4 5 6)", (12, 16)),
        ("translate(5)", (6, 2)),
        ("scale(2,3)", (2, 6)),
        ("rotate(180, 2, 2)", (3, 2)),
        ("skewX(45)", (3, 2)),
        ("skewY(45)", (1, 3)),
        (" translate(1 1) , scale(2) ", (3, 5)),
        ("", (1, 2)),
    ],
)
def test_each_kind_of_transform_is_known(text: str, moved: tuple[float, float]) -> None:
    """Each is tried on the point 1, 2."""
    assert read_transform(text).at(1, 2) == pytest.approx(moved)


@pytest.mark.parametrize("text", ["twist(3)", "scale()", "rotate(1 2)", "matrix(1 2 3)", "scale(0)", "scale(2) x"])
def test_a_transform_that_makes_no_sense_is_refused(text: str) -> None:
    """A transform passed over would leave the shape in the wrong place without a word."""
    with pytest.raises(UnreadableError):
        read_transform(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("M1 1 2 2 3 3", [(1, 1), (2, 2), (3, 3)]),
        ("m1 1 2 2", [(1, 1), (3, 3)]),
        ("M1,1h2v3H0V0", [(1, 1), (3, 1), (3, 4), (0, 4), (0, 0)]),
        ("M0 0C1 1 2 2 3 3s1 1 2 2", [(0, 0), (3, 3), (5, 5)]),
        ("M0 0Q1 1 2 0t2 0", [(0, 0), (2, 0), (4, 0)]),
        ("M.5.5-1-1", [(0.5, 0.5), (-1, -1)]),
        ("M1e1 2E-1", [(10, 0.2)]),
        ("M1 1l1 0zl0 1", [(1, 1), (2, 1), (1, 1), (1, 2)]),
        ("M0 0a1 1 0 012 0", [(0, 0), (1, -1), (2, 0)]),
        ("M0 0A0 5 0 0 1 4 4", [(0, 0), (4, 4)]),
    ],
)
def test_every_command_of_path_data_ends_where_it_says(text: str, expected: list[tuple[float, float]]) -> None:
    """Small letters count from the pen, numbers may be glued, flags of an arc are one figure each."""
    assert ends(path_segments(text)) == [pytest.approx(place) for place in expected]


def test_a_smooth_curve_mirrors_the_control_point_before_it() -> None:
    """Otherwise S and T show a corner."""
    steps = path_segments("M0 0C0 1 1 2 2 2S4 1 4 0")

    assert steps[2].numbers == (3, 2, 4, 1, 4, 0)


def test_a_quadratic_curve_becomes_the_cubic_that_draws_the_same() -> None:
    """Pages know cubics only; each control point moves two thirds of the way."""
    assert path_segments("M0 0Q3 3 6 0")[1].numbers == (2, 2, 4, 2, 6, 0)


@pytest.mark.parametrize(
    "text", ["L1 1", "M0", "M0 0 L", "M0 0 X1 1", "M0 0z5", "M0 0,", "M0 0,,1 1", "M0 0a1 1 0 2 0 1 1", "M1e99 0", "5"]
)
def test_broken_path_data_is_refused(text: str) -> None:
    """A path is drawn whole or not at all."""
    with pytest.raises(UnreadableError):
        path_segments(text)


numbers = st.floats(-500, 500).map(lambda number: round(number, 2))


@given(
    st.tuples(numbers, numbers),
    st.floats(0.5, 300),
    st.floats(0.5, 300),
    numbers,
    st.sampled_from(["00", "01", "10", "11"]),
)
def test_an_arc_ends_exactly_where_it_is_told(
    end: tuple[float, float], rx: float, ry: float, degrees: float, flags: str
) -> None:
    """Radii that do not reach grow; the end never moves."""
    text = f"M3 4 A {rx:.3f} {ry:.3f} {degrees} {flags}{end[0]} {end[1]}"

    steps = path_segments(text)

    assert steps[-1].numbers[-2:] == pytest.approx(end) if len(steps) > 1 else end == (3, 4)
    assert all(math.isfinite(number) for step in steps for number in step.numbers)


@given(st.floats(0, 6.2), st.floats(0.1, 6.1), st.booleans())
def test_the_middle_of_a_circular_arc_lies_on_its_circle(start: float, turn: float, sweep: bool) -> None:
    """Both flags together choose one of four arcs; the wrong one lies on another circle."""
    last = start + turn if sweep else start - turn
    text = (
        f"M{50 * math.cos(start):.9f} {50 * math.sin(start):.9f} A50 50 0 {turn > math.pi:d} {sweep:d} "
        f"{50 * math.cos(last):.9f} {50 * math.sin(last):.9f}"
    )

    places = ends(path_segments(text))

    assert all(math.hypot(*place) == pytest.approx(50, abs=0.05) for place in places)


def test_caps_joins_and_miters_are_each_kept() -> None:
    """Round caps with the default joins are what most drawing programs make of a line."""
    found = drawing(
        '<g stroke="#000" stroke-linecap="round"><path d="M1 1h8v8"/><path d="M1 1h8v8" stroke-linejoin="bevel"/></g>'
        '<path d="M1 1h8v8" stroke="#000" style="stroke-linecap:square;stroke-miterlimit:1.5"/>'
    )

    assert [(piece.cap, piece.join, piece.miter_limit) for piece in found.paths] == [
        ("round", "miter", 4),
        ("round", "bevel", 4),
        ("square", "miter", 1.5),
    ]


def test_a_stroke_keeps_its_ends_when_it_is_placed() -> None:
    """A miter limit is a share of the width: it does not grow with the drawing."""
    stroke = 'stroke="#000" stroke-width="2" stroke-linecap="square" stroke-miterlimit="3"'
    found = drawing(f'<path d="M10 10h8v8" {stroke}/>')

    (placed,) = paths_of(found.placed_in(Box(0, 0, 20, 10)))

    assert (placed.stroke_width, placed.cap, placed.join, placed.miter_limit) == (0.4, "square", "miter", 3)


@pytest.mark.parametrize(
    ("body", "out"),
    [
        ('<rect width="100" height="50"/>', False),
        ('<circle cx="50" cy="25" r="25"/>', False),
        ('<rect x="-1" width="100" height="50"/>', True),
        ('<path d="M0 0H90V51z"/>', True),
        ('<path d="M1 25H99" stroke="#000"/>', False),
        ('<path d="M0 .4H100" stroke="#000"/>', True),
        ('<path d="M2 25H99.4" stroke="#000" stroke-linecap="square"/>', True),
        ('<path d="M10 40L50 1L90 40" fill="none" stroke="#000"/>', True),
        ('<path d="M10 40L50 1L90 40" fill="none" stroke="#000" stroke-linejoin="round"/>', False),
    ],
)
def test_a_drawing_knows_whether_its_ink_reaches_out(body: str, out: bool) -> None:
    """Only then is it cut off at its box on the page; a viewer does so at the view box."""
    assert drawing(body).reaches_out == out


def test_the_basic_shapes_are_drawn() -> None:
    """A logo made of circles and bars needs no conversion."""
    found = drawing(
        '<circle cx="50" cy="25" r="10"/><ellipse cx="5" cy="5" rx="2" ry="1"/><rect width="10" height="5"/>'
        '<rect width="10" height="5" rx="2"/><polyline points="0,0 1,1 2,0"/><polygon points="0,0 1,1 2,0"/>'
        '<rect width="0" height="5"/><g/><defs/><title>mark</title>'
    )

    kinds = ["".join(segment.kind for segment in piece.path) for piece in found.paths]
    assert kinds == ["mcccch", "mcccch", "mlllh", "mlclclclch", "mll", "mllh"]


def test_what_other_programs_store_for_themselves_is_passed_over() -> None:
    """Inkscape writes its own elements and attributes into plain files."""
    found = drawing(
        '<metadata><x:rdf xmlns:x="urn:x"><x:text/></x:rdf></metadata><k:view xmlns:k="urn:k"><path d="M0"/></k:view>'
        '<path k:href="http://a.invalid" xmlns:k="urn:k" d="M0 0h5v5z" class="a" style="-inkscape-x:1;display:inline"/>'
    )

    assert len(found.paths) == 1


def test_an_entity_bomb_is_refused_at_once() -> None:
    """SV02: ten lines of entities could fill the memory."""
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    data = f'<!DOCTYPE svg [<!ENTITY e0 "ha">{levels}]><svg {BOX}><title>&e11;</title></svg>'.encode()
    before = time.perf_counter()

    with pytest.raises(BadInput) as caught:
        read_svg(data, file="logo.svg", palette={})

    assert time.perf_counter() - before < 0.1
    assert caught.value.findings[0].message == "<!DOCTYPE> has the entity 'e1', which is no plain address"


@pytest.mark.parametrize("target", ["http://a.invalid/x.png", "../../secret.png", "file:///etc/passwd", "x.png"])
def test_an_image_is_refused_with_what_it_refers_to(target: str) -> None:
    """SV03: a drawing fetches nothing, from the network or from the disk."""
    found = faults(f'<image href="{target}" width="5" height="5"/>')

    assert [fault.code for fault in found] == ["svg-external"]
    assert target in found[0].message


def picture(alpha: int) -> str:
    """A blue square of 4 by 4 pixels as data."""
    stream = io.BytesIO()
    Image.new("RGBA", (4, 4), (0, 0, 255, alpha)).save(stream, "PNG")
    return f"data:image/png;base64,{base64.b64encode(stream.getvalue()).decode()}"


def test_a_picture_within_a_drawing_is_kept_and_shares_its_place() -> None:
    """Canva and others put a photograph into a mark."""
    found = drawing(f'<g opacity=".5"><image x="10" y="10" width="20" height="20" href="{picture(255)}"/></g>')

    (piece,) = pixels_of(found.pieces)
    assert (piece.picture.width, piece.picture.height) == (4, 4)
    assert tuple(piece.matrix) == pytest.approx((20, 0, 0, 20, 10, 20))


def test_a_picture_that_lets_light_through_stays_so() -> None:
    """On a dark cover it would stand in a white box otherwise."""
    (piece,) = pixels_of(drawing(f'<image width="9" height="9" href="{picture(100)}"/>').pieces)

    assert set(piece.picture.alpha) == {100}


def test_a_picture_whose_colours_are_in_doubt_is_refused_within_a_drawing() -> None:
    """Elsewhere it is taken and told; a drawing is right or refused."""
    stream = io.BytesIO()
    Image.new("RGB", (4, 4)).save(stream, "PNG", icc_profile=b"no profile")
    data = base64.b64encode(stream.getvalue()).decode()

    found = faults(f'<image width="9" height="9" href="data:image/png;base64,{data}"/>')

    assert [fault.code for fault in found] == ["svg-unsupported"]
    assert "colour profile that cannot be read" in found[0].message


@pytest.mark.parametrize("data", ["AAAA", "%%%%", "iVBORw0KGgo="])
def test_a_damaged_picture_within_a_drawing_is_told_at_its_element(data: str) -> None:
    """The reader of pictures says what is wrong with it."""
    found = faults(f'\n<image width="9" height="9" href="data:image/png;base64,{data}"/>')

    assert found[0].code in {"picture-kind", "picture-damaged", "svg-damaged"}
    assert str(found[0].origin) == "logo.svg:2:1"


def test_a_shape_of_another_file_is_refused() -> None:
    """SV03: neither `href` nor `xlink:href` reaches out."""
    found = faults('<use xmlns:x="http://www.w3.org/1999/xlink" x:href="other.svg#a"/><use href="other.svg#b"/>')

    assert [fault.code for fault in found] == ["svg-external", "svg-external"]
    assert "other.svg#a" in found[0].message


@pytest.mark.parametrize(
    "style", ["@import url(http://a.invalid/x.css);", "@font-face{font-family:x;src:url(http://a.invalid/x.ttf)}"]
)
def test_a_style_sheet_that_fetches_is_refused(style: str) -> None:
    """SV05: style sheets can pull in others, and faces."""
    found = faults(f"<style>{style}</style><path d='M0 0h1'/>")

    assert [fault.code for fault in found] == ["svg-external"]


def test_copies_of_copies_are_refused_before_they_are_made() -> None:
    """SV06: seven levels of ten copies are ten million shapes."""
    levels = "".join(f'<g id="g{n}">{f"""<use href="#g{n - 1}"/>""" * 10}</g>' for n in range(1, 8))
    before = time.perf_counter()

    found = faults(f'<g id="g0"><path d="M0 0h1"/></g>{levels}')

    assert time.perf_counter() - before < 4
    assert {fault.code for fault in found} == {"svg-too-large"}
    assert "copies with them" in found[0].message


def test_groups_nested_too_deep_are_refused() -> None:
    """SV08: five thousand groups in each other are no drawing."""
    assert faults("<g>" * 5000 + "</g>" * 5000)[0].code == "svg-too-large"


@pytest.mark.parametrize(
    ("head", "code"),
    [
        ('width="1e9" height="10"', "svg-unsupported"),
        ('width="999999" height="10"', "svg-too-large"),
        ('viewBox="0 0 999999 10"', "svg-too-large"),
        ('width="100%" height="100%"', "svg-unsupported"),
        ('width="10em" height="10em"', "svg-unsupported"),
        ('viewBox="0 0 1e-300 1e-300"', "svg-too-large"),
        ('viewBox="0 0 inf 10"', "svg-unsupported"),
        ('viewBox="0 0 nan 10"', "svg-unsupported"),
        ('viewBox="0 0 10 10" preserveAspectRatio="middle"', "svg-unsupported"),
        ("", "svg-unsupported"),
        ('viewBox="0 0 0 10"', "svg-too-large"),
        ('viewBox="0 0 10"', "svg-unsupported"),
    ],
)
def test_a_drawing_without_a_sane_size_is_refused(head: str, code: str) -> None:
    """SV08: a box cannot be filled by a drawing that does not say how large it is."""
    found = faults('<path d="M0 0h1"/>', head)

    assert found[0].code == code
    assert found[0].hint


def test_a_large_width_beside_a_view_box_does_no_harm() -> None:
    """SV08: the view box says the proportions; the page says the size."""
    found = drawing('<path d="M0 0h1"/>', f'{BOX} width="1e9" height="100%"')

    assert (found.width, found.height) == (100, 50)


@pytest.mark.parametrize("feature", REFUSED)
def test_what_cannot_be_kept_is_refused_by_name_with_a_remedy(feature: str) -> None:
    """A drawing that loses a part on the way looks right to nobody but the program."""
    body, named = REFUSED[feature]
    found = faults(body) if body is not None else faults("<path d='M0 0h1'/>", f'{BOX} style="background:#0a0"')

    assert found[0].code == "svg-unsupported"
    assert named in found[0].message
    assert found[0].hint


def test_copies_of_pictures_of_copies_end_as_well() -> None:
    """What is drawn is counted, however short it is written."""
    levels = "".join(f'<g id="g{n}">{f"""<use href="#g{n - 1}"/>""" * 20}</g>' for n in range(1, 4))

    found = faults(f'<defs><g id="g0"><path d="M0 0{"h1" * 9000}"/></g>{levels}</defs><use href="#g3"/>')

    assert [fault.code for fault in found] == ["svg-too-large"]


def test_copies_within_copies_are_not_nested_deeper_than_groups() -> None:
    """Each level is a step of the program's own stack."""
    deep = "".join(f'<g id="g{n}">{"<g>" * 50}<use href="#g{n - 1}"/>{"</g>" * 50}</g>' for n in range(1, 30))

    found = faults(f'<defs><path id="g0" d="M0 0h9v9z"/>{deep}</defs><use href="#g29"/>')

    assert [fault.code for fault in found] == ["svg-too-large"]


def test_layers_in_layers_stay_within_what_a_page_may_keep() -> None:
    """A viewer may forget its state after 28, and PDF/A refuses the file."""
    group = '<g opacity=".9"><rect width="9" height="9"/>'

    assert drawing(group * 13 + "</g>" * 13)  # the innermost is one shape and needs none
    assert [fault.code for fault in faults(group * 14 + "</g>" * 14)] == ["svg-too-large"]


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">',
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd" [<!ENTITY ns_ai "http://ns.adobe.com/AI/10.0/">]>',
        "<!DOCTYPE svg>",
    ],
)
def test_the_doctype_of_drawing_programs_is_passed_over(doctype: str) -> None:
    """Illustrator and Affinity write one into each file; nothing of it is fetched."""
    body = f'<svg {BOX} xmlns:i="&ns_ai;"><rect width="9" height="9"/></svg>' if "ENTITY" in doctype else ""

    found = read_svg(
        f"{doctype}{body or f'<svg {BOX}><rect width=%s9%s height=%s9%s/></svg>'}".replace("%s", '"').encode(),
        file="a.svg",
        palette={},
    )

    assert len(found.paths) == 1


@pytest.mark.parametrize(
    ("doctype", "code"),
    [
        ('<!DOCTYPE svg [<!ENTITY x SYSTEM "secret.txt">]>', "svg-external"),
        ('<!DOCTYPE svg [<!ENTITY % x "y">]>', "svg-unsupported"),
        ('<!DOCTYPE svg [<!ENTITY x "<rect/>">]>', "svg-unsupported"),
        ('<!DOCTYPE svg [<!ATTLIST rect fill CDATA "red">]>', "svg-unsupported"),
        ('<!DOCTYPE svg SYSTEM "x.dtd">', "svg-unsupported"),
    ],
)
def test_what_a_file_may_declare_is_told_where_it_could_change_the_picture(doctype: str, code: str) -> None:
    """An entity may hold a shape, and a list of attributes a colour; one that is declared elsewhere leaves a hole."""
    with pytest.raises(BadInput) as caught:
        read_svg(
            f'{doctype}<svg {BOX}><rect width="9" height="9" fill="&x;"/></svg>'.encode(), file="a.svg", palette={}
        )

    assert caught.value.findings[0].code == code


def test_a_style_sheet_beside_the_file_is_refused() -> None:
    """It would bring the colours."""
    data = f'<?xml-stylesheet href="x.css"?><svg {BOX}><rect width="9" height="9"/></svg>'.encode()
    with pytest.raises(BadInput) as caught:
        read_svg(data, file="a.svg", palette={})

    assert [fault.code for fault in caught.value.findings] == ["svg-external"]


def test_a_drawing_beside_its_page_is_told_with_its_size() -> None:
    """A mark that nobody sees is no mark."""
    found = faults('<rect x="500" width="9" height="9"/>')

    assert found[0].message == "all that is drawn lies outside the 100 by 50 units of the viewBox"


def test_a_colour_of_the_palette_keeps_its_recipe_in_a_gradient() -> None:
    """In the press a gradient runs from ink to ink."""
    stops = '<stop stop-color="#2c7a6b"/><stop offset="1" stop-color="red" stop-opacity=".5"/>'
    found = drawing(f'<linearGradient id="g">{stops}</linearGradient><rect width="9" height="9" fill="url(#g)"/>')

    (piece,) = found.paths
    assert isinstance(piece, PathPiece)
    assert isinstance(piece.fill, Gradient)
    assert piece.fill.stops == (ColourStop(0, JADE), ColourStop(1, Colour("#ff0000", Rgb(1, 0, 0)), 0.5))


def test_one_radius_of_a_rectangle_stands_for_both() -> None:
    """`auto` takes the other. Source: SVG 2, 10.3."""
    assert drawing('<rect rx="auto" ry="2" width="9" height="9"/>') == drawing('<rect rx="2" width="9" height="9"/>')


def test_paint_from_another_file_is_an_external_reference() -> None:
    """Colours can be fetched as well as pictures."""
    assert faults("<path d='M0 0h1' fill='url(http://a.invalid/x#g)'/>")[0].code == "svg-external"


@pytest.mark.parametrize(
    "body",
    [
        "<path d='M0 0 L'/>",
        "<path d='M0 0h1' transform='twist(1)'/>",
        "<rect width='-1' height='2'/>",
        "<polygon points='1 2 3'/>",
        "<path d='M0 0h1' stroke-width='-1' stroke='#000'/>",
        "<path d='M0 0h1' fill-rule='odd'/>",
        "<path d='M0 0h1' stroke-linejoin='arcs'/>",
        "<path d='M0 0h1' stroke-miterlimit='0.5'/>",
        "<path d='M0 0h1' transform='scale(1000)' stroke-width='1000' stroke='#000'/>",
        "<g>",
        "",
    ],
)
def test_a_damaged_drawing_is_refused(body: str) -> None:
    """Guessing what was meant would draw something else."""
    assert faults(body)[0].code == "svg-damaged"


@pytest.mark.parametrize(
    "data", [b"", b"\x00", b"GIF89a", b"<html/>", b'<?xml version="1.0" encoding="nonsense"?><svg/>']
)
def test_a_file_that_is_no_drawing_is_refused(data: bytes) -> None:
    """Whatever its name ends in."""
    with pytest.raises(BadInput) as caught:
        read_svg(data, file="logo.svg", palette={})

    assert caught.value.findings[0].code == "svg-damaged"


def test_all_faults_are_told_at_once_each_with_its_place() -> None:
    """A designer mends them in one round."""
    found = faults('\n<text/>\n  <image href="x.png"/>\n<path d="M0 0h1"/>')

    assert [str(fault.origin) for fault in found] == ["logo.svg:2:1", "logo.svg:3:3"]
    assert found[1].origin is not None
    assert found[1].origin.excerpt == '  <image href="x.png"/>'


def test_all_faults_of_one_element_are_told_in_their_order() -> None:
    """Taking them out one by one is a round for each."""
    found = faults(
        '<rect width="9" height="9" zoom="2" fancy="1" style="rotate:2deg;mask:url(#m)"/><g filter="url(#f)"/>'
    )

    assert [fault.message for fault in found] == [
        "<rect> has 'zoom', which is not known",
        "<rect> has 'fancy', which is not known",
        "<rect>: rotate '2deg' cannot be kept",
        "<rect>: mask 'url(#m)' cannot be kept",
        "<g>: filter 'url(#f)' cannot be kept",
    ]


def test_messages_repeat_nothing_that_a_terminal_obeys() -> None:
    """The file is a stranger's; its words reach a terminal."""
    found = faults(f'<image href="\x9b31m{"x" * 500}"/>')

    assert found[0].message.isprintable()
    assert len(found[0].message) < 200


@pytest.mark.parametrize(
    "body",
    ["<g/>" * 20_001, f"<path d='M0 0{'h1' * 70_000}'/>" * 2, f"<title>{'x' * 8_000_001}</title>"],
    ids=["elements", "numbers", "bytes"],
)
def test_a_drawing_over_the_limits_is_refused(body: str) -> None:
    """A logo is small; what is not would slow every page."""
    assert faults(body)[0].code == "svg-too-large"


@given(st.text(alphabet="MmLlHhVvCcSsQqTtAaZz0123456789.,-+e \n", max_size=60))
def test_any_path_data_is_drawn_or_refused(text: str) -> None:
    """Whatever stands in the file, no other exception gets out, and every number is finite."""
    try:
        steps = path_segments(text)
    except UnreadableError:
        return

    assert all(math.isfinite(number) for step in steps for number in step.numbers)
