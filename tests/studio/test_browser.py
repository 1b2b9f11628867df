"""The studio in a real Chromium: nothing that is typed is lost, and everybody can use it."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from brochure.base.order import Order
from brochure.content.editing import text_at, tree_of
from brochure.content.shelf import open_shelf
from brochure.pipeline import lay
from brochure.studio.folded import fold_words
from tests.conftest import ROOT, signed, with_own_words
from tests.send.mail_server import MailServer
from tests.studio.conftest import OpenStudio

pytestmark = pytest.mark.judge
LEAFLET = "l/acupuncture-pain/en"
TITLE, POINT = '[data-field="title"]', '[data-field="points.0.text"]'
SAVED = "document.getElementById('status').textContent.startsWith('All saved')"
PIECES = """[...document.querySelectorAll('#sides figure > svg')].map(svg => [...svg.children].map(each => {
    const bare = each.cloneNode(true); bare.removeAttribute("class"); return bare.outerHTML; }))"""


def file_of(studio: OpenStudio) -> Path:
    return studio.clinic / "content/acupuncture-pain/en.yaml"


def now(studio: OpenStudio, *path: str | int) -> str:
    return text_at(tree_of(file_of(studio).read_bytes(), "en.yaml"), path)


def write(desk: Any, studio: OpenStudio, where: str = LEAFLET) -> Any:
    desk.goto(f"{studio.root}/{where}")
    desk.wait_for_selector("#sides svg > *")
    return desk


def until(desk: Any, holds: str, seconds: int = 30) -> None:
    """Playwright's own waiting evaluates a text inside the page, which its policy forbids."""
    for _ in range(seconds * 20):
        if desk.evaluate(holds):
            return
        desk.wait_for_timeout(50)
    raise AssertionError(f"never: {holds}; the status is: {desk.locator('#status').inner_text()}")


def wait_saved(desk: Any) -> None:
    until(desk, SAVED)


def test_two_hundred_letters_are_two_hundred_letters(desk: Any, studio: OpenStudio) -> None:
    """Typed without a rest, at sixty milliseconds each: the field and the file hold exactly them."""
    said = ("It may bring calm to you, and to others; nobody knows why. " * 4)[:200].strip() + "!"
    write(desk, studio)
    desk.fill(POINT, "")
    desk.type(POINT, said, delay=60)

    assert desk.input_value(POINT) == said
    desk.keyboard.press("Tab")
    wait_saved(desk)
    assert now(studio, "points", 0, "text") == said
    lines = file_of(studio).read_text(encoding="utf-8").splitlines()
    assert len([line for line in lines if line.startswith("      ") and "nobody knows why" in line]) in (2, 3)


def test_the_sheet_answers_and_says_the_same_as_a_fresh_one(desk: Any, studio: OpenStudio) -> None:
    """What was patched piece by piece is what a page that was just opened shows."""
    write(desk, studio)
    desk.fill(TITLE, "Needles")
    desk.wait_for_selector('#sides [data-t="Needles"]')
    desk.fill(POINT, "Short.")
    desk.wait_for_selector('#sides [data-t="Short."]')
    wait_saved(desk)
    patched = desk.evaluate(PIECES)
    write(desk, studio)
    desk.wait_for_selector('#sides [data-t="Short."]')

    assert [len(side) > 50 for side in patched] == [True, True]
    assert desk.evaluate(PIECES) == patched


def test_a_word_on_the_sheet_leads_to_its_field_and_back(desk: Any, studio: OpenStudio) -> None:
    """A click on any line that somebody wrote; and the field that has the caret marks its lines."""
    write(desk, studio)
    laid = lay(Order("acupuncture-pain"), open_shelf(studio.clinic))
    assert laid.pages
    for words, field in (("Pain", "title"), ("Most of this was seen", "points.0.text"), ("Migraine", "aside.items.3")):
        desk.locator(f'#sides [data-t*="{words}"]').first.click()

        assert desk.evaluate("document.activeElement.dataset.field") == field
        lit = desk.evaluate("[...document.querySelectorAll('#sides .lit')].map(each => each.dataset.field)")
        assert {*lit} == {field}


