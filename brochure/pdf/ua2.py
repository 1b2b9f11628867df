"""PDF/UA-2, for everybody who listens, and the profile of Well-Tagged PDF that is its twin. Source: ISO 14289-2."""

from typing import Final

from brochure.pdf.claims import Claims

CLAIMS: Final = Claims(
    newest="2.0",
    xmp=' xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="2" pdfuaid:rev="2024"',  # clause 5
    # WTPDF 1.0, 6.1.3: a declaration, as PDF Declarations 1.0 writes one.
    declares='<pdfd:declarations xmlns:pdfd="http://pdfa.org/declarations/"><rdf:Bag><rdf:li rdf:parseType="Resource">'
    "<pdfd:conformsTo>http://pdfa.org/declarations/wtpdf#accessibility1.0</pdfd:conformsTo></rdf:li></rdf:Bag>"
    "</pdfd:declarations>",
    namespace="http://iso.org/pdf2/ssn",  # 8.2.5.2
)
