"""Fonts for embedding: codes, outlines, widths and texts agree, whatever is set."""

import re
import zlib
from io import BytesIO

import pytest
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

from brochure.base.findings import BadInput
from brochure.base.page import Cluster, GlyphAt, SetLine
from brochure.glyphs import subset_font
from brochure.glyphs.faces import Face, Metrics
from brochure.pdf.fonts import FontBook, FontProgram
from tests.glyphs.faces_for_tests import FACES, shaped, whole_line
from tests.glyphs.sentences import SENTENCES

WORDS = sorted({word for sentence in SENTENCES.values() for word in sentence.split()})
REGULAR = "SourceSans3-Regular"


def book_of(*lines: SetLine) -> FontBook:
    """A book in which these lines are painted."""
    book = FontBook(FACES)
    for line in lines:
        for strip in line.strips:
            for cluster in strip.clusters:
                book.code(strip.face, cluster)
    return book


def line_of(tag: str) -> SetLine:
    return whole_line(shaped(SENTENCES[tag], tag))


def texts_of(program: FontProgram) -> dict[int, str]:
    """ToUnicode as a reader parses it."""
    texts = {}
    for kind, rows in re.findall(rb"beginbf(char|range)\n(.*?)endbf", program.to_unicode, re.DOTALL):
        for row in rows.splitlines():
            first, *rest = re.findall(rb"<([0-9A-F]+)>", row)
            last, text = rest if kind == b"range" else (first, rest[0])
            *start, end = bytes.fromhex(text.decode())
            for at, code in enumerate(range(int(first, 16), int(last, 16) + 1)):
                texts[code] = bytes([*start, end + at]).decode("utf-16-be")
    return texts


def widths_of(program: FontProgram) -> dict[int, float]:
    """The width of each code."""
    return {run.first + at: width for run in program.widths for at, width in enumerate(run.widths)}


def codes_of(program: FontProgram) -> list[int]:
    """The codes that a font has a glyph for, without .notdef."""
    return [code for code in widths_of(program) if code]


def drawn(font: TTFont, glyphs: tuple[GlyphAt, ...]) -> list[tuple[str, tuple[object, ...]]]:
    """Outlines of glyphs at their places, composites taken apart."""
    glyph_set, order = font.getGlyphSet(), font.getGlyphOrder()
    pen = DecomposingRecordingPen(glyph_set)
    for placed in glyphs:
        glyph_set[order[placed.glyph]].draw(TransformPen(pen, (1, 0, 0, 1, placed.dx, placed.dy)))
    return [(name, points) for name, points in pen.value]


def test_ascii_keeps_its_own_codes() -> None:
    """A word is the same bytes in every face, and readable in a hex dump."""
    strip = whole_line(shaped("ab ca")).strips[0]
    book = FontBook(FACES)

    assert [book.code(strip.face, cluster) for cluster in strip.clusters] == [*b"ab ca"]


def test_other_characters_count_from_128_in_order_of_first_use() -> None:
    """Code 0 is .notdef and is never shown."""
    strip = whole_line(shaped("é–é’")).strips[0]
    book = FontBook(FACES)

    assert [book.code(strip.face, cluster) for cluster in strip.clusters] == [128, 129, 128, 130]


def test_the_same_text_has_the_same_code_in_every_face() -> None:
    """One ToUnicode serves all of them."""
    book = FontBook(FACES)
    for name in (REGULAR, "SourceSans3-Bold"):
        for text in ("a", "é", "–"):
            glyph = FACES.named(name).font.glyph_for(text)
            book.code(name, Cluster((GlyphAt(glyph, 0, 0),), text, 500, 0))

    regular, bold = book.programs()

    assert codes_of(regular) == codes_of(bold)
    assert regular.to_unicode == bold.to_unicode


def test_one_glyph_with_two_texts_has_two_codes() -> None:
    """A hyphen and a soft hyphen look alike; only one of them rejoins a word."""
    book = FontBook(FACES)
    first, second = shaped("a\u2010b").set_line(0, 2), shaped("a\u00adb").set_line(0, 2)
    hyphen, soft = first.strips[0].clusters[-1], second.strips[0].clusters[-1]

    assert hyphen.glyphs == soft.glyphs
    assert book.code(REGULAR, hyphen) != book.code(REGULAR, soft)


def test_resources_are_numbered_in_order_of_first_use() -> None:
    """Names of the same leaflet are the same in every run."""
    book = book_of(whole_line(shaped("a 针 b")))

    assert [program.resource for program in book.programs()] == ["F1", "F2"]
    assert book.resource(REGULAR) == "F1"


def test_face_without_a_code_is_not_embedded() -> None:
    """To ask for a name costs nothing in the file."""
    book = FontBook(FACES)
    book.resource(REGULAR)

    assert book.programs() == ()


