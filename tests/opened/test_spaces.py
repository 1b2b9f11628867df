"""Colours and the inks they ask for."""

from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from brochure.opened.objects import Pdf as Read
from brochure.opened.spaces import CMYK, GRAY, RGB, Space, SpaceColour, space_of
from tests.preflight import made
from tests.preflight.cases import with_resource
from tests.preflight.made import press


def space(build: Any) -> Space:
    """A colour space after its way through a file."""
    data = press(change=with_resource("ColorSpace", "Own", build))
    return space_of(Read(data).pages[0]["/Resources"]["/ColorSpace"].raw_get("/Own"))


@pytest.mark.parametrize(
    ("colour", "inks", "white"),
    [
        (SpaceColour(CMYK, (0, 0, 0, 0)), {"Cyan": 0, "Magenta": 0, "Yellow": 0, "Black": 0}, True),
        (SpaceColour(CMYK, (0, 0.5, 0, 2)), {"Cyan": 0, "Magenta": 0.5, "Yellow": 0, "Black": 1}, False),
        (SpaceColour(GRAY, (1,)), {"Black": 0}, True),
        (SpaceColour(RGB, (1, 1, 1)), {}, True),
        (SpaceColour(RGB, (0, 0, 0)), {}, False),
        (SpaceColour(CMYK, (0, 0)), {}, False),
    ],
)
def test_inks_of_device_colours(colour: SpaceColour, inks: dict[str, float], white: bool) -> None:
    """Shares stay between nought and one; a colour that lacks a number has none."""
    assert colour.inks == pytest.approx(inks)
    assert colour.is_white is white


def test_spot_inks_keep_their_name_and_their_alternate() -> None:
    """The name is the plate; the alternate is what a screen shows."""
    spot = space(lambda pdf: made.separation(pdf, "Own green", 0.6, 0, 0.7, 0))

    assert SpaceColour(spot, (0.25,)).inks == {"Own green": 0.25}
    assert spot.tint is not None
    assert spot.tint((0.5,)) == pytest.approx((0.3, 0, 0.35, 0))
    assert SpaceColour(spot, (0.0,)).is_white


def test_several_inks_leave_none_out() -> None:
    """The name None is no ink."""

    def build(pdf: Pdf) -> Any:
        tint = Dictionary(FunctionType=2, Domain=Array([0, 1]), N=1)
        names = Array([Name.Black, Name("/None"), Name.Gold])
        return Array([Name.DeviceN, names, Name.DeviceCMYK, pdf.make_indirect(tint)])

    assert SpaceColour(space(build), (0.1, 0.2, 0.3)).inks == {"Black": 0.1, "Gold": 0.3}


def test_a_number_of_a_table_is_its_colour() -> None:
    """And a number beyond the table is the first colour of the space."""
    table = String(bytes([0, 0, 0, 0, 255, 0, 0, 51]).decode("latin-1"))
    own = space(lambda _: Array([Name.Indexed, Name.DeviceCMYK, 1, table]))

    assert SpaceColour(own, (1,)).inks == pytest.approx({"Cyan": 1, "Magenta": 0, "Yellow": 0, "Black": 0.2})
    assert SpaceColour(own, (9,)).used == ("Black",)


@pytest.mark.parametrize(("count", "model"), [(1, "gray"), (3, "rgb"), (4, "cmyk")])
def test_a_profile_tells_its_model_by_its_channels(count: int, model: str) -> None:
    """ICCBased spaces are judged by N."""

    def build(pdf: Pdf) -> Any:
        profile = pdf.make_stream(b"profile")
        profile.stream_dict = Dictionary(N=count)
        return Array([Name.ICCBased, profile])

    assert space(build).model == model


@pytest.mark.parametrize("raw", [None, 7, [], ["x"]])
def test_nonsense_is_grey(raw: object) -> None:
    """A page with a broken colour space is read on."""
    assert space_of(raw) == GRAY
