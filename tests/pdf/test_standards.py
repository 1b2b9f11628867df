"""A module a standard: what it says agrees with what an edition of it must have."""

from xml.etree import ElementTree

import pytest

from brochure.base.edition import STANDARDS, Standard
from brochure.pdf.metadata import Metadata, xmp_packet
from brochure.pdf.standards import claims_of, newest_version
from tests.conftest import MADE_AT


def test_every_standard_has_a_row_and_claims() -> None:
    """One without a row would be claimed by nobody, and nothing would say so."""
    assert set(STANDARDS) == set(Standard)
    assert len(claims_of(tuple(Standard))) == len(Standard)


@pytest.mark.parametrize("standard", Standard)
def test_a_standard_has_an_intent_where_its_row_asks_for_a_profile(standard: Standard) -> None:
    """The row and the module are two halves of one thing."""
    (claims,) = claims_of((standard,))

    assert bool(claims.intent) == ("profile" in STANDARDS[standard].requires)


@pytest.mark.parametrize("standard", Standard)
def test_a_claim_is_attributes_of_xml(standard: Standard) -> None:
    """Each of a name that its own text declares, or the packet does."""
    (claims,) = claims_of((standard,))
    known = 'xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"'

    element = ElementTree.fromstring(f"<claim {known}{claims.xmp.format(id='1', date='2')}/>")

    assert element.attrib
    assert all(f"{{{each.uri}}}{each.name}" in element.attrib for each in claims.described)


def test_the_oldest_version_that_is_asked_for_is_the_newest_that_is_allowed() -> None:
    """A file that keeps to two standards keeps to the narrower one."""
    assert newest_version(()) == newest_version((Standard.UA1, Standard.A2A)) == "1.7"
    assert newest_version((Standard.UA1, Standard.X4)) == "1.6"
    assert newest_version((Standard.UA2,)) == "2.0"


@pytest.mark.parametrize(
    ("standards", "described"),
    [({Standard.UA1}, False), ({Standard.A2A}, False), ({Standard.A2A, Standard.UA1}, True), (set(Standard), True)],
)
def test_an_archive_describes_the_properties_of_others(standards: set[Standard], described: bool) -> None:
    """ISO 19005-2, 6.6.2.3.3: and whoever is no archive describes nothing."""
    said = Metadata("title", "author", "subject", "en", MADE_AT, frozenset(standards), "email")

    packet = xmp_packet(said).decode()

    assert ("pdfaExtension:schemas" in packet) == described
    assert ('pdfaSchema:prefix="pdfuaid"' in packet) == described
    assert ('pdfaSchema:prefix="pdfxid"' in packet) == (described and Standard.X4 in standards)
