"""Gradients, opacity and masks as a file holds them: in lights or in inks, each form with what it names."""

from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from brochure.base.art import Drawing
from brochure.base.colour import Cmyk, Colour, Rgb, Spot
from brochure.content.conditions import press_profile
from brochure.content.svg import read_svg
from brochure.paint.inks import PressInks
from brochure.paint.profile import converter
from tests.drawings import pdf_of

JADE = Colour("jade", Rgb(0.17, 0.48, 0.42), Cmyk(0.8, 0.2, 0.6, 0.1))
GOLD = Colour("gold", Rgb(1, 0.8, 0), Spot("PANTONE 116 C", Cmyk(0, 0.2, 1, 0)))
PALETTE = {"#2c7a6b": JADE, "#ffcc00": GOLD}
STOPS = '<stop stop-color="#2c7a6b"/><stop offset=".5" stop-color="#fc0"/><stop offset="1" stop-color="#0000ff"/>'
SHADED = f'<linearGradient id="g">{STOPS}</linearGradient><rect width="100" height="100" fill="url(#g)"/>'


def drawing(body: str) -> Drawing:
    data = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">{body}</svg>'.encode()
    return read_svg(data, file="logo.svg", palette=PALETTE)


def opened(body: str, press: bytes = b"") -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(pdf_of([drawing(body)], press)))


def form_of(file: pikepdf.Pdf) -> Any:
    return file.pages[0].Resources.XObject.Fm0


def numbers(array: Any) -> list[float]:
    return [round(float(each), 3) for each in array]


@pytest.fixture(scope="module")
def profile() -> bytes:
    return press_profile("").data


def test_a_gradient_in_the_press_runs_from_recipe_to_recipe(profile: bytes) -> None:
    """A brand's ink is agreed with the print shop; a spot ink runs as what stands in for it."""
    with opened(SHADED, profile) as file:
        shading = form_of(file).Resources.Pattern.P0.Shading

        first, second = shading.Function.Functions
        assert shading.ColorSpace == "/DeviceCMYK"
        assert numbers(first.C0) == [0.8, 0.2, 0.6, 0.1]
        assert numbers(first.C1) == numbers(second.C0) == [0, 0.2, 1, 0]
        assert numbers(second.C1) != [0, 0, 0, 0]
        assert numbers(shading.Function.Bounds) == [0.5]


def test_a_gradient_on_a_screen_runs_in_its_lights() -> None:
    """As the file of the drawing says."""
    with opened(SHADED) as file:
        shading = form_of(file).Resources.Pattern.P0.Shading

        assert shading.ColorSpace == "/DeviceRGB"
        assert numbers(shading.Function.Functions[1].C1) == [0, 0, 1]


def test_nothing_of_the_press_is_in_lights(profile: bytes) -> None:
    """One colour of the wrong kind and the plates cannot be made."""
    sheer = SHADED.replace('offset="1"', 'offset="1" stop-opacity=".2"')
    file = opened(f'{sheer}<g opacity=".5"><path d="M0 0h50v50z" fill="#2c7a6b"/><path d="M9 9h50v50z"/></g>', profile)

    assert b"DeviceRGB" not in file.trailer.Root.unparse(resolved=True)
    spaces = {str(each) for each in named(file)}
    assert "/DeviceCMYK" in spaces
    assert "/DeviceRGB" not in spaces


def named(file: pikepdf.Pdf) -> list[Any]:
    """All names in the objects of a file."""
    found: list[Any] = []

    def walk(value: Any, depth: int = 0) -> None:
        if depth > 12:
            return
        if isinstance(value, pikepdf.Name):
            found.append(value)
        elif isinstance(value, pikepdf.Array):
            for each in value:
                walk(each, depth + 1)
        elif isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
            for key, each in value.items():
                if key != "/Parent":
                    walk(each, depth + 1)

    for each in file.objects:
        walk(each)
    return found


@pytest.mark.parametrize(
    ("body", "grouped"),
    [
        ('<g opacity=".5"><path d="M0 0h50v50z"/><path d="M9 9h50v50z"/></g>', True),
        ('<path d="M0 0h50v50z" opacity=".5"/>', True),
        (SHADED, False),
        ('<path d="M0 0h50" stroke="red" stroke-dasharray="2 1"/>', False),
    ],
)
def test_a_page_that_is_seen_through_says_in_which_colours_it_mixes(body: str, grouped: bool) -> None:
    """Without it a viewer takes its own, and the whole page changes its colours."""
    with opened(body) as file:
        page = file.pages[0]

        assert ("/Group" in page) == grouped
        assert not grouped or page.Group.CS == "/DeviceRGB"


def test_the_pieces_of_a_group_do_not_shine_through_each_other() -> None:
    """A group is one thing: half of it lets half through, wherever its pieces lie on each other."""
    box = '<rect width="60" height="60" fill="#f00"/><rect x="30" width="60" height="60" fill="#00f"/>'
    body = f'<g opacity=".5">{box}</g>'
    with pypdfium2.PdfDocument(pdf_of([drawing(body)])) as document:
        image: Image.Image = document[0].render(scale=1).to_pil().convert("RGB")

    assert image.getpixel((58, 40)) == pytest.approx((127, 127, 255), abs=2)


def test_each_form_has_its_own_resources() -> None:
    """A form that takes those of the page is refused by PDF/A-2, 6.2.2."""
    file = opened('<g opacity=".5"><path d="M0 0h50v50z"/><path d="M9 9h50v50z"/></g>')
    forms = [each for each in file.objects if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Form"]

    assert len(forms) == 2
    assert all("/Resources" in form for form in forms)


def test_an_ink_that_runs_into_another_is_told(profile: bytes) -> None:
    """The print shop mixes one ink less than the clinic ordered."""
    inks = PressInks(converter(profile))

    assert inks.numbers(GOLD) == (0, 0.2, 1, 0)
    assert inks.converted == {"gold": Cmyk(0, 0.2, 1, 0)}
