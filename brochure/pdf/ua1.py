"""PDF/UA-1, for everybody who listens. Source: ISO 14289-1.

What an edition of it must have stands in `base/edition.py`: tags.
"""

from typing import Final

from brochure.pdf.claims import Described
from brochure.pdf.objects import Entries

LAST_VERSION: Final = "1.7"
CLAIM: Final = ' xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"'  # clause 5
DESCRIBED: Final = (
    Described("PDF/UA", "pdfuaid", "http://www.aiim.org/pdfua/ns/id/", "part", "Integer", "Part of ISO 14289"),
)
DESCRIBES: Final = False
INTENT: Final = ""
INFORMATION: Final[Entries] = {}
