"""Holds `brochure check` against files that we did not make: PDFs of Typst, WeasyPrint and ReportLab with known faults.

Run it with `python benchmarks/preflight_others.py`; it needs `pip install brochure[peers]`. For each producer it prints
how many of the faults were found, which were missed, what was said of a file without them beyond what that file really
lacks (`TRUE_OF`), and what was said of the faulty files beside their fault, for a person to judge.
"""

import argparse
import io
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from brochure.preflight import PROFILES, inspect  # noqa: E402 - the path comes first

FONTS = ROOT / "fonts" / "latin"
WORDS = "Take your medicine as before. Ask us what you can do."


class Fault(NamedTuple):
    """One known fault: the file that has it, and the code that must be said."""

    code: str
    profile: str
    make: Callable[[], bytes]
    options: dict[str, Any] = {}  # noqa: RUF012 - never changed


class Producer(NamedTuple):
    """A program, a sound file of it by profile, and its faulty files."""

    name: str
    sound: Callable[[str], bytes]
    faults: tuple[Fault, ...]


# What is true of every file of a producer, and is no false alarm: none of them makes PDF/X-4, a bleed or an output
# intent by itself, and ReportLab alone does not tag.
_NO_PRESS_FILE = {
    "no-trim-box", "bleed-short", "no-output-intent", "not-pdf-x-4", "trapping-unknown",
    "no-document-id", "dates-missing", "pdf-version", "no-title", "device-rgb", "managed-colour",
    "black-text-knocks-out", "stops-short-of-bleed",
    "metadata-differ",
}  # fmt: skip
TRUE_OF: dict[tuple[str, str], set[str]] = {
    ("typst", "press"): _NO_PRESS_FILE,
    ("weasyprint", "press"): _NO_PRESS_FILE,
    ("reportlab", "press"): _NO_PRESS_FILE,
    ("reportlab", "any"): {"untagged", "no-language"},
    ("reportlab", "email"): {"untagged", "no-language", "no-title", "title-not-shown", "untagged-content"},
    ("reportlab", "office"): {
        "untagged",
        "no-language",
        "no-title",
        "title-not-shown",
        "untagged-content",
        "print-scaling",
        "duplex-not-said",
    },
    ("typst", "office"): {"print-scaling", "duplex-not-said", "title-not-shown"},  # Typst never asks for the title
    ("typst", "email"): {"title-not-shown"},
    ("weasyprint", "office"): {"print-scaling", "duplex-not-said"},
}


def typst_file(body: str, *, page: str = 'paper: "a4"', size: float = 14, title: str = "Leaflet") -> bytes:
    """A file of Typst."""
    import typst

    said = f'#set document(title: "{title}", date: datetime(year: 2026, month: 11, day: 1))\n' if title else ""
    head = f'#set page({page})\n#set text(font: "Source Sans 3", size: {size}pt, lang: "en")\n'
    with tempfile.TemporaryDirectory() as folder:
        picture = Path(folder) / "coarse.png"
        picture.write_bytes(png(40, 40))
        (Path(folder) / "tiny.png").write_bytes(png(40, 40))
        source = Path(folder) / "page.typ"
        source.write_text(said + head + body, encoding="utf-8")
        made = typst.compile(str(source), font_paths=[str(FONTS)], ignore_system_fonts=True)
    assert isinstance(made, bytes)
    return made


def weasy_file(
    body: str, *, style: str = "", language: str = 'lang="en"', title: str = "Leaflet", **options: Any
) -> bytes:
    """A file of WeasyPrint, tagged as PDF/UA unless it is said otherwise."""
    import weasyprint

    face = (FONTS / "SourceSans3-Regular.ttf").as_uri()
    css = (
        f"@font-face{{font-family:Own;src:url({face})}}@page{{size:A4}}html{{font:14pt Own}}p{{margin:0 0 1em}}{style}"
    )
    html = f"<html {language}><head><title>{title}</title><style>{css}</style></head><body>{body}</body></html>"
    options = {"pdf_variant": "pdf/ua-1", **options}
    made = weasyprint.HTML(string=html, base_url=str(ROOT)).write_pdf(**options)
    assert isinstance(made, bytes)
    return made


