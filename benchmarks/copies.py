"""What a personal copy costs: `python benchmarks/copies.py [--whole] [--growth] [--large]`. Prints, never gates.

First whole commands, from start to end, on three lists: few names, a town's, and names that never come twice
(`lists.py`); CPU of the command and its children, and the most memory that all of them had. `--growth` adds 100 to
100,000 distinct rows, `--whole` stops there. Then what one process does in memory and to disk; with a QR code; with a
password; on Dask; memory at 1,000 and 10,000 recipients (`--large`: 100,000). Files go to TMPDIR. Typst (its compiler
kept open) and WeasyPrint set a letter of the same words in the same run, if they are there (`pip install -e
'.[peers]'`), so that the ratios are of one machine and one hour. With `PYTHONPATH` another tree is measured.
"""

import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from lists import Row, distinct, few, town

from brochure.base.order import Order
from brochure.content.shelf import open_shelf
from brochure.copies import Copier
from brochure.copies.batches import put_copy
from brochure.draft.personal import Values, judge

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT))  # the mail server of the tests
LETTERS = 500


class Cost(NamedTuple):
    """What a command took, with its children."""

    cpu: float  # seconds, user and system
    wall: float
    peak: float  # MB: the most that each of its processes had, added up


def main() -> None:
    """Measure and print."""
    _whole_commands()
    if "--growth" in sys.argv:
        for count in (100, 1_000, 10_000, 100_000):
            _say(f"{count:,} distinct names", count, _merged(distinct(count)))
    if "--whole" in sys.argv:
        return
    _in_one_process(list(few(10_000)))
    _peers(list(few(300)))


def _whole_commands() -> None:
    for name, people, count in _LISTS:
        _say(name, count, _merged(people(count)))
    cost = _merged(town(10_000), _PRINT_FILE)
    print(f"`brochure merge --print-file`, a town's names: {cost.cpu / 10:.3f} ms CPU a record, {cost.peak:.0f} MB")
    with _folder() as folder:
        _command(folder, "merge", town(LETTERS))
        cost = _posted(folder)
    each = cost.cpu / LETTERS * 1000
    print(f"`brochure send` of {LETTERS} personal letters: {each:.1f} ms CPU each, {cost.peak:.0f} MB")


_LISTS: tuple[tuple[str, Callable[[int], Iterator[Row]], int], ...] = (
    ("few names", few, 10_000),
    ("a town's names", town, 10_000),
    ("distinct names", distinct, 30_000),
)
_PRINT_FILE = ("--print-file", "--layout", "trifold-a4")


def _say(name: str, count: int, cost: Cost) -> None:
    rate = f"{count / cost.cpu:,.0f} a second of CPU"
    print(
        f"`brochure merge` of {count:,}, {name}: {rate}, {cost.cpu:.2f} s, wall {cost.wall:.1f} s, {cost.peak:.0f} MB"
    )


def _in_one_process(people: list[Row]) -> None:
    copier = Copier(Order("your-visit", edition="email"), open_shelf())
    leaflet, language = copier.manuscript.leaflet, copier.manuscript.language
    start = time.process_time()
    said: list[Values] = [judge(row, leaflet, language)[0] for row in people]
    for values in said:
        copier.learn(values)
    copier.prepare()
    print(f"first walk of {len(people):,} rows and composing: {time.process_time() - start:.2f} s CPU")
    start = time.process_time()
    size = sum(len(copier.copy(values, row)) for values, row in zip(said, people, strict=True))
    rate = len(people) / (time.process_time() - start)
    print(f"in memory, one core: {rate:,.0f} copies/s, {size / len(people) / 1000:.1f} KB each")
    print(f"the same and written to files: {_written(copier, said, people):,.0f} copies/s")
    print(f"with a QR code and a link of their own, in memory: {_coded(people):,.0f} copies/s")
    for name, options in _WAYS.items():
        _say(f"few names, {name}", len(people), _merged(people, options))
    _say("few names, with passwords", 1000, _merged(people[:1000], ("--password-field", "secret")))
    _on_dask(people)
    for count in (1_000, 10_000, *((100_000,) if "--large" in sys.argv else ())):
        print(f"peak memory at {count:,} recipients, few names: {_merged(few(count)).peak:.0f} MB")


def _peers(people: list[Row]) -> None:
    for name, peer in (("Typst", _typst), ("WeasyPrint", _weasyprint)):
        with suppress(ImportError):
            print(f"{name}: {peer(people):,.0f} copies/s in memory, without starting")


@contextmanager
def _folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp())
    (folder / "content").mkdir()  # a clinic's folder, in which the samples are at hand
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def _merged(people: Iterable[Row], options: Iterable[str] = ()) -> Cost:
    with _folder() as folder:
        return _command(folder, "merge", people, *options)


def _command(folder: Path, what: str, people: Iterable[Row], *options: str) -> Cost:
    """A whole command over a list that is written first."""
    rows = ({**row, "secret": f"river-{row['id']}-lantern-quiet", **_address(row)} for row in people)
    with (folder / "list.csv").open("w", encoding="utf-8") as file:
        for at, row in enumerate(rows):
            if not at:
                file.write(",".join(row) + "\n")
            file.write(",".join(row.values()) + "\n")
    return _run(folder, [what, "your-visit", "--allow-draft", "--recipients", "list.csv", *options])


def _address(row: Row) -> Row:
    return {"email": f"p{row['id']}@x.test", "consent": "yes"}


