"""How fast a leaflet is made and how small it comes out: figures beside their aims; it never fails because of one.

Run it with `python benchmarks/speed.py`; `--profile` shows where the time goes. docs/benchmarks.md says what each
figure means. It measures processes with `os.wait4`, so it runs on Linux and macOS.
"""

import argparse
import cProfile
import importlib.util
import io
import os
import pstats
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from peers import typst_compiler

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

LEAFLET, OTHER_LEAFLET = "acupuncture-pain", "after-treatment"
COLD_RUNS, WARM_RUNS, EDITION_RUNS = 7, 30, 3
LONG_DAY = 400  # saves
FLOOR = "import reportlab.pdfgen.canvas, uharfbuzz, yaml, jinja2"  # what every build has to load
MB = 1_000_000 if sys.platform == "darwin" else 1_000_000 / 1024  # the system counts bytes there, KiB elsewhere
WATCH = "import sys; sys.path.insert(0, 'benchmarks'); from speed import watch; watch(*sys.argv[1:])"
PROFILED, IMPORTS_SHOWN = 25, 15  # rows
_SECOND_WORD = re.compile(r"(\n {4}text: >-\n\s+\S+ )\S+")  # of the first point


class Row(NamedTuple):
    """One line of the table; an empty aim is none."""

    figure: str
    measured: str
    aim: str = ""
    at_most: str = ""


class EditionRow(NamedTuple):
    """What an edition of both leaflets weighs, and what it costs to make the first of them."""

    edition: str
    size: str
    other_size: str
    cold: str
    warm: str


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process used."""

    cpu: float  # seconds, user and system together
    peak: float  # MB of memory


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure how fast a leaflet is made.")
    parser.add_argument(
        "--profile", action="store_true", help="show where the time of a re-build and of the import goes"
    )
    profile = parser.parse_args().profile
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # Cold runs come first: on Linux the peak of a child is at least that of its parent, which is small only now.
        rows = cold_rows(folder)
        editions = [EditionRow("edition", LEAFLET, OTHER_LEAFLET, "from process start", "re-build")]
        sizes_and_costs = [edition_costs(folder, edition) for edition in edition_names()]
        rows += watch_rows(folder)
        rows += warm_rows(folder / "clinic")
        editions += [
            EditionRow(*costs, f"{edition_warm(folder / 'clinic', costs[0]):.1f} ms") for costs in sizes_and_costs
        ]
        print_table([Row("figure", "measured", "aim", "at most"), *rows])
        print()
        print_table(editions)
        print(f"\n{conditions()}")
        if profile:
            print_imports(folder)
            print_profile(folder / "clinic")


def conditions() -> str:
    """What the figures depend on."""
    unset = " (this desk sets PYTHONDONTWRITEBYTECODE; it is taken away from the children)"
    byte_code = "byte code is written by a run that does not count" + (unset if sys.dont_write_bytecode else "")
    return f"Python {sys.version.split()[0]} on {sys.platform}, {os.cpu_count()} processors; {byte_code}"


def cold_rows(folder: Path) -> list[Row]:
    """Whole processes: start, imports, reading, setting, writing."""
    out = folder / "out"
    words = ["make_pdf.py", LEAFLET, "--language", "en", "--out", str(out)]
    settings = child_settings(folder)
    run(words, settings)  # writes the byte code
    others = {name: words for name, words in peers(folder).items() if is_there(words, settings)}
    runs: dict[str, list[Cost]] = {}
    for _ in range(COLD_RUNS):  # in turn, so that all see the same noise
        for name, each in {"ours": words, "floor": ["-c", FLOOR], "bare": ["-c", "pass"], **others}.items():
            runs.setdefault(name, []).append(run(each, settings))
    made, floor = runs["ours"], median_cpu(runs["floor"])
    size = max(file.stat().st_size for file in out.glob("*.pdf")) / 1000
    return [
        Row("process start to PDF on disk, CPU", f"{median_cpu(made):.3f} s"),
        Row("the imports of its libraries alone", f"{floor:.3f} s"),
        Row("the first as a multiple of the second", f"{median_cpu(made) / floor:.2f}", "1.9", "2.2"),
        Row("Python alone", f"{median_cpu(runs['bare']):.3f} s"),
        *(Row(f"{name}, process start to PDF", f"{median_cpu(runs[name]):.3f} s") for name in others),
        Row("peak memory of that process", f"{max(cost.peak for cost in made):.1f} MB", "", "64 MB"),
        Row("size of the file", f"{size:.1f} KB", "25 KB", "40 KB"),
    ]


def peers(folder: Path) -> dict[str, list[str]]:
    """What others are asked for the same words."""
    said = [str(ROOT / "content" / LEAFLET / "en.yaml"), str(ROOT / "fonts" / "latin"), str(folder / "peer.pdf")]
    return {
        "ReportLab, unproved and untagged": ["benchmarks/peers.py", "platypus", *said],
        "Typst, tagged": ["benchmarks/peers.py", "typst", *said],
    }


def is_there(words: list[str], settings: dict[str, str]) -> bool:
    """Whether a peer is installed; its first run does not count."""
    try:
        run(words, settings)
    except SystemExit:
        return False
    return True


def watch_rows(folder: Path) -> list[Row]:
    """`brochure watch` as people start it, in a process of its own: what a save costs, and what it leaves behind."""
    one = watched(folder, LEAFLET, WARM_RUNS)
    day = watched(folder, LEAFLET, LONG_DAY)
    all_ = watched(folder, "", WARM_RUNS // 2)
    return [
        Row("`watch`, a save, one leaflet, CPU", f"{one[0]:.1f} ms", "10 ms", "20 ms"),
        Row("  and what it leaves behind", f"{one[1]:.2f} MB", "0.05 MB", "0.3 MB"),
        Row("  memory after 400 saves", f"{day[2]:.0f} MB", "", "80 MB"),
        Row("`watch`, a save, seven leaflets, CPU", f"{all_[0]:.1f} ms", "60 ms", "130 ms"),
        Row("  and what it leaves behind", f"{all_[1]:.2f} MB"),
    ]


def watched(folder: Path, leaflet: str, saves: int) -> tuple[float, float, float]:
    """CPU milliseconds of a save, MB that it leaves behind, and MB in the end."""
    words = [sys.executable, "-c", WATCH, str(folder / "watched"), leaflet, str(saves)]
    done = subprocess.run(words, cwd=ROOT, env=child_settings(folder), capture_output=True, text=True, check=True)
    spent, left, whole = map(float, done.stdout.split())
    return spent, left, whole


def watch(clinic: str, leaflet: str, saves: str) -> None:
    """In a child: save a word again and again while the command watches; prints what `watched` reads."""
    from brochure.__main__ import main as brochure
    from brochure.desk import watching

    folder = Path(clinic)
    shutil.copytree(ROOT / "content", folder / "content")
    os.chdir(folder)
    spent: list[float] = []
    memory: list[float] = []

    def changes(*also: Path) -> Iterator[bool]:  # noqa: ARG001 - the files of a watch
        for number in range(int(saves) + 3):  # the first fill what is remembered
            change_word(folder, number)
            start = time.process_time()
            yield True
            spent.append((time.process_time() - start) * 1000)
            memory.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MB)

    watching.changes = changes
    with redirect_stdout(io.StringIO()):
        brochure(["watch", *([leaflet, "--language", "en"] if leaflet else [])])
    shutil.rmtree(folder)
    print(statistics.median(spent[3:]), (memory[-1] - memory[2]) / int(saves), memory[-1])


def child_settings(folder: Path) -> dict[str, str]:
    """The environment of the children: byte code is kept, in a folder that goes with the benchmark."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return kept | {"PYTHONPYCACHEPREFIX": str(folder / "byte-code")}


