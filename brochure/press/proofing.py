"""`brochure proof`: the folded piece in pictures, and the sheet that tests a printer's folds."""

import argparse
from collections.abc import Callable
from pathlib import Path

from brochure.base.findings import BadInput, Finding
from brochure.base.made import Made
from brochure.base.order import Order
from brochure.base.units import INCH
from brochure.content.folding import folding_of
from brochure.content.read import read
from brochure.content.shelf import Shelf
from brochure.desk.orders import desk_shelf, orders_of
from brochure.files import prepare_folder, refuse_foreign, remember_made, write_whole
from brochure.pipeline import make
from brochure.press.fold_sheet import make_fold_test

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
        manuscript = read(order, shelf).manuscript
        return [(f"{manuscript.layout_name}.fold-test.pdf", make_fold_test(manuscript, shelf.faces))]
    return proof_files(make(order, shelf), order, shelf, grey=arguments.grey)


def proof_files(made: Made, order: Order, shelf: Shelf, *, grey: bool = False) -> list[tuple[str, bytes]]:
    """The folded proof of a finished edition, as PNG and as PDF, with their names.

    Raises:
        BadInput: a layout of pages, which is not folded.
    """
    # Pictures are drawn by libraries that no other command loads.
    from brochure.opened.pages import draw_pages  # noqa: PLC0415
    from brochure.press.folded import FlatSheet, as_pdf, as_png, draw_proof  # noqa: PLC0415
    from brochure.press.views import views_of  # noqa: PLC0415

    manuscript = made.manuscript
    layout, edition = manuscript.layout, manuscript.edition
    if layout.shape != "sheet":
        message = f"layout '{manuscript.layout_name}' is made of pages, which nobody folds"
        raise BadInput(Finding("layout-edition", message, layout.title.origin, "name a folded layout with --layout"))
    mirrored = manuscript.language.direction == "rtl"
    margin = max(manuscript.margin, edition.safe)
    views = views_of(layout, folding_of(layout, order.paper), mirrored=mirrored, margin=margin)
    face = _face_file(shelf)
    heading = f"{order.leaflet}, {order.language}: {layout.title}"
    edge = manuscript.bleed + edition.slug_area if edition.bleed else 0.0
    stem = f"{order.leaflet}.{order.language}.{manuscript.layout_name}.{edition.name}.proof"
    large = layout.sheet.height.points > 10 * INCH  # a poster is no folded thing to hold
    screen, paper = (ppi // 2 if large else ppi for ppi in (_SCREEN_PPI, _PAPER_PPI))
    files = []
    for ppi, ending in ((screen, "png"), (paper, "pdf")):
        sheet = FlatSheet(draw_pages(made.data, ppi, edge=edge), ppi, layout.sheet.height.points)
        proof = draw_proof(views, sheet, face, heading, grey=grey)
        if ending == "png":
            files.append((f"{stem}.png", as_png(proof, ppi)))
        else:
            files.append((f"{stem}.pdf", as_pdf(proof, ppi, heading, manuscript.made_at.strftime("D:%Y%m%d%H%M%SZ"))))
    return files


def _face_file(shelf: Shelf) -> Path:
    return shelf.faces.family("Source Sans 3", "regular").path
