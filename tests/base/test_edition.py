"""What an edition claims, and what it gives up for a lock."""

import pytest

from brochure.base.edition import EDITIONS, Standard


@pytest.mark.parametrize("name", ["email", "large-print", "office"])
def test_a_locked_edition_claims_no_standard_that_forbids_a_lock(name: str) -> None:
    """PDF/A is for archives, which cannot ask for a password; PDF/UA allows one."""
    locked = EDITIONS[name].locked()

    assert locked.standards == {Standard.UA1}
    assert locked.features == EDITIONS[name].features | {"encryption"}
    assert locked._replace(standards=EDITIONS[name].standards, features=EDITIONS[name].features) == EDITIONS[name]


def test_a_locked_press_file_is_no_pdf_x() -> None:
    """A print shop cannot open it, so it must not say so."""
    assert Standard.X4 not in EDITIONS["master"].locked().standards
