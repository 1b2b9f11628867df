"""How paragraphs are set: `python benchmarks/typography.py` prints a column for each language over all shipped builds.

    paragraphs   of two lines and more, and with `lines` their lines
    spread       standard deviation of the fill of full lines (not the last), in paragraphs of three and more, percent
    fill         mean fill of the same lines, percent of the measure
    loose        of the same lines those under 75 % of the measure, percent
    small        full lines of text that end on an article, a preposition, `and` or `or`, percent
    stranded     lines that end on the short first word of a sentence
    short        last lines under a quarter of the measure
    lone         last lines of one word; in Chinese of one or two signs
    display      headings and straplines that end a line on a small word
    bound        lines that part a number from what it counts
    holes        neighbouring full lines that differ by more than 22 % of the measure
    longest      last lines that are the longest of all
    shrunk       paragraphs of three lines and more none of whose lines fills 88 %

The words that are small are counted with a list of its own, so that the setter does not judge itself.
"""

import re
import statistics
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from brochure.base.findings import BadInput
from brochure.base.order import Order
from brochure.base.page import PlacedLine
from brochure.base.story import Words, leaves
from brochure.content.shelf import Shelf, open_shelf, program_folder
from brochure.layout import slugs
from brochure.layout.lines import Broken
from brochure.pipeline import make

SMALL = {
    "en": "a an the of to in on at by for with from and or",
    "es": "a al de del el la los las en y o e u con por para un una su",
    "pl": "a i o u w z na do od po za ze we oraz lub",
}
DISPLAY = ("H1", "H2", "H3")
LEAST, LOOSE, SHORT, HOLE, SHRUNK = 2, 0.75, 0.25, 0.22, 0.88


class Paragraph(NamedTuple):
    """A paragraph as it was set."""

    language: str
    words: Words
    lines: tuple[str, ...]
    fills: tuple[float, ...]


def main() -> None:
    """Print the table."""
    found = list(_paragraphs(open_shelf()))
    tags = list(dict.fromkeys(each.language for each in found))
    rows = {tag: _counts(tag, [each for each in found if each.language == tag]) for tag in tags}
    print(f"{'':12}" + "".join(f"{tag:>9}" for tag in tags))
    for name in next(iter(rows.values())):
        print(f"{name:12}" + "".join(f"{rows[tag][name]:>9}" for tag in tags))


def _paragraphs(shelf: Shelf) -> Iterator[Paragraph]:
    """Every paragraph of every build that was placed, as it was broken last."""
    broken: dict[tuple[str, tuple[str, ...]], tuple[float, Broken]] = {}
    whole = slugs.broken_words

    def kept(words, style, measure, language, faces):  # type: ignore[no-untyped-def]  # the same as `whole`
        done = whole(words, style, measure, language, faces)
        lines = tuple(done.shaped.text[cut.start : cut.end] for cut in done.cuts)
        broken[words.text, lines] = measure / style.size, done
        return done

    slugs.broken_words = kept
    for order in _orders():
        try:
            made = make(order, shelf)
        except BadInput:
            continue
        placed: dict[int, list[str]] = {}
        for page in made.pages:
            for item in (each for each in page.placed if isinstance(each, PlacedLine)):
                placed.setdefault(item.element, []).append(item.line.text)
        for leaf in (each for story in made.stories for each in leaves(story.blocks) if isinstance(each, Words)):
            lines = tuple(placed.get(leaf.number, ()))
            if len(lines) >= LEAST and (found := broken.get((leaf.text, lines))):
                measure, done = found
                fills = tuple(cut.width / measure for cut in done.cuts)
                yield Paragraph(order.language, leaf, lines, fills)


def _orders() -> Iterator[Order]:
    layouts = sorted((program_folder() / "layouts").glob("*/layout.yaml"))
    sheets = [path.parent.name for path in layouts if not re.search(r"^shape: pages", path.read_text("utf-8"), re.M)]
    files = [path for path in sorted((program_folder() / "content").glob("*/*.yaml")) if path.parent.name != "brands"]
    for file in (path for path in files if not path.parent.name.startswith("_")):
        for layout in sheets:
            yield Order(file.parent.name, file.stem, layout=layout)
        for edition in ("email", "large-print"):
            yield Order(file.parent.name, file.stem, edition=edition)


def _counts(tag: str, found: list[Paragraph]) -> dict[str, str]:
    text = [each for each in found if each.words.tag not in DISPLAY]
    display = [each for each in found if each.words.tag in DISPLAY or each.words.style == "strapline"]
    full = [fill for each in text if len(each.lines) > 2 for fill in each.fills[:-1]]
    ends = [line.split() for each in text for line in each.lines[:-1]]
    small = {*SMALL.get(tag, "").split()}
    lasts = [(each.lines[-1], each.fills[-1]) for each in text]
    return {
        "paragraphs": f"{len(text)}", "lines": f"{sum(len(each.lines) for each in text)}",
        "spread": f"{100 * statistics.pstdev(full):.1f}", "fill": f"{100 * statistics.fmean(full):.1f}",
        "loose": _share(sum(fill < LOOSE for fill in full), len(full)),
        "small": _share(sum(_is_small(words, small) for words in ends), len(ends)),
        "stranded": f"{sum(_is_stranded(words) for words in ends)}",
        "short": f"{sum(fill < SHORT for _, fill in lasts)}",
        "lone": f"{sum(_is_lone(tag, line) for line, _ in lasts)}",
        "display": f"{sum(_is_small(line.split(), small) for each in display for line in each.lines[:-1])}",
        "bound": f"{sum(_parts(a, b) for each in text for a, b in pairwise(each.lines))}",
        "holes": f"{sum(abs(a - b) > HOLE for each in text for a, b in pairwise(each.fills[:-1]))}",
        "longest": f"{sum(len(each.fills) > 2 and each.fills[-1] == max(each.fills) for each in text)}",
        "shrunk": f"{sum(len(each.fills) > 2 and max(each.fills) < SHRUNK for each in text)}",
    }  # fmt: skip


def _share(count: int, of: int) -> str:
    return f"{100 * count / max(1, of):.1f}"


def _is_small(words: list[str], small: set[str]) -> bool:
    return bool(words) and re.sub(r"\W", "", words[-1]).casefold() in small


def _is_stranded(words: list[str]) -> bool:
    return len(words) > 1 and words[-2][-1:] in ".?!:؟" and len(words[-1]) <= 4


def _is_lone(tag: str, line: str) -> bool:
    return len(re.findall(r"\w", line)) <= 2 if tag.startswith("zh") else len(line.split()) == 1


def _parts(line: str, following: str) -> bool:
    return bool(re.search(r"(?:^|\s)\d[\d,.]*$", line.strip()) and re.match(r"[^\W\d_]", following))


if __name__ == "__main__":
    main()