def test_a_change_of_somebody_else_under_the_caret_is_seen_before_it_is_typed_over(
    desk: Any, studio: OpenStudio
) -> None:
    """The field in which one stands, and in which one has typed nothing, shows what the file says now."""
    write(desk, studio)
    old = file_of(studio).read_text(encoding="utf-8")
    file_of(studio).write_text(old.replace("title: Pain Management", "title: Theirs"), encoding="utf-8")
    desk.focus(POINT)
    desk.keyboard.press("End")
    desk.keyboard.type(" A")
    desk.focus(TITLE)
    until(desk, f"document.querySelector('{TITLE}').value === 'Theirs'")
    desk.keyboard.press("End")
    desk.keyboard.type(" and mine")
    wait_saved(desk)

    assert now(studio, "title") == "Theirs and mine"


def test_a_question_takes_nobody_out_of_a_field(desk: Any, studio: OpenStudio) -> None:
    """A blank that is typed must not press a button."""
    write(desk, studio)
    old = file_of(studio).read_text(encoding="utf-8")
    file_of(studio).write_text(old.replace("title: Pain Management", "title: Theirs"), encoding="utf-8")
    desk.fill(TITLE, "Mine")
    desk.wait_for_selector(".clash")
    desk.keyboard.type(" on and on")

    assert desk.input_value(TITLE) == "Mine on and on"
    assert now(studio, "title") == "Theirs"


@pytest.mark.parametrize("way", ["reload", "another page"])
def test_who_leaves_at_once_loses_nothing(way: str, desk: Any, studio: OpenStudio) -> None:
    """Words of the last half second are saved as the page goes, and stand there when it comes again."""
    write(desk, studio)
    desk.fill(TITLE, "Typed and gone")
    if way == "reload":
        desk.reload()
    else:
        desk.goto(f"{studio.root}/")
    write(desk, studio)
    until(desk, f"document.querySelector('{TITLE}').value === 'Typed and gone'")
    until(desk, "!document.getElementById('status').textContent.startsWith('Not saved')")

    assert now(studio, "title") == "Typed and gone"


def test_whoever_changes_the_file_elsewhere_is_asked_about(desk: Any, studio: OpenStudio) -> None:
    """Both texts are shown; what is chosen is written, and the other field's change stays."""
    write(desk, studio)
    old = file_of(studio).read_text(encoding="utf-8")
    file_of(studio).write_text(old.replace("title: Pain Management", "title: Theirs"), encoding="utf-8")
    desk.fill(TITLE, "Mine")
    desk.wait_for_selector(".clash")

    assert desk.locator(".clash .said").all_inner_texts() == ["Mine", "Theirs"]
    assert now(studio, "title") == "Theirs"
    desk.get_by_role("button", name="Keep yours").click()
    wait_saved(desk)
    assert now(studio, "title") == "Mine"
    assert desk.locator(".clash").count() == 0


def test_theirs_can_be_taken(desk: Any, studio: OpenStudio) -> None:
    """And stands in the field."""
    write(desk, studio)
    old = file_of(studio).read_text(encoding="utf-8")
    file_of(studio).write_text(old.replace("title: Pain Management", "title: Theirs"), encoding="utf-8")
    desk.fill(TITLE, "Mine")
    desk.get_by_role("button", name="Take theirs").click()
    wait_saved(desk)

    assert (now(studio, "title"), desk.input_value(TITLE)) == ("Theirs", "Theirs")


def test_undo_brings_back_what_was(desk: Any, studio: OpenStudio) -> None:
    """Byte for byte, in the field and in the file; redo too."""
    before = file_of(studio).read_bytes()
    write(desk, studio)
    desk.fill(TITLE, "Needles")
    wait_saved(desk)
    desk.get_by_role("button", name="Undo").click()
    until(desk, "document.querySelector('[data-field=title]').value === 'Pain Management'")

    assert file_of(studio).read_bytes() == before
    desk.get_by_role("button", name="Redo").click()
    until(desk, "document.querySelector('[data-field=title]').value === 'Needles'")
    assert now(studio, "title") == "Needles"


