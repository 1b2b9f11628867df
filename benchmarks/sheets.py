"""Counts of every shipped sheet: `python benchmarks/sheets.py` prints a row for each leaflet, language and layout.

    sizes   sizes of type on the sheet, half a point apart at least
    grid    share of the baselines of body text that stand on the sheet's most common grid, in half lines
    feet    furthest apart that two columns of the inside end, millimetres
    empty   the emptiest panel with words: share of its height below its last ink
    discs   numbered discs under 5 mm from a fold
    edges   pairs of edges of text on one panel that differ by 0.25 to 2.2 mm: accidents to the eye
    least   least distance between two stories on a panel, millimetres
    words   of the sheet

`--worst` prints the sums alone. `--direction NAME` draws in that art direction.
"""

import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from itertools import combinations, pairwise
from pathlib import Path
from typing import NamedTuple

from brochure.base.findings import BadInput
from brochure.base.made import Made
from brochure.base.order import Order
from brochure.base.page import Page, PlacedLine, PlacedPath
from brochure.base.story import leaves
from brochure.base.units import in_mm, mm
from brochure.content.shelf import Shelf, open_shelf, program_folder
from brochure.pipeline import make

LEAST_NEAR, MOST_NEAR = mm(0.25), mm(2.2)
FOLD_CLEAR = mm(5)
DISC_STEPS = 6  # a move, four curves, a close


class Counts(NamedTuple):
    """What one sheet has."""

    sizes: int
    grid: float
    feet: float
    empty: float
    discs: int
    edges: int
    least: float
    words: int


def main() -> None:
    """Print the table and its last row."""
    with tempfile.TemporaryDirectory() as folder:
        rows = list(_rows(_shelf(Path(folder))))
    if "--worst" not in sys.argv:
        print(f"{'':<44}" + "".join(f"{name:>8}" for name in Counts._fields))
        for name, counts in rows:
            print(f"{name:<44}" + "".join(f"{_short(value):>8}" for value in counts))
    every = [counts for _, counts in rows]
    print(f"{len(rows)} sheets; discs near folds {sum(each.discs for each in every)}, ", end="")
    print(f"near-miss edges {sum(each.edges for each in every)}, ", end="")
    print(f"most sizes {max(each.sizes for each in every)}, least distance {min(each.least for each in every):.1f} mm")


def _shelf(folder: Path) -> Shelf:
    if "--direction" not in sys.argv:
        return open_shelf()
    direction = sys.argv[sys.argv.index("--direction") + 1]
    shutil.copytree(program_folder() / "content", folder / "content")
    for path in (folder / "content").glob("*/*.yaml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("\ntitle:", f"\nart_direction: {direction}\ntitle:", 1), encoding="utf-8")
    return open_shelf(folder)


def _rows(shelf: Shelf) -> Iterator[tuple[str, Counts]]:
    layouts = sorted((program_folder() / "layouts").glob("*/layout.yaml"))
    sheets = [path.parent.name for path in layouts if not re.search(r"^shape: pages", path.read_text("utf-8"), re.M)]
    for file in sorted((program_folder() / "content").glob("*/*.yaml")):
        if file.parent.name == "brands" or file.parent.name.startswith("_"):
            continue
        for layout in sheets:
            try:
                made = make(Order(file.parent.name, file.stem, layout=layout), shelf)
            except BadInput:
                continue
            yield f"{file.parent.name} {file.stem} {layout}", _counts(made)


def _counts(made: Made) -> Counts:
    lines = [item for page in made.pages for item in page.placed if isinstance(item, PlacedLine)]
    stories = {leaf.number: at for at, story in enumerate(made.stories) for leaf in leaves(story.blocks)}
    return Counts(
        len({round(2 * line.size) for line in lines}),
        _on_grid(lines),
        in_mm(_feet(made)),
        max(_empty(page) for page in made.pages),
        sum(1 for page in made.pages for _ in _near_folds(page)),
        sum(_near_misses(page, rtl=made.manuscript.language.direction == "rtl") for page in made.pages),
        min(in_mm(_least(page, stories)) for page in made.pages),
        sum(len(line.line.text.split()) for line in lines),
    )


def _on_grid(lines: list[PlacedLine]) -> float:
    """Of the lines in the most common size, the share whose baselines lie whole half lines apart."""
    size = Counter(line.size for line in lines).most_common(1)[0][0]
    body = [line.baseline for line in lines if line.size == size]
    steps = Counter(round(a - b, 1) for a, b in pairwise(body) if 0 < a - b < 3 * size)
    half = steps.most_common(1)[0][0] / 2 if steps else size
    places = Counter(round((baseline % half) / half, 1) % 1 for baseline in body)
    return places.most_common(1)[0][1] / len(body)


def _feet(made: Made) -> float:
    """How far apart the columns of the spread end; nothing where there is one."""
    spread = {said.text for said in made.manuscript.layout.spread}
    feet = [
        min(item.ink.bottom for item in page.placed if isinstance(item, PlacedLine) and item.panel == panel.name)
        for page in made.pages
        for panel in page.panels
        if panel.name in spread and any(isinstance(i, PlacedLine) and i.panel == panel.name for i in page.placed)
    ]
    return max(feet, default=0.0) - min(feet, default=0.0)


def _empty(page: Page) -> float:
    shares = [0.0]
    for panel in page.panels:
        inks = [item.ink.bottom for item in page.placed if isinstance(item, PlacedLine) and item.panel == panel.name]
        inks += [item.box.bottom for item in page.placed if isinstance(item, PlacedPath) and item.panel == panel.name]
        if inks:
            shares.append((min(inks) - panel.safe.bottom) / panel.box.height)
    return max(shares)


def _near_folds(page: Page) -> Iterator[float]:
    """The middles of numbered discs, across, that a fold passes near."""
    for item in page.placed:
        for piece in item.paths if isinstance(item, PlacedPath) else ():
            if piece.fill and piece.stroke and len(piece.path) == DISC_STEPS:
                right, left = piece.path[0].numbers[0], piece.path[2].numbers[-2]
                if any(left - FOLD_CLEAR < fold < right + FOLD_CLEAR for fold in page.folds):
                    yield (left + right) / 2


def _near_misses(page: Page, *, rtl: bool) -> int:
    """Pairs of neighbouring edges at which lines begin."""
    count = 0
    for panel in page.panels:
        edges = sorted(
            {
                round(item.x + item.line.width * item.size if rtl else item.x, 1)
                for item in page.placed
                if isinstance(item, PlacedLine) and item.panel == panel.name
            }
        )
        count += sum(LEAST_NEAR < after - before < MOST_NEAR for before, after in pairwise(edges))
    return count


def _least(page: Page, stories: dict[int, int]) -> float:
    """Between lines of two stories of a panel that stand one over the other."""
    found = [page.height]
    for panel in page.panels:
        lines = [item for item in page.placed if isinstance(item, PlacedLine) and item.panel == panel.name]
        for one, other in combinations(lines, 2):
            if stories.get(one.element) != stories.get(other.element) and _over(one, other):
                upper, lower = (one, other) if one.baseline > other.baseline else (other, one)
                found.append(upper.ink.bottom - lower.ink.top)
    return min(found)


def _over(one: PlacedLine, other: PlacedLine) -> bool:
    return one.ink.left < other.ink.right and other.ink.left < one.ink.right


def _short(value: float) -> str:
    return f"{value}" if isinstance(value, int) else f"{value:.2f}" if value < 1 else f"{value:.1f}"


if __name__ == "__main__":
    main()
