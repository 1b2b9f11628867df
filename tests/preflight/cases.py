# ruff: noqa: E501 - a table: one case on one line, where it can be
"""For each check a page that passes and one that fails; the two are as near to each other as the rule allows."""

import io
import random
from collections.abc import Callable
from typing import Any, NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String
from PIL import Image

from tests.preflight import made
from tests.preflight.made import BLEED_BOX, BOTTOM, LEFT, SOUND, TAGGED, TRIM, WIDTH, press, qr, reader


class Case(NamedTuple):
    """Two files for one check."""

    code: str
    profile: str
    good: bytes
    bad: bytes
    options: dict[str, Any] = {}  # noqa: RUF012 - never changed
    also: frozenset[str] = frozenset()  # other codes that the bad page cannot help


CASES: list[Callable[[], Case]] = []


def case(
    code: str,
    good: Callable[[], bytes],
    bad: Callable[[], bytes],
    profile: str = "press",
    also: str = "",
    **options: Any,
) -> None:
    """Enter a row; the files are made when they are asked for."""

    def make() -> Case:
        return Case(code, profile, good(), bad(), options, frozenset(also.split()))

    make.__name__ = code
    CASES.append(make)


def on_page(change: Callable[[Any, Pdf], object], number: int = 0) -> Callable[[Pdf], None]:
    """A change of one page."""

    def apply(pdf: Pdf) -> None:
        change(pdf.pages[number].obj, pdf)

    return apply


def on_root(change: Callable[[Any, Pdf], object]) -> Callable[[Pdf], None]:
    """A change of the catalogue."""

    def apply(pdf: Pdf) -> None:
        change(pdf.Root, pdf)

    return apply


def put(**entries: Any) -> Callable[[Any, Pdf], None]:
    """Set keys; None takes a key out."""

    def apply(thing: Any, _pdf: Pdf) -> None:
        for key, value in entries.items():
            if value is None:
                del thing["/" + key]
            else:
                thing["/" + key] = value

    return apply


def xmp(old: str, new: str) -> Callable[[Pdf], None]:
    """A change of the XMP packet."""

    def apply(pdf: Pdf) -> None:
        data = pdf.Root.Metadata.read_bytes().decode()
        assert old in data
        pdf.Root.Metadata.write(data.replace(old, new).encode())

    return apply


def every_page(**entries: Any) -> Callable[[Pdf], None]:
    """The same keys on every page."""

    def apply(pdf: Pdf) -> None:
        for page in pdf.pages:
            put(**entries)(page.obj, pdf)

    return apply


def with_resource(kind: str, name: str, make: Callable[[Pdf], Any]) -> Callable[[Pdf], None]:
    """One more named resource on page 1."""

    def apply(pdf: Pdf) -> None:
        pdf.pages[0].obj.Resources["/" + kind]["/" + name] = make(pdf)

    return apply


def both(*changes: Callable[[Pdf], object]) -> Callable[[Pdf], None]:
    """Several changes, one after the other."""

    def apply(pdf: Pdf) -> None:
        for change in changes:
            change(pdf)

    return apply


def words(text: bytes, size: float, x: float, y: float, before: bytes = b"0 0 0 1 k /Over gs") -> bytes:
    """A line of text."""
    return b"q %b BT /F1 %.2f Tf %.2f %.2f Td (%b) Tj ET Q" % (before, size, x, y, text)


def placed(name: bytes, x: float, y: float, width: float, height: float) -> bytes:
    """A picture at its place."""
    return b"q %.2f 0 0 %.2f %.2f %.2f cm /%b Do Q" % (width, height, x, y, name)


def rectangle(x: float, y: float, width: float, height: float, colour: bytes = b"0.3 0 0 0 k") -> bytes:
    """A filled bar."""
    return b"q %b %.3f %.3f %.3f %.3f re f Q" % (colour, x, y, width, height)


def said(font: bytes) -> Callable[[Pdf], None]:
    """The words of the tagged page in another size."""

    def apply(pdf: Pdf) -> None:
        page = pdf.pages[0].obj
        page.Contents = pdf.make_stream(TAGGED.replace(b"/F1 18 Tf", font))

    return apply