def test_a_kept_state_is_taken_back_by_keyboard_and_that_can_be_undone(desk: Any, studio: OpenStudio) -> None:
    """From the page on which it is written to what was written, and back."""
    before = file_of(studio).read_bytes()
    write(desk, studio)
    desk.fill(TITLE, "Needles")
    wait_saved(desk)
    desk.get_by_role("link", name="History").focus()
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/history")
    assert desk.locator(".past ins").all_inner_texts() == ["Needles"]
    for _ in range(20):
        desk.keyboard.press("Tab")
        if desk.evaluate("document.activeElement.matches('[data-state]')"):
            break
    desk.keyboard.press("Enter")
    desk.wait_for_url(f"**/{LEAFLET}")
    desk.wait_for_selector("#sides svg > *")
    assert (file_of(studio).read_bytes(), desk.input_value(TITLE)) == (before, "Pain Management")

    desk.get_by_role("button", name="Undo").focus()
    desk.keyboard.press("Enter")
    until(desk, "document.querySelector('[data-field=title]').value === 'Needles'")
    assert now(studio, "title") == "Needles"


def test_an_entry_comes_goes_and_moves(desk: Any, studio: OpenStudio) -> None:
    """By its buttons; the caret goes with it."""
    write(desk, studio)
    desk.get_by_role("button", name="Point 1: move down").click()
    until(desk, "document.querySelector('[data-field=\"points.1.heading\"]').value.startsWith('It may act')")
    assert now(studio, "points", 1, "heading") == "It may act on your nerves"
    until(desk, "document.activeElement.dataset.field === 'points.1.heading'")

    desk.get_by_role("button", name="Add one after Point 2").click()
    until(desk, "document.activeElement.dataset.field === 'points.2.heading'")
    assert now(studio, "points", 2, "heading") == "New heading"
    desk.keyboard.type("Mine")
    wait_saved(desk)
    assert now(studio, "points", 2, "heading") == "Mine"

    desk.get_by_role("button", name="Point 3: take out").click()
    desk.wait_for_selector('[data-field="points.7.heading"]', state="detached")
    assert now(studio, "points", 2, "heading") == "In animals, it may calm swelling"


def test_words_outlive_the_program(desk: Any, studio: OpenStudio) -> None:
    """It stops while somebody types: the page keeps what was typed, and says so."""
    write(desk, studio)
    studio.close()
    desk.fill(TITLE, "Not lost")
    until(desk, "document.getElementById('status').textContent.includes('stay on this page')")

    assert desk.input_value(TITLE) == "Not lost"
    again = OpenStudio(studio.clinic)
    try:
        assert again.root == studio.root
        other = desk.context.new_page()
        other.goto(again.link)
        wait_saved(desk)
        assert now(studio, "title") == "Not lost"
    finally:
        again.close()


def test_a_file_that_is_broken_while_somebody_types_is_mended_there_and_no_word_is_lost(
    desk: Any, studio: OpenStudio
) -> None:
    """The page says so and keeps the words; loaded again it shows the file as text; mended, it has the words."""
    write(desk, studio)
    sound = file_of(studio).read_text(encoding="utf-8")
    file_of(studio).write_text(sound.replace("strapline: How", "strapline: [How"), encoding="utf-8")
    desk.fill(TITLE, "Typed meanwhile")
    until(desk, "document.getElementById('status').textContent.includes('stay on this page')")
    assert desk.input_value(TITLE) == "Typed meanwhile"
    desk.once("dialog", lambda asked: asked.accept())
    desk.get_by_role("link", name="Mend the file as text").click()
    desk.wait_for_selector("#mend textarea")
    desk.fill("#mend textarea", sound)
    desk.get_by_role("button", name="Save").click()
    desk.wait_for_selector("#sides svg > *")
    until(desk, f"document.querySelector('{TITLE}').value === 'Typed meanwhile'")
    until(desk, "document.getElementById('status').textContent.startsWith('All saved')")

    assert file_of(studio).read_text(encoding="utf-8") == sound.replace(
        "title: Pain Management", "title: Typed meanwhile"
    )


