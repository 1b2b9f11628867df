"""The words of a leaflet by others: plain ReportLab, without tags or proof, and Typst. `speed.py` times them.

python benchmarks/peers.py platypus|typst YAML FONTS OUT
"""

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

SHORTEST_PARAGRAPH = 60  # letters; what is shorter is a heading
_TYPST = """#set document(title: "Leaflet")
#set page(width: 99mm, height: 210mm, margin: 8mm)
#set text(size: 13pt, font: "Source Sans 3", lang: "en")
#let said(value) = {
  if type(value) == str { par(value) }
  else if type(value) == dictionary { value.values().map(said).join() }
  else if type(value) == array { value.map(said).join() }
}
#said(yaml("words.yaml"))
"""


def texts(value: object) -> Iterator[str]:
    """Every text of a YAML value, in order."""
    if isinstance(value, str):
        yield value
    values = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for each in values:
        yield from texts(each)


def platypus(words: Path, fonts: Path, out: Path) -> None:
    """One paragraph after another on A4, in the same two faces."""
    import yaml
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    for name in ("Bold", "Regular"):
        pdfmetrics.registerFont(TTFont(name, str(fonts / f"SourceSans3-{name}.ttf")))
    styles = [ParagraphStyle(name, fontName=name, fontSize=13, leading=16.6) for name in ("Bold", "Regular")]
    said = texts(yaml.load(words.read_text(encoding="utf-8"), yaml.CSafeLoader))
    escaped = (each.replace("&", "&amp;").replace("<", "&lt;") for each in said)
    story = [Paragraph(each, styles[len(each) > SHORTEST_PARAGRAPH]) for each in escaped]
    SimpleDocTemplate(str(out)).build(story)


def typst_compiler(words: Path, fonts: Path) -> Callable[[], bytes]:
    """What compiles the words as they stand in the file then, tagged as PDF/UA-1; its compiler stays open."""
    import typst

    folder = Path(tempfile.mkdtemp())
    (folder / "leaflet.typ").write_text(_TYPST, encoding="utf-8")
    compiler = typst.Compiler(str(folder / "leaflet.typ"), font_paths=[str(fonts)], ignore_system_fonts=True)

    def compile_again() -> bytes:
        shutil.copyfile(words, folder / "words.yaml")
        made = compiler.compile(format="pdf", pdf_standards=["ua-1"])
        assert isinstance(made, bytes), "one file"
        return made

    return compile_again


def main() -> None:
    """Make one file."""
    peer, words, fonts, out = sys.argv[1], *map(Path, sys.argv[2:])
    if peer == "platypus":
        platypus(words, fonts, out)
    else:
        out.write_bytes(typst_compiler(words, fonts)())


if __name__ == "__main__":
    main()
