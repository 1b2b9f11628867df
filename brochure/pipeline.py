"""The journey on one page: an order and a shelf in, pages or a finished edition out.

read -> fill -> set, with the short texts where the whole ones do not fit -> compose -> write -> prove. Bulk, proofs,
the post and every face of the program go this way and no deeper.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby

from brochure.base.findings import BadInput, Finding
from brochure.base.keep import ById, LastResults
from brochure.base.made import Laid, Made, Together
from brochure.base.manuscript import Manuscript
from brochure.base.order import Order, file_name
from brochure.base.personal import fill_stories
from brochure.base.records import replace
from brochure.compose import compose, fill, is_too_long, press_view, reflowed, see, set_to_fit
from brochure.content.cutting import cut_caveats
from brochure.content.press import colour_findings, picture_findings
from brochure.content.read import Read, read
from brochure.content.shelf import Shelf, open_shelf
from brochure.draft.personal import for_one, unseen_sections
from brochure.layout import set_pages
from brochure.pdf import book_of, weight_findings
from brochure.proof import Proof, placed_findings, prove, twins

# Whoever builds again after a save builds most editions of the same manuscript.
_MADE: LastResults[Order, tuple[Read, ById[object]], Made] = LastResults(32)


def lay(order: Order, shelf: Shelf | None = None) -> Laid:
    """The pages of an edition, and no file. Text that does not fit is set at the smallest size, and what has no room
    is in `over`.

    Raises:
        BadInput: files or templates at fault, a missing glyph: what nothing can be set of.
    """
    shelf = shelf or open_shelf()
    done = read(order, shelf)
    try:
        laid = _laid(order, done, shelf)
    except BadInput as fault:
        if not is_too_long(fault):
            raise
        laid = _laid(order, done, shelf, whole=False)
        return laid._replace(findings=(*laid.findings, *fault.findings))
    seen = press_view(laid.manuscript)
    return laid._replace(findings=(*laid.findings, *placed_findings(laid.pages, laid.stories, laid.manuscript, seen)))


def make(order: Order, shelf: Shelf | None = None, *, seen: bool = False) -> Made:
    """One edition in memory, proved; `seen`: on its painted pages too. Without a shelf, of what ships with the program.

    Raises:
        BadInput: with every finding; nothing is made.
    """
    shelf = shelf or open_shelf()
    done = read(order, shelf)
    if order.values is not None:  # of one person
        made = _made(order, done, shelf)
    else:
        given = (done, ById[object](shelf.faces))
        made = _MADE.of(order, given) or _MADE.keep(order, given, _made(order, done, shelf))
    return see(made, shelf.faces) if seen else made


def _made(order: Order, done: Read, shelf: Shelf) -> Made:
    laid = _laid(order, done, shelf)
    edition = laid.manuscript.edition
    data, proof = _printed(laid, shelf) if laid.pages else reflowed(laid, shelf.faces, for_mail=order.for_mail)
    too_large = weight_findings(data, order.budget or edition.budget, edition.name)
    unseen = unseen_sections(done.manuscript.leaflet, laid.manuscript.leaflet) if order.values is None else ()
    findings = (*laid.findings, *unseen, *proof.findings, *too_large)
    if too_large or not proof.holds:
        raise BadInput(*findings)
    return Made(file_name(order, laid.manuscript), data, laid, findings, proof.words, proof.spoken)


def make_all(orders: Iterable[Order], shelf: Shelf | None = None, *, seen: bool = False) -> Iterator[Together]:
    """Orders made and held against each other, a leaflet in a language at a time; one fault does not hold up the rest.
    `seen` is as for `make`.
    """
    shelf = shelf or open_shelf()
    for _, group in groupby(orders, key=lambda order: (order.leaflet, order.language)):
        asked = tuple(group)
        made: list[Made] = []
        told: list[Finding] = []
        for order in asked:
            try:
                made.append(make(order, shelf, seen=seen))
                told += made[-1].findings
            except BadInput as fault:
                told += fault.findings
        differences = twins(made)
        yield Together(asked, () if differences else tuple(made), tuple(dict.fromkeys((*told, *differences))))


def _laid(order: Order, done: Read, shelf: Shelf, *, whole: bool = True) -> Laid:
    manuscript, values = for_one(done.manuscript, order.values)

    def attempt(manuscript: Manuscript, shortened: int = 0) -> Laid:
        generic, told = fill(manuscript)
        stories = fill_stories(generic, values)
        if manuscript.edition.form not in ("sheet", "pages"):
            return Laid(manuscript, stories, findings=told, shortened=shortened)
        set_up = set_pages(stories, manuscript, shelf.faces, whole=whole)
        return Laid(manuscript, stories, set_up.pages, set_up.fit, set_up.over, (*told, *set_up.findings), shortened)

    most = 0 if whole else len(manuscript.leaflet.short_texts)
    short = replace(manuscript, leaflet=manuscript.leaflet.shortened()) if most else manuscript
    laid = attempt(short, most) if most else set_to_fit(manuscript, attempt)
    return laid._replace(findings=(*done.findings, *cut_caveats(order, done, laid, shelf), *laid.findings))


def _printed(laid: Laid, shelf: Shelf) -> tuple[bytes, Proof]:
    composed = compose(laid, book_of(laid.pages, shelf.faces))
    data = composed.written()
    proof = prove(data, laid.pages, laid.stories, laid.manuscript, press_view(laid.manuscript))
    said = (*colour_findings(composed.converted, laid.manuscript), *picture_findings(laid.pages, laid.manuscript))
    return data, proof._replace(findings=(*proof.findings, *said))
