"""Twelve things that a clinic does, each through the pages alone, by keyboard and by mouse (docs/studio.md).

Whoever does them knows neither what a file looks like nor a terminal. By keyboard means Tab, Enter, blank and letters,
from wherever the page lets one begin; by mouse means clicks, and letters where something is to be said.
"""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from brochure.content.editing import text_at, tree_of
from brochure.content.shelf import open_shelf
from brochure.content.starting import start_leaflet
from tests.conftest import signed, with_own_words
from tests.send.mail_server import MailServer
from tests.studio.conftest import OpenStudio
from tests.studio.test_browser import LIST, until, until_over, wait_saved

pytestmark = pytest.mark.judge
_MOST_TABS = 400
FOREIGN = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><title>Made elsewhere</title>'
    b'<circle cx="20" cy="20" r="18" fill="#12585c"/><path d="M10 20h20" stroke="#fff" stroke-width="4"/></svg>'
)


class Hand:
    """A person at the page; everything that is done is done in one of two ways."""

    def __init__(self, page: Any, studio: OpenStudio, way: str) -> None:
        self.page, self.studio, self.way = page, studio, way

    def reach(self, what: Any) -> None:
        """Tab until it has the focus."""
        what.wait_for(state="attached")
        wanted = what.element_handle()
        for _ in range(_MOST_TABS):
            if self.page.evaluate("each => document.activeElement === each", wanted):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"no key leads to {what}")

    def press(self, what: Any, key: str = "Enter") -> None:
        if self.way == "mouse":
            what.click()
        else:
            self.reach(what)
            self.page.keyboard.press(key)

    def open(self, link: str) -> None:
        """A link or a button by what it is called."""
        self.press(self.page.get_by_role("link", name=link).first)

    def button(self, name: str, at: int = 0) -> None:
        self.press(self.page.get_by_role("button", name=name).nth(at))

    def write(self, what: Any, words: str) -> None:
        if self.way == "mouse":
            what.click(click_count=3)
        else:
            self.reach(what)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(words)

    def field(self, name: str) -> Any:
        return self.page.locator(f'#fields [data-field="{name}"]')

    def tick(self, label: str) -> None:
        self.press(self.page.get_by_label(label), "Space")

    def choose(self, label: Any, words: str) -> None:
        box = self.page.get_by_label(label) if isinstance(label, str) else label
        if self.way == "mouse":
            box.select_option(label=words)
        else:
            self.reach(box)
            self.page.keyboard.type(words)
        assert box.evaluate("each => each.selectedOptions[0].label") == words

    def give(self, what: Any, label: Any, file: Path) -> None:
        """A file of this desk; its window is the system's own."""
        with self.page.expect_file_chooser() as window:
            if self.way == "mouse":
                label.click()
            else:
                self.reach(what)
                self.page.keyboard.press("Space")
        window.value.set_files(file)

    def text(self, place: str, *path: str | int) -> str:
        data = (self.studio.clinic / "content" / place).read_bytes()
        return text_at(tree_of(data, place), path)

    def sheet(self) -> None:
        self.page.wait_for_selector("#sides svg > *", state="attached")


@pytest.fixture(params=["keyboard", "mouse"])
def hand(desk: Any, studio: OpenStudio, request: pytest.FixtureRequest) -> Hand:
    desk.set_default_timeout(12_000)
    return Hand(desk, studio, request.param)


def test_1_change_the_hours(hand: Hand) -> None:
    """Of all leaflets at once; nothing else of the file changes."""
    brand = hand.studio.clinic / "content/brands/riverside/brand.yaml"
    before = brand.read_text(encoding="utf-8")
    hand.open("Name, address, hours and colours of Riverside Acupuncture")
    hand.sheet()
    hand.write(hand.field("contact.hours.1.closes"), "14:30")
    wait_saved(hand.page)

    assert brand.read_text(encoding="utf-8") == before.replace('closes: "13:00"', 'closes: "14:30"')
    hand.page.wait_for_selector('#sides [data-t*="14:30"]')