def test_a_file_that_is_deleted_while_somebody_types_is_taken_back(desk: Any, studio: OpenStudio) -> None:
    """The page says where; the last text is written again, and then the words."""
    write(desk, studio)
    before = file_of(studio).read_text(encoding="utf-8")
    file_of(studio).unlink()
    desk.fill(TITLE, "Typed meanwhile")
    until(desk, "document.getElementById('status').textContent.includes('deleted')")
    desk.once("dialog", lambda asked: asked.accept())
    desk.get_by_role("link", name="History").click()
    desk.get_by_role("button", name="Take this one back").first.click()
    desk.wait_for_selector("#sides svg > *")
    until(desk, f"document.querySelector('{TITLE}').value === 'Typed meanwhile'")
    until(desk, "document.getElementById('status').textContent.startsWith('All saved')")

    after = file_of(studio).read_text(encoding="utf-8")
    assert after == before.replace("title: Pain Management", "title: Typed meanwhile")


def test_too_many_words_hang_out_in_red_and_are_told_plainly(desk: Any, studio: OpenStudio) -> None:
    """At the field and on the sheet; nobody has to know a word of the trade."""
    write(desk, studio)
    desk.fill('[data-field="safety.plan"]', "many words " * 120)
    desk.wait_for_selector("#sides .over")
    told = desk.locator("#mend").inner_text()

    assert "too many" in told or "do not fit" in told
    assert not {"story", "frame", "slug", "origin", "overset"} & {*told.lower().replace(".", "").split()}


def test_proved_is_said_after_the_proof_and_taken_back_with_the_next_letter(desk: Any, studio: OpenStudio) -> None:
    """Never before."""
    write(desk, studio)
    until(desk, "document.getElementById('proof').textContent.startsWith('Proved')")
    desk.type(TITLE, "!")

    assert "not proved" in desk.locator("#proof").inner_text()


def test_by_keyboard_alone_from_the_shelf_to_a_saved_word(desk: Any, studio: OpenStudio) -> None:
    """Tab, Enter, F6; the focus is always seen."""
    link = desk.get_by_role("link", name="Write: Pain Management, English").first
    link.focus()
    desk.keyboard.press("Enter")
    desk.wait_for_selector("#sides svg > *")
    for _ in range(40):
        desk.keyboard.press("Tab")
        if desk.evaluate("document.activeElement.dataset.field") == "title":
            break
    desk.keyboard.press("Control+A")
    desk.keyboard.type("By hand")
    desk.keyboard.press("F6")
    wait_saved(desk)

    assert desk.evaluate("document.activeElement.id") == "sheet"
    assert desk.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    assert now(studio, "title") == "By hand"


LETTERS = "letters/your-visit/en"
PLACES = ("", LEAFLET, "l/acupuncture-pain/es", f"{LEAFLET}/print", f"{LEAFLET}/sign", f"{LEAFLET}/history",
          "l/after-treatment/en", "l/nobody/en", "l/after-treatment/es",
          "b/riverside", "new", "copy?mark=AAAA-BBBB", "help", "check", "outbox",
          LETTERS, f"{LETTERS}/columns", f"{LETTERS}/people", f"{LETTERS}/look", f"{LETTERS}/send")  # fmt: skip
LIST = (
    "Nr\tFull name\tDate\tTime\tDoctor\tPlace\tNew patient\tE-Mail\tagrees\n"
    "1\tAnna\t2026-12-01\t9:30\tDr Jo\t12 Mill Lane\tyes\ta@x.test\tyes\n"
    "2\tBen\tsoon\t9:30\tDr Jo\t12 Mill Lane\tno\tb@x.test\tno"
)


def with_list(desk: Any) -> None:
    """A list is pasted, and which of its columns says yes is chosen."""
    desk.get_by_label("Or paste rows").fill(LIST)
    desk.get_by_role("button", name="Take this list").click()
    desk.get_by_label("agreed to e-mail").select_option("agrees")
    desk.get_by_role("button", name="Go on").click()
    desk.wait_for_url("**/people")


