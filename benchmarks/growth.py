"""How cost grows: blocks of a leaflet, its pages, and the pages of a file under check; CPU a piece, and peak memory.

Run it with `python benchmarks/growth.py`; it takes about three minutes. Each figure is that of a process of its own, in
which a small one of its kind was made before: what grows shows, and what every start costs does not. `--root FOLDER`
measures another copy of the program. docs/benchmarks.md says what the figures mean.
"""

import argparse
import io
import json
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve()
ROOT = HERE.parent.parent
LEAFLET = "after-treatment"
BLOCKS, LONG_BLOCKS, CHECKED = (10, 100, 1000), (2, 20, 200, 800), (1, 10, 100, 400)
EDITIONS = ("large-print", "email", "html", "text")
WORDS = ("the", "needle", "may", "ease", "pain", "for", "some", "people", "and", "a", "small", "bruise", "fades",
         "home")  # fmt: skip


def main() -> None:
    """Print the three tables, or one figure for the process that started this one."""
    parser = argparse.ArgumentParser(description="Measure how cost grows.")
    parser.add_argument("--root", default=str(ROOT), help="the copy of the program that is measured")
    parser.add_argument("--one", nargs=3, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        sys.path.insert(0, asked.root)
        kind, name, count = asked.one
        print(json.dumps(checked(name, int(count)) if kind == "check" else made(asked.root, kind, name, int(count))))
        return
    print(f"{'blocks':>8}   {'edition':12}   ms a block   pages   peak MB")
    for edition in EDITIONS:
        for count in BLOCKS:
            told(asked.root, "blocks", edition, count)
    print(f"\n{'pages':>8}   {'edition':12}    ms a page           peak MB")
    for count in LONG_BLOCKS:
        told(asked.root, "pages", "large-print", count)
    print(f"\n{'checked':>8}   {'profile':12}    ms a page           peak MB")
    for profile in ("office", "press"):
        for count in CHECKED:
            told(asked.root, "check", profile, count)


def told(root: str, kind: str, name: str, count: int) -> None:
    """Measure in a process of its own, and print its row."""
    words = [sys.executable, str(HERE), "--root", root, "--one", kind, name, str(count)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    figure = json.loads(done.stdout)
    pieces = figure["pages"] if kind == "pages" and figure["pages"] else count
    shown = f"{figure['pages']:8}" if kind == "blocks" else " " * 8
    row = f"{pieces:8}   {name:12}   {figure['cpu'] * 1000 / pieces:10.2f}{shown}   {figure['peak']:7.0f}"
    print(f"{row}   {figure['refused']}".rstrip(), flush=True)


def figure_of(start: float, *, pages: int = 0, refused: str = "") -> dict[str, object]:
    """What was used since the start, and at most of memory."""
    unit = 1_000_000 if sys.platform == "darwin" else 1_000_000 / 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
    return {"cpu": time.process_time() - start, "peak": peak, "pages": pages, "refused": refused}


def made(root: str, kind: str, edition: str, count: int) -> dict[str, object]:
    """A leaflet of so many blocks, of 20 words each or, where pages are counted, of 120."""
    from brochure import Order, make, open_shelf
    from brochure.base.findings import BadInput

    with tempfile.TemporaryDirectory() as name:
        shutil.copytree(Path(root) / "content", Path(name) / "content")
        shelf = open_shelf(Path(name))
        order = Order(LEAFLET, language="en", edition=edition)
        for blocks in (3, count):
            write_blocks(Path(name), blocks, words=120 if kind == "pages" else 20)
            start = time.process_time()
            try:
                pages = len(make(order, shelf).pages)
            except BadInput as fault:
                return figure_of(start, refused=f"refused: {fault.findings[0].code}: {fault.findings[0].message}")
        return figure_of(start, pages=pages)


def write_blocks(clinic: Path, count: int, *, words: int) -> None:
    """Give the leaflet other sections, the same at each run."""
    file = clinic / "content" / LEAFLET / "en.yaml"
    before, rest = file.read_text(encoding="utf-8").split("\nsections:\n")
    chance = random.Random(count)
    blocks = "".join(
        f"  - heading: What you may notice {number}\n    text: >-\n      {' '.join(chance.choices(WORDS, k=words))}.\n"
        f"    short: Rest {number}.\n"
        for number in range(count)
    )
    file.write_text(f"{before}\nsections:\n{blocks}\nsafety:{rest.split(chr(10) + 'safety:')[1]}", encoding="utf-8")


def checked(profile: str, count: int) -> dict[str, object]:
    """The check of a file of so many pages of words, as another program writes them."""
    from brochure.preflight import inspect

    for pages in (1, count):
        data = pages_of_words(pages, is_press=profile == "press")
        start = time.process_time()
        inspect(data, "press" if profile == "press" else "office")
    return figure_of(start)


def pages_of_words(count: int, *, is_press: bool) -> bytes:
    """A4 with 48 lines of 14 words, in grey or in the black of four inks."""
    from reportlab.pdfgen.canvas import Canvas

    out, chance = io.BytesIO(), random.Random(count)
    canvas = Canvas(out, pagesize=(595.28, 841.89), pageCompression=1, invariant=1)
    for _ in range(count):
        canvas.setFont("Times-Roman", 10)
        if is_press:
            canvas.setFillColorCMYK(0, 0, 0, 1)
        for line in range(48):
            canvas.drawString(60, 780 - 15 * line, " ".join(chance.choices(WORDS, k=14)))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


if __name__ == "__main__":
    main()