def test_2_add_a_price(hand: Hand) -> None:
    """A row more in a table, where the others are."""
    start_leaflet("price-list", open_shelf(hand.studio.clinic))
    hand.page.reload()
    hand.open("Write: What a visit costs, English")
    hand.sheet()
    hand.button("Add a row")
    until(hand.page, "document.activeElement.dataset.field === 'body.1.table.rows.4.0'")
    hand.page.keyboard.insert_text("Acupuncture for two")
    hand.write(hand.field("body.1.table.rows.4.1"), "£99")
    wait_saved(hand.page)

    file = (hand.studio.clinic / "content/price-list/en.yaml").read_text(encoding="utf-8")
    assert '        - ["Needles in the ear only", £30]\n        - [Acupuncture for two, £99]\n' in file
    hand.page.wait_for_selector('#sides [data-t="£99"]')


def test_3_swap_the_logo(hand: Hand, tmp_path: Path) -> None:
    """Of a foreign drawing only our own paths are kept; the file of the clinic changes in one line."""
    brand = hand.studio.clinic / "content/brands/riverside/brand.yaml"
    before = brand.read_text(encoding="utf-8")
    given = tmp_path / "Our Logo (final).svg"
    given.write_bytes(FOREIGN)
    hand.open("Name, address, hours and colours of Riverside Acupuncture")
    hand.sheet()
    hand.give(hand.field("logo.file"), hand.page.get_by_text("Choose another file for: Logo", exact=True), given)
    until(hand.page, "document.querySelector('.art span').textContent === 'our-logo-final.svg'")

    assert brand.read_text(encoding="utf-8") == before.replace("file: logo.svg", "file: our-logo-final.svg")
    kept = (brand.parent / "our-logo-final.svg").read_bytes()
    assert b"<title>" not in kept and b"#12585c" in kept
    until(hand.page, "document.querySelector('.art img').naturalWidth > 0")


def test_4_a_new_leaflet_from_a_starter(hand: Hand) -> None:
    """Seen before it is chosen; it opens under the clinic's own name."""
    hand.open("New leaflet")
    hand.button("Begin with: What a visit costs")
    hand.page.wait_for_url("**/l/price-list/en")
    hand.sheet()

    assert (hand.studio.clinic / "content/price-list/en.yaml").is_file()
    hand.page.wait_for_selector('#sides [data-t*="Harbour"]', state="attached")


def test_5_translate_a_point(hand: Hand) -> None:
    """What it was made from stands beside it; then it is marked as up to date."""
    source = hand.studio.clinic / "content/acupuncture-pain/en.yaml"
    text = source.read_text(encoding="utf-8").replace("We look at the whole of you", "We look at all of you")
    source.write_text(text, encoding="utf-8")
    hand.open("Write: Pain Management, Spanish")
    hand.sheet()
    hand.page.locator("#mend").get_by_role("link", name="has changed").wait_for()
    assert hand.page.get_by_text("We look at all of you").is_visible()
    hand.write(hand.field("points.6.heading"), "Le miramos por completo")
    wait_saved(hand.page)
    hand.button("Mark as up to date")
    until(hand.page, "document.getElementById('mend').hidden")

    assert hand.text("acupuncture-pain/es.yaml", "points", 6, "heading") == "Le miramos por completo"


def letters(hand: Hand, rows: str) -> None:
    """From the shelf to the people of a list that was copied from a spreadsheet."""
    hand.page.goto(hand.studio.root)
    hand.open("Letters: Your visit, English")
    hand.write(hand.page.get_by_label("Or paste rows"), rows)
    hand.button("Take this list")
    hand.choose("agreed to e-mail", "agrees")
    hand.button("Go on")
    hand.page.wait_for_url("**/people")


