"""PDF/A-2, level A, for the archive. Source: ISO 19005-2.

What an edition of it must have and must not have stands in `base/edition.py`: tags and a profile; no lock.
"""

from typing import Final

from brochure.pdf.claims import Described
from brochure.pdf.objects import Entries

LAST_VERSION: Final = "1.7"
CLAIM: Final = ' xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" pdfaid:part="2" pdfaid:conformance="A"'  # 6.6.4
DESCRIBED: Final[tuple[Described, ...]] = ()  # it knows its own
# 6.6.2.3.3: it knows only the properties of 2005 and wants the others described in the file itself.
DESCRIBES: Final = True
INTENT: Final = "GTS_PDFA1"  # 6.2.3
INFORMATION: Final[Entries] = {}
