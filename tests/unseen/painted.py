# ruff: noqa: E501 - a table of ways
"""Ways in which words of a finished page are not seen, whoever is at fault, and the sound twin of each.

A way changes the operators around one paragraph of a page that is already made, as a fault of a painter would. Its twin
does the same with a value that does no harm.
"""

import re
import zlib
from collections.abc import Callable
from typing import NamedTuple

from brochure.base.made import Laid, Made
from brochure.compose import Composed, compose
from brochure.content.shelf import Shelf
from brochure.pdf import book_of
from brochure.pdf.objects import Entries, PdfName, SerialObject, Value
from brochure.pdf.writer import SerialDocument

_WORDS = re.compile(r"BT\n.*?\nET", re.S)


class Change(NamedTuple):
    """New operators for one paragraph, and what they need among the resources of the page."""

    of: Callable[[str], str]
    resources: Entries = {}  # noqa: RUF012 - a named tuple


class Unpainted(NamedTuple):
    """One way, and its twin."""

    name: str
    way: Change
    twin: Change
    edition: str = "office"


def changed(made: Made, shelf: Shelf, change: Change) -> bytes:
    """The file with the longest paragraph of its second side changed."""
    laid: Laid = made.laid
    composed: Composed = compose(laid, book_of(laid.pages, shelf.faces))
    document = composed.document
    page = document.pages[1]
    objects = [_changed(each, page.number, page.content, change) for each in document.objects]
    return composed._replace(document=SerialDocument(tuple(objects), *document[1:])).written()


def _changed(thing: SerialObject, page: int, content: int, change: Change) -> SerialObject:
    if thing.number == page:
        resources = dict(thing.entries["Resources"])  # type: ignore[arg-type] # a dictionary
        for kind, more in change.resources.items():
            there = resources.get(kind)
            resources[kind] = {**(there if isinstance(there, dict) else {}), **more}  # type: ignore[dict-item]
        return thing._replace(value={**thing.entries, "Resources": resources})
    if thing.number == content:
        assert thing.stream is not None
        shown = zlib.decompress(thing.stream).decode("latin-1")
        longest = max(_WORDS.findall(shown), key=len)
        data = zlib.compress(shown.replace(longest, change.of(longest)).encode("latin-1"))
        return thing._replace(value={**thing.entries, "Length": len(data)}, stream=data)
    return thing


def _state(**entries: Value) -> Entries:
    return {"ExtGState": {"X": {"Type": PdfName("ExtGState"), **entries}}}


def _before(operators: str, resources: Entries | None = None) -> Change:
    """Operators that hold for the paragraph alone."""
    return Change(lambda words: f"q {operators}\n{words}\nQ", resources or {})


def _after(operators: str, resources: Entries | None = None) -> Change:
    """Something that is painted over the paragraph."""
    return Change(lambda words: f"{words}\nq {operators} Q", resources or {})


def _said(old: str, new: str) -> Change:
    """Another operator within the paragraph."""

    def change(words: str) -> str:
        found = re.sub(old, new, words)
        assert found != words, f"no {old!r} in the paragraph"
        return found

    return Change(change)


def _place(words: str) -> tuple[float, float]:
    """Where the paragraph begins."""
    found = re.search(r"Tf ([-\d.]+) ([-\d.]+) Td|BT\n([-\d.]+) ([-\d.]+) Td", words)
    assert found is not None
    x, y = (part for part in found.groups() if part is not None)
    return float(x), float(y)


def _at(paint: Callable[[float, float], str]) -> Change:
    """Something that is painted over the paragraph, at a place that counts from its first letter."""
    return Change(lambda words: f"{words}\nq {paint(*_place(words))} Q")


def _under(paint: Callable[[float, float], str], resources: Entries | None = None) -> Change:
    """As `_at`, beneath the words."""
    return Change(lambda words: f"q {paint(*_place(words))} Q\n{words}", resources or {})


def _box(colour: str, across: float, up: float, width: float, height: float) -> Callable[[float, float], str]:
    return lambda x, y: f"{colour} rg {x + across} {y + up} {width} {height} re f"


def _picture(colour: str, up: float) -> Callable[[float, float], str]:
    """One pixel, 120 points wide and 30 high."""
    return lambda x, y: f"120 0 0 30 {x - 5} {y + up} cm BI /W 1 /H 1 /BPC 8 /CS /RGB /F /AHx ID {colour}> EI"


_INK = ".0706 .2039 .2314"
_PLAIN = Change(lambda words: words)

