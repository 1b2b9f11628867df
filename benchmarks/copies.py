"""What a personal copy costs: `python benchmarks/copies.py [--large]`. Prints, never gates.

Copies a second in memory and to disk, with one process, with two, and on Dask; with a QR code and with a password; one
print file; memory at 1,000 and 10,000 recipients (`--large`: 100,000); bytes a copy. Files go to TMPDIR. Typst (its
compiler kept open) and WeasyPrint set a letter of the same words in the same run, if they are there (`pip install -e
'.[peers]'`), so that the ratios are of one machine and one hour.
"""

import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from brochure.base.order import Order
from brochure.content.shelf import open_shelf
from brochure.copies import Copier
from brochure.copies.batches import put_copy
from brochure.draft.personal import Values, judge

ROOT = Path(__file__).parents[1]
FIRST = ("Anna", "Jo", "Zoë", "Łukasz", "Thị", "Maria", "Peter", "Ngọc", "Bartholomew", "Siân", "Ada", "Olga")
LAST = ("Nowak", "Smith", "Nguyễn", "O'Brien", "Żółć", "García", "Lee-Jones", "Li", "Wójcik", "Okafor", "Rossi", "Khan")


def rows(count: int) -> list[dict[str, str]]:
    """People of a clinic; the same every time."""
    chance = random.Random(7)
    return [
        {
            "id": str(at),
            "name": f"{chance.choice(FIRST)} {chance.choice(LAST)}",
            "day": f"2026-12-{at % 28 + 1:02d}",
            "hour": f"{8 + at % 9}:{at * 5 % 60:02d}",
            "clinician": f"Dr {chance.choice(LAST)}",
            "site": ("12 Mill Lane", "Riverside Annexe")[at % 2],
            "first": ("yes", "no")[at % 3 > 0],
        }
        for at in range(1, count + 1)
    ]


def main() -> None:
    """Measure and print."""
    if len(sys.argv) > 2 and sys.argv[1] == "--memory":
        _measure_memory(int(sys.argv[2]))
        return
    people = rows(10_000)
    copier = Copier(Order("your-visit", edition="email"), open_shelf())
    leaflet, language = copier.manuscript.leaflet, copier.manuscript.language
    start = time.process_time()
    said: list[Values] = [judge(row, leaflet, language)[0] for row in people]
    for values in said:
        copier.learn(values)
    copier.prepare()
    walked = time.process_time() - start
    start = time.process_time()
    size = sum(len(copier.copy(values, row)) for values, row in zip(said, people, strict=True))
    spent = time.process_time() - start
    ours = len(people) / spent
    print(f"first walk of {len(people):,} rows and composing: {walked:.2f} s CPU")
    print(f"in memory, one core: {ours:,.0f} copies/s, {size / len(people) / 1000:.1f} KB each")
    print(f"the same and written to files: {_written(copier, said, people):,.0f} copies/s")
    print(f"with a QR code and a link of their own, in memory: {_coded(people):,.0f} copies/s")
    for name, options in _WAYS.items():
        wall, cpu = _merged(people, options)
        print(f"`brochure merge`{name}, all included: {wall:.1f} s wall ({len(people) / wall:,.0f}/s), {cpu:.1f} s CPU")
    few = people[:1000]
    wall, cpu = _merged(few, ["--password-field", "secret"])
    print(f"`brochure merge` of 1,000 with passwords: {wall:.1f} s wall ({len(few) / wall:,.0f}/s), {cpu:.1f} s CPU")
    _on_dask(people)
    for count in (1_000, 10_000, *((100_000,) if "--large" in sys.argv else ())):
        told = subprocess.run(
            [sys.executable, __file__, "--memory", str(count)], capture_output=True, text=True, check=True
        )
        print(f"peak memory at {count:,} recipients: {told.stdout.strip()} MB")
    for name, peer in (("Typst", _typst), ("WeasyPrint", _weasyprint)):
        try:
            rate = peer(people)
        except ImportError:
            print(f"{name}: not installed")
            continue
        print(f"{name}: {rate:,.0f} copies/s in memory; ours are {ours / rate:,.0f} times as many")


