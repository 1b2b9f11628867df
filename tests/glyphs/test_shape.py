"""Shaped paragraphs: text kept, widths true, lines in order."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brochure.base.page import SetLine
from brochure.base.spoken import without_invisible
from brochure.glyphs import Shaped, Span
from brochure.glyphs.characters import is_space, with_spaces_for_line_ends, without_controls
from brochure.glyphs.pieces import _shape_kept, shape_piece
from tests.glyphs.faces_for_tests import FACES, logical_text, shaped, visual_text, whole_line
from tests.glyphs.sentences import SENTENCES

WORDS = [word for sentence in SENTENCES.values() for word in sentence.split()]
MIXED = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join)
LATIN = st.text("AVWTYefil.,-’ \u00ad", max_size=24)


def ends_of(paragraph: Shaped, chosen: list[bool]) -> list[int]:
    """The ends of lines: every break that must be taken, and those chosen."""
    taken = itertools.chain(chosen, itertools.repeat(False))
    return [b.position for b, take in zip(paragraph.breaks, taken, strict=False) if take or b.kind == "must"]


def lines_of(paragraph: Shaped, chosen: list[bool]) -> list[SetLine]:
    places = [0, *ends_of(paragraph, chosen), len(paragraph.text)]
    return [paragraph.set_line(start, end) for start, end in itertools.pairwise(places)]


@pytest.mark.parametrize("tag", SENTENCES)
def test_clusters_keep_every_character(tag: str) -> None:
    """What is extracted from the PDF is what was written, in every language that ships."""
    sentence = SENTENCES[tag]

    paragraph = shaped(sentence, tag)

    assert "".join(cluster.text for cluster in paragraph.clusters) == sentence
    assert logical_text(whole_line(paragraph)) == sentence


@pytest.mark.parametrize("tag", SENTENCES)
def test_no_cluster_is_without_glyph(tag: str) -> None:
    """Glyph 0 is an empty box on paper and a fault in PDF/UA."""
    glyphs = [placed.glyph for cluster in shaped(SENTENCES[tag], tag).clusters for placed in cluster.glyphs]

    assert glyphs
    assert 0 not in glyphs


@settings(max_examples=60, deadline=None)
@given(MIXED, st.sampled_from(["en", "ar", "zh-Hans", "hi"]), st.lists(st.booleans(), max_size=40))
def test_lines_lose_no_character_wherever_they_break(text: str, tag: str, chosen: list[bool]) -> None:
    """Any set of breaks, any mixture of scripts, both directions."""
    lines = lines_of(shaped(text, tag), chosen)

    assert "".join(line.text for line in lines) == text
    assert "".join(logical_text(line) for line in lines) == without_controls(text)


@settings(max_examples=100, deadline=None)
@given(LATIN, st.lists(st.booleans(), max_size=24))
def test_lines_lose_no_letter_beside_soft_hyphens(text: str, chosen: list[bool]) -> None:
    """A soft hyphen is seen only at the end of a line, and then reads as itself."""
    lines = lines_of(shaped(text), chosen)

    for line in lines[:-1]:
        found = logical_text(line)
        assert found.count("\u00ad") == (1 if line.text.endswith("\u00ad") else 0)
        assert without_invisible(found) == without_invisible(line.text)
    assert "\u00ad" not in logical_text(lines[-1])


@settings(max_examples=100, deadline=None)
@given(MIXED | LATIN, st.sampled_from(["en", "ar"]), st.lists(st.booleans(), max_size=40))
def test_width_is_that_of_the_line(text: str, tag: str, chosen: list[bool]) -> None:
    """The breaker asks for widths and gets lines: the two agree to the last unit."""
    paragraph = shaped(text, tag)
    places = [0, *ends_of(paragraph, chosen), len(text)]

    for start, end in itertools.pairwise(places):
        assert paragraph.width(start, end) == pytest.approx(paragraph.set_line(start, end).width, abs=1e-9)


@settings(max_examples=60, deadline=None)
@given(MIXED | LATIN, st.sampled_from(["en", "ar"]), st.lists(st.booleans(), max_size=40))
def test_line_is_what_the_text_of_the_line_would_be_by_itself(text: str, tag: str, chosen: list[bool]) -> None:
    """Shaping only beside the cuts gives what shaping the whole line anew gives."""
    paragraph = shaped(text, tag)
    places = [0, *ends_of(paragraph, chosen), len(text)]

    for start, end in itertools.pairwise(places):
        stop = end
        while stop > start and is_space(text[stop - 1]):
            stop -= 1
        anew = sum(
            cluster.advance / item.setting.face.units_per_em
            for item in paragraph.items
            if max(start, item.start) < min(stop, item.end)
            for cluster in shape_piece(
                paragraph._shown[max(start, item.start) : min(stop, item.end)],
                item.setting,
                paragraph._shown[max(start, item.start - 5) : item.start] if item.setting.script == "Arab" else "",
                paragraph._shown[item.end : min(stop, item.end + 5)] if item.setting.script == "Arab" else "",
            ).clusters
        )
        hyphen = paragraph.width(start, end) - paragraph._ink_width(start, stop)
        assert paragraph.set_line(start, end).width == pytest.approx(anew + hyphen, abs=1e-9)


@pytest.mark.parametrize("tag", SENTENCES)
def test_edges_are_the_widths_of_all_lines_at_once(tag: str) -> None:
    """The breaker's quick way asks once; where a cut would change a glyph it is told to ask line by line."""
    paragraph = shaped(SENTENCES[tag], tag)
    safe = [b.position for b in paragraph.breaks if paragraph.edges([b.position])]
    stops = [0, *safe, len(paragraph.text)]

    edges = paragraph.edges(stops)

    assert edges is not None
    for start, end in itertools.combinations(range(len(stops)), 2):
        width = edges.ends[end] - edges.starts[start]
        assert width == pytest.approx(paragraph.width(stops[start], stops[end]), abs=1e-9)


