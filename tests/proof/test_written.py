"""The file against the stories, and our small reader against independent ones."""

import io
import re
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest

from brochure.base.colour import Rgb
from brochure.base.edition import EDITIONS
from brochure.base.findings import BadInput, Finding, Severity
from brochure.base.manuscript import Manuscript
from brochure.base.order import Order
from brochure.base.page import Page, PlacedLine
from brochure.base.reading import ordered_stories
from brochure.base.spoken import Spoken, words_of
from brochure.base.story import Figure, Words, leaves
from brochure.content.read import read
from brochure.content.shelf import Shelf
from brochure.draft.write import write
from brochure.opened.own_files import PdfFile
from brochure.proof import Proof, prove, prove_spoken
from brochure.proof.written import spoken_by, spoken_findings, stream_findings
from tests.conftest import SAMPLES, Judge, Told
from tests.samples import print_pages, set_sample


@pytest.fixture(scope="module", params=SAMPLES, ids=["-".join(sample) for sample in SAMPLES])
def printed(request: pytest.FixtureRequest, shelf: Shelf) -> tuple[Manuscript, bytes, list[str]]:
    """Manuscript, bytes and the words of the stories in the reader's order."""
    leaflet, layout = request.param
    manuscript = read(Order(leaflet, layout=layout), shelf).manuscript
    stories, done = set_sample(manuscript, shelf)
    words = [
        word
        for _, story in ordered_stories(stories, manuscript.layout)
        for leaf in leaves(story.blocks)
        if isinstance(leaf, Words)
        for word in words_of(leaf.text)
    ]
    return manuscript, print_pages(manuscript, shelf, done.pages, stories), words


def test_the_tags_speak_the_story(printed: tuple[Manuscript, bytes, list[str]]) -> None:
    """Our own reader, from the bytes alone."""
    _, data, words = printed
    heard = [word for leaf in PdfFile(data).tagged_texts() for word in words_of(leaf.text)]

    assert heard == words


