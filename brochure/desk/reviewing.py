"""`brochure review`: a page for a reader without the program, and the way back of what they wrote."""

from collections.abc import Callable, Iterator
from pathlib import Path

from brochure.base.findings import BadInput, Finding
from brochure.base.order import Order
from brochure.content.recording import StandingRow, standing_of
from brochure.content.shelf import Shelf
from brochure.desk.here import today
from brochure.desk.inspecting import read_file
from brochure.desk.saying import Desk
from brochure.desk.signing import order_of
from brochure.files import prepare_folder, put_file
from brochure.review.page import review_page
from brochure.review.read_back import read_corrections
from brochure.review.rows import review_of
from brochure.review.taking import take_back


def write_review(leaflet: str, language: str, out: Path, shelf: Shelf, desk: Desk, *, overwrite: bool) -> int:
    """Write the page, into a folder or as the file that is named."""
    order = order_of(leaflet, language)
    review = review_of(order, shelf)
    is_file = out.suffix.casefold() in (".html", ".htm")
    prepare_folder(out.parent if is_file else out)
    path = out if is_file else out / f"{order.leaflet}.{language}.review.html"
    written = put_file(path, review_page(review).encode(), overwrite=overwrite)
    if desk.wants_words:
        desk.say(f"{written.path}: {len(review.rows)} texts to look at")
        desk.say(f"what comes back: brochure review {leaflet} --language {language} --back FILE")
    return desk.tell([])


def take_review(order: Order, file: Path, shelf: Shelf, desk: Desk, make: Callable[[Order, Shelf], object]) -> int:
    """Take corrected words into the leaflet, and tell what was not taken, and every remark."""
    back = read_corrections(read_file(file), str(file))
    before = _standing(order, shelf)
    done = take_back(order, back, shelf)
    after = _standing(order, shelf) if done.taken else before
    if desk.wants_words:
        desk.say(f"{done.file}: {len(done.taken)} of {len(back.rows)} texts corrected")
        for place in done.taken:
            desk.say(f"  {place}")
        if done.taken:
            desk.say(f"look at them: brochure check {order.leaflet} --language {order.language}")
        if before and before.state == "signed" and (after is None or after.state != "signed"):
            desk.say(f"{before.who} signed other words: the signature no longer covers the text; have it signed again")
        if all(row.now == row.was and not row.remark.strip() for row in back.rows) and not back.remark.strip():
            desk.say("the page says what it said when it went out; if something was changed on it, it was saved as")
            desk.say("“HTML only”: ask for the file that its button makes")
    return desk.tell([*done.findings, *(_unprintable(order, shelf, make) if done.taken else ())])


def _standing(order: Order, shelf: Shelf) -> StandingRow | None:
    try:
        return standing_of(order, shelf, today())
    except BadInput:  # told where the leaflet is checked
        return None


def _unprintable(order: Order, shelf: Shelf, make: Callable[[Order, Shelf], object]) -> Iterator[Finding]:
    """Letters that no face has: who typed them saw them on the page."""
    try:
        make(order, shelf)
    except BadInput as fault:
        yield from (each for each in fault.findings if each.code == "no-glyph")