def image(
    side: int, *, space: str = "DeviceCMYK", bits: int = 8, value: int = 40, **more: Any
) -> Callable[[Pdf], None]:
    """A picture called Im."""

    def make(pdf: Pdf) -> Any:
        picture = made.picture(pdf, side, side, space=space, bits=bits, value=value)
        put(**more)(picture, pdf)
        return picture

    return with_resource("XObject", "Im", make)


def fax(pdf: Pdf) -> Any:
    """A picture packed as a fax packs it."""
    picture = pdf.make_stream(b"\x00\x10\x01")
    picture.stream_dict = Dictionary(
        Type=Name.XObject, Subtype=Name.Image, Width=800, Height=800, ColorSpace=Name.DeviceGray, BitsPerComponent=1,
        Filter=Name.CCITTFaxDecode,
    )  # fmt: skip
    return picture


def composite(codes: bytes) -> bytes:
    """A text by glyph numbers."""
    return b"q 0 0 0 1 k /Over gs BT /F2 12 Tf %.1f %.1f Td %b Tj ET Q" % (*INSIDE, codes)


def composite_font(pdf: Pdf) -> None:
    """A font whose codes are glyph numbers."""
    simple = made.font_of(pdf)
    inner = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=simple.BaseFont, CIDToGIDMap=Name.Identity, DW=500,
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        FontDescriptor=simple.FontDescriptor,
    )  # fmt: skip
    cmap = b"1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfchar <0001> <0041> endbfchar"
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type0, BaseFont=simple.BaseFont, Encoding=Name("/Identity-H"),
        DescendantFonts=Array([pdf.make_indirect(inner)]), ToUnicode=pdf.make_stream(cmap),
    )  # fmt: skip
    pdf.pages[0].obj.Resources.Font.F2 = pdf.make_indirect(font)


def whole_picture(pdf: Pdf) -> None:
    """A picture to the bleed in place of everything else."""
    page = pdf.pages[0].obj
    page.Resources.XObject.Im = made.picture(pdf, 840, 540, value=20)
    width, height = BLEED_BOX[2] - BLEED_BOX[0], BLEED_BOX[3] - BLEED_BOX[1]
    kept = page.Contents.read_bytes()[len(SOUND) :]
    page.Contents = pdf.make_stream(placed(b"Im", BLEED_BOX[0], BLEED_BOX[1], width, height) + kept)


def icc_light(pdf: Pdf) -> Any:
    """RGB with a profile."""
    profile = pdf.make_stream(b"profile")
    profile.stream_dict = Dictionary(N=3)
    return Array([Name.ICCBased, profile])


def inks(*names: str, change_last: bool = False) -> tuple[bytes, Callable[[Pdf], None]]:
    """A small bar in each of these spot inks."""
    bars = b"".join(rectangle(LEFT + 20 + 12 * n, BOTTOM + 60, 9, 9, b"/S%d cs 0.5 scn" % n) for n in range(len(names)))

    def apply(pdf: Pdf) -> None:
        for n, name in enumerate(names):
            full = (0.2, 0, 0, 0) if change_last and n == len(names) - 1 else (1, 0.4, 0, 0)
            pdf.pages[0].obj.Resources.ColorSpace[f"/S{n}"] = made.separation(pdf, name, *full)

    return bars, apply


def type_3(pdf: Pdf) -> Any:
    """A font that is drawn."""
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 1000, 1000]), FirstChar=32, LastChar=126,
            FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]), Widths=Array([500] * 95), Resources=Dictionary(),
            Encoding=Dictionary(Type=Name.Encoding, Differences=Array([97, Name.a])),
            CharProcs=Dictionary(a=pdf.make_stream(b"500 0 0 0 500 500 d1 0 0 400 400 re f")),
        )
    )  # fmt: skip


def mute_font(pdf: Pdf) -> Any:
    """A symbolic font without a map to characters."""
    font = made.font_of(pdf)
    del font.ToUnicode
    del font.Encoding
    font.FontDescriptor.Flags = 4
    return font


def annotation(x: float, y: float) -> Callable[[Pdf], None]:
    """A note at a place."""
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([x, y, x + 10, y + 10]), Contents=String("a note"))
    return on_page(lambda page, pdf: put(Annots=Array([pdf.make_indirect(note)]))(page, pdf))