def test_6_mend_three_bad_rows(hand: Hand) -> None:
    """Each with its reason, in its place."""
    bad = (
        LIST.replace("1\tAnna\t2026-12-01", "1\tAnna\t1 Dec?")
        + "\n3\tCy\tlater\t9:30\tDr Jo\t12 Mill Lane\tno\tc@x.test\tno"
    )
    letters(hand, bad)
    hand.page.get_by_text("3 to mend").wait_for()
    for row in (2, 3, 4):
        hand.write(hand.page.get_by_label(f"Date, row {row}"), f"2026-12-0{row}")
    hand.button("Check the rows again")

    hand.page.get_by_text("Every row is sound").wait_for()
    assert "3 of 3" in hand.page.locator("main").inner_text()


def test_7_send_one_to_me(hand: Hand) -> None:
    """Nobody of the list gets one."""
    signed(with_own_words(hand.studio.clinic), "your-visit")
    letters(hand, LIST.replace("soon", "2026-12-02"))
    hand.open("Look at a copy")
    hand.open("Print or send")
    with MailServer() as server:
        for label, words in (("comes from this address", "info@clinic.test"), ("Subject", "Information"),
                             ("Name of this mailing", "autumn"), ("Name, as your", "127.0.0.1"),
                             ("Port", str(server.port)), ("one letter to yourself", "me@clinic.test")):  # fmt: skip
            hand.write(hand.page.get_by_label(label), words)
        hand.choose("Connection", "A test server on this machine")
        hand.button("Send one to yourself")
        until_over(hand.page, has_script=True)

        assert [each.to for each in server.taken] == [("me@clinic.test",)]
    assert "One letter went to you" in hand.page.locator("main").inner_text()


def test_8_sign(hand: Hand) -> None:
    """After reading what no program sees."""
    hand.open("Sign: Pain Management, English")
    hand.tick("Read aloud, the parts come in this order")
    hand.write(hand.page.get_by_label("Name"), "Dr A. Example")
    hand.choose("Signs", "As an editor")
    hand.button("Sign this text")

    hand.page.wait_for_selector("#told .good")
    record = (hand.studio.clinic / "content/acupuncture-pain/_record.yaml").read_text(encoding="utf-8")
    assert 'who: "Dr A. Example"' in record and "editor" in record


def test_9_print(hand: Hand) -> None:
    """The file is made, proved, and in the hand."""
    hand.open("Print: Pain Management, English")
    with hand.page.expect_download() as coming:
        hand.open("Get the file")

    assert coming.value.suggested_filename == "acupuncture-pain.en.trifold-a4.office.pdf"


def test_10_undo_yesterday(hand: Hand) -> None:
    """Two things were changed; the text of before comes back, byte for byte."""
    file = hand.studio.clinic / "content/acupuncture-pain/en.yaml"
    before = file.read_bytes()
    hand.open("Write: Pain Management, English")
    hand.sheet()
    for name, words in (("title", "Needles"), ("strapline", "And what they do")):
        hand.write(hand.field(name), words)
        wait_saved(hand.page)
        until(hand.page, f"document.querySelector('#status').textContent.startsWith('All') && {len(words)}")
    hand.page.keyboard.press("Tab")
    wait_saved(hand.page)
    hand.open("History")
    hand.page.wait_for_url("**/history")
    back = hand.page.get_by_role("button", name="Take this one back")
    hand.press(back.last)
    hand.page.wait_for_url("**/l/acupuncture-pain/en")

    assert file.read_bytes() == before


def test_11_check_a_pdf_of_somebody_else(hand: Hand, tmp_path: Path) -> None:
    """What stands against it is said; the file stays here."""
    drawn = BytesIO()
    canvas = Canvas(drawn, pagesize=(200, 300))
    canvas.drawString(20, 20, "A leaflet of another program")
    canvas.save()
    (tmp_path / "theirs.pdf").write_bytes(drawn.getvalue())
    hand.open("Check a PDF")
    box = hand.page.get_by_label("A PDF, whoever made it")
    hand.give(box, box, tmp_path / "theirs.pdf")
    hand.choose("What it is for", "For a print shop")
    hand.button("Check it")

    hand.page.wait_for_selector("#told .bad")
    assert "bleed" in hand.page.locator("#told").inner_text().lower()


