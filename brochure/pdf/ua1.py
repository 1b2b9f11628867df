"""PDF/UA-1, for everybody who listens. Source: ISO 14289-1."""

from typing import Final

from brochure.pdf.claims import Claims, Described

CLAIMS: Final = Claims(
    newest="1.7",
    xmp=' xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"',  # clause 5
    described=(
        Described("PDF/UA", "pdfuaid", "http://www.aiim.org/pdfua/ns/id/", "part", "Integer", "Part of ISO 14289"),
    ),
)
