"""The head of a profile, read in one place for the press, the checks and the desk."""

import pytest

from brochure.base.icc import read_icc_head
from tests.conftest import ROOT

PROFILES = ROOT / "brochure/content/profiles"
PRESS = (PROFILES / "FOGRA39L_coated.icc").read_bytes()


def test_a_press_profile_tells_its_condition_by_the_name_of_the_registry() -> None:
    """Print shops order by that name; a file may be called anything."""
    head = read_icc_head(PRESS)

    assert head is not None
    assert (head.is_press, head.condition) == (True, "FOGRA39")


def test_a_profile_of_a_screen_is_none_of_a_press() -> None:
    """Its three channels cannot drive four plates."""
    head = read_icc_head((PROFILES / "sRGB.icc").read_bytes())

    assert head is not None
    assert (head.is_press, head.space) == (False, b"RGB ")


@pytest.mark.parametrize("data", [b"", b"acsp", PRESS[:131], PRESS.replace(b"acsp", b"abcd", 1)])
def test_what_is_no_profile_has_no_head(data: bytes) -> None:
    """The signature stands at byte 36; a head is 128 bytes and a count."""
    assert read_icc_head(data) is None


def test_a_profile_cut_behind_its_head_has_no_words_of_its_own() -> None:
    """The name is then for the caller to choose."""
    head = read_icc_head(PRESS[:140])

    assert head is not None
    assert head.condition == ""
