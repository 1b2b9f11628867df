"""Who, what and when: the XMP packet and the information dictionary say the same."""

from datetime import datetime
from html import escape
from typing import NamedTuple

from brochure.base.manuscript import Manuscript

PRODUCER = "Brochure"


class Metadata(NamedTuple):
    """What a file says about itself."""

    title: str
    author: str
    subject: str
    language: str
    made_at: datetime

    @property
    def pdf_date(self) -> str:
        """As PDF writes a time, in UTC."""
        return self.made_at.strftime("D:%Y%m%d%H%M%SZ")

    @property
    def xmp_date(self) -> str:
        """As XMP writes a time, in UTC."""
        return self.made_at.strftime("%Y-%m-%dT%H:%M:%SZ")


def metadata(manuscript: Manuscript, made_at: datetime) -> Metadata:
    """The metadata of a leaflet."""
    leaflet = manuscript.leaflet
    subject = f"{leaflet.code} {leaflet.version}, {manuscript.brand.name}"
    return Metadata(leaflet.title.text, leaflet.author.text, subject, manuscript.language.tag, made_at)


def xmp_packet(said: Metadata) -> bytes:
    """The XMP packet, UTF-8. Source: ISO 16684-1; PDF/UA identification: ISO 14289-1, clause 5."""
    return _PACKET.format(
        title=escape(said.title, quote=False),
        author=escape(said.author, quote=False),
        subject=escape(said.subject, quote=False),
        language=escape(said.language, quote=False),
        date=said.xmp_date,
        producer=PRODUCER,
    ).encode()


_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"\
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>
<xmp:MetadataDate>{date}</xmp:MetadataDate><xmp:CreatorTool>{producer}</xmp:CreatorTool>
<pdf:Producer>{producer}</pdf:Producer><pdfuaid:part>1</pdfuaid:part>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
