"""PDF/X-4, for the press. Source: ISO 15930-7."""

from typing import Final

from brochure.pdf.claims import Claims, Described
from brochure.pdf.objects import PdfName

CLAIMS: Final = Claims(
    newest="1.6",  # 6.1
    xmp=' xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/" pdfxid:GTS_PDFXVersion="PDF/X-4" pdf:Trapped="False"'
    ' xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmpMM:DocumentID="uuid:{id}" xmpMM:VersionID="1"'
    ' xmpMM:RenditionClass="default" xmp:MetadataDate="{date}"',  # 6.2 and 6.10
    intent="GTS_PDFX",  # 6.3
    described=(
        Described("PDF/X", "pdfxid", "http://www.npes.org/pdfx/ns/id/", "GTS_PDFXVersion", "Text", "Version of PDF/X"),
        Described("PDF", "pdf", "http://ns.adobe.com/pdf/1.3/", "Trapped", "Text", "Whether the file is trapped"),
    ),
    information={"Trapped": PdfName("False")},  # 6.10
)
