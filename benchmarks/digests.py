"""A digest of every shipped build: `python benchmarks/digests.py > before.txt`, then `... --against before.txt`.

Each shipped leaflet in each of its languages, layouts and editions, the folded proof, a press pack, an imposed sheet, a
merge with a key that is always the same, and its print file. What is refused has the codes of its findings in place of
a digest. It goes through the words of the desk alone, so that it outlives any move of the program's rooms.
"""

import contextlib
import hashlib
import io
import json
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FORMS = (("sheet", ("office", "press", "master")), ("pages", ("email", "large-print")))
KEY = "0123456789abcdef" * 4
LIST = """id,name,day,hour,clinician,site,first
1,Anna Kowalska,2027-01-04,9:30,Dr Jo Example,12 Mill Lane,yes
2,Zoë Müller-Lüdenscheidt,2027-01-05,14:00,Dr Jo Example,12 Mill Lane,no
3,Ng Wei,2027-01-06,8:15,Sam Marsh,4 The Quay,yes
4,Ilse Bartholomew-Featherstonehaugh,2027-01-07,16:45,Dr Jo Example,12 Mill Lane,no
"""


def main() -> int:
    """Print the table, or what differs from an older one."""
    orders = list(_orders())
    with ProcessPoolExecutor() as workers:
        rows = sorted(row for rows in workers.map(_rows_of, orders) for row in rows)
    if "--against" not in sys.argv:
        print("\n".join(rows))
        return 0
    old = set(Path(sys.argv[sys.argv.index("--against") + 1]).read_text(encoding="utf-8").splitlines())
    print("\n".join([f"- {row}" for row in sorted(old - set(rows))] + [f"+ {row}" for row in sorted(set(rows) - old)]))
    print(f"{len(rows)} builds, {len(set(rows) & old)} as before")
    return int(set(rows) != old)


def _orders() -> Iterator[tuple[str, ...]]:
    """The words of every command, without its output folder."""
    shapes = {path.parent.name: path.read_text(encoding="utf-8") for path in (ROOT / "layouts").glob("*/layout.yaml")}
    for file in sorted((ROOT / "content").glob("*/*.yaml")):
        leaflet, language = file.parent.name, file.stem
        if leaflet == "brands" or leaflet.startswith("_"):
            continue
        base = ("build", leaflet, "--language", language)
        yield from ((*base, "--edition", edition) for edition in ("text", "html"))
        for layout, text in sorted(shapes.items()):
            shape = "pages" if re.search(r"^shape: pages", text, re.M) else "sheet"
            for edition in dict(FORMS)[shape]:
                yield (*base, "--edition", edition, "--layout", layout)
    yield ("build", "acupuncture-pain", "--language", "en", "--saver")
    yield ("build", "acupuncture-pain", "--language", "en", "--paper", "170", "--layout", "gatefold-a4")
    yield ("build", "acupuncture-pain", "--language", "en", "--brand", "content/brands/harbour/brand.yaml")
    yield ("proof", "acupuncture-pain", "--language", "en")
    yield ("proof", "acupuncture-pain", "--language", "ar", "--fold-test")
    yield ("pack", "press", "acupuncture-pain", "--language", "en", "--quantity", "500", "--allow-draft")
    yield ("pack", "master", "after-treatment", "--language", "en", "--allow-draft")
    for edition in ("email", "office", "large-print"):
        yield ("merge", "your-visit", "--allow-draft", "--edition", edition)
    yield ("merge", "your-visit", "--allow-draft", "--print-file")


def _rows_of(order: tuple[str, ...]) -> list[str]:
    os.chdir(ROOT)
    from brochure.__main__ import main as brochure

    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        words = [*order, *_places(order, folder), "--output-format", "json"]
        with contextlib.redirect_stdout(io.StringIO()) as said:
            code = brochure(words)
        if order[0] == "build" and code == 0 and "flyer-a5" in order and "press" in order:
            with contextlib.redirect_stdout(io.StringIO()):  # two pages to impose
                made_file = next((folder / "out").glob("*.pdf"))
                brochure(["impose", str(made_file), "--sheet", "a3", "--out", str(folder / "out" / "imposed.pdf")])
        name = " ".join(order)
        if code:
            codes = sorted({finding["code"] for finding in json.loads(said.getvalue())})
            return [f"{name}: refused: {', '.join(codes)}"]
        files = sorted(path for path in (folder / "out").rglob("*") if path.is_file())
        return [f"{name}: {file.relative_to(folder)}: {_digest(file, made)}" for file in files]


def _places(order: tuple[str, ...], folder: Path) -> tuple[str, ...]:
    if order[0] != "merge":
        return ("--out", str(folder / "out"))
    (folder / "list.csv").write_text(LIST, encoding="utf-8")
    (folder / "key").write_text(KEY, encoding="ascii")
    (folder / "key").chmod(0o600)
    (folder / "out").mkdir()
    out = folder / "out" / ("print.pdf" if "--print-file" in order else "run")
    return ("--recipients", str(folder / "list.csv"), "--key", str(folder / "key"), "--out", str(out))


def _digest(file: Path, folder: str) -> str:
    return hashlib.sha256(file.read_bytes().replace(folder.encode(), b"")).hexdigest()[:16]


if __name__ == "__main__":
    sys.exit(main())