def reportlab_file(draw: Callable[[Any], object], *, size: tuple[float, float] = (595.28, 841.89)) -> bytes:
    """A file of ReportLab's canvas alone."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size, initialFontName="Own" if "Own" in pdfmetrics.getRegisteredFontNames() else None)
    pdfmetrics.registerFont(TTFont("Own", FONTS / "SourceSans3-Regular.ttf"))
    canvas.setTitle("Leaflet")
    canvas.setFont("Own", 14)
    canvas.drawString(100, 700, WORDS)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def png(width: int, height: int) -> bytes:
    """A picture of one tone."""
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (width, height), (200, 60, 60)).save(out, "PNG")
    return out.getvalue()


def data_uri(width: int, height: int) -> str:
    """The same for HTML."""
    import base64

    return "data:image/png;base64," + base64.b64encode(png(width, height)).decode()


FOLD = {"folds": (297.64,)}  # the middle of A4


def typst_faults() -> Iterator[Fault]:
    """Typst has no spot inks, overprint or bleed: its faults are those of its readers."""
    picture = '#image("coarse.png", width: 60mm, alt: "a tone")'
    white = "#place(top + left, dx: 5mm, dy: 40mm, rect(width: 60mm, height: 20mm, fill: cmyk(0%,0%,0%,90%)))"
    yield Fault("poor-resolution", "press", lambda: typst_file(WORDS + picture))
    yield Fault("poor-resolution", "office", lambda: typst_file(WORDS + picture))
    yield Fault("faint-text", "office", lambda: typst_file(f"#text(fill: luma(70%))[{WORDS}]"))
    yield Fault("small-text", "office", lambda: typst_file(f"#text(size: 6pt)[{WORDS}]"))
    yield Fault("small-text", "email", lambda: typst_file(WORDS, size=11))
    yield Fault("thin-line", "press", lambda: typst_file(WORDS + "#line(length: 50mm, stroke: 0.1pt)"))
    yield Fault("text-near-trim", "press", lambda: typst_file("#place(top + left, dx: -24mm)[Words at the edge]"))
    yield Fault("text-cut-off", "any", lambda: typst_file("#place(top + left, dx: -30mm)[Words over the edge]"))
    yield Fault("text-near-fold", "office", lambda: typst_file(WORDS * 3), FOLD)
    yield Fault(
        "ink-in-printer-margin", "office", lambda: typst_file(WORDS + "#place(top, dx: -24mm, rect(fill: blue))")
    )
    yield Fault("too-much-ink", "press", lambda: typst_file(WORDS + "#rect(fill: cmyk(90%,90%,90%,90%))"))
    yield Fault("rich-black-text", "press", lambda: typst_file(f"#text(fill: cmyk(60%,50%,50%,100%))[{WORDS}]"))
    yield Fault("four-colour-text", "press", lambda: typst_file(f"#text(fill: cmyk(60%,50%,50%,40%))[{WORDS}]"))
    yield Fault(
        "small-white-text",
        "press",
        lambda: typst_file(
            white + "#place(top, dx: 8mm, dy: 45mm, text(size: 6pt, fill: cmyk(0%,0%,0%,0%))[white on black])"
        ),
    )
    yield Fault("blend-space", "press", lambda: typst_file(WORDS + "#rect(fill: rgb(200, 0, 0, 50%))"))
    yield Fault(
        "unsafe-link", "email", lambda: typst_file('#link("http://clinic.example")[our page, which is long enough]')
    )
    yield Fault("small-link", "email", lambda: typst_file('#link("https://clinic.example")[x]'))
    yield Fault("alternative-missing", "email", lambda: typst_file(WORDS + '#image("tiny.png", width: 5mm)'))
    yield Fault("heading-skipped", "email", lambda: typst_file(f"= One\n{WORDS}\n=== Three\n{WORDS}"))
    yield Fault("unknown-paper", "office", lambda: typst_file(WORDS, page="width: 200mm, height: 280mm"))
    yield Fault("empty-page", "any", lambda: typst_file(f"{WORDS}#pagebreak()#pagebreak(){WORDS}"))
    yield Fault("no-title", "email", lambda: typst_file(WORDS, title=""))
    yield Fault("pages-differ-in-size", "any", lambda: typst_file(f"{WORDS}#set page(height: 200mm)\n{WORDS}"))


def weasy_faults() -> Iterator[Fault]:
    """Faults as a web page has them."""
    text, uri = f"<p>{WORDS}</p>", data_uri(40, 40)
    yield Fault(
        "poor-resolution", "press", lambda: weasy_file(f'{text}<img src="{uri}" alt="a tone" style="width:60mm">')
    )
    yield Fault("alternative-missing", "email", lambda: weasy_file(f'{text}<img src="{uri}" style="width:5mm">'))
    yield Fault("faint-text", "office", lambda: weasy_file(f'<p style="color:#b0b0b0">{WORDS}</p>'))
    yield Fault("small-text", "office", lambda: weasy_file(f'<p style="font-size:6pt">{WORDS}</p>'))
    yield Fault(
        "thin-line",
        "press",
        lambda: weasy_file(
            text + '<svg width="200" height="20"><path d="M0 9H190" stroke="#000" stroke-width=".1"/></svg>'
        ),
    )
    yield Fault(
        "text-near-trim",
        "press",
        lambda: weasy_file('<p style="position:absolute;left:-20mm">Words at the edge</p>', style="@page{margin:21mm}"),
    )
    yield Fault(
        "text-cut-off",
        "any",
        lambda: weasy_file(
            '<p style="position:absolute;left:-25mm">Words over the edge</p>', style="@page{margin:21mm}"
        ),
    )
    yield Fault("text-near-fold", "office", lambda: weasy_file(f"<p>{WORDS * 3}</p>"), FOLD)
    yield Fault(
        "ink-in-printer-margin",
        "office",
        lambda: weasy_file(
            text + '<div style="position:absolute;left:-19mm;width:9mm;height:9mm;background:red"></div>',
            style="@page{margin:21mm}",
        ),
    )
    yield Fault("device-rgb", "press", lambda: weasy_file(f'<p style="color:#135">{WORDS}</p>'))
    yield Fault(
        "blend-space", "press", lambda: weasy_file(text + '<div style="opacity:.5;background:#a00;height:9mm"></div>')
    )
    yield Fault("unsafe-link", "email", lambda: weasy_file('<a href="http://clinic.example">our page</a>'))
    yield Fault(
        "small-link", "email", lambda: weasy_file('<p style="line-height:1"><a href="https://clinic.example">.</a></p>')
    )
    yield Fault("heading-skipped", "email", lambda: weasy_file(f"<h1>One</h1>{text}<h3>Three</h3>{text}"))
    yield Fault("untagged", "email", lambda: weasy_file(text, pdf_variant=None))
    yield Fault("no-language", "email", lambda: weasy_file(text, language=""))
    yield Fault(
        "attached-file", "any", lambda: weasy_file('<link rel="attachment" href="data:text/plain,hello">' + text)
    )
    yield Fault(
        "form-field", "office", lambda: weasy_file(text + '<input style="appearance:auto" name="a">', pdf_forms=True)
    )
    yield Fault("annotation-in-print", "press", lambda: weasy_file('<a href="https://clinic.example">our page</a>'))
    yield Fault("bleed-short", "press", lambda: weasy_file(text, style="@page{bleed:1mm}"))
    yield Fault(
        "stops-short-of-bleed",
        "press",
        lambda: weasy_file(
            text + '<div style="position:absolute;left:-21mm;width:30mm;height:30mm;background:#ccc"></div>',
            style="@page{margin:21mm;bleed:3mm}",
        ),
    )
    yield Fault("mark-not-in-registration", "press", lambda: weasy_file(text, style="@page{bleed:3mm;marks:crop}"))
    yield Fault(
        "pages-differ-in-size",
        "any",
        lambda: weasy_file(f'{text}<p style="page:other">{WORDS}</p>', style="@page other{size:A5}"),
    )
    yield Fault("empty-page", "any", lambda: weasy_file(f'{text}<p style="break-before:right">{WORDS}</p>'))


def reportlab_faults() -> Iterator[Fault]:  # noqa: PLR0915 - a table
    """Everything that a canvas can be told to do wrong."""
    from reportlab.lib.colors import CMYKColor, CMYKColorSep, HexColor, white
    from reportlab.lib.utils import ImageReader

    def ink(*shares: float) -> Any:
        return CMYKColor(*shares)

    def rule(width: float) -> Callable[[Any], None]:
        def draw(canvas: Any) -> None:
            canvas.setStrokeColor(ink(0, 0, 0, 1))
            canvas.setLineWidth(width)
            canvas.line(100, 500, 300, 560)

        return draw

    def text(
        size: float, colour: Any, *, face: str = "Own", x: float = 100, ground: Any = None
    ) -> Callable[[Any], None]:
        def draw(canvas: Any) -> None:
            if ground is not None:
                canvas.setFillColor(ground)
                canvas.rect(80, 480, 300, 60, stroke=0, fill=1)
            canvas.setFillColor(colour)
            canvas.setFont(face, size)
            canvas.drawString(x, 500, "Words of a leaflet")

        return draw

    def block(colour: Any, *, x: float = 100, overprint: bool = False, alpha: float = 1) -> Callable[[Any], None]:
        def draw(canvas: Any) -> None:
            canvas.setFillColor(colour)
            canvas.setFillAlpha(alpha) if alpha < 1 else None
            canvas.setFillOverprint(overprint) if overprint else None
            canvas.rect(x, 400, 60, 60, stroke=0, fill=1)

        return draw

    def spots(*names: str) -> Callable[[Any], None]:
        def draw(canvas: Any) -> None:
            for n, name in enumerate(names):
                canvas.setFillColor(CMYKColorSep(1, 0.2 * n if len(set(names)) == 1 else 0, 0, 0, spotName=name))
                canvas.rect(100 + 20 * n, 400, 15, 15, stroke=0, fill=1)

        return draw

    def boxes(**given: Any) -> Callable[[Any], None]:
        def draw(canvas: Any) -> None:
            for name, box in given.items():
                getattr(canvas, f"set{name}")(box) if hasattr(canvas, f"set{name}") else setattr(canvas, name, box)

        return draw

    yield Fault("hairline", "press", lambda: reportlab_file(rule(0)))
    yield Fault("thin-line", "press", lambda: reportlab_file(rule(0.2)))
    yield Fault("black-line-knocks-out", "press", lambda: reportlab_file(rule(0.5)))
    yield Fault("rich-black-text", "press", lambda: reportlab_file(text(12, ink(0.5, 0.4, 0.4, 1))))
    yield Fault("four-colour-text", "press", lambda: reportlab_file(text(12, ink(0.5, 0.4, 0.4, 0.3))))
    yield Fault("small-text-several-inks", "press", lambda: reportlab_file(text(7, ink(0.9, 0.6, 0, 0))))
    yield Fault("small-white-text", "press", lambda: reportlab_file(text(7, white, ground=ink(0, 0, 0, 0.9))))
    yield Fault("small-text", "any", lambda: reportlab_file(text(4, ink(0, 0, 0, 1))))
    yield Fault("faint-text", "any", lambda: reportlab_file(text(12, HexColor("#bbbbbb"))))
    yield Fault("font-not-embedded", "any", lambda: reportlab_file(text(12, ink(0, 0, 0, 1), face="Helvetica")))
    yield Fault("courier", "press", lambda: reportlab_file(text(12, ink(0, 0, 0, 1), face="Courier")))
    yield Fault("text-near-trim", "press", lambda: reportlab_file(text(12, ink(0, 0, 0, 1), x=4)))
    yield Fault("text-cut-off", "any", lambda: reportlab_file(text(12, ink(0, 0, 0, 1), x=-20)))
    yield Fault("text-near-fold", "office", lambda: reportlab_file(text(12, ink(0, 0, 0, 1), x=260)), FOLD)
    yield Fault("too-much-ink", "press", lambda: reportlab_file(block(ink(0.9, 0.9, 0.9, 0.9))))
    yield Fault("heavy-ink-on-fold", "press", lambda: reportlab_file(block(ink(0.9, 0.9, 0.5, 0), x=270)), FOLD)
    yield Fault("white-path-overprints", "press", lambda: reportlab_file(block(ink(0, 0, 0, 0), overprint=True)))
    yield Fault("overprint-mode-zero", "press", lambda: reportlab_file(block(ink(0, 0, 0, 0.4), overprint=True)))
    yield Fault("blend-space", "press", lambda: reportlab_file(block(ink(0, 1, 0, 0), alpha=0.5)))
    yield Fault("device-rgb", "press", lambda: reportlab_file(block(HexColor("#2255aa"))))
    yield Fault("press-colour-on-screen", "email", lambda: reportlab_file(block(ink(1, 0, 0, 0))))
    yield Fault("registration-inside", "press", lambda: reportlab_file(spots("All")))
    yield Fault("too-many-spot-inks", "press", lambda: reportlab_file(spots("A", "B", "C")))
    yield Fault("spot-name", "press", lambda: reportlab_file(spots("PANTONE 300 C", "Pantone 300 CVC")))
    yield Fault(
        "poor-resolution",
        "press",
        lambda: reportlab_file(lambda c: c.drawImage(ImageReader(io.BytesIO(png(40, 40))), 100, 400, 100, 100)),
    )
    yield Fault(
        "low-resolution",
        "press",
        lambda: reportlab_file(lambda c: c.drawImage(ImageReader(io.BytesIO(png(180, 180))), 100, 400, 72, 72)),
    )
    yield Fault("single-picture-page", "any", picture_page)
    yield Fault(
        "unsafe-link", "any", lambda: reportlab_file(lambda c: c.linkURL("javascript:alert(1)", (100, 100, 200, 130)))
    )
    yield Fault(
        "small-link", "any", lambda: reportlab_file(lambda c: c.linkURL("https://a.example", (100, 100, 200, 108)))
    )
    yield Fault(
        "annotation-in-print",
        "press",
        lambda: reportlab_file(lambda c: c.linkURL("https://a.example", (100, 100, 200, 130))),
    )
    yield Fault("form-field", "press", lambda: reportlab_file(lambda c: c.acroForm.textfield(name="a", x=100, y=100)))
    yield Fault("encrypted", "any", lambda: reportlab_file(lock))
    yield Fault("empty-page", "any", lambda: reportlab_file(lambda c: (c.showPage(), c.showPage())))
    yield Fault("private-path", "any", lambda: reportlab_file(lambda c: c.setSubject("C:\\Users\\anna\\leaflet.docx")))
    yield Fault("small-code", "any", lambda: reportlab_file(code(20)))
    yield Fault("no-quiet-zone", "any", lambda: reportlab_file(code(80, beside=True)))
    yield Fault(
        "pages-turned-differently",
        "any",
        lambda: reportlab_file(lambda c: (c.showPage(), c.setPageRotation(90), c.drawString(99, 99, "turned"))),
    )


def lock(canvas: Any) -> None:
    """Restrictions without a password."""
    from reportlab.lib.pdfencrypt import StandardEncryption

    canvas.setEncrypt(StandardEncryption("", "owner", canPrint=0, strength=40))


def picture_page() -> bytes:
    """A scan."""
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595.28, 841.89))
    canvas.drawImage(ImageReader(io.BytesIO(png(1240, 1754))), 0, 0, 595.28, 841.89)
    canvas.save()
    return out.getvalue()


def code(side: float, *, beside: bool = False) -> Callable[[Any], None]:
    """A QR code of ReportLab's own."""

    def draw(canvas: Any) -> None:
        from reportlab.graphics.barcode.qr import QrCodeWidget
        from reportlab.graphics.shapes import Drawing

        widget = QrCodeWidget("https://clinic.example", barWidth=side, barHeight=side, barBorder=0)
        drawing = Drawing(side, side)
        drawing.add(widget)
        drawing.drawOn(canvas, 200, 400)
        if beside:
            canvas.setFillGray(0)
            canvas.rect(200 + side + 3, 400, 20, side, stroke=0, fill=1)

    return draw


