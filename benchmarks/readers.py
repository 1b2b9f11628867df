"""What readers find of the words that were written: each shipped language, by the page and by the tags.

    python benchmarks/readers.py [--edition NAME] [--pdfjs FOLDER] [--pdfbox JAR]

Prints a table, language by reader, of words found as they are typed. A word is found where it stands whole in what the
reader gives for the page, or in what it gives for the tags. pdfium, pypdf and pikepdf are in the environment; poppler's
`pdftotext` and `pdfinfo` and MuPDF's `mutool` are asked where they are installed, pdf.js in a folder into which
`npm install pdfjs-dist` was said, PDFBox as its `pdfbox-app` jar.
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import pikepdf
import pypdf
import pypdfium2

from brochure import Order, make, open_shelf
from brochure.base.spoken import words_of
from brochure.content.orders import languages_of

_UNSEEN = dict.fromkeys([0x00AD, 2, 0xFFFE, *range(0x200E, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
_PDFJS = """
import * as pdfjs from './node_modules/pdfjs-dist/legacy/build/pdf.mjs'; import fs from 'fs';
const data = new Uint8Array(fs.readFileSync(process.argv[2]));
const file = await pdfjs.getDocument({data, verbosity: 0}).promise;
for (let at = 1; at <= file.numPages; at++)
  for (const item of (await (await file.getPage(at)).getTextContent()).items)
    process.stdout.write(item.str + (item.hasEOL ? '\\n' : ''));
"""
Reader = Callable[[Path], str]


def main() -> None:
    """Ask all readers and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--edition", default="email")
    parser.add_argument("--pdfjs", type=Path)
    parser.add_argument("--pdfbox", type=Path)
    given = parser.parse_args()
    readers = _readers(given.pdfjs, given.pdfbox)
    print("| language | words |", " | ".join(readers), "|\n| --- | --- |", " | ".join("---" for _ in readers), "|")
    shelf = open_shelf()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "leaflet.pdf")
        for language in languages_of("acupuncture-pain", shelf):
            made = make(Order("acupuncture-pain", language, edition=given.edition), shelf)
            path.write_bytes(made.data)
            words = [part for leaf in made.spoken for word in words_of(leaf.text) if (part := _bare(word))]
            found = (_found(words, reader(path)) for reader in readers.values())
            print(f"| {language} | {len(words)} |", " | ".join(map(str, found)), "|")


def _readers(pdfjs: Path | None, pdfbox: Path | None) -> dict[str, Reader]:
    readers: dict[str, Reader] = {"pdfium": _pdfium, "pypdf": _pypdf, "pikepdf, tags": _actual}
    if shutil.which("pdftotext"):
        readers["poppler"] = lambda path: _told("pdftotext", "-raw", path, "-")
        readers["poppler, tags"] = lambda path: _told("pdfinfo", "-struct-text", path)
    if shutil.which("mutool"):
        readers["MuPDF"] = lambda path: _told("mutool", "draw", "-F", "txt", path)
    if pdfjs:
        script = pdfjs / "read.mjs"
        script.write_text(_PDFJS, encoding="utf-8")
        readers["pdf.js"] = lambda path: _told("node", script, path)
    if pdfbox:
        readers["PDFBox"] = lambda path: _told("java", "-jar", pdfbox, "export:text", "-console", "-i", path)
    return readers


def _found(words: list[str], text: str) -> int:
    """How many words stand in a text; where lines end does not count."""
    joined = "".join(words_of(text.translate(_UNSEEN)))
    return sum(word in joined for word in words)


def _bare(word: str) -> str:
    """A word without the stops around it."""
    return re.sub(r"^[^\w@(]+|[^\w)]+$", "", word.translate(_UNSEEN))


def _pdfium(path: Path) -> str:
    return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path.read_bytes()))


def _pypdf(path: Path) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)


def _actual(path: Path) -> str:
    """What the tags say in place of what is painted, and else what poppler finds behind them."""
    texts = []
    with pikepdf.open(path) as file:
        for thing in file.objects:
            if isinstance(thing, pikepdf.Dictionary) and "/ActualText" in thing:
                texts.append(str(thing.ActualText))
    return " ".join(texts) + (_told("pdfinfo", "-struct-text", path) if shutil.which("pdfinfo") else "")


def _told(*command: str | Path) -> str:
    return subprocess.run([*map(str, command)], capture_output=True, check=False, timeout=120).stdout.decode(
        "utf-8", "replace"
    )


if __name__ == "__main__":
    main()
