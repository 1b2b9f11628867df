"""What still stands in a leaflet or its brand from a sample, and would reach nobody where a patient reads it.

Nobody owns a name under `.example` (RFC 2606, 2), and no telephone rings behind the numbers that Ofcom keeps for drama.
"""

import re
from collections.abc import Iterator
from typing import Final

from brochure.base.blocks import blocks_of
from brochure.base.brand import Brand
from brochure.base.findings import Finding
from brochure.base.leaflet import Leaflet

SAMPLE_NAME: Final = "Your Clinic"  # what the sample brand is called until somebody gives it a name
_NOWHERE = re.compile(r"[\w.@/:-]+\.example\b|(?:\(?\b0|\+44[ ()0]*)1632\)?[ -]?960[ -]?\d{3}\b", re.I)
_UNNAMED = re.compile(rf"{_NOWHERE.pattern}|\b{SAMPLE_NAME}\b|\bYour Town\b", re.I)


def sample_findings(leaflet: Leaflet, brand: Brand) -> Iterator[Finding]:
    """Each text with words of a sample, where it stands; what a copy for nobody shows is left alone.

    A leaflet may well speak of your town: only its author and the brand are held against the sample's name and place.
    """
    own = [said for _, said in blocks_of(leaflet)]
    named = [leaflet.author, *(said for _, said in blocks_of(brand))]
    for texts, look in ((own, _NOWHERE), (named, _UNNAMED)):
        for said in texts:
            if found := look.search(said.text):
                message = f"'{found[0]}' is of a sample, not of a clinic"
                yield Finding("sample-data", message, said.origin, "write your own in its place")