def producers() -> Iterator[Producer]:
    """Those that are installed."""
    try:
        import typst  # noqa: F401 - asked only whether it is there

        yield Producer("typst", lambda _: typst_file(WORDS), tuple(typst_faults()))
    except ImportError:
        print("typst is not installed: not measured")
    try:
        import weasyprint  # noqa: F401

        yield Producer("weasyprint", lambda _: weasy_file(f"<p>{WORDS}</p>"), tuple(weasy_faults()))
    except (ImportError, OSError):
        print("weasyprint is not installed: not measured")
    yield Producer("reportlab", lambda _: reportlab_file(lambda _canvas: None), tuple(reportlab_faults()))


def main() -> None:
    """Print the table."""
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--keep", metavar="DIR", type=Path, help="write the faulty files there")
    kept = arguments.parse_args().keep
    for producer in producers():
        missed: list[str] = []
        beside: dict[str, list[str]] = {}
        for fault in producer.faults:
            data = fault.make()
            if kept:
                kept.mkdir(exist_ok=True)
                (kept / f"{producer.name}.{fault.code}.{fault.profile}.pdf").write_bytes(data)
            found = {each.code for each in inspect(data, fault.profile, **fault.options)}  # type: ignore[arg-type]
            if fault.code not in found:
                missed.append(f"{fault.code} ({fault.profile})")
            for code in found - {fault.code} - TRUE_OF.get((producer.name, fault.profile), set()):
                beside.setdefault(code, []).append(fault.code)
        false: dict[str, list[str]] = {}
        for profile in ("press", "office", "email", "any"):
            assert profile in PROFILES
            for each in inspect(producer.sound(profile), profile):
                if each.code not in TRUE_OF.get((producer.name, profile), set()):
                    false.setdefault(each.code, []).append(profile)
        count = len(producer.faults)
        print(f"{producer.name}: found {count - len(missed)} of {count}; false {sum(map(len, false.values()))}")
        print(f"  missed: {', '.join(missed) or 'none'}")
        told = ", ".join(f"{code} ({', '.join(where)})" for code, where in false.items())
        print(f"  false: {told or 'none'}")
        told = "; ".join(f"{code} in {', '.join(where)}" for code, where in sorted(beside.items()))
        print(f"  said beside the fault: {told or 'nothing'}")


if __name__ == "__main__":
    main()
