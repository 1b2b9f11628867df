"""`brochure review`: a page for a reader without the program, and the way back of what they wrote."""

from pathlib import Path

from brochure.content.shelf import Shelf
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


def take_review(leaflet: str, language: str, file: Path, shelf: Shelf, desk: Desk) -> int:
    """Take corrected words into the leaflet, and tell what was not taken, and every remark."""
    back = read_corrections(read_file(file), str(file))
    done = take_back(order_of(leaflet, language), back, shelf)
    if desk.wants_words:
        desk.say(f"{done.file}: {len(done.taken)} of {len(back.rows)} texts corrected")
        for place in done.taken:
            desk.say(f"  {place}")
        if done.taken:
            desk.say(f"look at them: brochure check {leaflet} --language {language}")
        if all(row.now == row.was and not row.remark.strip() for row in back.rows) and not back.remark.strip():
            desk.say("the page says what it said when it went out; if something was changed on it, it was saved as")
            desk.say("“HTML only”: ask for the file that its button makes")
    return desk.tell(list(done.findings))
