"""`brochure proof`: the folded piece in pictures, and the sheet that tests a printer's folds."""

import argparse
from collections.abc import Callable
from datetime import UTC, datetime, time
from pathlib import Path

from brochure.base.findings import BadInput, Finding
from brochure.base.order import Order
from brochure.base.units import INCH
from brochure.content.folding import folding_of
from brochure.content.read import read
from brochure.content.shelf import Shelf
from brochure.desk.orders import desk_shelf, orders_of
from brochure.pipeline import make_fold_test, make_proved
from brochure.send.files import prepare_folder, refuse_foreign, remember_made, write_whole

_SCREEN_PPI, _PAPER_PPI = 80, 150


def write_proofs(arguments: argparse.Namespace, say: Callable[[str], None]) -> list[Finding]:
    """Write the proofs of what was asked for; gives what is to be said about it."""
    try:
        shelf = desk_shelf(arguments.leaflet)
        orders = orders_of(arguments, shelf)
        prepare_folder(arguments.out)
    except BadInput as fault:
        return list(fault.findings)
    findings: list[Finding] = []
    for order in orders:
        try:
            files = _files_of(order, shelf, arguments)
            for name, data in files:
                path = arguments.out / name
                if not arguments.overwrite:
                    refuse_foreign(path)
                write_whole(path, data)
                remember_made(path, data)
                if arguments.output_format == "full":
                    say(f"{path}  {len(data) / 1000:.1f} KB")
        except BadInput as fault:
            findings += [finding for finding in fault.findings if finding not in findings]
    return findings


def _files_of(order: Order, shelf: Shelf, arguments: argparse.Namespace) -> list[tuple[str, bytes]]:
    if arguments.fold_test:
        printed = make_fold_test(order, shelf)
        return [(printed.name, printed.data)]
    data = make_proved(order, shelf).printed.data
    return proof_files(order, shelf, data, grey=arguments.grey)


def proof_files(order: Order, shelf: Shelf, data: bytes, *, grey: bool = False) -> list[tuple[str, bytes]]:
    """The folded proof of a finished PDF, as PNG and as PDF, with their names.

    Raises:
        BadInput: a layout of pages, which is not folded.
    """
    # Pictures are drawn by libraries that no other command loads.
    from brochure.press.folded import Sheet, as_pdf, as_png, draw_proof  # noqa: PLC0415
    from brochure.press.pixels import draw_pages  # noqa: PLC0415
    from brochure.press.views import views_of  # noqa: PLC0415

    manuscript = read(order, shelf).manuscript
    layout, edition = manuscript.layout, manuscript.edition
    if layout.shape != "sheet":
        message = f"layout '{manuscript.layout_name}' is made of pages, which nobody folds"
        raise BadInput(Finding("layout-edition", message, layout.title.origin, "name a folded layout with --layout"))
    mirrored = manuscript.language.direction == "rtl"
    margin = max(manuscript.margin, edition.safe)
    views = views_of(layout, folding_of(layout, order.paper), mirrored=mirrored, margin=margin)
    face = _face_file(shelf)
    heading = f"{order.leaflet}, {order.language}: {layout.title}"
    edge = manuscript.bleed + edition.slug if edition.bleed else 0.0
    made_at = order.made_at or datetime.combine(manuscript.leaflet.issued.value, time(), UTC)
    stem = f"{order.leaflet}.{order.language}.{manuscript.layout_name}.{edition.name}.proof"
    large = layout.sheet.height.points > 10 * INCH  # a poster is no folded thing to hold
    screen, paper = (ppi // 2 if large else ppi for ppi in (_SCREEN_PPI, _PAPER_PPI))
    files = []
    for ppi, ending in ((screen, "png"), (paper, "pdf")):
        sheet = Sheet(draw_pages(data, ppi, edge=edge), ppi, layout.sheet.height.points)
        proof = draw_proof(views, sheet, face, heading, grey=grey)
        if ending == "png":
            files.append((f"{stem}.png", as_png(proof, ppi)))
        else:
            files.append((f"{stem}.pdf", as_pdf(proof, ppi, heading, made_at.strftime("D:%Y%m%d%H%M%SZ"))))
    return files


def _face_file(shelf: Shelf) -> Path:
    return shelf.faces.family("Source Sans 3", "regular").path