@pytest.mark.parametrize("tag", ["en", "el", "hi", "th"])
def test_advance_is_the_sum_of_harfbuzz_advances(tag: str) -> None:
    """The prefix sums forget nothing."""
    sentence = SENTENCES[tag]
    paragraph = shaped(sentence, tag)

    whole = sum(
        glyph.advance / item.setting.face.units_per_em
        for item in paragraph.items
        for glyph in item.setting.face.font.shape(
            sentence[item.start : item.end],
            "",
            "",
            script=item.setting.script,
            language=item.setting.language,
            rtl=item.setting.rtl,
            features=(),
        )
    )

    assert paragraph.advance(0, len(sentence)) == pytest.approx(whole)
    assert paragraph.advance(0, 9) + paragraph.advance(9, 20) == pytest.approx(paragraph.advance(0, 20))


def test_pens_follow_advances_from_the_left_end() -> None:
    """The painter draws at pens and nowhere else."""
    strip = whole_line(shaped("AVA")).strips[0]

    advances = [cluster.advance for cluster in strip.clusters]

    assert strip.pens[0] == 0
    assert strip.pens[1] == pytest.approx(advances[0] / 1000)
    assert strip.pens[2] == pytest.approx((advances[0] + advances[1]) / 1000)


def test_kerning_and_ligatures_are_kept() -> None:
    """Letters are set as the type designer meant them, and read as they were typed."""
    kerned, plain = shaped("AV").advance(0, 2), shaped("A").advance(0, 1) + shaped("V").advance(0, 1)
    joined = shaped("off", family="Source Serif 4").clusters

    assert kerned < plain
    assert "".join(cluster.text for cluster in joined) == "off"