@pytest.mark.parametrize("colours", ["light", "dark", "forced"])
def test_axe_finds_nothing(chromium: Any, desk: Any, studio: OpenStudio, colours: str) -> None:
    """WCAG 2.2 A and AA, and good practice, on every page in three widths; and none is wider than its window."""
    from axe_playwright_python.base import AXE_SCRIPT

    desk.emulate_media(color_scheme="dark" if colours == "dark" else "light",
                       forced_colors="active" if colours == "forced" else "none")  # fmt: skip
    (studio.clinic / "content/after-treatment/es.yaml").write_text("title: [never closed", encoding="utf-8")
    text = file_of(studio).read_text(encoding="utf-8")
    only = ", runOnly: ['color-contrast']" if colours != "light" else ""  # what else could differ
    for place in PLACES:
        if place.endswith("history"):  # which knows the text from the page on which it is written
            file_of(studio).write_text(text.replace("title: Pain Management", "title: Needles"), encoding="utf-8")
        desk.goto(f"{studio.root}/{place}")
        if place == LETTERS:
            with_list(desk)
            desk.goto(f"{studio.root}/{place}")
        if place in (LEAFLET,):
            desk.wait_for_selector("#sides svg > *", state="attached")
        desk.evaluate(AXE_SCRIPT)
        for width in (1280, 768, 320) if colours == "light" else (1280,):
            desk.set_viewport_size({"width": width, "height": 900})
            # Drawings have no parts for who listens, and the codes of the help are one like the other.
            but = "{exclude: [['svg[role=img] > *'], ['.codes > div:nth-child(n+9)']]}"
            run = f"axe.run({but}, {{resultTypes: ['violations']{only}}}).then(told => JSON.stringify(told.violations))"
            found = json.loads(desk.evaluate(run))

            assert [(each["id"], [node["html"][:120] for node in each["nodes"]][:3]) for each in found] == [], place
            assert desk.evaluate("document.documentElement.scrollWidth") <= width, place


def test_in_arabic_nothing_is_wrong_on_a_small_screen(desk: Any, studio: OpenStudio) -> None:
    """From right to left, at 320 px: axe finds nothing, no page is wider than its window; and it is gone again."""
    from axe_playwright_python.base import AXE_SCRIPT

    desk.get_by_label("Language of these pages").select_option("ar")
    desk.get_by_role("button", name="Change").click()
    desk.wait_for_selector("html[lang=ar][dir=rtl]")
    desk.set_viewport_size({"width": 320, "height": 900})
    for place in ("", LEAFLET, "l/acupuncture-pain/ar", f"{LEAFLET}/print", f"{LEAFLET}/sign", f"{LEAFLET}/history",
                  "b/riverside", "new", "copy", "help", "check", "outbox", LETTERS):  # fmt: skip
        desk.goto(f"{studio.root}/{place}")
        if place in (LEAFLET, "l/acupuncture-pain/ar"):
            desk.wait_for_selector("#sides svg > *", state="attached")
            until(desk, "document.getElementById('status').textContent !== 'All saved'")
        desk.evaluate(AXE_SCRIPT)
        but = "{exclude: [['svg[role=img] > *'], ['.codes > div:nth-child(n+9)']]}"
        found = json.loads(desk.evaluate(f"axe.run({but}).then(told => JSON.stringify(told.violations))"))
        assert [(each["id"], [node["html"][:120] for node in each["nodes"]][:3]) for each in found] == [], place
        assert desk.evaluate("document.documentElement.scrollWidth") <= 320, place
    desk.goto(studio.root)
    desk.locator("#language").select_option("en")
    desk.locator(".speak button").click()
    desk.wait_for_selector("html[lang=en]")


def test_a_page_of_another_site_neither_reads_nor_writes(chromium: Any, desk: Any, studio: OpenStudio) -> None:
    """In the same browser, with the cookie in it."""
    before = file_of(studio).read_bytes()
    other = OpenStudio(studio.clinic)
    try:
        page = desk.context.new_page()
        page.goto(other.link)
        page.evaluate("""async root => {
            const said = JSON.stringify({version: "", texts: [{field: "title", text: "stolen"}], page: "x"});
            for (const kind of ["application/json", "text/plain"]) for (const mode of ["cors", "no-cors"])
                await fetch(`${root}/api/l/acupuncture-pain/en/save`,
                            {method: "POST", mode, body: said, headers: {"content-type": kind}, credentials: "include"})
                    .catch(() => {});
        }""", studio.root)  # fmt: skip
        read = page.evaluate("root => fetch(root).then(() => 'read', () => 'refused')", studio.root)
    finally:
        other.close()

    assert read == "refused"
    assert file_of(studio).read_bytes() == before


