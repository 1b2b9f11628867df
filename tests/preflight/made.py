"""PDFs for tests of preflight: a sound one for the press, a sound one for readers, and ways to spoil them."""

import io
from collections.abc import Callable
from functools import lru_cache

import pikepdf
from fontTools import subset
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from tests.conftest import ROOT

Change = Callable[[Pdf], object]
SLUG, BLEED = 28.35, 8.5039
WIDTH, HEIGHT = 283.465, 170.079  # 100 x 60 mm
LEFT = BOTTOM = SLUG + BLEED  # of the trim
TRIM = (LEFT, BOTTOM, LEFT + WIDTH, BOTTOM + HEIGHT)
BLEED_BOX = (LEFT - BLEED, BOTTOM - BLEED, LEFT + WIDTH + BLEED, BOTTOM + HEIGHT + BLEED)
MEDIA = (0, 0, WIDTH + 2 * LEFT, HEIGHT + 2 * BOTTOM)
_A4 = (0, 0, 595.28, 841.89)

# A ground to the bleed, crop marks, words in black that overprint, and a rule in one ink.
GROUND = b"q 0.1 0 0.2 0 k %.3f %.3f %.3f %.3f re f Q" % (
    BLEED_BOX[0], BLEED_BOX[1], BLEED_BOX[2] - BLEED_BOX[0], BLEED_BOX[3] - BLEED_BOX[1],
)  # fmt: skip
MARKS = b"q /All CS 1 SCN 0.25 w %.3f 5 m %.3f 22 l S 5 %.3f m 22 %.3f l S Q" % (TRIM[0], TRIM[0], TRIM[1], TRIM[1])
WORDS = b"q 0 0 0 1 k /Over gs BT /F1 12 Tf 60 100 Td (Pain Management) Tj ET Q"
SOUND = b"\n".join((GROUND, MARKS, WORDS))


@lru_cache(maxsize=1)
def face() -> bytes:
    """A small font with the characters of ASCII."""
    font = TTFont(ROOT / "fonts/latin/SourceSans3-Regular.ttf", lazy=True)
    choice = subset.Subsetter(subset.Options(layout_features=[], notdef_outline=True, hinting=False))
    choice.populate(unicodes=range(32, 127))
    choice.subset(font)
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


@lru_cache(maxsize=1)
def _widths() -> list[int]:
    font = TTFont(io.BytesIO(face()))
    names, scale = font.getBestCmap(), 1000 / font["head"].unitsPerEm
    return [round(font["hmtx"][names[code]][0] * scale) for code in range(32, 127)]


@lru_cache(maxsize=1)
def press_profile() -> bytes:
    """FOGRA39, coated."""
    return (ROOT / "brochure/content/profiles/FOGRA39L_coated.icc").read_bytes()


def font_of(pdf: Pdf, *, embedded: bool = True, name: str = "ABCDEF+SourceSans3") -> pikepdf.Object:
    """A font resource for WinAnsi text."""
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=Name("/" + name), Flags=32, Ascent=750, Descent=-250, CapHeight=660,
        ItalicAngle=0, StemV=80, FontBBox=Array([-100, -250, 1000, 900]),
    )  # fmt: skip
    if embedded:
        descriptor.FontFile2 = pdf.make_stream(face())
    codes = "\n".join(f"<{code:02x}> <{code:04x}>" for code in range(32, 127))
    cmap = f"1 begincodespacerange <00> <ff> endcodespacerange 95 beginbfchar {codes} endbfchar"
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name("/" + name), FirstChar=32, LastChar=126,
            Widths=Array(_widths()), Encoding=Name.WinAnsiEncoding, FontDescriptor=pdf.make_indirect(descriptor),
            ToUnicode=pdf.make_stream(cmap.encode()),
        )
    )  # fmt: skip


def separation(pdf: Pdf, name: str, *full: float) -> Array:
    """A spot ink with its process colours at full strength."""
    tint = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0, 0, 0, 0]), C1=Array(list(full)), N=1)
    return Array([Name.Separation, Name("/" + name), Name.DeviceCMYK, pdf.make_indirect(tint)])