def test_cut_inside_a_ligature_shapes_both_sides_anew() -> None:
    """A line may end at a soft hyphen between two letters that would otherwise be one glyph."""
    text = "af\u00adfa"
    paragraph = shaped(text)
    assert any(len(cluster.text) == 2 for cluster in paragraph.clusters), "no ligature, so nothing is tested"

    first, second = paragraph.set_line(0, 3), paragraph.set_line(3, 5)

    assert logical_text(first) == "af\u00ad"
    assert logical_text(second) == "fa"
    assert first.width == pytest.approx(shaped("af").advance(0, 2) + shaped("\u2010").advance(0, 1))
    assert second.width == pytest.approx(shaped("fa").advance(0, 2))


def test_line_at_soft_hyphen_shows_a_hyphen_that_reads_as_soft() -> None:
    """U+00AD in ToUnicode lets a reader rejoin the word."""
    line = shaped("acu\u00adpuncture").set_line(0, 4)
    hyphen = line.strips[-1].clusters[-1]

    assert hyphen.text == "\u00ad"
    assert hyphen.glyphs[0].glyph == FACES.named("SourceSans3-Regular").font.glyph_for("\u2010")
    assert line.text == "acu\u00ad"


def test_space_at_line_end_stays_outside_the_width() -> None:
    """A reader that joins lines needs the space; the right edge does not."""
    paragraph = shaped("one two")

    line = paragraph.set_line(0, 4)

    assert logical_text(line) == "one "
    assert line.width == pytest.approx(paragraph.advance(0, 3))
    assert line.strips[-1].pens[-1] == pytest.approx(line.width)


def test_space_at_end_of_line_from_right_to_left_hangs_out_on_the_left() -> None:
    """The ink still begins at the left end of the line."""
    paragraph = shaped("אחת שתיים", "he")

    line = paragraph.set_line(0, 4)
    pens = {cluster.text: pen for strip in line.strips for cluster, pen in zip(strip.clusters, strip.pens, strict=True)}

    assert pens[" "] == pytest.approx(-paragraph.advance(3, 4))
    assert min(pen for text, pen in pens.items() if text != " ") == pytest.approx(0)
    assert pens["א"] == max(pens.values())


def test_line_that_must_end_reads_as_with_a_space() -> None:
    """The lines of an address are words apart for those who listen."""
    paragraph = shaped("High Street\nLeeds")

    line = paragraph.set_line(0, 12)

    assert logical_text(line) == "High Street "
    assert line.text == "High Street\n"
    assert line.width == pytest.approx(paragraph.advance(0, 11))


def test_hebrew_word_in_english_stands_from_right_to_left() -> None:
    """The reader of Hebrew starts at the right end of the word, not of the line."""
    line = whole_line(shaped("say שלום, now"))

    assert visual_text(line) == "say םולש, now"
    assert [strip.level for strip in line.strips] == [0, 1, 0]


@pytest.mark.parametrize("number", ["020\u00a07946", "\u2066020 7946\u2069", "020-7946"])
def test_number_and_address_in_hebrew_stand_from_left_to_right(number: str) -> None:
    """A telephone number that is turned round rings a stranger; groups with plain spaces between them would be (N1)."""
    visual = visual_text(whole_line(shaped(f"אבג {number} דהו info@clinic.example זח", "he")))

    assert number.strip("\u2066\u2069") in visual
    assert "info@clinic.example" in visual
    assert visual.index("info@") < visual.index("020")


def test_brackets_are_mirrored_from_right_to_left() -> None:
    """An opening bracket opens towards its text."""
    glyphs = {
        cluster.text: cluster.glyphs[0].glyph
        for strip in whole_line(shaped("א (ב) ג", "he")).strips
        for cluster in strip.clusters
    }
    latin = FACES.named("SourceSans3-Regular").font

    assert glyphs["("] == latin.glyph_for(")")
    assert glyphs[")"] == latin.glyph_for("(")