@pytest.mark.parametrize("name", ["write", "choice", "people"])
def test_the_pictures_of_the_guide_are_those_of_the_pages(
    desk: Any, studio: OpenStudio, name: str, request: pytest.FixtureRequest
) -> None:
    """Taken with `--update-golden`; else the page is looked at for what the picture shows."""
    desk.set_viewport_size({"width": 1200, "height": 760})
    write(desk, studio)
    until(desk, "document.getElementById('proof').textContent.startsWith('Proved')")
    shows = "#sides svg"
    if name == "choice":
        old = file_of(studio).read_text(encoding="utf-8")
        text = old.replace("title: Pain Management", "title: Needles and pain")
        file_of(studio).write_text(text, encoding="utf-8")
        desk.fill(TITLE, "Acupuncture for pain")
        shows = ".clash"
    if name == "people":
        desk.goto(f"{studio.root}/{LETTERS}")
        with_list(desk)
        shows = ".grid .err"
    desk.wait_for_selector(shows)
    shot, path = desk.screenshot(), ROOT / "docs" / f"studio-{name}.png"
    if request.config.getoption("--update-golden"):
        Image.open(BytesIO(shot)).quantize(192, dither=Image.Dither.NONE).save(path, optimize=True)

    assert Image.open(path).size == Image.open(BytesIO(shot)).size


def test_the_hours_are_changed_where_they_are_seen(desk: Any, studio: OpenStudio) -> None:
    """A click on them in the leaflet leads to the page of the clinic; the sheet there answers, and the file is kept."""
    brand = studio.clinic / "content/brands/riverside/brand.yaml"
    before = brand.read_text(encoding="utf-8")
    write(desk, studio)
    desk.locator('#sides [data-t*="Saturday"]').click()
    desk.wait_for_url("**/b/riverside*")
    desk.wait_for_selector("#sides svg > *")
    assert str(desk.evaluate("document.activeElement.dataset.field")).startswith("contact.hours.1")

    desk.fill('[data-field="contact.hours.1.closes"]', "14:30")
    desk.wait_for_selector('#sides [data-t*="14:30"]')
    wait_saved(desk)
    assert brand.read_text(encoding="utf-8") == before.replace('closes: "13:00"', 'closes: "14:30"')
    desk.locator('[data-act="add"][data-entry="contact.hours.1"]').click()
    desk.wait_for_selector('[data-field="contact.hours.2.days"]')
    desk.fill('[data-field="contact.hours.2.days"]', "Sun")
    desk.wait_for_selector('#sides [data-t*="Sunday"]')


def test_signing_and_finding_the_copy_again(desk: Any, studio: OpenStudio) -> None:
    """Tick, name, sign; the mark that is told is found from the counter."""
    desk.goto(f"{studio.root}/{LEAFLET}/sign")
    desk.get_by_label("Read aloud, the parts come in this order").check()
    desk.get_by_label("Name").fill("Dr A. Example")
    desk.get_by_role("button", name="Sign this text").click()
    desk.wait_for_selector("#told .good")
    mark = desk.locator("#told .good").inner_text().rstrip(".").rpartition(" ")[2]

    desk.goto(f"{studio.root}/copy")
    desk.get_by_label("Mark at the foot").fill(mark)
    desk.keyboard.press("Enter")
    desk.wait_for_selector(".state.good")
    assert "acupuncture-pain" in desk.locator("h2").inner_text()


def test_a_pdf_is_printed_and_checked_through_the_pages(desk: Any, studio: OpenStudio, tmp_path: Path) -> None:
    """The file that the print page gives is looked at by the page that looks at files."""
    desk.goto(f"{studio.root}/{LEAFLET}/print")
    with desk.expect_download() as coming:
        desk.get_by_role("link", name="Get the file").click()
    coming.value.save_as(tmp_path / "leaflet.pdf")
    desk.goto(f"{studio.root}/check")
    desk.set_input_files("#file", tmp_path / "leaflet.pdf")
    desk.select_option("#profile", "office")
    desk.get_by_role("button", name="Check it").click()
    desk.wait_for_selector("#told .state")

    assert desk.locator("#told .state").inner_text() == "Nothing stands against it"