@pytest.mark.parametrize("tag", SENTENCES)
def test_every_code_gives_back_its_text(tag: str) -> None:
    """Codes in logical order, read through ToUnicode, are the sentence."""
    line = line_of(tag)
    book = book_of(line)
    texts = {program.face: texts_of(program) for program in book.programs()}

    read = sorted(
        (cluster.start, texts[strip.face][book.code(strip.face, cluster)])
        for strip in line.strips
        for cluster in strip.clusters
    )

    assert "".join(text for _, text in read) == SENTENCES[tag]


@pytest.mark.parametrize("tag", SENTENCES)
def test_every_code_draws_what_the_face_draws(tag: str) -> None:
    """Composite glyphs put each part where HarfBuzz put it."""
    line = line_of(tag)
    book = book_of(line)
    clusters = {(strip.face, book.code(strip.face, c)): c for strip in line.strips for c in strip.clusters}
    for program in book.programs():
        embedded = TTFont(BytesIO(program.program))
        original = TTFont(FACES.named(program.face).path, lazy=True)
        for code in codes_of(program):
            shown = [placed for placed in clusters[program.face, code].glyphs if drawn(original, (placed,))]

            assert drawn(embedded, (GlyphAt(code, 0, 0),)) == drawn(original, tuple(shown))


@pytest.mark.parametrize("tag", SENTENCES)
def test_widths_are_those_of_the_program_and_of_the_painter(tag: str) -> None:
    """PDF/A compares W with hmtx; a reader moves by W from letter to letter, and the painter counts on it."""
    line = line_of(tag)
    book = book_of(line)
    widths = {program.face: widths_of(program) for program in book.programs()}
    for program in book.programs():
        metrics = TTFont(BytesIO(program.program))["hmtx"]
        order = TTFont(BytesIO(program.program)).getGlyphOrder()

        assert set(codes_of(program)) <= texts_of(program).keys()
        for code, width in widths_of(program).items():
            assert width == pytest.approx(metrics[order[code]][0], abs=0.5)
    for strip in line.strips:
        for cluster in strip.clusters:
            code = book.code(strip.face, cluster)

            assert widths[strip.face][code] == pytest.approx(book.width(strip.face, code) * 1000, abs=0.001)


@pytest.mark.parametrize("tag", ["en", "ur", "hi"])
def test_side_bearings_are_where_outlines_begin(tag: str) -> None:
    """A rasteriser moves a glyph by any difference between the two."""
    for program in book_of(line_of(tag)).programs():
        font = TTFont(BytesIO(program.program))
        glyph_set = font.getGlyphSet()
        for name in font.getGlyphOrder():
            pen = BoundsPen(glyph_set)
            glyph_set[name].draw(pen)
            if font["glyf"][name].numberOfContours < 0 and pen.bounds:
                assert font["hmtx"][name][1] == font["glyf"][name].xMin


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join), st.sampled_from(["en", "ar"]))
def test_no_code_leads_to_notdef_whatever_is_set(text: str, tag: str) -> None:
    """ISO 14289-1, 7.21.8: not one reference to .notdef."""
    for program in book_of(whole_line(shaped(text, tag))).programs():
        assert 0 not in texts_of(program)
        assert codes_of(program)
        assert max(codes_of(program)) < TTFont(BytesIO(program.program))["maxp"].numGlyphs


@pytest.mark.parametrize("tag", ["en", "ar", "ur", "bn"])
def test_program_is_a_whole_font_with_only_the_tables_that_a_pdf_needs(tag: str) -> None:
    """No names, no layout, no hints: less to send, less to attack."""
    for program in book_of(line_of(tag)).programs():
        font = TTFont(BytesIO(program.program), checkChecksums=2)

        assert {*font.keys()} - {"GlyphOrder"} == {"glyf", "head", "hhea", "hmtx", "loca", "maxp"}
        assert font["maxp"].numGlyphs == len(font["glyf"].glyphs)


@pytest.mark.parametrize("tag", ["en", "ar", "ur", "bn", "pa"])
def test_limits_in_maxp_hold(tag: str) -> None:
    """A reader reserves room by them; fontTools counts on its own."""
    for program in book_of(line_of(tag)).programs():
        font = TTFont(BytesIO(program.program))
        stated = font["maxp"]
        told = {
            name: getattr(stated, name)
            for name in ("maxPoints", "maxContours", "maxCompositePoints", "maxCompositeContours", "maxComponentDepth")
        }
        stated.recalc(font)
        for name, value in told.items():
            assert value >= getattr(stated, name), name