def _list(folder: Path, people: list[dict[str, str]]) -> Path:
    path = folder / "list.csv"
    lines = [",".join(people[0]), *(",".join(row.values()) for row in people)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _written(copier: Copier, said: list[Values], people: list[dict[str, str]]) -> float:
    folder = Path(tempfile.mkdtemp())
    start = time.perf_counter()
    for values, row in zip(said, people, strict=True):
        put_copy(str(folder / f"{row['id']}.pdf"), copier.copy(values, row))
    spent = time.perf_counter() - start
    shutil.rmtree(folder)
    return len(people) / spent


def _coded(people: list[dict[str, str]]) -> float:
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
    few = [{**row, "page": f"https://riverside.example/v/{chance.randbytes(6).hex()}"} for row in people[:3000]]
    said = [copier.judge(row)[0] for row in few]
    for values in said:
        copier.learn(values)
    copier.prepare()
    start = time.process_time()
    for values, row in zip(said, few, strict=True):
        copier.copy(values, row)
    spent = time.process_time() - start
    shutil.rmtree(folder)
    return len(few) / spent


_WAYS: dict[str, list[str]] = {
    " to files, 1 process": [],
    " to files, 2 processes": ["--jobs", "2"],
    " --zip": ["--zip"],
    " --print-file": ["--print-file", "--layout", "trifold-a4"],
}


def _merged(people: list[dict[str, str]], options: list[str]) -> tuple[float, float]:
    """Wall and CPU seconds of the whole command."""
    folder = Path(tempfile.mkdtemp())
    try:
        _list(folder, [{**row, "secret": f"river-{row['id']}-lantern-quiet"} for row in people])
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        start = time.perf_counter()
        command = [sys.executable, "-m", "brochure", "merge", "your-visit", "--recipients", "list.csv"]
        subprocess.run([*command, *options], cwd=folder, check=True, capture_output=True)
        wall = time.perf_counter() - start
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        if "--print-file" in options:
            print(f"print file: {(folder / 'build/your-visit.print.pdf').stat().st_size / 1e6:.2f} MB")
        return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    finally:
        shutil.rmtree(folder)


def _on_dask(people: list[dict[str, str]]) -> None:
    try:
        from distributed import LocalCluster
    except ImportError:
        print("Dask: not installed")
        return
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, scheduler_port=0
    ) as dask:
        wall, _ = _merged(people, ["--cluster", dask.scheduler_address])
    print(f"`brochure merge --cluster`, 2 workers on this machine: {wall:.1f} s wall ({len(people) / wall:,.0f}/s)")


def _measure_memory(count: int) -> None:
    """In a process of its own: the whole command, and its peak."""
    folder = Path(tempfile.mkdtemp())
    try:
        path = folder / "list.csv"
        with path.open("w", encoding="utf-8") as file:
            file.write(",".join(rows(1)[0]) + "\n")
            for start in range(0, count, 1000):
                for at, row in enumerate(rows(1000), start + 1):
                    file.write(",".join({**row, "id": str(at)}.values()) + "\n")
        command = [sys.executable, "-m", "brochure", "merge", "your-visit", "--recipients", "list.csv"]
        subprocess.run(command, cwd=folder, check=True, capture_output=True)
        print(f"{resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f}")
    finally:
        shutil.rmtree(folder)


def _words(row: dict[str, str]) -> list[str]:
    """The letter that the peers set: fewer words than our leaflet, and no drawing."""
    return [
        f"Dear {row['name']},",
        f"you have a visit with {row['clinician']} on {row['day']} at {row['hour']}. Please come to {row['site']}.",
        "It takes about 50 minutes. If you cannot come, call us as soon as you know.",
        "Keep taking your medicines. Acupuncture goes along with your usual care, not in place of it.",
    ]


def _typst(people: list[dict[str, str]]) -> float:
    import typst

    folder = Path(tempfile.mkdtemp())
    source = folder / "letter.typ"
    source.write_text(
        "#set page(width: 90mm, height: 160mm, margin: 8mm)\n#set text(size: 14pt)\n= Your visit\n"
        '#for paragraph in sys.inputs.words.split("|") [#paragraph #parbreak()]\n',
        encoding="utf-8",
    )
    compiler = typst.Compiler(str(source))
    few = people[:300]
    start = time.process_time()
    for row in few:
        compiler.compile(format="pdf", sys_inputs={"words": "|".join(_words(row))})
    spent = time.process_time() - start
    shutil.rmtree(folder)
    return len(few) / spent


def _weasyprint(people: list[dict[str, str]]) -> float:
    from weasyprint import HTML

    few = people[:30]
    start = time.process_time()
    for row in few:
        body = "".join(f"<p>{paragraph}</p>" for paragraph in _words(row))
        HTML(string=f"<style>@page {{size: 90mm 160mm; margin: 8mm}}</style><h1>Your visit</h1>{body}").write_pdf()
    return len(few) / (time.process_time() - start)


if __name__ == "__main__":
    main()