def picture(pdf: Pdf, width: int, height: int, *, space: str = "DeviceCMYK", bits: int = 8, value: int = 40) -> Stream:
    """A picture of one tone."""
    channels = {"DeviceCMYK": 4, "DeviceRGB": 3, "DeviceGray": 1}[space]
    data = bytes([value]) * (-(-width * channels * bits // 8) * height)
    made = pdf.make_stream(data)
    made.stream_dict = Dictionary(
        Type=Name.XObject, Subtype=Name.Image, Width=width, Height=height, ColorSpace=Name("/" + space),
        BitsPerComponent=bits,
    )  # fmt: skip
    return made


def _saved(pdf: Pdf, *, version: str) -> bytes:
    out = io.BytesIO()
    pdf.save(out, force_version=version, static_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()


_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/" pdfxid:GTS_PDFXVersion="PDF/X-4" pdf:Trapped="False"
 xmp:CreateDate="2026-11-01T00:00:00Z" xmp:ModifyDate="2026-11-01T00:00:00Z" xmp:MetadataDate="2026-11-01T00:00:00Z"
 xmpMM:DocumentID="uuid:1"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">Pain</rdf:li></rdf:Alt></dc:title>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>"""


def _describe(pdf: Pdf) -> None:
    pdf.trailer.Info = pdf.make_indirect(
        Dictionary({"/Title": "Pain", "/CreationDate": "D:20261101000000Z", "/ModDate": "D:20261101000000Z",
                    "/Trapped": Name("/False")})
    )  # fmt: skip
    metadata = pdf.make_stream(_XMP.encode())
    metadata.stream_dict = Dictionary(Type=Name.Metadata, Subtype=Name.XML)
    pdf.Root.Metadata = metadata


def resources_of(pdf: Pdf) -> Dictionary:
    """What content streams of the tests may name."""
    over = Dictionary(Type=Name.ExtGState, op=True, OP=True, OPM=1)
    return Dictionary(
        Font=Dictionary(F1=font_of(pdf)),
        ExtGState=Dictionary(
            Over=over,
            Mode0=Dictionary(Type=Name.ExtGState, op=True, OP=True, OPM=0),
            Off=Dictionary(Type=Name.ExtGState, op=False, OP=False, OPM=0),
            Half=Dictionary(Type=Name.ExtGState, ca=0.5, CA=0.5),
            Curve=Dictionary(Type=Name.ExtGState, TR=Dictionary(FunctionType=2, Domain=Array([0, 1]), N=2)),
        ),
        ColorSpace=Dictionary(
            All=separation(pdf, "All", 1, 1, 1, 1),
            Spot=separation(pdf, "PANTONE 300 C", 1, 0.44, 0, 0),
        ),
        XObject=Dictionary(),
        Properties=Dictionary(),
    )


def press(
    extra: bytes = b"", change: Change | None = None, *, content: bytes = SOUND, pages: int = 2, version: str = "1.6"
) -> bytes:
    """A sound PDF/X-4 of two pages with bleed and marks; `extra` is painted last, on page 1."""
    pdf = pikepdf.new()
    for number in range(pages):
        page = pdf.add_blank_page(page_size=(MEDIA[2], MEDIA[3]))
        page.obj.TrimBox, page.obj.BleedBox = Array(list(TRIM)), Array(list(BLEED_BOX))
        page.obj.Resources = resources_of(pdf)
        page.obj.Contents = pdf.make_stream(content + (b"\n" + extra if number == 0 else b""))
    profile = pdf.make_stream(press_profile())
    profile.stream_dict = Dictionary(N=4)
    pdf.Root.OutputIntents = Array(
        [
            Dictionary(
                Type=Name.OutputIntent, S=Name.GTS_PDFX, OutputConditionIdentifier=String("FOGRA39"),
                RegistryName=String("http://www.color.org"), DestOutputProfile=profile,
            )
        ]
    )  # fmt: skip
    _describe(pdf)
    if change is not None:
        change(pdf)
    return _saved(pdf, version=version)


TAGGED = b"/P <</MCID 0>> BDC 0.1 g BT /F1 18 Tf 100 700 Td (Take your medicine) Tj ET EMC"


def reader(extra: bytes = b"", change: Change | None = None, *, content: bytes = TAGGED, pages: int = 1) -> bytes:
    """A sound tagged A4 file; `extra` is painted last, on page 1."""
    pdf = pikepdf.new()
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root))
    kids = Array()
    for number in range(pages):
        page = pdf.add_blank_page(page_size=_A4[2:])
        page.obj.Resources = resources_of(pdf)
        page.obj.Contents = pdf.make_stream(content + (b"\n" + extra if number == 0 else b""))
        page.obj.StructParents, page.obj.Tabs = number, Name.S
        kids.append(pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.P, P=document, Pg=page.obj, K=0)))
    document.K, root.K = kids, Array([document])
    pdf.Root.StructTreeRoot, pdf.Root.MarkInfo = root, Dictionary(Marked=True)
    pdf.Root.Lang = String("en")
    pdf.Root.ViewerPreferences = Dictionary(
        DisplayDocTitle=True, PrintScaling=Name("/None"), Duplex=Name.DuplexFlipShortEdge
    )
    _describe(pdf)
    if change is not None:
        change(pdf)
    return _saved(pdf, version="1.7")


def link(pdf: Pdf, address: str, *, side: float = 20.0, words: str = "where it leads") -> None:
    """A link on page 1."""
    entries = {"/Type": Name.Annot, "/Subtype": Name.Link, "/Rect": Array([100, 100, 100 + 3 * side, 100 + side]),
               "/A": Dictionary(S=Name.URI, URI=String(address)), "/F": 4}  # fmt: skip
    if words:
        entries["/Contents"] = String(words)
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(Dictionary(entries))])


def qr(module: float, x: float, y: float, *, text: str = "https://clinic.example") -> bytes:
    """A QR code as filled squares, its lower left corner at a place."""
    from qrcodegen import QrCode

    code = QrCode.encode_text(text, QrCode.Ecc.MEDIUM)
    size = code.get_size()
    squares = [
        b"%.3f %.3f %.3f %.3f re" % (x + column * module, y + (size - 1 - row) * module, module, module)
        for row in range(size)
        for column in range(size)
        if code.get_module(column, row)
    ]
    return b"q 0 0 0 1 k " + b" ".join(squares) + b" f Q"