def _posted(folder: Path) -> Cost:
    """The run of a folder sent to a server in this process, whose own CPU is not counted."""
    from tests.send.mail_server import MailServer  # needs `.[dev]`

    letter = ["--sender", "info@clinic.test", "--subject", "Your visit", "--allow-draft"]
    with MailServer() as server:
        where = ["--server", "127.0.0.1", "--port", str(server.port), "--security", "insecure-loopback"]
        cost = _run(folder, ["send", "build/your-visit.run", "--recipients", "list.csv", *letter, *where])
        assert len(server.taken) == LETTERS, "every letter came"
    return cost


def _run(folder: Path, words: list[str]) -> Cost:
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    most: dict[int, int] = {}
    with (folder / "told.txt").open("wb") as told:
        command = subprocess.Popen([sys.executable, "-m", "brochure", *words], cwd=folder, stdout=told, stderr=told)
        while command.poll() is None:
            most |= {pid: size for pid in _family(command.pid) if (size := _peak_of(pid))}
            time.sleep(0.02)
    if command.returncode:
        raise SystemExit((folder / "told.txt").read_text(encoding="utf-8"))
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(cpu, wall, sum(most.values()) / 1024 if most else after.ru_maxrss / 1024)


def _family(pid: int) -> list[int]:
    """A process and those that it began, where the system tells (Linux)."""
    with suppress(OSError):
        children = [Path(f"/proc/{pid}/task/{task.name}/children") for task in Path(f"/proc/{pid}/task").iterdir()]
        return [pid, *(each for path in children for child in path.read_text().split() for each in _family(int(child)))]
    return []


def _peak_of(pid: int) -> int:
    """The most memory that a process had so far, in KB; 0 where it is gone."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1])
    return 0


def _written(copier: Copier, said: list[Values], people: list[Row]) -> float:
    folder = Path(tempfile.mkdtemp())
    start = time.perf_counter()
    for values, row in zip(said, people, strict=True):
        put_copy(str(folder / f"{row['id']}.pdf"), copier.copy(values, row))
    spent = time.perf_counter() - start
    shutil.rmtree(folder)
    return len(people) / spent


def _coded(people: list[Row]) -> float:
    """A clinic whose leaflet has a code for each person."""
    folder = Path(tempfile.mkdtemp())
    for name in ("content", "layouts"):
        shutil.copytree(ROOT / name, folder / name)
    path = folder / "content/your-visit/en.yaml"
    text = path.read_text(encoding="utf-8")
    field = "  page: {type: link, label: page, example: https://riverside.example/v/1}"
    text = text.replace("\npersonal:\n", f"\npersonal:\n{field}\n").replace(
        "\nbooking:\n", '\nbooking:\n  link: "{page}"\n'
    )
    path.write_text(text, encoding="utf-8")
    copier = Copier(Order("your-visit", edition="email"), open_shelf(folder))
    chance = random.Random(8)
    some = [{**row, "page": f"https://riverside.example/v/{chance.randbytes(6).hex()}"} for row in people[:3000]]
    said = [copier.judge(row)[0] for row in some]
    for values in said:
        copier.learn(values)
    copier.prepare()
    start = time.process_time()
    for values, row in zip(said, some, strict=True):
        copier.copy(values, row)
    spent = time.process_time() - start
    shutil.rmtree(folder)
    return len(some) / spent


_WAYS = {
    "2 processes": ("--jobs", "2"),
    "--zip": ("--zip",),
    "--print-file": _PRINT_FILE,
}


def _on_dask(people: list[Row]) -> None:
    try:
        from distributed import LocalCluster
    except ImportError:
        print("Dask: not installed")
        return
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, scheduler_port=0
    ) as dask:
        wall = _merged(people, ("--cluster", dask.scheduler_address)).wall
    print(f"`brochure merge --cluster`, 2 workers on this machine: {wall:.1f} s wall ({len(people) / wall:,.0f}/s)")


def _words(row: Row) -> list[str]:
    """The letter that the peers set: fewer words than our leaflet, and no drawing."""
    return [
        f"Dear {row['name']},",
        f"you have a visit with {row['clinician']} on {row['day']} at {row['hour']}. Please come to {row['site']}.",
        "It takes about 50 minutes. If you cannot come, call us as soon as you know.",
        "Keep taking your medicines. Acupuncture goes along with your usual care, not in place of it.",
    ]


def _typst(people: list[Row]) -> float:
    import typst

    folder = Path(tempfile.mkdtemp())
    source = folder / "letter.typ"
    source.write_text(
        "#set page(width: 90mm, height: 160mm, margin: 8mm)\n#set text(size: 14pt)\n= Your visit\n"
        '#for paragraph in sys.inputs.words.split("|") [#paragraph #parbreak()]\n',
        encoding="utf-8",
    )
    compiler = typst.Compiler(str(source))
    start = time.process_time()
    for row in people:
        compiler.compile(format="pdf", sys_inputs={"words": "|".join(_words(row))})
    spent = time.process_time() - start
    shutil.rmtree(folder)
    return len(people) / spent


def _weasyprint(people: list[Row]) -> float:
    from weasyprint import HTML

    start = time.process_time()
    for row in people[:30]:
        body = "".join(f"<p>{paragraph}</p>" for paragraph in _words(row))
        HTML(string=f"<style>@page {{size: 90mm 160mm; margin: 8mm}}</style><h1>Your visit</h1>{body}").write_pdf()
    return len(people[:30]) / (time.process_time() - start)


if __name__ == "__main__":
    main()
