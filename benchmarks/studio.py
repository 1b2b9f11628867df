"""What the studio costs: `.venv/bin/python benchmarks/studio.py`. It prints, and fails because of no figure.

CPU times of one process; the pages are asked without a port. `key` is one more letter in a text, answered with the
lines that changed; `save` is the same written to the disk.
"""

import json
import resource
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from brochure.base.order import Order
from brochure.content.shelf import open_shelf, program_folder
from brochure.studio.answers import SentPieces, places_of, sheet_answer
from brochure.studio.book import Book, TypedText
from brochure.studio.history import version_of
from brochure.studio.pages import static_files

KEYS, EDITS = 40, 2000
PATH = ("points", 0, "text")
WORDS = "It may bring calm to you and to others who wait. "


class Bench:
    """One open leaflet in a folder that goes again."""

    def __init__(self, clinic: Path) -> None:
        shutil.copytree(program_folder() / "content", clinic / "content")
        self.book = Book(Order("acupuncture-pain"), open_shelf(clinic))
        self.sent = SentPieces()
        self.version = version_of(self.book.read())
        self.bytes: list[int] = []

    def key(self, number: int) -> None:
        text = (WORDS * 3)[: 20 + number % 100]
        tried = self.book.tried(self.book.typed(self.version, [TypedText(PATH, text)]))
        places, faces = places_of(tried.data, self.book.name), self.book.shelf.faces
        told = sheet_answer(tried, places, faces, self.sent, page="a", fresh=False)
        self.bytes.append(len(json.dumps(told, ensure_ascii=False).encode()))

    def save(self, number: int) -> None:
        self.version = self.book.save(self.version, [TypedText(PATH, (WORDS * 3)[: 20 + number % 100])]).version

    def prove(self, _: int) -> None:
        self.book.proved("2026-11-28")


def main() -> None:
    """Print one line for each figure."""
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        start = time.process_time()
        bench.key(0)
        say("first sheet, after the import", f"{(time.process_time() - start) * 1000:.0f} ms, {bench.bytes[0]:,} bytes")
        for name, step in (("key", bench.key), ("save", bench.save), ("proof of what has not changed", bench.prove)):
            figures = sorted(cost(step, number) for number in range(1, KEYS))
            say(name, f"{statistics.median(figures):.1f} ms, p95 {figures[int(len(figures) * 0.95)]:.1f} ms")
        say("a key's answer", f"{statistics.median(bench.bytes[1:]):,.0f} bytes")
        for number in range(EDITS):
            bench.key(number)
            if number in (499, EDITS - 1):
                say(f"memory after {number + 1} keys", f"{resident_mb():.0f} MB at most")
    whole = sum(len(each.data) for each in static_files().values())
    say("scripts and styles", f"{whole / 1000:.0f} kB")
    say("on", f"Python {sys.version.split()[0]}, {sys.platform}")


def cost(step: Callable[[int], None], number: int) -> float:
    """CPU milliseconds."""
    start = time.process_time()
    step(number)
    return (time.process_time() - start) * 1000


def resident_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


def say(name: str, figure: str) -> None:
    sys.stdout.write(f"{name:34} {figure}\n")


if __name__ == "__main__":
    main()
