"""What readers find of the words that were written: by the page and by the tags, in each language.

    python benchmarks/readers.py [--edition NAME] [--pdfjs FOLDER] [--pdfbox JAR]

Prints two tables, language by reader, of words found as they are typed: of the sample in the languages that ship, and
of a leaflet of real sentences (`tests/journey/written.py`) in each that may be written. A word is found where it stands
whole in what the reader gives for the page, or in what it gives for the tags. pdfium, pypdf and pikepdf are in the
environment; poppler's `pdftotext` and `pdfinfo` and MuPDF's `mutool` are asked where they are installed, pdf.js in a
folder into which `npm install pdfjs-dist` was said, PDFBox as its `pdfbox-app` jar.
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import pikepdf
import pypdf

from brochure import Order, Shelf, make, open_shelf
from brochure.base.language import WRITTEN
from brochure.content.orders import languages_of
from brochure.content.shelf import program_folder
from tests.journey.written import found, pdfium_text, wanted_words, write_leaflet

_PDFJS = """
import * as pdfjs from './node_modules/pdfjs-dist/legacy/build/pdf.mjs'; import fs from 'fs';
const data = new Uint8Array(fs.readFileSync(process.argv[2]));
const file = await pdfjs.getDocument({data, verbosity: 0}).promise;
for (let at = 1; at <= file.numPages; at++)
  for (const item of (await (await file.getPage(at)).getTextContent()).items)
    process.stdout.write(item.str + (item.hasEOL ? '\\n' : ''));
"""
Reader = Callable[[Path], str]
_ORDER = (
    "pdfium (Chrome, Edge, Android)",
    "pdf.js (Firefox)",
    "poppler (Evince, Okular)",
    "poppler, `-raw`",
    "PDFBox",
    "pypdf",
    "MuPDF",
    "tags, as pikepdf reads them",
    "tags, as poppler reads them",
)


def main() -> None:
    """Ask all readers and print both tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--edition", default="email")
    parser.add_argument("--pdfjs", type=Path)
    parser.add_argument("--pdfbox", type=Path)
    given = parser.parse_args()
    readers = _readers(given.pdfjs, given.pdfbox)
    shelf = open_shelf()
    _print_table(readers, "acupuncture-pain", languages_of("acupuncture-pain", shelf), shelf, given.edition)
    with tempfile.TemporaryDirectory() as folder:
        clinic = Path(folder)
        for part in ("content", "layouts"):
            shutil.copytree(program_folder() / part, clinic / part)
        names = {write_leaflet(tag, clinic) for tag in WRITTEN}
        print()
        _print_table(readers, names.pop(), WRITTEN, open_shelf(clinic), given.edition)


def _print_table(readers: dict[str, Reader], leaflet: str, tags: Iterable[str], shelf: Shelf, edition: str) -> None:
    print("| language | words |", " | ".join(readers), "|\n| --- | --- |", " | ".join("---" for _ in readers), "|")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "leaflet.pdf")
        for tag in tags:
            made = make(Order(leaflet, tag, edition=edition), shelf)
            path.write_bytes(made.data)
            words = wanted_words(made)
            counts = (len(found(words, reader(path))) for reader in readers.values())
            print(f"| `{tag}` | {len(words)} |", " | ".join(map(str, counts)), "|", flush=True)


def _readers(pdfjs: Path | None, pdfbox: Path | None) -> dict[str, Reader]:
    readers: dict[str, Reader] = {
        "pdfium (Chrome, Edge, Android)": lambda path: pdfium_text(path.read_bytes()),
        "pypdf": _pypdf,
        "tags, as pikepdf reads them": _actual,
    }
    if shutil.which("pdftotext"):
        readers["poppler (Evince, Okular)"] = lambda path: _told("pdftotext", path, "-")
        readers["poppler, `-raw`"] = lambda path: _told("pdftotext", "-raw", path, "-")
        readers["tags, as poppler reads them"] = _tagged
    if shutil.which("mutool"):
        readers["MuPDF"] = lambda path: _told("mutool", "draw", "-F", "txt", path)
    if pdfjs:
        script = pdfjs / "read.mjs"
        script.write_text(_PDFJS, encoding="utf-8")
        readers["pdf.js (Firefox)"] = lambda path: _told("node", script, path)
    if pdfbox:
        readers["PDFBox"] = lambda path: _told("java", "-jar", pdfbox, "export:text", "-console", "-i", path)
    return {name: readers[name] for name in _ORDER if name in readers}


def _pypdf(path: Path) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)


def _actual(path: Path) -> str:
    """What the tags say in place of what is painted, and else what poppler finds behind them."""
    texts = []
    with pikepdf.open(path) as file:
        for thing in file.objects:
            if isinstance(thing, pikepdf.Dictionary) and "/ActualText" in thing:
                texts.append(str(thing.ActualText))
    return " ".join(texts) + (_tagged(path) if shutil.which("pdfinfo") else "")


def _tagged(path: Path) -> str:
    """What poppler finds behind the tags."""
    said = re.findall(r'^\s+"(.*)"$', _told("pdfinfo", "-struct-text", path), re.M)
    return "".join(said).replace('\\"', '"')


def _told(*command: str | Path) -> str:
    return subprocess.run([*map(str, command)], capture_output=True, check=False, timeout=120).stdout.decode(
        "utf-8", "replace"
    )


if __name__ == "__main__":
    main()
