"""What the counter offers is what the program knows."""

from typing import get_args

from brochure.base.edition import Profile
from brochure.studio.counter import PROFILES


def test_a_pdf_can_be_checked_for_what_the_program_checks_for() -> None:
    """But the master, which a receptionist has never seen."""
    assert {*PROFILES} == {*get_args(Profile)} - {"master"}