def test_12_find_what_a_code_in_a_drawer_is(hand: Hand) -> None:
    """The mark at the foot of a copy says which text it is, and whether it may be given out."""
    signed(hand.studio.clinic)
    hand.page.goto(f"{hand.studio.root}/l/acupuncture-pain/en/history")
    record = (hand.studio.clinic / "content/acupuncture-pain/_record.yaml").read_text(encoding="utf-8")
    mark = record.partition("text: ")[2].split()[0].strip('"')
    hand.page.goto(hand.studio.root)
    hand.open("Which text is this copy?")
    hand.write(hand.page.get_by_label("Mark at the foot"), mark)
    hand.button("Look")

    hand.page.get_by_text("This is the text that counts today").wait_for()


def test_a_picture_is_put_into_a_text(hand: Hand, tmp_path: Path) -> None:
    """With its words; what is none is refused, and the page says why."""
    Image.new("RGB", (1200, 800), (40, 120, 110)).save(tmp_path / "Waiting room.png")
    (tmp_path / "letter.pdf").write_bytes(b"%PDF-1.4")
    start_leaflet("price-list", open_shelf(hand.studio.clinic))
    hand.page.goto(f"{hand.studio.root}/l/price-list/en")
    hand.sheet()
    place = hand.page.locator('[data-group="body.7"]')
    hand.press(place.locator("summary").first)
    hand.press(place.get_by_text("Add: A picture").first)
    box = place.locator('[data-hands="body.7"]')
    hand.give(box, box, tmp_path / "letter.pdf")
    hand.write(place.locator('[data-words="body.7"]'), "Our waiting room")
    hand.press(place.locator('[data-act="hand"][data-entry="body.7"]'))
    until(hand.page, "document.getElementById('status').textContent.includes('PDF file')")
    hand.give(box, box, tmp_path / "Waiting room.png")
    hand.press(place.locator('[data-act="hand"][data-entry="body.7"]'))
    hand.page.wait_for_selector('[data-field="body.8.picture.file"]', state="attached")

    home = hand.studio.clinic / "content/price-list"
    assert (home / "waiting-room.png").read_bytes() == (tmp_path / "Waiting room.png").read_bytes()
    assert sorted(each.name for each in home.iterdir()) == ["ar.yaml", "en.yaml", "waiting-room.png"]
    assert hand.text("price-list/en.yaml", "body", 8, "picture", "alt") == "Our waiting room"
    hand.page.wait_for_selector("#sides image", state="attached")


def test_parts_of_every_kind_come_and_go(hand: Hand) -> None:
    """A part after a part, a list in a section, a section where there was none; each can be taken out again."""
    start_leaflet("price-list", open_shelf(hand.studio.clinic))
    file = hand.studio.clinic / "content/price-list/en.yaml"
    hand.page.goto(f"{hand.studio.root}/l/price-list/en")
    hand.sheet()
    before = file.read_bytes()
    place = hand.page.locator('[data-group="body.0"]')
    hand.press(place.locator("summary").first)
    hand.choose(place.locator("[data-kinds]"), "Steps")
    hand.press(place.get_by_role("button", name="Add it"))
    until(hand.page, "document.activeElement.dataset.field === 'body.1.steps.0'")
    hand.page.keyboard.insert_text("Breathe in")
    wait_saved(hand.page)
    assert hand.text("price-list/en.yaml", "body", 1, "steps", 0) == "Breathe in"
    hand.press(hand.page.locator('[data-act="drop"][data-entry="body.1"]'))
    hand.page.wait_for_selector('[data-field="body.1.steps.0"]', state="detached")
    assert file.read_bytes() == before

    hand.button("A section")
    until(hand.page, "document.activeElement.dataset.field === 'sections.0.heading'")
    hand.press(hand.page.locator('[data-act="put"][data-entry="sections.0.items"]'))
    until(hand.page, "document.activeElement.dataset.field === 'sections.0.items.0'")
    hand.press(hand.page.locator('[data-act="drop"][data-entry="sections.0"]'))
    hand.page.wait_for_selector('[data-field="sections.0.heading"]', state="detached")
    assert file.read_bytes() == before