def run(words: list[str], settings: dict[str, str]) -> Cost:
    """Run Python once; its words are shown only where it fails."""
    with tempfile.TemporaryFile() as told:
        child = subprocess.Popen([sys.executable, *words], cwd=ROOT, env=settings, stdout=told, stderr=told)
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            told.seek(0)
            raise SystemExit(told.read().decode(errors="replace"))
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / MB)


def median_cpu(costs: list[Cost]) -> float:
    """Seconds of the run in the middle."""
    return statistics.median(cost.cpu for cost in costs)


def warm_rows(clinic: Path) -> list[Row]:
    """Builds in a process that lives on, as `brochure watch` does them."""
    from brochure import lay

    with builder(clinic) as build:
        changed = median_ms(lambda n: change_word(clinic, n), lambda _: build(LEAFLET))
        same = median_ms(lambda _: None, lambda _: build(LEAFLET))
        laid = median_ms(lambda n: change_word(clinic, n + WARM_RUNS), lambda _: build(LEAFLET, act=lay))
        switched = median_ms(lambda _: None, lambda n: build((LEAFLET, OTHER_LEAFLET)[n % 2]))
    return [
        Row("re-build after one word changed, CPU", f"{changed:.2f} ms", "8 ms", "14 ms"),
        Row("re-build with nothing changed, CPU", f"{same:.2f} ms", "0.2 ms", "2 ms"),
        Row("its pages alone (`lay`) after one word", f"{laid:.2f} ms", "4 ms", "7 ms"),
        *typst_rows(clinic),
        Row("build of the other leaflet, CPU", f"{switched:.2f} ms"),
    ]


def typst_rows(clinic: Path) -> list[Row]:
    """The same of Typst, whose compiler stays open."""
    if importlib.util.find_spec("typst") is None:
        return []
    shutil.copytree(ROOT / "content", clinic / "content")
    compile_again = typst_compiler(clinic / "content" / LEAFLET / "en.yaml", ROOT / "fonts" / "latin")
    changed = median_ms(lambda n: change_word(clinic, n), lambda _: compile_again())
    shutil.rmtree(clinic)
    return [Row("Typst, tagged, after one word", f"{changed:.2f} ms")]