def test_poppler_hears_the_same_words_in_the_tags(
    printed: tuple[Manuscript, bytes, list[str]], judge: Judge, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """What a screen reader would be given, by an independent program."""
    _, data, words = printed
    path = tmp_path_factory.mktemp("tags") / "leaflet.pdf"
    path.write_bytes(data)

    said = judge("pdfinfo", "-struct-text", path).stdout.decode()

    heard = [word for text in re.findall(r'^\s+"(.*)"$', said, re.M) for word in words_of(text)]
    assert heard == words


def test_poppler_finds_the_same_words_on_the_pages(
    printed: tuple[Manuscript, bytes, list[str]], judge: Judge, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """What copy and paste gives: the same words, each as often."""
    _, data, words = printed
    path = tmp_path_factory.mktemp("text") / "leaflet.pdf"
    path.write_bytes(data)

    found = judge("pdftotext", "-raw", path, "-").stdout.decode()

    assert sorted(words_of(found)) == sorted(words)


def test_pdfium_finds_the_same_words_on_the_pages(printed: tuple[Manuscript, bytes, list[str]]) -> None:
    """The reader in most browsers."""
    _, data, words = printed
    document = pypdfium2.PdfDocument(data)

    found = " ".join(page.get_textpage().get_text_range() for page in document)

    assert sorted(words_of(found.replace("\ufffe", ""))) == sorted(words)


def test_our_reader_agrees_with_pikepdf_about_every_object(printed: tuple[Manuscript, bytes, list[str]]) -> None:
    """The proof rests on this reader."""
    _, data, _ = printed
    own = PdfFile(data)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert {at for at, row in enumerate(own.rows) if row[0]} == {each.objgen[0] for each in pdf.objects}
        for page, theirs in zip(own.pages(), pdf.pages, strict=True):
            contents = own.stream(own.get(page)["Contents"])
            assert contents == theirs.Contents.read_bytes()


def test_a_word_changed_in_the_file_is_found(manuscript: Manuscript, shelf: Shelf) -> None:
    """The proof looks at bytes: a page that says something else than the story fails."""
    stories, done = set_sample(manuscript, shelf)
    page = done.pages[1]
    lines = [item for item in page.placed if isinstance(item, PlacedLine)]
    swapped = lines[3]._replace(line=lines[7].line)
    placed = tuple(swapped if item is lines[3] else item for item in page.placed)
    pages = (done.pages[0], Page(page.name, page.width, page.height, page.panels, placed))

    data = print_pages(manuscript, shelf, pages, stories)

    assert [finding.code for finding in spoken_findings(spoken_by(data), stories, manuscript.layout)] == ["lost-words"]


def test_a_file_cut_short_is_found(manuscript: Manuscript, shelf: Shelf) -> None:
    """Half a file is no leaflet."""
    stories, done = set_sample(manuscript, shelf)
    data = print_pages(manuscript, shelf, done.pages, stories)

    for cut in (len(data) // 2, len(data) - 40):
        with pytest.raises(BadInput, match="lost-words"):
            spoken_by(data[:cut])


def test_words_painted_out_of_order_are_found(shelf: Shelf) -> None:
    """In a file that is read page by page, the order of painting is an order of reading."""
    manuscript = read(Order("acupuncture-pain", edition="email"), shelf).manuscript
    stories, done = set_sample(manuscript, shelf)
    good = print_pages(manuscript, shelf, done.pages, stories)
    page = done.pages[2]
    turned = (*done.pages[:2], page._replace(placed=tuple(reversed(page.placed))), *done.pages[3:])
    bad = print_pages(manuscript, shelf, turned, stories)

    assert stream_findings(good) == ()
    assert [finding.code for finding in stream_findings(bad)] == ["lost-words"]


def test_each_difference_between_file_and_stories_is_told(manuscript: Manuscript, told: Told) -> None:
    """Word, tag, alternative text and number of elements: where it is written, and what is heard instead."""
    stories, layout = write(manuscript), manuscript.layout
    wanted = [leaf for _, story in ordered_stories(stories, layout) for leaf in leaves(story.blocks)]
    heard = [Spoken("Figure", alt=w.alt) if isinstance(w, Figure) else Spoken(w.tag, f" {w.text} ") for w in wanted]
    figure = next(at for at, leaf in enumerate(wanted) if isinstance(leaf, Figure))
    words = next(at for at, leaf in enumerate(wanted) if isinstance(leaf, Words) and len(leaf.text) > 60)

    def after(at: int, said: Spoken) -> tuple[Finding, ...]:
        return spoken_findings([*heard[:at], said, *heard[at + 1 :]], stories, layout)

    assert spoken_findings(heard, stories, layout) == ()
    assert after(figure, heard[figure]._replace(text="12")) == ()  # words inside a drawing
    told(
        [
            *after(figure, heard[figure]._replace(alt="Another")),
            *after(figure, Spoken("P", heard[figure].alt)),
            *after(words, Spoken("H2", heard[words].text)),
            *after(words, Spoken("P", "z" * 50)),
            *spoken_findings(heard[:-1], stories, layout),
            *spoken_findings([*heard, Spoken("P", "more")], stories, layout),
        ]
    )


def test_the_proof_gathers_pages_and_bytes(shelf: Shelf, told: Told) -> None:
    """What the press sees, what is placed and what is read back come together, with the count of words."""
    manuscript = read(Order("acupuncture-pain", edition="email"), shelf).manuscript
    stories, done = set_sample(manuscript, shelf)
    data = print_pages(manuscript, shelf, done.pages, stories)
    count = sum(len(leaf.text.split()) for story in stories for leaf in leaves(story.blocks) if isinstance(leaf, Words))
    less, turned = done.pages[:-1], (done.pages[0]._replace(placed=done.pages[0].placed[::-1]), *done.pages[1:])

    good = prove(data, done.pages, stories, manuscript)
    assert (good.words, good.spoken, good.findings, good.holds) == (count, spoken_by(data), (), True)
    cut = prove(data[:-40], less, stories, manuscript)
    assert (cut.words, cut.spoken, cut.holds) == (count, (), False)
    inked = prove(data, done.pages, stories, manuscript, lambda _: Rgb(0.5, 0.5, 0.5))
    assert {finding.code for finding in inked.findings} == {"contrast", "note-contrast"}
    backwards = prove(print_pages(manuscript, shelf, turned, stories), done.pages, stories, manuscript)
    sheet = replace(manuscript, edition=EDITIONS["office"])
    told([*cut.findings[-2:], *backwards.findings])
    assert "painted" not in str(
        prove(print_pages(manuscript, shelf, turned, stories), done.pages, stories, sheet).findings
    )
    spoken = prove_spoken(good.spoken, stories, manuscript)
    assert (spoken.words, spoken.spoken, spoken.findings) == (count, good.spoken, ())
    assert [finding.code for finding in prove_spoken(good.spoken[1:], stories, manuscript).findings] == ["lost-words"]


def test_a_note_does_not_break_the_proof() -> None:
    """Only an error holds a leaflet up."""
    note = Finding("text-omitted", "left out", severity=Severity.NOTE)

    assert Proof(1, (), (note,)).holds
    assert not Proof(1, (), (note, replace(note, severity=Severity.ERROR))).holds
