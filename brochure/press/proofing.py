"""`brochure proof`: the folded piece in pictures, and the sheet that tests a printer's folds."""

from pathlib import Path

from brochure.base.events import Ended, Events, FilesDone, Told
from brochure.base.findings import BadInput, Finding
from brochure.base.made import Made
from brochure.base.order import Order
from brochure.base.units import INCH
from brochure.base.wishes import ProofWish
from brochure.content.folding import folding_of
from brochure.content.orders import orders_of
from brochure.content.read import read
from brochure.content.shelf import Shelf, open_shelf
from brochure.files import prepare_folder, put_file
from brochure.pipeline import make
from brochure.press.fold_sheet import make_fold_test
from brochure.press.ticket_page import make_proof_page
from brochure.press.views import View, booklet_views, views_of

_SCREEN_PPI, _PAPER_PPI = 80, 150


def write_proofs(wish: ProofWish, shelf: Shelf | None = None) -> Events[FilesDone]:
    """The proofs of what is wished for, written; or the fold tests of its layouts.

    Raises:
        BadInput: nothing that is wished for can be begun; a fault of one leaflet is told instead.
    """
    shelf = shelf or open_shelf()
    orders = orders_of(wish, shelf)
    prepare_folder(wish.out)
    paths = []
    for order in orders:
        try:
            for name, data in _files_of(order, shelf, wish):
                written = put_file(wish.out / name, data, overwrite=wish.overwrite)
                paths.append(written.path)
                yield written
        except BadInput as fault:
            yield from map(Told, fault.findings)
    yield Ended(FilesDone(tuple(paths)))


def _files_of(order: Order, shelf: Shelf, wish: ProofWish) -> list[tuple[str, bytes]]:
    if wish.fold_test:
        manuscript = read(order, shelf).manuscript
        return [(f"{manuscript.layout_name}.fold-test.pdf", make_fold_test(manuscript, shelf.faces))]
    return proof_files(make(order, shelf), order, shelf, grey=wish.grey, mock_up=wish.mock_up)


def proof_files(
    made: Made, order: Order, shelf: Shelf, *, grey: bool = False, mock_up: bool = False
) -> list[tuple[str, bytes]]:
    """The folded proof of a finished edition, as PNG and as PDF, with their names.

    Raises:
        BadInput: a layout of pages, which is not folded.
    """
    # Pictures are drawn by libraries that no other command loads.
    from brochure.opened.pages import draw_pages  # noqa: PLC0415
    from brochure.press.folded import FlatSheet, as_picture, as_png, draw_proof  # noqa: PLC0415

    manuscript = made.manuscript
    layout, edition = manuscript.layout, manuscript.edition
    if edition.form in ("text", "html"):
        message = f"edition '{edition.name}' finds its own lines, and nobody folds it"
        raise BadInput(Finding("layout-edition", message, None, "name a folded one, such as --edition office"))
    if layout.shape == "pages":
        message = f"layout '{manuscript.layout_name}' is made of pages, which nobody folds"
        raise BadInput(Finding("layout-edition", message, layout.title.origin, "name a folded layout with --layout"))
    mirrored = manuscript.language.direction == "rtl"
    margin = max(manuscript.margin, edition.safe)
    if mock_up:
        return _mock_up_files(made, order, shelf)
    if layout.shape == "booklet":
        views = booklet_views(made.pages, layout, mirrored=mirrored)
    else:
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
            lines = [f"{at}  {view.about}: {_named(view)}" for at, view in enumerate(views, 1)]
            page = make_proof_page(manuscript, heading, lines, as_picture(proof), shelf.faces)
            files.append((f"{stem}.pdf", page))
    return files


def _mock_up_files(made: Made, order: Order, shelf: Shelf) -> list[tuple[str, bytes]]:
    """The clean picture of the folded piece, drawn from the finished file."""
    from brochure.opened.pages import draw_pages  # noqa: PLC0415
    from brochure.press.folded import as_png  # noqa: PLC0415
    from brochure.press.mock_up import make_mock_up  # noqa: PLC0415
    from brochure.press.poses import poses_of  # noqa: PLC0415

    manuscript = made.manuscript
    mirrored = manuscript.language.direction == "rtl"
    folding = folding_of(manuscript.layout, order.paper)
    poses = poses_of(manuscript.layout, folding, made.pages, mirrored=mirrored)
    heading = f"The finished piece: {order.leaflet} {manuscript.leaflet.version}, {order.language}"
    page = make_mock_up(manuscript, heading, poses, made.data, shelf.faces)
    stem = f"{order.leaflet}.{order.language}.{manuscript.layout_name}.{manuscript.edition.name}.mock-up"
    (picture,) = draw_pages(page, _PAPER_PPI)
    return [(f"{stem}.png", as_png(picture, _PAPER_PPI)), (f"{stem}.pdf", page)]


def _named(view: View) -> str:
    """The panels of a moment, from left to right."""
    return ", ".join(f"{seen.number} {seen.panel}" for seen in view.seen)


def _face_file(shelf: Shelf) -> Path:
    return shelf.faces.family("Source Sans 3", "regular").path
