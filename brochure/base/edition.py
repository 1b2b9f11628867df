"""The editions: one row each. A row says what the paper or the reader asks for."""

from typing import NamedTuple

from brochure.base.units import Pt


class Edition(NamedTuple):
    """One way in which a leaflet leaves the house."""

    name: str
    about: str
    margin: Pt  # outer strip free of ink
    smallest_text: Pt  # nothing is set smaller
    smallest_body: Pt  # running text and the safety note
    duplex: str  # viewer preference for the printer, empty for none


OFFICE = Edition(
    name="office",
    about="for the office printer: both sides, flip on the short edge, no scaling",
    margin=18.0,  # 6.35 mm: the strip that common office printers cannot reach
    smallest_text=9.0,  # EC readability guideline (2009) as the floor of the imprint
    smallest_body=12.0,  # UKAAF G003, clear print
    duplex="DuplexFlipShortEdge",
)

EDITIONS: dict[str, Edition] = {row.name: row for row in (OFFICE,)}
