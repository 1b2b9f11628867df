"""Short texts in place of the long: what they leave out of what limits them."""

from brochure.base.claims import ClaimBook
from brochure.base.findings import BadInput, Finding
from brochure.base.made import Laid
from brochure.base.order import Order
from brochure.content.read import Read
from brochure.content.shelf import Shelf


def cut_caveats(order: Order, done: Read, laid: Laid, shelf: Shelf) -> tuple[Finding, ...]:
    """What short texts leave out of what limits the long; asked where they stand in their place.

    Raises:
        BadInput: a caveat is cut for sure, or a list of words is at fault.
    """
    if order.release or not laid.shortened:
        return ()  # what goes to patients is told all that stands against it
    from brochure.content.claims_file import read_words  # noqa: PLC0415 - few builds print short texts
    from brochure.record.caveats import short_findings  # noqa: PLC0415

    leaflet = done.manuscript.leaflet
    found = tuple(short_findings(leaflet, ClaimBook(words=read_words(leaflet.language.text, shelf))))
    if any(finding.blocks for finding in found):
        raise BadInput(*found)
    return found