PAINTED = (
    Unpainted("text rendering mode 3", _before("3 Tr"), _before("0 Tr")),
    Unpainted("text rendering mode 7, a clip", _before("7 Tr"), _before("0 Tr")),
    Unpainted("a white fill", _before("1 1 1 rg"), _before(f"{_INK} rg")),
    Unpainted("a pale fill", _before(".75 .75 .75 rg"), _before("0 0 0 rg")),
    Unpainted("a yellow fill", _before("1 .9 0 rg"), _before("0 0 .5 rg")),
    Unpainted("a clip to nothing", _before("0 0 .1 .1 re W n"), _before("0 0 2000 2000 re W n")),
    Unpainted("a clip that cuts lines in two", Change(lambda words: _cut(words, 3.0)), Change(lambda words: _cut(words, 400.0))),
    Unpainted("a clip that cuts off the ends", Change(lambda words: _cut_right(words, 60)), Change(lambda words: _cut_right(words, 600))),
    Unpainted("no opacity", _before("/X gs", _state(ca=0)), _before("/X gs", _state(ca=1))),
    Unpainted("a fifth of the opacity", _before("/X gs", _state(ca=0.2)), _before("/X gs", _state(ca=0.99))),
    Unpainted("blended to the lighter", _before("/X gs", _state(BM=PdfName("Lighten"))), _before("/X gs", _state(BM=PdfName("Darken")))),
    Unpainted("blended as a screen", _before("/X gs", _state(BM=PdfName("Screen"))), _before("/X gs", _state(BM=PdfName("Multiply")))),
    Unpainted("blended to nothing", _before("/X gs", _state(BM=PdfName("ColorDodge"))), _before("/X gs", _state(BM=PdfName("Normal")))),
    Unpainted("a white box over it", _at(_box("1 1 1", -5, -200, 300, 220)), _under(_box("1 1 1", -5, -60, 90, 80))),
    Unpainted("a white strip over one line", _at(_box("1 1 1", -5, -1, 300, 9)), _at(_box("1 1 1", -5, -180, 300, 9))),
    Unpainted("a white strip over half a line", _at(_box("1 1 1", -5, 2, 300, 8)), _at(_box("1 1 1", -5, 14, 300, 0.2))),
    Unpainted("a white speck over one letter", _at(_box("1 1 1", -1, -4, 8, 16)), _at(_box("1 1 1", -12, -4, 8, 16))),
    Unpainted("an upright strip over three letters", _at(_box("1 1 1", 12, -60, 20, 80)), _at(_box("1 1 1", -32, -60, 20, 80))),
    Unpainted("a dark box over it", _at(_box(_INK, -5, -200, 300, 220)), _at(_box(_INK, -9, -20, 2, 30))),
    Unpainted("a dark box under it", _under(_box(_INK, -5, -60, 150, 80)), _under(_box(".97 .95 .9", -5, -60, 90, 80))),
    Unpainted("a dark strip under one line", _under(_box(_INK, -5, -4, 300, 16)), _under(_box(".97 .95 .9", -5, -4, 90, 16))),
    Unpainted("a grey ground under one word", _under(_box(".4 .4 .4", -1, -4, 40, 16)), _under(_box(".95 .95 .95", -1, -4, 40, 16))),
    Unpainted(
        "a veil over it",
        Change(lambda words: f"{words}\nq /X gs {_box('1 1 1', -5, -200, 300, 220)(*_place(words))} Q", _state(ca=0.8)),
        Change(lambda words: f"{words}\nq /X gs {_box('1 1 1', -5, -200, 300, 220)(*_place(words))} Q", _state(ca=0.02)),
    ),
    Unpainted("a veil over one word", Change(lambda words: f"{words}\nq /X gs {_box('1 1 1', -1, -4, 40, 16)(*_place(words))} Q", _state(ca=0.7)), Change(lambda words: f"{words}\nq /X gs {_box('1 1 1', -60, -4, 40, 16)(*_place(words))} Q", _state(ca=0.7))),
    Unpainted("a picture over it", _at(_picture("ffffff", -8)), _at(_picture("ffffff", -200))),
    Unpainted("a picture of its colour under it", _under(_picture("12343b", -8)), _under(_picture("f7f1e6", -8))),
    Unpainted("letters squeezed to nothing", _before("1 Tz"), _before("100 Tz")),
    Unpainted("letters of a tenth of a point", _said(r"(/F\d+) [\d.]+ Tf", r"\1 .1 Tf"), _said(r"(/F\d+) (\d)", r"\1  \2")),
    Unpainted("letters of half their size", _before(".5 0 0 .5 0 0 cm"), _before("1 0 0 1 0 0 cm")),
    Unpainted("moved off the paper", _before("1 0 0 1 3000 0 cm"), _before("1 0 0 1 .02 0 cm")),
    Unpainted("moved by two letters", _before("1 0 0 1 14 0 cm"), _before("1 0 0 1 0 .02 cm")),
    Unpainted("risen off its line", _before("7 Ts"), _before("0 Ts")),
    Unpainted("turned over", _before("1 0 0 -1 0 800 cm"), _before("1 0 0 1 0 0 cm")),
    Unpainted("never shown", Change(lambda words: "BT\nET"), _PLAIN),
    Unpainted("a line less", Change(lambda words: re.sub(r"(.*)\n[^\n]*Td[^\n]*\nET$", r"\1\nET", words, flags=re.S)), _PLAIN),
    Unpainted("another letter in its place", _said(r"<([0-9A-F]{4})", "<0020"), _PLAIN),
    Unpainted("spread apart", _before("3 Tc"), _before("0 Tc")),
    Unpainted("a hidden layer", Change(lambda words: f"/OC /L BDC\n{words}\nEMC", {"Properties": {"L": {"Type": PdfName("OCG"), "Name": b"x", "Usage": {"View": {"ViewState": PdfName("OFF")}}}}}), Change(lambda words: f"/Span BMC\n{words}\nEMC")),
    Unpainted("a shading of its colour under it", _under(lambda x, y: f"{x - 5} {y - 200} 300 220 re W n /H sh", {"Shading": {"H": {"ShadingType": 2, "ColorSpace": PdfName("DeviceRGB"), "Coords": (0, 0, 800, 0), "Extend": (True, True), "Function": {"FunctionType": 2, "Domain": (0, 1), "N": 1, "C0": (0.05, 0.2, 0.2), "C1": (0.1, 0.2, 0.25)}}}}), _under(lambda x, y: f"{x - 5} {y - 60} 60 80 re W n /H sh", {"Shading": {"H": {"ShadingType": 2, "ColorSpace": PdfName("DeviceRGB"), "Coords": (0, 0, 800, 0), "Extend": (True, True), "Function": {"FunctionType": 2, "Domain": (0, 1), "N": 1, "C0": (1, 1, 1), "C1": (0.95, 0.95, 0.9)}}}})),
    Unpainted("no ink at all", _before("0 0 0 0 k"), _before("0 0 0 1 k"), "press"),
    Unpainted("a tenth of the black", _before("0 0 0 .1 k"), _before("0 0 0 .9 k"), "press"),
    Unpainted("yellow ink", _before("0 0 1 0 k"), _before("1 .5 0 .5 k"), "press"),
    Unpainted("white that overprints", Change(lambda words: f"q {_box('', -5, -60, 300, 80)(*_place(words)).replace(' rg', '0 0 0 1 k')} /OP gs 0 0 0 0 k\n{words}\nQ"), Change(lambda words: f"q /OP gs 0 0 0 1 k\n{words}\nQ"), "press"),
    Unpainted("a light ink that overprints a dark one", Change(lambda words: f"q {_box('', -5, -60, 300, 80)(*_place(words)).replace(' rg', '1 1 0 .5 k')} /OP gs 0 0 .2 0 k\n{words}\nQ"), Change(lambda words: f"q /KO gs 0 0 0 1 k\n{words}\nQ"), "press"),
    Unpainted("black on a black ground of the press", _under(lambda x, y: f"0 0 0 1 k {x - 5} {y - 60} 150 80 re f"), _under(lambda x, y: f"0 0 .1 0 k {x - 5} {y - 60} 90 80 re f"), "press"),
    Unpainted("a tint of a spot ink", _before("/S1 cs .03 scn"), _before("/S1 cs 1 scn"), "press"),
)  # fmt: skip


def _cut(words: str, height: float) -> str:
    """Clip away what stands higher than so much above the first line, and below it."""
    x, y = _place(words)
    low = y if height < 100 else y - 400
    return f"q {x - 5} {low} 400 {height if height < 100 else 800} re W n\n{words}\nQ"


def _cut_right(words: str, width: float) -> str:
    x, _ = _place(words)
    return f"q {x - 5} 0 {width} 2000 re W n\n{words}\nQ"
