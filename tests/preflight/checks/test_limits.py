"""Limits that one page for each check cannot hold: each pair lies on both sides of a figure."""

from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from brochure.base.geometry import Box
from brochure.preflight import inspect
from brochure.preflight.checks.boxes import bleed_needed
from tests.preflight import made
from tests.preflight.cases import (
    INSIDE,
    artifact,
    composite,
    composite_font,
    image,
    info,
    inks,
    on_page,
    on_root,
    placed,
    put,
    rectangle,
    tagged,
    whole_picture,
    with_resource,
    words,
    xmp,
)
from tests.preflight.made import BOTTOM, LEFT, SOUND, TAGGED, TRIM, WIDTH, Change, press, qr, reader


def found(data: bytes, profile: str, **options: object) -> set[str]:
    """Codes of a file."""
    return {each.code for each in inspect(data, profile, **options)}  # type: ignore[arg-type] # a name


@pytest.mark.parametrize(("grey", "size", "faint"), [(0.6, 18, False), (0.67, 18, True), (0.6, 17, True)])
def test_large_words_need_less_contrast(grey: float, size: float, faint: bool) -> None:
    """From 18 pt, three to one."""
    content = TAGGED.replace(b"0.1 g", b"%.2f g" % grey).replace(b"18 Tf", b"%.1f Tf" % size)

    assert ("faint-text" in found(reader(content=content), "office")) is faint


@pytest.mark.parametrize(("size", "faint"), [(14, False), (13, True)])
def test_bold_words_are_large_from_14_points(size: float, faint: bool) -> None:
    """A bold face is known by its name."""

    def bold(pdf: Pdf) -> object:
        return made.font_of(pdf, name="ABCDEF+SourceSans3-Bold")

    content = TAGGED.replace(b"0.1 g", b"0.57 g").replace(b"18 Tf", b"%.1f Tf" % size)
    data = reader(content=content, change=with_resource("Font", "F1", bold))

    assert ("faint-text" in found(data, "office")) is faint


@pytest.mark.parametrize(("short", "told"), [(0.8, True), (1.2, False), (-8.3, False), (-7.9, True)])
def test_what_ends_within_a_third_of_a_millimetre_was_meant_to_bleed(short: float, told: bool) -> None:
    """Farther inside it is a design; farther outside it reaches the bleed."""
    data = press(rectangle(LEFT + short, BOTTOM + 40, 40, 40))

    assert ("stops-short-of-bleed" in found(data, "press")) is told


@pytest.mark.parametrize(
    ("page", "steps", "told"),
    [(SOUND, b"20 0 20 20 0 20 c", False), (b"", b"20 0 20 20 0 20 c", True), (SOUND, b"20 0 l 0 20 l", True)],
)
def test_a_curve_on_a_ground_that_bleeds_may_end_at_the_cut(page: bytes, steps: bytes, told: bool) -> None:
    """It meets the knife in a point; a straight side leaves a strip of its ground, and on paper both leave a strip."""
    drawing = b"q 1 0 0 1 %.3f %.3f cm 0 0.3 0 0 k 0 0 m %b f Q" % (LEFT, BOTTOM + 40, steps)

    assert ("stops-short-of-bleed" in found(press(drawing, content=page), "press")) is told


def test_american_paper_bleeds_an_eighth_of_an_inch() -> None:
    """All other paper 3 mm."""
    assert bleed_needed(Box(9, 9, 801, 621)) == 9
    assert bleed_needed(Box(0, 0, 841.89, 595.28)) == pytest.approx(8.504, abs=0.001)


@pytest.mark.parametrize(("side", "told"), [(97, False), (93, True)])
def test_pictures_for_screens_need_96_pixels(side: int, told: bool) -> None:
    """An inch."""
    data = reader(artifact(placed(b"Im", 100, 100, 72, 72)), image(side, space="DeviceRGB"))

    assert ("poor-resolution" in found(data, "office")) is told


@pytest.mark.parametrize(("size", "told"), [(13, True), (11, False)])
def test_specks_are_no_pictures(size: float, told: bool) -> None:
    """A bullet of a few pixels is told from a photograph by 12 pt."""
    data = press(placed(b"Im", *INSIDE, size, size), image(4))

    assert ("poor-resolution" in found(data, "press")) is told


@pytest.mark.parametrize(("away", "told"), [(13, True), (16, False)])
def test_ink_is_heavy_within_5_mm_of_a_fold(away: float, told: bool) -> None:
    """Measured in windows of 2 mm."""
    data = press(rectangle(LEFT + WIDTH / 2 + away - 9, BOTTOM + 60, 9, 20, b"0.9 0.9 0.5 0 k") if told else
                 rectangle(LEFT + WIDTH / 2 + away, BOTTOM + 60, 9, 20, b"0.9 0.9 0.5 0 k"))  # fmt: skip

    assert ("heavy-ink-on-fold" in found(data, "press", folds=(WIDTH / 2,))) is told


