"""What was drawn as objects: pages with their content, pictures, and the inks of a press."""

from collections.abc import Iterator, Sequence
from typing import Final

from brochure.base.colour import Spot
from brochure.base.records import NamedTuple
from brochure.paint import DrawnPage, DrawnPicture, Inked, Piece, SlotPlace
from brochure.paint.inks import KNOCK_OUT, OVERPRINT, PressInks
from brochure.pdf.objects import Entries, Objects, PdfName, Whole, entries
from brochure.pdf.packing import packed_stream

_PROCEDURES: Final = tuple(map(PdfName, ("PDF", "Text", "ImageB", "ImageC", "ImageI")))


class BarePage(NamedTuple):
    """A page of the file, before its entries are all known."""

    drawn: DrawnPage
    page: Whole
    content: Whole
    blend: Entries | None  # the group of a page on which something lets light through


class Shared(NamedTuple):
    """What all pages may use."""

    pictures: dict[str, Whole]
    states: dict[str, Whole]
    spaces: dict[str, Whole]
    fonts: Whole
    parent: Whole


def sheets_of(inked: Inked, objects: Objects) -> tuple[tuple[BarePage, ...], dict[str, Whole]]:
    """All pages in their order, each numbered after the pictures that it shows first; and those by their names."""
    pictures: dict[str, Whole] = {}
    sheets = []
    for drawn in inked.canvas.drawn:
        for name in _pictures_of(drawn):
            if name not in pictures:
                pictures[name] = _picture(inked.canvas.picture(name), objects)
        shown = operators(piece for piece in drawn.pieces if not isinstance(piece, SlotPlace))
        content = packed_stream({}, shown.encode("latin-1"))
        sheets.append(BarePage(drawn, objects.add(), content, _blend(drawn, inked)))
    return tuple(sheets), pictures


def _blend(drawn: DrawnPage, inked: Inked) -> Entries | None:
    """In which colours a page mixes. Source: ISO 32000-1, 11.4.7: without this a viewer may choose others."""
    is_sheer = any(form.is_sheer for form in drawn.forms)
    if not is_sheer and not any(inked.canvas.picture(name).mask for name in _pictures_of(drawn)):
        return None
    return entries({"Type": PdfName("Group"), "S": PdfName("Transparency"), "CS": PdfName(inked.inks.space_name)})


def _pictures_of(drawn: DrawnPage) -> tuple[str, ...]:
    """Names of the pictures that a page shows, those in its drawings too."""
    return (*drawn.pictures, *(name for form in drawn.forms for name in form.all_pictures))


def operators(pieces: Iterator[Piece] | Sequence[Piece]) -> str:
    """Pieces of content, one a line."""
    return "".join([f"{piece}\n" for piece in pieces])


def page_entries(sheet: BarePage, at: int, shared: Shared, more: Entries) -> Entries:
    """A tagged page, the number `at` from 0."""
    drawn = sheet.drawn
    forms = _forms(drawn, shared) if drawn.forms else {}
    shown: Entries = {**forms, **{name: shared.pictures[name] for name in drawn.pictures}}
    resources: Entries = {
        "Font": shared.fonts,
        "ProcSet": _PROCEDURES,
        "XObject": entries(shown) or None,
        "ExtGState": entries({**shared.states}) or None,
        "ColorSpace": entries({**shared.spaces}) or None,
    }
    return entries(
        {
            "Type": PdfName("Page"),
            "Parent": shared.parent,
            "MediaBox": (0, 0, drawn.width, drawn.height),
            "TrimBox": drawn.trim,
            "BleedBox": drawn.bleed,
            "Contents": sheet.content,
            "Resources": entries(resources),
            "Group": sheet.blend,
            "Rotate": 0,
            "StructParents": at,
            "Tabs": PdfName("S"),
            **more,
        }
    )


def _forms(drawn: DrawnPage, shared: Shared) -> Entries:
    """The forms of a page."""
    from brochure.pdf.forms import FormMeans, form_object  # noqa: PLC0415 - most drawings are plain

    means = FormMeans(shared.pictures, shared.spaces)
    return {f"Fm{number}": form_object(form, means) for number, form in enumerate(drawn.forms)}


def states_of(inked: Inked) -> dict[str, Whole]:
    """The overprint states of a press. Source: ISO 32000-1, 8.6.7."""
    if not isinstance(inked.inks, PressInks):
        return {}
    # Overprint mode 1: an ink that is not named leaves what is there.
    return {
        name: Whole(entries({"Type": PdfName("ExtGState"), "OP": over, "op": over, "OPM": 1}))
        for name, over in ((OVERPRINT, True), (KNOCK_OUT, False))
    }


def spaces_of(inked: Inked) -> dict[str, Whole]:
    """The colour spaces of spot inks, by their names on a page."""
    if not isinstance(inked.inks, PressInks):
        return {}
    return {f"S{at}": _separation(spot) for at, spot in enumerate(inked.inks.spots.values(), 1)}


def _separation(spot: Spot) -> Whole:
    """A spot ink with the process inks that stand in for it. Source: ISO 32000-1, 8.6.6.4."""
    full = tuple(round(share, 4) for share in spot.alternate)
    tint = entries({"FunctionType": 2, "Domain": (0, 1), "C0": (0, 0, 0, 0), "C1": full, "N": 1})
    return Whole((PdfName("Separation"), PdfName(spot.name), PdfName("DeviceCMYK"), tint))


def _picture(picture: DrawnPicture, objects: Objects) -> Whole:
    """Source: ISO 32000-1, 8.9.5; 11.6.5.3 for a soft mask."""
    mask = _picture(picture.mask, objects) if picture.mask else None
    said: Entries = {
        "Type": PdfName("XObject"),
        "Subtype": PdfName("Image"),
        "Width": picture.width,
        "Height": picture.height,
        "BitsPerComponent": picture.bits,
        "ColorSpace": PdfName(picture.space),
        "Decode": (1, 0) * 4 if picture.turned else None,
        "SMask": mask,
        "Filter": tuple(map(PdfName, picture.filters)),
        "Length": len(picture.data),
    }
    return objects.add(entries(said), picture.data)
