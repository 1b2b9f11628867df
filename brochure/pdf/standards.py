"""Which module speaks for which standard. Another standard is a row in `base/edition.py`, a module, and a case here."""

from collections.abc import Collection
from typing import assert_never

from brochure.base.edition import STANDARDS, Standard
from brochure.pdf import a2a, ua1, ua2, x4
from brochure.pdf.claims import Claims

_USUAL = "1.7"  # what the other editions need


def claims_of(standards: Collection[Standard]) -> tuple[Claims, ...]:
    """What a file of these standards claims, in the order of their rows."""
    return tuple(_claims(standard) for standard in STANDARDS if standard in standards)


def newest_version(standards: Collection[Standard]) -> str:
    """The version of PDF that all of them allow."""
    return min([each.newest for each in claims_of(standards)], default=_USUAL)


def _claims(standard: Standard) -> Claims:
    match standard:
        case Standard.X4:
            return x4.CLAIMS
        case Standard.A2A:
            return a2a.CLAIMS
        case Standard.UA1:
            return ua1.CLAIMS
        case Standard.UA2:
            return ua2.CLAIMS
        case _:
            assert_never(standard)
