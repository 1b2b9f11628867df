"""PDF/X-4, for the press. Source: ISO 15930-7.

What an edition of it must have and must not have stands in `base/edition.py`: a profile and inks; no links, no lock.
"""

from typing import Final

from brochure.pdf.claims import Described
from brochure.pdf.objects import Entries, Name

LAST_VERSION: Final = "1.6"  # 6.1: it stops there
# 6.2 and 6.10
CLAIM: Final = (
    ' xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/" pdfxid:GTS_PDFXVersion="PDF/X-4" pdf:Trapped="False"'
    ' xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmpMM:DocumentID="uuid:{id}" xmpMM:VersionID="1"'
    ' xmpMM:RenditionClass="default" xmp:MetadataDate="{date}"'
)
DESCRIBED: Final = (
    Described("PDF/X", "pdfxid", "http://www.npes.org/pdfx/ns/id/", "GTS_PDFXVersion", "Text", "Version of PDF/X"),
    Described("PDF", "pdf", "http://ns.adobe.com/pdf/1.3/", "Trapped", "Text", "Whether the file is trapped"),
)
DESCRIBES: Final = False
INTENT: Final = "GTS_PDFX"  # 6.3
INFORMATION: Final[Entries] = {"Trapped": Name("False")}  # 6.10