def test_line_cut_from_mixed_paragraph_has_its_own_order() -> None:
    """L2 works on lines: the halves of a phrase in the other direction stand each on its own line."""
    paragraph = shaped("abc אבג דהו xyz")

    first, second = paragraph.set_line(0, 8), paragraph.set_line(8, 15)

    assert visual_text(first) == "abc גבא "
    assert visual_text(second) == "והד xyz"


def test_arabic_letters_take_the_form_of_their_neighbours() -> None:
    """Joined, not one by one; and no form of a neighbour that stands on another line."""
    alone, joined = shaped("ب", "ar").clusters[0], shaped("ببب", "ar").clusters[0]

    assert alone.glyphs != joined.glyphs


def test_letters_join_across_a_change_of_weight() -> None:
    """A bold letter in an Arabic word stays part of the word."""
    plain = shaped("ببب", "ar").clusters
    strong = shaped("ببب", "ar", Span(1, 2, "bold")).clusters

    assert [c.glyphs[0].glyph for c in strong][::2] == [c.glyphs[0].glyph for c in plain][::2]


def test_foreign_words_carry_their_language() -> None:
    """A screen reader changes its voice where the script changes, and only there."""
    strips = whole_line(shaped("see 针灸, שלום, сон, ελιά, दवा and قلب")).strips
    told = {strip.language for strip in strips if strip.language}

    assert told == {"zh-Hans", "he", "ru", "el", "hi", "ar"}
    assert strips[0].language == ""


def test_own_script_carries_no_language() -> None:
    """The paragraph's own tag is enough."""
    assert {strip.language for strip in whole_line(shaped("قلب 12", "ar")).strips} == {""}


def test_bold_words_come_from_the_bold_face() -> None:
    """A span marks words, not lines."""
    strips = whole_line(shaped("one two three", "en", Span(4, 7, "bold"))).strips

    assert [(strip.face, "".join(c.text for c in strip.clusters)) for strip in strips] == [
        ("SourceSans3-Regular", "one "),
        ("SourceSans3-Bold", "two"),
        ("SourceSans3-Regular", " three"),
    ]


def test_tabular_figures_only_where_a_span_asks() -> None:
    """Figures of one width belong in tables; running text has the face's own."""
    family = "Atkinson Hyperlegible Next"
    plain, tabular = shaped("10", family=family), shaped("10", "en", Span(0, 2, features=("tnum",)), family=family)

    assert tabular.advance(0, 1) == pytest.approx(tabular.advance(1, 2))
    assert plain.advance(0, 1) < plain.advance(1, 2)


def test_joiners_stay_in_the_text() -> None:
    """Without U+200C two Persian letters would join when somebody copies the word."""
    text = "می\u200cکنید"

    assert "".join(cluster.text for cluster in shaped(text, "ur").clusters) == text


def test_controls_are_kept_out_of_clusters_and_in_the_line() -> None:
    """What has no look has no glyph and no code in the PDF."""
    text = "a\u200bb\u2067c\u2069d"
    line = whole_line(shaped(text))

    assert logical_text(line) == "abcd"
    assert line.text == text


def test_empty_paragraph_is_an_empty_line() -> None:
    """A template may leave a text out."""
    line = whole_line(shaped(""))

    assert (line.strips, line.width, line.text) == ((), 0, "")


def test_the_same_text_is_shaped_once() -> None:
    """A name that comes again is remembered; a long text is by its paragraph."""
    name = SENTENCES["en"][:20]
    shaped(name)
    before = _shape_kept.cache_info().misses

    shaped(name)

    assert _shape_kept.cache_info().misses == before


@settings(max_examples=50, deadline=None)
@given(st.text("ab \n\r\u2028", max_size=12))
def test_line_ends_become_spaces_one_by_one(text: str) -> None:
    """Positions in the shown text are positions in the paragraph."""
    assert len(with_spaces_for_line_ends(text)) == len(text)
