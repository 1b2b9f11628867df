"""Drawn forms as objects: their gradients, masks and states. Source: ISO 32000-1, 8.7.4.5, 8.10, 11.6."""

from itertools import pairwise
from typing import Final

from brochure.base.art import Gradient
from brochure.base.records import NamedTuple
from brochure.paint.form import DrawnForm, DrawnShade, DrawnState
from brochure.pdf.objects import Entries, PdfName, Value, Whole, entries
from brochure.pdf.packing import packed_stream

_EDGE: Final = 1e-5  # of a gradient: nobody sees it
_CIRCLES: Final = 6  # numbers in an axis from circle to circle


class FormMeans(NamedTuple):
    """What the forms of a file share with its pages."""

    pictures: dict[str, Whole]
    spaces: dict[str, Whole]


def form_object(form: DrawnForm, means: FormMeans) -> Whole:
    """A form XObject, with all that it names."""
    shown: Entries = {f"F{at}": form_object(each, means) for at, each in enumerate(form.forms)}
    resources: Entries = {
        "Pattern": {f"P{at}": _pattern(each) for at, each in enumerate(form.shades)} or None,
        "ExtGState": {f"G{at}": _state(each, means) for at, each in enumerate(form.states)} or None,
        "XObject": {**shown, **{name: means.pictures[name] for name in form.pictures}} or None,
        "ColorSpace": {**means.spaces} or None,
    }
    said: Entries = {
        "Type": PdfName("XObject"),
        "Subtype": PdfName("Form"),
        "BBox": (form.box.left, form.box.bottom, form.box.right, form.box.top),
        "Resources": entries(resources),
        "Group": group_of(form.group) if form.group else None,
    }
    return packed_stream(entries(said), form.operators.encode("latin-1"))


def group_of(space: str) -> Value:
    """What is mixed in one space before it is laid on what is beneath."""
    return {"S": PdfName("Transparency"), "CS": PdfName(space), "I": True}


def _state(state: DrawnState, means: FormMeans) -> Value:
    mask: Value = None
    if state.mask is not None:
        mask = {"Type": PdfName("Mask"), "S": PdfName("Luminosity"), "G": form_object(state.mask, means)}
    said: Entries = {"Type": PdfName("ExtGState"), "ca": state.opacity, "CA": state.opacity, "SMask": mask}
    return entries(said)


def _pattern(shade: DrawnShade) -> Value:
    """A gradient lies in the plane of its form, whatever its operators have moved."""
    gradient = shade.gradient
    shading: Value = {
        "ShadingType": 3 if len(gradient.axis) == _CIRCLES else 2,
        "ColorSpace": PdfName(shade.space),
        "Coords": tuple(gradient.axis),
        "Extend": (True, True),
        "Function": _function(gradient, shade.colours),
    }
    said: Entries = {"PatternType": 2, "Shading": shading, "Matrix": tuple(gradient.matrix)}
    return Whole(entries({"Type": PdfName("Pattern"), **said}))


def _function(gradient: Gradient, colours: tuple[tuple[float, ...], ...]) -> Value:
    """From stop to stop, also before the first and after the last. Source: ISO 32000-1, 7.10.3 and 7.10.4."""
    last = len(colours) - 1
    # Beyond both ends the outermost colours go on, even where others share their places.
    places = [
        min(max(stop.at, _EDGE if at else 0.0), 1.0 if at == last else 1 - _EDGE)
        for at, stop in enumerate(gradient.stops)
    ]
    stops = list(zip(places, colours, strict=True))
    stops = [(0.0, stops[0][1]), *stops, (1.0, stops[-1][1])]
    # Two stops at one place are an edge: no step leads from one to the other.
    steps = [(one, other) for one, other in pairwise(stops) if one[0] < other[0]]
    functions: tuple[Value, ...] = tuple(
        {"FunctionType": 2, "Domain": (0, 1), "C0": one[1], "C1": other[1], "N": 1} for one, other in steps
    )
    if len(functions) == 1:
        return functions[0]
    bounds = tuple(other[0] for _, other in steps[:-1])
    encode = (0, 1) * len(functions)
    return {"FunctionType": 3, "Domain": (0, 1), "Functions": functions, "Bounds": bounds, "Encode": encode}