@pytest.mark.parametrize(("gap", "told"), [(3.2, True), (3.7, False)])
def test_quiet_zone_is_four_modules_less_the_blur(gap: float, told: bool) -> None:
    """Pixels take half a module at most."""
    data = reader(artifact(qr(3, 200, 300) + rectangle(200 - 3 * gap - 12, 300, 12, 40, b"0 g")))

    assert ("no-quiet-zone" in found(data, "office")) is told


def test_two_spot_inks_are_a_job_three_are_a_bill() -> None:
    """Tints of one ink count once."""
    assert "too-many-spot-inks" not in found(press(*inks("A", "B", "A", "B")), "press")
    assert "too-many-spot-inks" in found(press(*inks("A", "B", "C")), "press")


def test_a_picture_of_nine_tenths_is_not_the_page() -> None:
    """A cover picture with a border is a design."""
    data = press(placed(b"Im", TRIM[0], TRIM[1], WIDTH * 0.9, TRIM[3] - TRIM[1]), image(900), content=b"")

    assert "single-picture-page" not in found(data, "press")
    assert "single-picture-page" in found(press(change=whole_picture), "press")


def test_lines_of_more_than_a_point_are_no_marks() -> None:
    """A thick rule beside the page may be a colour bar."""
    rule = b"q 0 0 0 1 K %.1f w 150 10 m 150 22 l S Q"

    assert "mark-not-in-registration" in found(press(rule % 1.1), "press")
    assert "mark-not-in-registration" not in found(press(rule % 1.3), "press")


def test_black_is_pure_at_ninety_nine_and_a_half() -> None:
    """A grey of 98 % is a tint: it may knock out."""
    assert "black-text-knocks-out" in found(press(words(b"b", 12, *INSIDE, b"0 0 0 0.999 k")), "press")
    assert "black-text-knocks-out" not in found(press(words(b"b", 12, *INSIDE, b"0 0 0 0.98 k")), "press")


def test_own_files_have_a_section_for_the_safety_note() -> None:
    """Known by the producer; other files only where words are given."""
    ours = reader(change=info("Producer", "Brochure"))

    assert "safety-note-lost" in found(ours, "email")
    assert "safety-note-lost" not in found(reader(), "email")


@pytest.mark.parametrize(("x", "told"), [(17.5, True), (18.0, False)])
def test_the_margin_of_printers_is_a_quarter_of_an_inch(x: float, told: bool) -> None:
    """White may stand in it."""
    assert ("ink-in-printer-margin" in found(reader(artifact(rectangle(x, 90, 9, 9, b"0.5 g"))), "office")) is told
    assert "ink-in-printer-margin" not in found(reader(artifact(rectangle(2, 90, 9, 9, b"1 g"))), "office")


def test_a_page_is_as_large_as_paper_to_a_point() -> None:
    """Either way up."""
    turned = on_page(put(MediaBox=Array([0, 0, 841.89, 595.28])))

    assert "unknown-paper" not in found(reader(change=turned), "office")


@pytest.mark.parametrize(("grey", "severity"), [(0.46, None), (0.6, "warning"), (0.66, "error")])
@pytest.mark.parametrize("profile", ["press", "any"])
def test_under_three_to_one_words_are_lost_in_every_profile(profile: str, grey: float, severity: str | None) -> None:
    """Even print shops, which judge contrast by eye, would ask."""
    content = TAGGED.replace(b"0.1 g", b"%.2f g" % grey).replace(b"18 Tf", b"12 Tf")

    told = [each.severity for each in inspect(reader(content=content), profile) if each.code == "faint-text"]  # type: ignore[arg-type] # a name

    assert told == ([severity] if severity else [])


def test_the_places_that_are_only_counted_are_as_bad_as_the_worst_that_is_shown() -> None:
    """Else a count of lost words would be a warning."""
    lines = b"".join(words(b"faint", 12, 80, 100 + 12 * at, b"0.9 g") for at in range(7))

    told = [each for each in inspect(reader(lines), "any") if each.code == "faint-text"]

    assert [each.severity for each in told] == ["error"] * 5
    assert told[-1].message == "3 more places like the 4 before"


@pytest.mark.parametrize(
    ("date", "same"),
    [
        ("D:20261101000000Z", True),
        ("D:20261101000000+00'00'", True),
        ("D:20261101000000+00'00", True),
        ("D:20261101000000Z00'00'", True),
        ("D:20261101000000-00", True),
        ("D:20261101013000+01'30'", True),
        ("D:20261031190000-05'00'", True),
        ("D:20261101000000-05'00'", False),
        ("D:20261101000001+00'00'", False),
    ],
)
def test_a_date_is_a_moment_however_it_is_written(date: str, same: bool) -> None:
    """Acrobat and Word close the zone with an apostrophe. Source: ISO 32000-1, 7.9.4 and PDF Reference 1.7, 3.8.3."""
    assert ("metadata-differ" in found(press(change=info("CreationDate", date)), "press")) is not same