def test_latin_and_arabic_fonts_stay_small() -> None:
    """Two alphabets of a sentence each weigh less than a small picture."""
    programs = book_of(line_of("en"), line_of("ar")).programs()
    weights = {program.face: len(zlib.compress(program.program, 9)) for program in programs}

    assert weights.keys() == {REGULAR, "NotoSansArabic-Regular"}
    assert weights[REGULAR] < 5500
    assert weights["NotoSansArabic-Regular"] < 5500


def test_non_bmp_text_is_written_as_utf_16() -> None:
    """Five digits of one code unit would read as another character."""
    book = FontBook(FACES)
    book.code(REGULAR, Cluster((GlyphAt(5, 0, 0),), "\U0001f600a", 500, 0))

    (program,) = book.programs()

    assert texts_of(program) == {128: "\U0001f600a"}


def test_blocks_of_the_character_map_hold_at_most_a_hundred_rows() -> None:
    """Readers of old give up at the hundred and first."""
    covered = [c for c in FACES.named("NotoSansSC-Regular").font.characters if "\u4e00" <= c < "\u9fff"]
    han = [c for c in covered if ord(c) % 2][:250]

    (program,) = book_of(whole_line(shaped("".join(han), "zh-Hans"))).programs()
    stated = [int(count) for count in re.findall(rb"^(\d+) beginbfchar$", program.to_unicode, re.MULTILINE)]

    assert stated == [100, 100, 50]
    assert texts_of(program) == dict(enumerate(han, start=128))


def test_neighbours_in_unicode_share_a_row() -> None:
    """No row counts past the last byte, of code or character."""
    covered = FACES.named("NotoSansSC-Regular").font.characters
    han = [chr(c) for c in range(0x4E00, 0x9FFF) if chr(c) in covered][:400]

    (program,) = book_of(whole_line(shaped("".join(han), "zh-Hans"))).programs()

    assert texts_of(program) == dict(enumerate(han, start=128))
    assert len(program.to_unicode) < 400 * 10
    for first, last, start in re.findall(rb"<(\w{4})><(\w{4})><(\w{4})>", program.to_unicode):
        assert first[:2] == last[:2]
        assert int(start[2:], 16) + int(last, 16) - int(first, 16) <= 0xFF


def test_same_clusters_give_the_same_bytes() -> None:
    """Nothing in a font depends on the hour or the run."""
    lines = [line_of(tag) for tag in ("en", "ar")]

    first, second = book_of(*lines).programs(), book_of(*lines).programs()

    assert first == second


def test_tag_tells_subsets_apart() -> None:
    """Two subsets under one name are mixed up when somebody joins two files."""
    names = {book_of(whole_line(shaped(text))).programs()[0].base_font for text in ("abc", "abd", "ab")}

    assert len(names) == 3
    assert all(re.fullmatch(r"[A-Z]{6}\+SourceSans3-Regular", name) for name in names)


def test_descriptor_says_what_the_face_says() -> None:
    """In thousandths of an em; symbolic always, italic where the face leans."""
    italic = Cluster((GlyphAt(FACES.named("SourceSans3-Italic").font.glyph_for("a"), 0, 0),), "a", 500, 0)
    book = FontBook(FACES)
    book.code("SourceSans3-Italic", italic)

    (program,) = book.programs()

    assert (program.ascent, program.descent, program.cap_height) == (1024, -400, 660)
    assert program.italic_angle < 0
    assert program.flags == 4 | 64
    assert 50 < program.stem_v < 200


@pytest.mark.parametrize(("glyph", "text"), [(0, "a"), (5, "")])
def test_notdef_and_empty_text_get_no_code(glyph: int, text: str) -> None:
    """Either would be a fault of ours that nobody sees on the page."""
    with pytest.raises(ValueError, match="no text or no glyph"):
        FontBook(FACES).code(REGULAR, Cluster((GlyphAt(glyph, 0, 0),), text, 500, 0))


def test_restricted_font_is_not_embedded() -> None:
    """FO04: a font that came past the door is stopped at the press."""
    face = FACES.named("NotoSansThai-Bold")
    metrics = {name: getattr(face.metrics, name) for name in Metrics.__slots__}
    locked = Face("Locked", face.sha256, face.family, face.weight, face.slant, face.script, face.path)
    locked.__dict__["metrics"] = Metrics(**metrics | {"embedding": 2})

    with pytest.raises(BadInput, match="bit 1") as fault:
        subset_font(locked, ())

    assert fault.value.findings[0].code == "font-licence"


def test_kerned_letter_keeps_its_code() -> None:
    """Kerning moves the pen; the glyph stays what it is, so that the font stays small."""
    strip = whole_line(shaped("AVA")).strips[0]
    first, _, last = strip.clusters
    book = FontBook(FACES)

    assert first.advance != last.advance
    assert book.code(strip.face, first) == book.code(strip.face, last)
    assert book.width(strip.face, ord("A")) == pytest.approx(last.advance / strip.units_per_em)