@contextmanager
def builder(clinic: Path) -> Iterator[Callable[..., None]]:
    """A clinic's folder to change at will, and what makes a leaflet of it in memory; both leaflets were made once."""
    from brochure import Order, make, open_shelf

    shutil.copytree(ROOT / "content", clinic / "content")
    shelf = open_shelf(clinic)

    def build(leaflet: str, edition: str = "office", act: Callable[..., object] = make) -> None:
        act(Order(leaflet, edition=edition), shelf)

    for leaflet in (LEAFLET, OTHER_LEAFLET):
        build(leaflet)
    try:
        yield build
    finally:
        shutil.rmtree(clinic)


def change_word(clinic: Path, number: int) -> None:
    """Write another word into the first point: one that was not there before, so that nothing is remembered of it."""
    file = clinic / "content" / LEAFLET / "en.yaml"
    word = "small" + chr(ord("a") + number % 26) + chr(ord("a") + number // 26 % 26)
    text, changes = _SECOND_WORD.subn(rf"\g<1>{word}", file.read_text(encoding="utf-8"), count=1)
    if not changes:
        raise SystemExit(f"{file.name} has no `text: >-` to change a word in")
    file.write_text(text, encoding="utf-8")


def median_ms(prepare: Callable[[int], object], measured: Callable[[int], object]) -> float:
    """CPU milliseconds of the run in the middle; what is prepared before each is not counted."""
    spent = []
    for number in range(WARM_RUNS):
        prepare(number)
        start = time.process_time()
        measured(number)
        spent.append((time.process_time() - start) * 1000)
    return statistics.median(spent)


def edition_names() -> list[str]:
    """Every edition that there is, asked for in a child: the peak of this process has to stay small."""
    words = [sys.executable, "-c", "from brochure.base.edition import EDITIONS; print(*EDITIONS)"]
    return subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()


def edition_costs(folder: Path, edition: str) -> tuple[str, str, str, str]:
    """The edition, the sizes of both leaflets in English, and the CPU of a whole process that makes the first."""
    settings = child_settings(folder)
    sizes, costs = [], []
    for leaflet in (OTHER_LEAFLET, LEAFLET):
        out = folder / f"{leaflet}-{edition}"
        words = ["make_pdf.py", leaflet, "--edition", edition, "--language", "en", "--out", str(out)]
        run(words, settings)  # writes the byte code
        sizes.append(sum(file.stat().st_size for file in out.iterdir() if not file.name.startswith(".")) / 1000)
        costs = [run(words, settings) for _ in range(EDITION_RUNS)]
    other, first = (f"{size:.1f} KB" for size in sizes)
    return edition, first, other, f"{median_cpu(costs):.3f} s"


def edition_warm(clinic: Path, edition: str) -> float:
    """CPU milliseconds of a re-build after one word changed."""
    with builder(clinic) as build:
        build(LEAFLET, edition)
        return median_ms(lambda n: change_word(clinic, n), lambda _: build(LEAFLET, edition))


def print_table(rows: Sequence[tuple[str, ...]]) -> None:
    """One line a row, figures under each other."""
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    for name, *cells in rows:
        figures = [cell.rjust(width) for cell, width in zip(cells, widths[1:], strict=True)]
        print("   ".join([name.ljust(widths[0]), *figures]).rstrip())


def print_imports(folder: Path) -> None:
    """The modules that take longest to import, without what they import themselves."""
    words = [sys.executable, "-X", "importtime", "make_pdf.py", LEAFLET, "--out", str(folder / "out")]
    done = subprocess.run(words, cwd=ROOT, env=child_settings(folder), capture_output=True, text=True, check=True)
    rows = re.findall(r"^import time:\s+(\d+) \|\s+\d+ \|\s+(\S+)$", done.stderr, re.M)
    total = sum(int(spent) for spent, _ in rows) / 1000
    print(f"\nimport: {total:.0f} ms for {len(rows)} modules (counting them slows them)")
    for spent, module in sorted(rows, key=lambda row: -int(row[0]))[:IMPORTS_SHOWN]:
        print(f"  {int(spent) / 1000:6.1f} ms  {module}")


def print_profile(clinic: Path) -> None:
    """The functions that take longest in a re-build after one word changed, themselves alone."""
    profile = cProfile.Profile()
    with builder(clinic) as build:
        for number in range(WARM_RUNS):
            change_word(clinic, number)
            profile.enable()
            build(LEAFLET)
            profile.disable()
    text = io.StringIO()
    stats = pstats.Stats(profile, stream=text)
    stats.strip_dirs().sort_stats("tottime").print_stats(PROFILED)
    print(f"\n{WARM_RUNS} re-builds after one word changed (counting calls slows them)")
    print(text.getvalue().strip())


if __name__ == "__main__":
    main()