@pytest.mark.parametrize(
    ("key", "said"),
    [("Subject", "<dc:description><rdf:Alt><rdf:li xml:lang='x-default'>%s</rdf:li></rdf:Alt></dc:description>"),
     ("Keywords", "<pdf:Keywords>%s</pdf:Keywords>")],
)  # fmt: skip
def test_subject_and_keywords_are_compared_too(key: str, said: str) -> None:
    """One program shows the one, another the other."""

    def change(own: str) -> Change:
        def apply(pdf: Pdf) -> None:
            info(key, "knees, hips")(pdf)
            xmp("</rdf:Description>", said % own + "</rdf:Description>")(pdf)

        return apply

    assert "metadata-differ" not in found(press(change=change("knees, hips")), "press")
    assert "metadata-differ" in found(press(change=change("teeth")), "press")


def test_a_title_in_several_languages_is_compared_by_the_first() -> None:
    """The other kind of metadata has room for one."""
    change = xmp(">Pain</rdf:li>", ">Pain</rdf:li><rdf:li xml:lang='es'>Dolor</rdf:li>")

    assert "metadata-differ" not in found(press(change=change), "press")


def test_a_file_whose_elements_all_say_their_language_needs_none_of_its_own() -> None:
    """ISO 14289-1, 7.2: for the text, not for the file."""

    def change(pdf: Pdf) -> None:
        del pdf.Root.Lang
        pdf.Root.StructTreeRoot.K[0].K[0].Lang = String("en")

    content = TAGGED.replace(b"/MCID 0>>", b"/MCID 0 /Lang (en)>>")

    assert "no-language" not in found(reader(change=change), "email")
    assert "no-language" not in found(reader(change=on_root(put(Lang=None)), content=content), "email")
    assert "no-language" in found(reader(change=on_root(put(Lang=None))), "email")


@pytest.mark.parametrize(
    ("tag", "sound"),
    [("en", True), ("pt-BR", True), ("zh-Hans-CN", True), ("x-clinic", True), ("", True),
     ("-pt", False), ("1-pt", False), ("portugues-pt", False), ("nl-1234abcde", False), ("пт", False),
     ("en_GB", False)],
)  # fmt: skip
def test_languages_have_names_that_everybody_knows(tag: str, sound: bool) -> None:
    """In the catalogue, in an element, and in marked content."""
    in_element = reader(change=tagged("P", Lang=String(tag), K=Array([0])))
    digits = tag.encode("utf-16").hex().encode()
    in_content = reader(content=TAGGED.replace(b"/MCID 0>>", b"/MCID 0 /Lang <%b>>>" % digits))

    for data in (reader(change=on_root(put(Lang=String(tag)))), in_element, in_content):
        assert ("language-tag" in found(data, "email")) is not sound


@pytest.mark.parametrize("mode", [b"0 Tr", b"3 Tr"])
@pytest.mark.parametrize(("code", "missing"), [(b"<1f>", True), (b"<00>", True), (b"<41>", False)])
def test_a_code_without_a_name_has_no_glyph(code: bytes, missing: bool, mode: bytes) -> None:
    """ISO 19005-2, 6.2.11.8: whether it is painted or not."""
    shown = b"BT 0 0 0 1 k /Over gs /F1 12 Tf %b %.1f %.1f Td %b Tj ET" % (mode, *INSIDE, code)

    assert ("missing-glyph" in found(press(shown), "press")) is missing


def asian(registry: str, ordering: str) -> Change:
    def change(pdf: Pdf) -> None:
        composite_font(pdf)
        font: Any = pdf.pages[0].obj.Resources.Font.F2
        del font.ToUnicode
        system = Dictionary(Registry=String(registry), Ordering=String(ordering), Supplement=0)
        font.DescendantFonts[0].CIDSystemInfo = system

    return change


@pytest.mark.parametrize(("ordering", "speaks"), [("Japan1", True), ("GB1", True), ("Identity", False)])
def test_glyphs_of_adobes_asian_sets_need_no_map(ordering: str, speaks: bool) -> None:
    """ISO 14289-1, 7.21.7 excepts them: their numbers are known."""
    data = reader(artifact(composite(b"<0001>")), asian("Adobe", ordering))

    assert ("font-without-characters" in found(data, "email")) is not speaks


@pytest.mark.parametrize(("name", "speaks"), [("eacute", True), ("uni00E9", True), ("g17", False)])
def test_glyphs_that_are_named_as_adobe_names_them_need_no_map(name: str, speaks: bool) -> None:
    """As in the fonts of TeX."""

    def named(pdf: Pdf) -> object:
        font = made.font_of(pdf)
        del font.ToUnicode
        font.Subtype = Name.Type1
        font.Encoding = Dictionary(Differences=Array([80, Name("/" + name)]))
        font.FontDescriptor.Flags = 4
        return font

    data = reader(change=with_resource("Font", "F1", named))

    assert ("font-without-characters" in found(data, "email")) is not speaks


@pytest.mark.parametrize("to", ["0000", "feff", "fffe"])
def test_a_map_to_what_is_no_character_is_none(to: str) -> None:
    """It is there, and says nothing."""

    def mapped(pdf: Pdf) -> object:
        font = made.font_of(pdf)
        font.ToUnicode.write(font.ToUnicode.read_bytes().replace(b"<0054>", b"<%b>" % to.encode()))
        return font

    assert "font-without-characters" in found(reader(change=with_resource("Font", "F1", mapped)), "email")