def test_by_keyboard_from_a_starter_to_the_printed_file(desk: Any, studio: OpenStudio) -> None:
    """No mouse, and no file that anybody has to know of."""
    desk.get_by_role("link", name="New leaflet").focus()
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/new")  # and its script
    desk.get_by_role("button", name="Begin with: What a visit costs").focus()
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/l/price-list/en")
    desk.wait_for_selector("#sides svg > *")
    desk.locator('#fields [data-field="body.1.table.rows.0.1"]').focus()
    desk.keyboard.press("Control+A")
    desk.keyboard.type("£99")
    desk.wait_for_selector('#sides [data-t="£99"]')
    wait_saved(desk)
    desk.get_by_role("link", name="Print").focus()
    desk.keyboard.press("Enter")
    desk.wait_for_selector(".state.good")
    with desk.expect_download() as coming:
        desk.get_by_role("link", name="Get the file").focus()
        desk.keyboard.press("Enter")

    assert coming.value.suggested_filename.startswith("price-list.en.")
    assert "£99" in (studio.clinic / "content/price-list/en.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("has_script", [True, False], ids=["by keyboard", "without a script"])
def test_from_a_pasted_list_to_letters_that_were_sent(chromium: Any, clinic: Path, has_script: bool) -> None:
    """Each step is a plain form; a cell is mended in its place; the outbox says what went."""
    signed(with_own_words(clinic), "your-visit")
    opened = OpenStudio(clinic)
    try:
        with MailServer() as server:
            page = chromium.new_context(java_script_enabled=has_script, reduced_motion="reduce").new_page()
            page.goto(opened.link)
            page.goto(f"{opened.root}/{LETTERS}")
            with_list(page)
            page.get_by_label("Date, row 3").press("Control+A")
            page.get_by_label("Date, row 3").press_sequentially("2026-12-02")
            page.keyboard.press("Enter")
            page.get_by_text("Every row is sound").wait_for()
            page.get_by_role("link", name="Look at a copy").press("Enter")
            page.locator('svg[aria-label*="Dear Anna"]').wait_for()
            page.get_by_role("link", name="Print or send").last.press("Enter")
            for label, text in (("comes from this address", "info@clinic.test"), ("Subject", "Information"),
                                ("Name of this mailing", "autumn"), ("Name, as your", "127.0.0.1"),
                                ("Port", str(server.port))):  # fmt: skip
                page.get_by_label(label).fill(text)
            page.get_by_label("Connection").select_option("insecure-loopback")
            page.get_by_role("button", name="Try it").press("Enter")
            until_over(page, has_script)
            page.get_by_role("link", name="Go on").press("Enter")
            page.get_by_label("Write the number").fill("1")
            page.keyboard.press("Enter")
            page.wait_for_url("**/outbox")
            until_over(page, has_script)

            assert [each.to for each in server.taken] == [("a@x.test",)]
            assert "Sent: your mail server took them" in page.locator("#live").inner_text()
            assert "a@x.test" not in page.content() and "Anna" not in page.content()
            page.context.close()
    finally:
        opened.close()


def until_over(page: Any, has_script: bool) -> None:
    """Without a script somebody loads the page again."""
    for _ in range(100):
        if page.locator('.progress[data-over="yes"]').count():
            return
        page.wait_for_timeout(150)
        if not has_script:
            page.reload()
    raise AssertionError("the job does not end")


def test_the_gauge_says_what_room_is_left_when_the_hand_rests(desk: Any, studio: OpenStudio) -> None:
    """Under the field that has the caret; it goes with the next letter and holds up none."""
    write(desk, studio)
    box = desk.locator('[data-field="points.3.text"]:is(textarea)')
    box.focus()
    until(desk, "document.getElementById('room').textContent.startsWith('Room for about')")
    told = desk.locator("#room").inner_text()
    assert desk.evaluate("document.getElementById('room').previousElementSibling.dataset.field") == "points.3.text"
    box.press("Control+End")
    box.press_sequentially(" and then some more words of ours", delay=15)
    assert desk.locator("#room").inner_text() == ""
    assert box.input_value().endswith(" and then some more words of ours")
    until(desk, "document.getElementById('room').textContent.startsWith('Room for about')")

    assert int(desk.locator("#room").inner_text().split()[3]) < int(told.split()[3])


def test_the_leaflet_is_seen_as_patients_get_it(desk: Any, studio: OpenStudio) -> None:
    """On a telephone and as a web page, with words that are typed a moment ago; a click leads to its field."""
    write(desk, studio)
    desk.get_by_role("button", name="As patients get it").click()
    desk.wait_for_selector("#phone svg > *")
    desk.fill(TITLE, "Needles and pain")
    desk.locator('#phone svg[aria-label*="Needles and pain"]').wait_for()
    desk.frame_locator("#html").get_by_text("Needles and pain").first.wait_for()
    assert not desk.locator("#sides").is_visible()
    desk.locator('#phone [data-t*="Keep taking"]').first.click()
    assert str(desk.evaluate("document.activeElement.dataset.field")).startswith("safety")
    desk.get_by_role("button", name="Flat").click()

    assert desk.locator("#sides svg").first.is_visible() and not desk.locator("#phone").is_visible()


FOLDED = ("trifold-a4", "trifold-letter", "zfold-a4", "gatefold-a4", "halffold-a4", "rollfold-a4")
# What the eye meets: the faces on top at three places of each panel.
ON_TOP = """[...document.querySelectorAll('.leafpanel .face')].flatMap(face => [0.2, 0.5, 0.8].map(part => {
    const box = face.getBoundingClientRect();
    const met = document.elementFromPoint(box.left + box.width * part, box.top + box.height / 2);
    return met?.closest('.face')?.dataset.panel ?? "";
}))"""


def test_every_layout_that_folds_is_known() -> None:
    """A new one is photographed too."""
    said = {path.parent.name: path.read_text(encoding="utf-8") for path in (ROOT / "layouts").glob("*/layout.yaml")}

    assert {*FOLDED} == {name for name, text in said.items() if "\nfold: " in text and "\nfold: none" not in text}


def test_what_is_not_folded_offers_no_fold(desk: Any, studio: OpenStudio) -> None:
    """A card is flat."""
    file_of(studio).write_text(
        file_of(studio).read_text(encoding="utf-8").replace("\nbrand: ", "\nlayout: page-a4\nbrand: "), encoding="utf-8"
    )
    write(desk, studio)

    assert not desk.locator("#view-folded").is_visible()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_piece_is_folded_in_space_as_a_hand_folds_it(
    desk: Any, studio: OpenStudio, language: str, request: pytest.FixtureRequest
) -> None:
    """In each layout that folds, moment by moment: what lies on top is what the geometry of the fold says."""
    file = studio.clinic / f"content/acupuncture-pain/{language}.yaml"
    text = file.read_text(encoding="utf-8")
    for layout in FOLDED if language == "en" else FOLDED[::5]:
        file.write_text(text.replace("\nbrand: ", f"\nlayout: {layout}\nbrand: "), encoding="utf-8")
        write(desk, studio, f"l/acupuncture-pain/{language}")
        desk.get_by_role("button", name="Folded").click()
        until(desk, "[...document.querySelectorAll('.face img')].every(each => each.naturalWidth > 0)")
        laid = lay(Order("acupuncture-pain", language), open_shelf(studio.clinic))
        told = fold_words(laid)
        assert told is not None
        pictures = []
        moments = [*reversed(told["moments"])]
        for at, moment in enumerate(moments):
            assert {*moment["seen"]} <= {*desk.evaluate(ON_TOP)}, (layout, at)
            assert desk.locator("#fold-says").inner_text().endswith(", ".join(moment["seen"]))
            pictures.append(desk.locator("#fold").screenshot())
            if at + 1 < len(moments):
                desk.get_by_role("button", name="Open it").click()
        desk.get_by_role("button", name="Turn it over").click()
        assert {*moments[-1]["behind"]} <= {*desk.evaluate(ON_TOP)}
        if request.config.getoption("--update-golden") and (layout, language) == ("trifold-a4", "en"):
            (ROOT / "docs" / "studio-fold.png").write_bytes(pictures[1])
        shown = [Image.open(BytesIO(each)).convert("L") for each in pictures]
        assert all(sum(count > 0 for count in each.histogram()) > 100 for each in shown), layout
        assert len({*pictures}) == len(moments)
