"""How the house stands: `python benchmarks/house.py [CHECKOUT ...]` prints the figures of checkouts side by side.

Lines by room, the longest function, what the guards of `tests/house` hold at nothing, and what a start and a re-build
cost. For another checkout than this one its own environment is used, if it has one in `.venv`.
"""

import ast
import os
import re
import statistics
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# From the ground up; rooms of older plans stand where they stood.
FLOORS = (
    ("base",), ("record", "opened", "glyphs", "files"), ("content", "draft", "layout", "paint", "reflow", "people"),
    ("pdf", "proof", "preflight"), ("compose",), ("pipeline",), ("editions", "press", "copies"), ("send",), ("desk",),
    ("__main__",),
)  # fmt: skip
RANK = {room: rank for rank, floor in enumerate(FLOORS) for room in floor}
RUNS = 5
_READS = """
import contextlib, io, sys, tempfile
from brochure.content import read
from brochure.__main__ import main
count = 0
plain = read._Desk.manuscript
def counted(self):
    global count
    count += 1
    return plain(self)
read._Desk.manuscript = counted
with tempfile.TemporaryDirectory() as out, contextlib.redirect_stdout(io.StringIO()):
    main(["pack", "press", "acupuncture-pain", "--language", "en", "--allow-draft", "--out", out])
print(count)
"""
_AGAIN = """
import re, shutil, sys, tempfile, time
from pathlib import Path
from brochure.base.order import Order
from brochure.content.shelf import open_shelf
from brochure.pipeline import make
with tempfile.TemporaryDirectory() as name:
    folder = Path(name)
    for part in ("content", "layouts"):
        shutil.copytree(part, folder / part)
    shelf, file = open_shelf(folder), folder / "content/acupuncture-pain/en.yaml"
    text, spent = file.read_text(), []
    for at in range(25):
        file.write_text(text.replace("lead: ", f"lead: Number {at} ", 1))
        start = time.process_time()
        make(Order("acupuncture-pain"), shelf)
        spent.append(time.process_time() - start)
print(f"{sorted(spent[5:])[10] * 1000:.1f}")
"""


def main() -> None:
    """Print the table."""
    checkouts = [Path(word).resolve() for word in sys.argv[1:]] or [ROOT]
    tables = [figures(checkout) for checkout in checkouts]
    names = dict.fromkeys(name for table in tables for name in table)
    width = max(map(len, names))
    for name in names:
        print(f"{name:{width}}  " + "  ".join(f"{table.get(name, '-'):>18}" for table in tables))


def figures(checkout: Path) -> dict[str, str]:
    """Every figure of a checkout, by name."""
    package = checkout / "brochure"
    trees = {path.relative_to(package): _parsed(path) for path in sorted(package.rglob("*.py"))}
    table = {"modules": str(len(trees)), "lines": f"{sum(_lines(package / path) for path in trees):,}"}
    rooms = Counter[str]()
    for path in trees:
        rooms[path.parts[0]] += _lines(package / path)
    table |= {f"  {room}": f"{count:,}" for room, count in sorted(rooms.items(), key=lambda each: -each[1])}
    functions = [node for tree in trees.values() for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    classes = Counter(node.name for tree in trees.values() for node in ast.walk(tree) if isinstance(node, ast.ClassDef))
    table["longest function, lines"] = str(max((node.end_lineno or 0) - node.lineno + 1 for node in functions))
    table["class names used twice"] = str(sum(count > 1 for count in classes.values()))
    table["matches over own classes without assert_never"] = str(_open_matches(trees, set(classes)))
    table["uses of Namespace outside desk"] = str(_namespaces(trees))
    table["imports that climb"] = str(_climbs(trees))
    table["manuscript reads in pack press"] = _said(checkout, _READS)
    table["process start to PDF, CPU s"] = _cold(checkout)
    table["re-build after one word, CPU ms"] = _said(checkout, _AGAIN)
    return table


def _parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def _open_matches(trees: dict[Path, ast.Module], classes: set[str]) -> int:
    count = 0
    for node in (node for tree in trees.values() for node in ast.walk(tree) if isinstance(node, ast.Match)):
        patterns = [inner for case in node.cases for inner in ast.walk(case.pattern)]
        named = {
            each.cls.id for each in patterns if isinstance(each, ast.MatchClass) and isinstance(each.cls, ast.Name)
        }
        count += bool(named & classes) and "assert_never" not in ast.unparse(node.cases[-1])
    return count


def _namespaces(trees: dict[Path, ast.Module]) -> int:
    """Names of `argparse.Namespace`; of the desk, only its two modules that read the words are left out."""
    known = {Path("desk/arguments.py"), Path("desk/commands.py")}
    return sum(
        isinstance(node, ast.Attribute) and node.attr == "Namespace"
        for path, tree in trees.items()
        if path not in known
        for node in ast.walk(tree)
    )


def _climbs(trees: dict[Path, ast.Module]) -> int:
    count = 0
    for path, tree in trees.items():
        own = RANK.get(path.parts[0].removesuffix(".py"), len(FLOORS))
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("brochure."):
                count += RANK.get((node.module or "").split(".")[1], 0) > own
    return count


def _python(checkout: Path) -> str:
    own = checkout / ".venv/bin/python"
    return str(own if own.exists() else sys.executable)


def _environment(checkout: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPATH": str(checkout)}


def _said(checkout: Path, program: str) -> str:
    done = subprocess.run(
        [_python(checkout), "-c", program], cwd=checkout, env=_environment(checkout), capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    found = re.findall(r"^[\d.]+$", done.stdout, re.M)
    return found[-1] if found else "-"


def _cold(checkout: Path) -> str:
    """CPU seconds of a process that makes one leaflet."""
    spent = []
    for _ in range(RUNS):
        with tempfile.TemporaryDirectory() as out:
            words = [_python(checkout), "make_pdf.py", "build", "acupuncture-pain", "--language", "en", "--out", out]
            before = os.times()
            subprocess.run(words, cwd=checkout, env=_environment(checkout), check=True, capture_output=True)
            after = os.times()
        spent.append(after.children_user + after.children_system - before.children_user - before.children_system)
    return f"{statistics.median(spent):.3f}"


if __name__ == "__main__":
    main()
