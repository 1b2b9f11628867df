"""PDF/A-2, level A, for the archive. Source: ISO 19005-2."""

from typing import Final

from brochure.pdf.claims import Claims

CLAIMS: Final = Claims(
    newest="1.7",
    xmp=' xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" pdfaid:part="2" pdfaid:conformance="A"',  # 6.6.4
    intent="GTS_PDFA1",  # 6.2.3
    # It knows the properties of 2005 and wants the others described in the file itself. 6.6.2.3.3.
    describes=True,
)
