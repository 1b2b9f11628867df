"""QR codes as drawings: a text goes in, one path of dark modules comes out."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from brochure.base.art import Drawing, PathPiece, Segment
from brochure.base.colour import Colour
from brochure.base.findings import BadInput, Finding
from brochure.base.records import dataclass

QUIET_ZONE = 4  # modules on each side; ISO/IEC 18004:2015, 6.3.8


@dataclass(frozen=True, slots=True)
class QrCode:
    """A code ready to place; its drawing counts in modules and holds the quiet zone."""

    drawing: Drawing
    modules: int  # on a side of the code itself, without the quiet zone


@lru_cache(maxsize=64)
def qr_drawing(text: str, ink: Colour) -> QrCode:
    """The code of a text, error correction M or better where it costs no size.

    Only dark modules are drawn: the ground has to be light, and stay free of everything else.

    Raises:
        BadInput: the text does not fit into the largest code.
    """
    rows = module_rows(encode_qr(text))
    side = len(rows)
    runs = tuple(
        Segment("re", (QUIET_ZONE + start, QUIET_ZONE + side - 1 - row, length, 1.0))
        for row, modules in enumerate(rows)
        for start, length in _dark_runs(modules)
    )
    # One path, because neighbours that are filled one by one show hair lines between them on a screen.
    whole = side + 2.0 * QUIET_ZONE
    return QrCode(Drawing(whole, whole, (PathPiece(runs, fill=ink),)), side)


def encode_qr(text: str) -> Any:
    """The code of a text as the library gives it, taken byte by byte.

    Raises:
        BadInput: the text does not fit into the largest code.
    """
    # A leaflet without a code never pays for the import. The library carries annotations, but no py.typed marker.
    import qrcodegen  # noqa: PLC0415

    try:
        segment = qrcodegen.QrSegment.make_bytes(text.encode())
        return qrcodegen.QrCode.encode_segments([segment], qrcodegen.QrCode.Ecc.MEDIUM)
    except qrcodegen.DataTooLongError as fault:
        message = f"a text of {len(text)} characters does not fit into a QR code"
        raise BadInput(Finding("qr-too-long", message, hint="give a shorter address")) from fault


def module_rows(code: Any) -> list[list[bool]]:
    """Whether each module is dark, row by row from the top."""
    side = range(code.get_size())
    return [[code.get_module(column, row) for column in side] for row in side]


def _dark_runs(row: list[bool]) -> Iterator[tuple[int, int]]:
    """Start and length of each unbroken run of dark modules."""
    start: int | None = None
    for column, dark in enumerate([*row, False]):
        if dark and start is None:
            start = column
        elif not dark and start is not None:
            yield start, column - start
            start = None