def locked(data: bytes, *, user: str = "") -> bytes:
    """The file encrypted with the oldest cipher, which every reader knows."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="owner", user=user, R=3, aes=False, metadata=False))
    return out.getvalue()


def attach(pdf: Pdf) -> None:
    """A file in the file."""
    pdf.attachments["notes.txt"] = b"notes"


def form_calls(count: int) -> bytes:
    """The outermost of nested forms, drawn."""
    return b" /Fm0 Do" * count


def nested_forms(depth: int) -> Callable[[Pdf], None]:
    """Forms in each other."""

    def apply(pdf: Pdf) -> None:
        inner = None
        for _ in range(depth):
            form = pdf.make_stream(b"/Fm0 Do" if inner is not None else b"")
            form.stream_dict = Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 400, 400]))
            form.Resources = Dictionary(XObject=Dictionary(Fm0=inner) if inner is not None else Dictionary())
            inner = form
        pdf.pages[0].obj.Resources.XObject.Fm0 = inner

    return apply


def info(key: str, text: str) -> Callable[[Pdf], None]:
    """An entry of the information dictionary."""
    return lambda pdf: put(**{key: String(text)})(pdf.trailer.Info, pdf)


def ballast(pdf: Pdf) -> Any:
    """Two megabytes that do not pack."""
    return pdf.make_stream(random.Random(1).randbytes(2_100_000))


def review(day: str) -> Callable[[Pdf], None]:
    """The day of review in the private key."""
    return on_root(put(PieceInfo=Dictionary(Brochure=Dictionary(Private=Dictionary(ReviewBy=String(day))))))


def second_intent(root: Any, pdf: Pdf) -> None:
    """An intent of PDF/A with a profile of its own."""
    profile = pdf.make_stream(made.press_profile() + b" ")
    profile.stream_dict = Dictionary(N=4)
    root.OutputIntents.append(Dictionary(Type=Name.OutputIntent, S=Name.GTS_PDFA1, DestOutputProfile=profile))


def tagged(kind: str, **entries: Any) -> Callable[[Pdf], None]:
    """The first element of the tree as another kind."""

    def apply(pdf: Pdf) -> None:
        element = pdf.Root.StructTreeRoot.K[0].K[0]
        put(S=Name("/" + kind), **entries)(element, pdf)

    return apply


def artifact(content: bytes) -> bytes:
    """Content that is decoration."""
    return b"/Artifact BMC " + content + b" EMC"


def decoded(png: bytes) -> tuple[str, ...]:
    """A stand-in for a decoder: it reads nothing where the middle of the code is all dark. zbar is asked by a judge."""
    pixels = Image.open(io.BytesIO(png)).convert("L")
    width, height = pixels.size
    middle = pixels.crop((width * 2 // 5, height * 2 // 5, width * 3 // 5, height * 3 // 5))
    return () if sum(middle.histogram()[:64]) > 0.95 * middle.width * middle.height else ("text",)


INSIDE = (LEFT + 20, BOTTOM + 20)

# Boxes
case(
    "no-trim-box",
    press,
    lambda: press(change=on_page(put(TrimBox=None))),
    also="bleed-short pages-differ-in-size stops-short-of-bleed registration-inside mark-not-in-registration mark-in-bleed",
)
case("trim-and-art-box", press, lambda: press(change=on_page(put(ArtBox=Array(list(TRIM))))))
case(
    "boxes-not-nested",
    press,
    lambda: press(change=on_page(put(BleedBox=Array([TRIM[0] + 1, *BLEED_BOX[1:]])))),
    also="bleed-short",
)
case("bleed-short", press, lambda: press(change=on_page(put(BleedBox=Array([BLEED_BOX[0] + 1, *BLEED_BOX[1:]])))))
case(
    "stops-short-of-bleed",
    lambda: press(rectangle(LEFT - 8.5, BOTTOM + 20, 40, 40)),
    lambda: press(rectangle(LEFT, BOTTOM + 20, 40, 40)),
)
case(
    "crop-box-cuts",
    lambda: press(change=every_page(CropBox=Array(list(BLEED_BOX)))),
    lambda: press(change=every_page(CropBox=Array(list(TRIM)))),
)
case(
    "pages-differ-in-size",
    press,
    lambda: press(change=on_page(put(TrimBox=Array([TRIM[0], TRIM[1] + 2, TRIM[2], TRIM[3]])), 1)),
)
case(
    "pages-turned-differently",
    lambda: press(change=every_page(Rotate=90)),
    lambda: press(change=on_page(put(Rotate=90))),
)
case("scaled-page", lambda: press(change=every_page(UserUnit=1)), lambda: press(change=every_page(UserUnit=2)))
case(
    "empty-page",
    press,
    lambda: press(
        change=on_page(lambda page, pdf: put(Contents=pdf.make_stream(b"1 g 0 0 400 300 re f"))(page, pdf), 1)
    ),
)
case("side-missing", lambda: press(pages=4), lambda: press(pages=3))
case("unknown-paper", reader, lambda: reader(change=on_page(put(MediaBox=Array([0, 0, 590, 841.89])))), "office")

# Zones
case(
    "text-near-trim",
    lambda: press(words(b"edge", 10, LEFT + 9, BOTTOM + 40)),
    lambda: press(words(b"edge", 10, LEFT + 8.2, BOTTOM + 40)),
)
case(
    "text-cut-off",
    lambda: reader(words(b"abc", 12, 560, 400)),
    lambda: reader(words(b"abcdefghijkl", 12, 560, 400)),
    "any",
)
case(
    "text-near-fold",
    lambda: press(words(b"fold", 10, LEFT + WIDTH / 2 + 9, BOTTOM + 90)),
    lambda: press(words(b"fold", 10, LEFT + WIDTH / 2 + 8.2, BOTTOM + 90)),
    folds=(WIDTH / 2,),
)
case(
    "heavy-ink-on-fold",
    lambda: press(rectangle(LEFT + WIDTH / 2 - 5, BOTTOM + 60, 12, 12, b"0.9 0.9 0 0.1 k")),
    lambda: press(rectangle(LEFT + WIDTH / 2 - 5, BOTTOM + 60, 12, 12, b"0.9 0.9 0.35 0 k")),
    folds=(WIDTH / 2,),
)
case(
    "fold-outside",
    press,
    lambda: press(
        change=every_page(PieceInfo=Dictionary(Brochure=Dictionary(Private=Dictionary(Folds=Array([WIDTH + 10])))))
    ),
)
case(
    "ink-in-printer-margin",
    lambda: reader(b"/Artifact BMC 0.5 g 18 18 20 20 re f EMC"),
    lambda: reader(b"/Artifact BMC 0.5 g 17 18 20 20 re f EMC"),
    "office",
)
case("registration-inside", press, lambda: press(b"q /All cs 0.2 scn %.1f %.1f 10 10 re f Q" % INSIDE))
case(
    "mark-in-bleed",
    lambda: press(b"q /All CS 1 SCN 0.25 w %.2f 5 m %.2f 27 l S Q" % (TRIM[2], TRIM[2])),
    lambda: press(b"q /All CS 1 SCN 0.25 w %.2f 10 m %.2f 34 l S Q" % (TRIM[2], TRIM[2])),
    also="registration-inside",
)
case(
    "mark-not-in-registration",
    lambda: press(b"q /All CS 1 SCN 0.25 w %.2f 5 m %.2f 22 l S Q" % (TRIM[2], TRIM[2])),
    lambda: press(b"q 0 0 0 1 K 0.25 w %.2f 5 m %.2f 22 l S Q" % (TRIM[2], TRIM[2])),
)

# Inks
case(
    "too-much-ink",
    lambda: press(rectangle(*INSIDE, 20, 20, b"0.9 0.8 0.7 0.9 k")),
    lambda: press(rectangle(*INSIDE, 20, 20, b"0.9 0.9 0.8 0.8 k")),
)
case(
    "ink-not-measured",
    lambda: press(placed(b"Im", *INSIDE, 8, 8), with_resource("XObject", "Im", lambda pdf: made.picture(pdf, 30, 30))),
    lambda: press(placed(b"Im", *INSIDE, 8, 8), with_resource("XObject", "Im", fax)),
)
case(
    "rich-black-text",
    lambda: press(words(b"large", 36, *INSIDE, b"0.4 0 0 1 k")),
    lambda: press(words(b"large", 35, *INSIDE, b"0.4 0 0 1 k")),
)
case(
    "four-colour-text",
    lambda: press(words(b"brand", 12, *INSIDE, b"0.7 0.2 0.4 0 k")),
    lambda: press(words(b"brand", 12, *INSIDE, b"0.7 0.2 0.4 0.2 k")),
)
case(
    "small-text-several-inks",
    lambda: press(words(b"small", 8, *INSIDE, b"0.9 0.6 0 0 k")),
    lambda: press(words(b"small", 7.5, *INSIDE, b"0.9 0.6 0 0 k")),
)
case(
    "black-text-knocks-out",
    lambda: press(words(b"black", 12, *INSIDE)),
    lambda: press(words(b"black", 12, *INSIDE, b"0 0 0 1 k")),
)
case(
    "black-line-knocks-out",
    lambda: press(b"q /Over gs 0 0 0 1 K 1 w %.1f %.1f m 200 60 l S Q" % INSIDE),
    lambda: press(b"q 0 0 0 1 K 1 w %.1f %.1f m 200 60 l S Q" % INSIDE),
)
case(
    "white-text-overprints",
    lambda: press(
        rectangle(*INSIDE, 90, 30, b"0 0 0 0.9 k") + words(b"white", 12, LEFT + 25, BOTTOM + 25, b"0 0 0 0 k")
    ),
    lambda: press(
        rectangle(*INSIDE, 90, 30, b"0 0 0 0.9 k") + words(b"white", 12, LEFT + 25, BOTTOM + 25, b"0 0 0 0 k /Over gs")
    ),
)
case(
    "white-path-overprints",
    lambda: press(rectangle(*INSIDE, 9, 9, b"0 0 0 0 k")),
    lambda: press(rectangle(*INSIDE, 9, 9, b"0 0 0 0 k /Over gs")),
)
case(
    "overprint-mode-zero",
    lambda: press(rectangle(*INSIDE, 9, 9, b"0 0 0 0.5 k /Over gs")),
    lambda: press(rectangle(*INSIDE, 9, 9, b"0 0 0 0.5 k /Mode0 gs")),
)
case(
    "grey-overprints",
    lambda: press(rectangle(*INSIDE, 9, 9, b"0.5 g")),
    lambda: press(rectangle(*INSIDE, 9, 9, b"0.5 g /Over gs")),
)

# Lines
case(
    "hairline",
    lambda: press(b"q /Over gs 0 0 0 1 K 0.25 w %.1f %.1f m 200 60 l S Q" % INSIDE),
    lambda: press(b"q /Over gs 0 0 0 1 K 0 w %.1f %.1f m 200 60 l S Q" % INSIDE),
)
case(
    "thin-line",
    lambda: press(b"q /Over gs 0 0 0 1 K 0.5 0 0 0.5 0 0 cm 0.5 w %.1f %.1f m 400 130 l S Q" % (LEFT * 3, BOTTOM * 3)),
    lambda: press(b"q /Over gs 0 0 0 1 K 0.5 0 0 0.5 0 0 cm 0.47 w %.1f %.1f m 400 130 l S Q" % (LEFT * 3, BOTTOM * 3)),
)
case(
    "thin-line-several-inks",
    lambda: press(
        b"q 0.4 0.4 0.09 0 K 0.9 w %.1f %.1f m 200 60 l S Q q 0.4 0.4 0.4 0 K 1 w 80 60 m 200 60 l S Q" % INSIDE
    ),
    lambda: press(b"q 0.4 0.4 0.1 0 K 0.9 w %.1f %.1f m 200 60 l S Q" % INSIDE),
)
case("thin-bar", lambda: press(rectangle(*INSIDE, 60, 0.25)), lambda: press(rectangle(*INSIDE, 60, 0.23)))
case(
    "thin-white-line",
    lambda: press(b"q 0 0 0 0 K 0.6 w %.1f %.1f m 200 60 l S Q" % INSIDE),
    lambda: press(b"q 0 0 0 0 K 0.53 w %.1f %.1f m 200 60 l S Q" % INSIDE),
)

# Texts
case("small-text", lambda: reader(change=said(b"/F1 9 Tf")), lambda: reader(change=said(b"/F1 8.9 Tf")), "office")
case(
    "small-white-text",
    lambda: press(
        rectangle(*INSIDE, 90, 30, b"0 0 0 0.9 k") + words(b"white", 8, LEFT + 25, BOTTOM + 25, b"0 0 0 0 k")
    ),
    lambda: press(
        rectangle(*INSIDE, 90, 30, b"0 0 0 0.9 k") + words(b"white", 7, LEFT + 25, BOTTOM + 25, b"0 0 0 0 k")
    ),
)
case(
    "faint-text",
    lambda: reader(content=TAGGED.replace(b"0.1 g", b"0.47 g").replace(b"18 Tf", b"16 Tf")),
    lambda: reader(content=TAGGED.replace(b"0.1 g", b"0.52 g").replace(b"18 Tf", b"16 Tf")),
    "office",
)
case(
    "hidden-text",
    lambda: reader(b"/P <</MCID 0>> BDC " + words(b"seen", 12, 100, 500) + b" EMC"),
    lambda: reader(b"/P <</MCID 0>> BDC " + words(b"hidden", 12, 100, 500, b"3 Tr") + b" EMC"),
    "office",
)
case(
    "false-bold",
    lambda: press(words(b"bold", 12, *INSIDE)),
    lambda: press(words(b"bold", 12, *INSIDE, b"0 0 0 1 k 0 0 0 1 K /Over gs 2 Tr 0.3 w")),
)
case(
    "page-without-text",
    reader,
    lambda: reader(content=b"/Figure <</MCID 0>> BDC 0.5 g 100 100 200 200 re f EMC"),
    "email",
    "no-title empty-tag",
)
case(
    "missing-glyph",
    lambda: press(composite(b"<0001>"), composite_font),
    lambda: press(composite(b"<0000>"), composite_font),
)

# Pictures
case(
    "low-resolution",
    lambda: press(placed(b"Im", *INSIDE, 72, 72), image(200)),
    lambda: press(placed(b"Im", *INSIDE, 72, 72), image(198)),
)
case(
    "poor-resolution",
    lambda: press(placed(b"Im", *INSIDE, 72, 72), image(150)),
    lambda: press(placed(b"Im", *INSIDE, 72, 72), image(148)),
)
case(
    "coarse-line-art",
    lambda: press(placed(b"Im", *INSIDE, 72, 72), image(552, space="DeviceGray", bits=1, value=255)),
    lambda: press(placed(b"Im", *INSIDE, 72, 72), image(544, space="DeviceGray", bits=1, value=255)),
)
case(
    "needless-resolution",
    lambda: press(placed(b"Im", *INSIDE, 120, 120), image(750)),
    lambda: press(placed(b"Im", *INSIDE, 110, 110), image(750)),
)
case(
    "single-picture-page",
    lambda: press(words(b"words", 12, *INSIDE), whole_picture),
    lambda: press(change=whole_picture),
    also="low-resolution",
)
case(
    "picture-with-alternates",
    lambda: press(placed(b"Im", *INSIDE, 72, 72), image(250)),
    lambda: press(placed(b"Im", *INSIDE, 72, 72), image(250, Alternates=Array([]))),
)
case(
    "deep-picture",
    lambda: press(placed(b"Im", *INSIDE, 72, 72), image(250)),
    lambda: press(placed(b"Im", *INSIDE, 72, 72), image(250, bits=16)),
)

# Colours
case("device-rgb", lambda: press(rectangle(*INSIDE, 9, 9)), lambda: press(rectangle(*INSIDE, 9, 9, b"0 0.3 0.6 rg")))
case(
    "managed-colour",
    lambda: press(rectangle(*INSIDE, 9, 9, b"/Spot cs 0.5 scn")),
    lambda: press(
        rectangle(*INSIDE, 9, 9, b"/Light cs 0 0.3 0.6 scn"), with_resource("ColorSpace", "Light", icc_light)
    ),
)
case(
    "press-colour-on-screen",
    lambda: reader(b"/Artifact BMC 0.2 0.5 0.2 rg 100 100 9 9 re f EMC"),
    lambda: reader(b"/Artifact BMC 0.2 0.5 0.2 0 k 100 100 9 9 re f EMC"),
    "email",
)
case("too-many-spot-inks", lambda: press(*inks("A", "B")), lambda: press(*inks("A", "B", "C")))
case(
    "spot-name",
    lambda: press(*inks("PANTONE 300 C", "PANTONE 301 C")),
    lambda: press(*inks("PANTONE 300 C", "Pantone 300 CVC")),
)
case("ambiguous-spot", lambda: press(*inks("A", "A")), lambda: press(*inks("A", "A", change_last=True)))
case(
    "blend-space",
    lambda: press(
        rectangle(*INSIDE, 9, 9, b"/Half gs 0.3 0 0 0 k"),
        on_page(put(Group=Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK))),
    ),
    lambda: press(
        rectangle(*INSIDE, 9, 9, b"/Half gs 0.3 0 0 0 k"),
        on_page(put(Group=Dictionary(S=Name.Transparency, CS=Name.DeviceRGB))),
    ),
)
case("transfer-function", lambda: press(b"q /Off gs Q"), lambda: press(b"q /Curve gs Q"))
case(
    "postscript-inside",
    lambda: press(placed(b"Im", *INSIDE, 72, 72), image(250)),
    lambda: press(placed(b"Im", *INSIDE, 72, 72), image(250, OPI=Dictionary())),
)

# Fonts
case(
    "font-not-embedded",
    press,
    lambda: press(change=with_resource("Font", "F1", lambda pdf: made.font_of(pdf, embedded=False))),
)
case("type-3-font", press, lambda: press(words(b"a", 12, *INSIDE), with_resource("Font", "F1", type_3)))
case(
    "courier",
    press,
    lambda: press(change=with_resource("Font", "F1", lambda pdf: made.font_of(pdf, name="ABCDEF+Courier"))),
)
case("font-without-characters", reader, lambda: reader(change=with_resource("Font", "F1", mute_font)), "email")

# Files
case(
    "layers",
    press,
    lambda: press(
        change=on_root(
            lambda root, pdf: put(
                OCProperties=Dictionary(
                    OCGs=Array([pdf.make_indirect(Dictionary(Type=Name.OCG, Name="Back"))]), D=Dictionary()
                )
            )(root, pdf)
        )
    ),
)
case(
    "script",
    press,
    lambda: press(change=on_root(put(OpenAction=Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))))),
    also="action",
)
case(
    "action",
    lambda: reader(change=on_root(put(OpenAction=Dictionary(S=Name.GoTo)))),
    lambda: reader(change=on_root(put(OpenAction=Dictionary(S=Name.Launch, F=String("x"))))),
    "email",
)
case("annotation-in-print", lambda: press(change=annotation(2, 2)), lambda: press(change=annotation(100, 100)))
case("encrypted", reader, lambda: locked(reader()), "email")
case("attached-file", reader, lambda: reader(change=attach), "email")
case(
    "form-field",
    press,
    lambda: press(change=on_root(put(AcroForm=Dictionary(Fields=Array([Dictionary(T=String("name"))]))))),
)
case(
    "damaged-page",
    lambda: press(form_calls(1), nested_forms(2)),
    lambda: press(form_calls(1), nested_forms(40)),
    also="ink-not-measured pdf-not-rendered",
)
case("index-misplaced", reader, lambda: reader().replace(b"%PDF-1.7", b"%PDF-1.7\n%some mail server"), "email")
case(
    "private-path",
    lambda: reader(change=info("Creator", "Word 16 / Windows")),
    lambda: reader(change=info("Creator", "/tmp/anna/leaflet.docx")),
    "email",
)
case("heavy-file", reader, lambda: reader(change=lambda pdf: put(Ballast=ballast(pdf))(pdf.Root, pdf)), "email")
case(
    "print-scaling",
    reader,
    lambda: reader(change=on_root(lambda root, _: put(PrintScaling=None)(root.ViewerPreferences, _))),
    "office",
)
case(
    "duplex-not-said",
    lambda: reader(pages=2),
    lambda: reader(pages=2, change=on_root(lambda root, _: put(Duplex=None)(root.ViewerPreferences, _))),
    "office",
)
case(
    "review-passed",
    lambda: reader(change=review("2027-01-01")),
    lambda: reader(change=review("2026-10-31")),
    "email",
    today="2026-11-01",
)
case(
    "safety-note-lost",
    lambda: reader(content=TAGGED),
    lambda: reader(content=TAGGED.replace(b"your medicine", b"it")),
    "email",
    note="Take your  medicine",
)

# Keys
case(
    "no-output-intent",
    press,
    lambda: press(change=on_root(lambda root, _: put(S=Name.GTS_PDFA1)(root.OutputIntents[0], _))),
)
case(
    "output-profile-missing",
    press,
    lambda: press(change=on_root(lambda root, _: put(DestOutputProfile=None)(root.OutputIntents[0], _))),
)
case(
    "output-profile-wrong",
    press,
    lambda: press(change=on_root(lambda root, _: put(N=3)(root.OutputIntents[0].DestOutputProfile, _))),
)
case("two-output-profiles", press, lambda: press(change=on_root(second_intent)))
case("not-pdf-x-4", press, lambda: press(change=xmp("PDF/X-4", "PDF/X-1a:2003")))
case(
    "trapping-unknown",
    press,
    lambda: press(
        change=both(xmp('pdf:Trapped="False"', ""), lambda pdf: put(Trapped=Name.Unknown)(pdf.trailer.Info, pdf))
    ),
)
case("no-document-id", press, lambda: press(change=xmp('xmpMM:DocumentID="uuid:1"', "")))
case("dates-missing", press, lambda: press(change=xmp('xmp:MetadataDate="2026-11-01T00:00:00Z"', "")))
case(
    "metadata-differ",
    lambda: press(change=xmp("2026-11-01T00:00:00Z", "2026-11-01T01:00:00+01:00")),
    lambda: press(change=xmp(">Pain<", ">Gain<")),
)
case("pdf-version", press, lambda: press(version="1.7"))
case("no-title", press, lambda: press(change=xmp(">Pain<", "> <")))

# Tags
case("untagged", reader, lambda: reader(change=on_root(put(MarkInfo=Dictionary(Marked=False)))), "email")
case(
    "untagged-content",
    lambda: reader(b"/Artifact BMC 0.5 g 90 90 9 9 re f EMC"),
    lambda: reader(b"0.5 g 90 90 9 9 re f"),
    "office",
)
case("no-language", reader, lambda: reader(change=on_root(put(Lang=None))), "email")
case(
    "language-tag",
    lambda: reader(change=tagged("P", Lang=String("zh-Hans"), K=Array([0]))),
    lambda: reader(change=tagged("P", Lang=String("portugues-pt"), K=Array([0]))),
    "email",
)
case("title-not-shown", reader, lambda: reader(change=on_root(put(ViewerPreferences=None))), "email")
case(
    "alternative-missing",
    lambda: reader(change=tagged("Figure", Alt=String("a needle"), K=Array([]))),
    lambda: reader(change=tagged("Figure", K=Array([]))),
    "email",
)
case("heading-skipped", lambda: reader(change=tagged("H1")), lambda: reader(change=tagged("H2")), "email")
case(
    "tab-order",
    lambda: reader(change=lambda pdf: made.link(pdf, "https://clinic.example")),
    lambda: reader(change=both(lambda pdf: made.link(pdf, "https://clinic.example"), on_page(put(Tabs=None)))),
    "email",
)
case("empty-tag", reader, lambda: reader(change=tagged("P", K=Array([]))), "email")

# Links
case(
    "unsafe-link",
    lambda: reader(change=lambda pdf: made.link(pdf, "mailto:a@clinic.example")),
    lambda: reader(change=lambda pdf: made.link(pdf, "http://clinic.example")),
    "email",
)
case(
    "small-link",
    lambda: reader(change=lambda pdf: made.link(pdf, "tel:1", side=18)),
    lambda: reader(change=lambda pdf: made.link(pdf, "tel:1", side=17)),
    "email",
)
case(
    "link-without-words",
    lambda: reader(change=lambda pdf: made.link(pdf, "tel:1")),
    lambda: reader(change=lambda pdf: made.link(pdf, "tel:1", words="")),
    "email",
)
case("small-code", lambda: reader(artifact(qr(1.14, 200, 300))), lambda: reader(artifact(qr(0.96, 200, 300))), "office")
case(
    "no-quiet-zone",
    lambda: reader(artifact(qr(2, 200, 300) + rectangle(180, 300, 12, 40, b"0 g"))),
    lambda: reader(artifact(qr(2, 200, 300) + rectangle(184, 300, 12, 40, b"0 g"))),
    "office",
)
case(
    "unreadable-code",
    lambda: reader(artifact(qr(2, 200, 300))),
    lambda: reader(artifact(qr(2, 200, 300) + rectangle(218, 316, 24, 24, b"0 g"))),
    "office",
    decode=decoded,
)
