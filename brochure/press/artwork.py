"""Parts of a finished PDF's pages on a page of another, as paths and letters, at any size.

Each page becomes one form, shown as often as it is needed and cut to the part that is wanted. What is laid on is an
artifact: the page below says in words what there is to see. Source: ISO 32000-1, 8.10 and 14.8.2.2.
"""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any, Final, assert_never

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ContentStream, DictionaryObject, FloatObject, NameObject, StreamObject

from brochure.base.geometry import Box
from brochure.base.records import NamedTuple
from brochure.press.impose import form_of, trim_of

_MARKS: Final = (b"BMC", b"BDC", b"EMC", b"MP", b"DP")
_EDGE: Final = 0.4  # points


class Cutting(NamedTuple):
    """A part of a finished side, and where it goes; both boxes have one shape."""

    side: int
    part: Box  # on the trim of the side
    place: Box


class Paper(NamedTuple):
    """White paper, before it is printed."""

    place: Box


class Rim(NamedTuple):
    """The cut edge of the paper."""

    place: Box


class Shade(NamedTuple):
    """A breath of shadow; several over each other grow darker."""

    place: Box
    opacity: float


Laying = Cutting | Paper | Rim | Shade


def lay_on(page: bytes, finished: bytes, layings: Sequence[Laying]) -> bytes:
    """The PDF of one page with parts of a finished PDF laid on, in their order."""
    reader = PdfReader(BytesIO(finished))
    writer = PdfWriter(clone_from=PdfReader(BytesIO(page)))
    writer.pdf_header = page[:8].decode("ascii")
    sides = list(reader.pages)
    trims = [trim_of(side) for side in sides]
    used = sorted({each.side for each in layings if isinstance(each, Cutting)})
    forms = {at: _bare_form(sides[at], trims[at], writer) for at in used}
    sheers = sorted({each.opacity for each in layings if isinstance(each, Shade)})
    operators = "\n".join(
        line for each in layings for line in _operators(each, trims, {sheer: at for at, sheer in enumerate(sheers)})
    )
    target: Any = writer.pages[0]
    _add(target, "/XObject", {f"/Side{at}": form for at, form in forms.items()})
    _add(target, "/ExtGState", {f"/Shade{at}": _sheer(sheer) for at, sheer in enumerate(sheers)})
    below = target.get_contents().get_data().decode("latin-1")
    content = StreamObject()
    content.set_data(f"q\n{below}\nQ\n/Artifact BMC\nq\n{operators}\nQ\nEMC\n".encode("latin-1"))
    target[NameObject("/Contents")] = writer._add_object(content.flate_encode())
    blend: Any = next((side["/Group"] for side in sides if "/Group" in side), None)
    if blend is not None:
        target[NameObject("/Group")] = blend.clone(writer)  # it mixes in the colours in which the sides mix
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _bare_form(side: Any, trim: Box, writer: PdfWriter) -> Any:
    """The side as a form without marked content: its tags stayed with the file that it comes from."""
    form = form_of(side, trim, 0.0, writer)
    stream = form.get_object()
    content = ContentStream(stream, writer)
    content.operations = [each for each in content.operations if each[1] not in _MARKS]
    bare = StreamObject()
    bare.set_data(content.get_data())
    bare.update({key: value for key, value in stream.items() if key not in ("/Filter", "/Length", "/DecodeParms")})
    writer._replace_object(form, bare.flate_encode())
    return form


def _operators(each: Laying, trims: Sequence[Box], sheers: dict[float, int]) -> Iterator[str]:
    match each:
        case Cutting(side, part, place):
            trim, scale = trims[side], place.width / part.width
            x, y = place.left - (trim.left + part.left) * scale, place.bottom - (trim.bottom + part.bottom) * scale
            yield f"q {_rectangle(place)} W n {scale:.5f} 0 0 {scale:.5f} {x:.3f} {y:.3f} cm /Side{side} Do Q"
        case Paper(place):
            yield f"1 g {_rectangle(place)} f"
        case Rim(place):
            yield f"0.6 G {_EDGE} w {_rectangle(place)} S"
        case Shade(place, opacity):
            yield f"q /Shade{sheers[opacity]} gs 0 g {_rectangle(place)} f Q"
        case _:
            assert_never(each)


def _rectangle(box: Box) -> str:
    return f"{box.left:.3f} {box.bottom:.3f} {box.width:.3f} {box.height:.3f} re"


def _sheer(opacity: float) -> DictionaryObject:
    return DictionaryObject({NameObject("/Type"): NameObject("/ExtGState"), NameObject("/ca"): FloatObject(opacity)})


def _add(page: Any, kind: str, named: dict[str, Any]) -> None:
    """More means for a page, beside those that it has."""
    resources = page["/Resources"]
    there = resources.get(kind, DictionaryObject()).get_object()
    for name, value in named.items():
        there[NameObject(name)] = value
    resources[NameObject(kind)] = there
