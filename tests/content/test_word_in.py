"""Documents of Word as leaflets: one that LibreOffice wrote, and parts that other programs write."""

import re
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
import yaml

from brochure.__main__ import main
from brochure.base.findings import BadInput
from brochure.base.leaflet import Leaflet
from brochure.content.read import read_yaml
from brochure.content.shelf import open_shelf
from brochure.content.word_in import FromWord, leaflet_text, read_word
from brochure.content.word_runs import TextRun, mark_runs
from tests.conftest import ROOT

# Made by LibreOffice 7.4 from a flat text document with a head, a footnote, two lists, a table and a picture.
DOCUMENT = ROOT / "tests/content/word/leaflet.docx"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.fixture
def document() -> FromWord:
    """The document of LibreOffice."""
    return read_word(DOCUMENT)


def with_body(tmp_path: Path, body: str, **parts: str) -> Path:
    """The same document with another text, and parts beside it."""
    path = tmp_path / "made.docx"
    with zipfile.ZipFile(DOCUMENT) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            taken = {
                "word/document.xml",
                "word/header1.xml",
                "word/footnotes.xml",
                *(f"word/{part}.xml" for part in parts),
            }
            if name not in taken:
                new.writestr(name, old.read(name))
        new.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        for name, text in parts.items():
            new.writestr(f"word/{name}.xml", f"<w:x {W}>{text}</w:x>")
    return path


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>"


def test_headings_lists_tables_and_pictures_become_blocks(document: FromWord) -> None:
    """In their order, with what is strong and what leads somewhere."""
    assert document.title == "After your injection"
    assert [next(iter(block)) for block in document.body] == [
        "text", "heading", "list", "heading", "numbered", "heading", "table", "text", "picture", "numbered",
    ]  # fmt: skip
    assert document.body[0]["text"][0].startswith(
        "Most people go home on the **same day**. It may be *sore* for two days; see [our help page](https://clinic"
    )
    assert document.body[2]["list"] == [
        "Rest for an hour", {"text": "Drink water", "items": ["not coffee"]}, "Keep the plaster dry \\* and clean",
    ]  # fmt: skip
    assert document.body[6]["table"] == {
        "columns": ["Visit", "Minutes", "Price"], "rows": [["First", "50", "£60"], ["Next", "30", "£40"]],
    }  # fmt: skip
    assert document.body[8]["picture"] == {"file": "picture-1.png", "alt": "A green square"}
    assert document.body[9] == {"numbered": ["From our own audit."]}
    assert document.pictures[0].data.startswith(b"\x89PNG")


def test_what_has_no_home_is_told(document: FromWord) -> None:
    """A head of the page would be lost in silence."""
    assert document.homeless == ("a head of the page: 'Riverbank Surgery, confidential'",)


@pytest.mark.parametrize(
    ("part", "told"),
    [("comments", "a comment: 'ask Dr Lee'"), ("footer2", "a foot of the page: 'ask Dr Lee'")],
)
def test_words_beside_the_text_are_told(part: str, told: str, tmp_path: Path) -> None:
    """Whoever wrote them may have meant them for the patient."""
    path = with_body(tmp_path, paragraph("Come early."), **{part: paragraph("ask Dr Lee")})
    assert read_word(path).homeless == (told,)


def test_words_in_a_box_are_brought_or_told(tmp_path: Path) -> None:
    """As text boxes are, which many leaflets are made of."""
    box = (
        f"<w:p><w:r><w:pict><w:txbxContent>{paragraph('Call us on 01632 960 123')}</w:txbxContent></w:pict></w:r></w:p>"
    )
    done = read_word(with_body(tmp_path, paragraph("Come early.") + box))
    said = str(done.body) + str(done.homeless)
    assert "01632 960 123" in said


def test_what_was_taken_out_with_changes_tracked_is_no_word(tmp_path: Path) -> None:
    """And what was put in is one."""
    body = (
        "<w:p><w:ins><w:r><w:t>Come early.</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>Come late.</w:delText></w:r></w:del></w:p>"
    )
    done = read_word(with_body(tmp_path, body))
    assert done.body == ({"text": ["Come early."]},)
    assert done.homeless == ("changes that nobody accepted, which are taken as accepted",)


@pytest.mark.parametrize("text", ["a *b* _c_ ~d~ [e] (f) # g < h ^i^ \\", "1. Rest", "yes", "a: b", "- c", "“q” & <b>"])
def test_no_sign_becomes_a_mark(text: str, tmp_path: Path) -> None:
    """What was typed is what is printed."""
    from xml.sax.saxutils import escape

    done = read_word(with_body(tmp_path, paragraph(escape(text)) * 2))
    (block,) = yaml.safe_load(leaflet_text(done, date(2026, 11, 29)))["body"]
    assert re.sub(r"\\(?=[*\[\]~^_<#\\{}])", "", block["text"][0]) == text


@pytest.mark.parametrize("data", [b"", b"PK", b"not a zip", b"\xd0\xcf\x11\xe0 an old .doc"])
def test_another_file_is_told(data: bytes, tmp_path: Path) -> None:
    """With what to do."""
    (tmp_path / "a.docx").write_bytes(data)
    with pytest.raises(BadInput, match="is no document of Word"):
        read_word(tmp_path / "a.docx")


def test_a_file_that_would_fill_the_memory_is_refused(tmp_path: Path) -> None:
    """Before it is unpacked."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 60_000_000)
    (tmp_path / "a.docx").write_bytes(buffer.getvalue())
    with pytest.raises(BadInput, match="too-large"):
        read_word(tmp_path / "a.docx")


def test_a_new_clinic_begins_with_its_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is read as a leaflet at once, and printed once somebody says what it is."""
    monkeypatch.chdir(tmp_path)
    assert main(["new", "clinic", "--from", str(DOCUMENT)]) == 0
    told = capsys.readouterr().out
    assert "see to what is not brought over: a head of the page" in told
    assert "write the safety note" in told
    monkeypatch.chdir(tmp_path / "clinic")
    file = Path("content/my-leaflet/en.yaml")
    assert read_yaml(file, Leaflet, open_shelf(Path())).body[1].heading is not None

    assert main(["build", "my-leaflet"]) == 1
    assert "note-missing" in capsys.readouterr().out
    file.write_text(file.read_text(encoding="utf-8").replace("kind: treatment", "kind: practical"), encoding="utf-8")
    assert main(["build", "my-leaflet"]) == 0
    assert "proved" in capsys.readouterr().out
    assert list(Path("build").glob("*.pdf"))


def run(text: str, *looks: str) -> str:
    """Letters of a paragraph with how they look."""
    return f"<w:r><w:rPr>{''.join(looks)}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


BOLD, ITALIC, STRUCK = "<w:b/>", "<w:i/>", "<w:strike/>"
RAISED, LOWERED = '<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>'
LOOKS = {
    "raised and lowered": (
        run("H") + run("2", LOWERED) + run("O and 10") + run("6", RAISED) + run(" cells"), "H~2~O and 10^6^ cells", ()),
    "bold beside italic": (
        run("b ", BOLD) + run("both", BOLD, ITALIC) + run(" it", ITALIC) + run("al, wo") + run("RD", BOLD) + run("s"),
        "**b both** ital, woRDs",
        ("letters that stand out inside a word, or right beside others: 'it'",
         "letters that stand out inside a word, or right beside others: 'RD'")),
    "no-break spaces": (run("5\u00a0mg  twice"), "5\u00a0mg twice", ()),
    "blanks inside": (run("Stop", BOLD) + run(" now ", BOLD) + run("please"), "**Stop now** please", ()),
    "struck": (run("Do ") + run("not ", STRUCK) + run("stop"), "Do stop", ("words that are struck out: 'not'",)),
    "braces": (run("Dear {name}"), "Dear (name)",
               ("braces, which ask for a person's words here; they are round now: 'Dear {name}'",)),
}  # fmt: skip


@pytest.mark.parametrize("look", LOOKS)
def test_how_words_look_is_kept_or_told(look: str, tmp_path: Path) -> None:
    """A power that became a number, or a denial that was struck out, would hurt somebody."""
    inside, text, told = LOOKS[look]
    done = read_word(with_body(tmp_path, f"<w:p>{inside}</w:p>"))
    assert done.body == ({"text": [text]},)
    assert tuple(each for each in done.homeless if not each.startswith("a text:")) == told


@pytest.mark.parametrize(
    ("inside", "told"),
    [(run("seen") + run("unseen", "<w:vanish/>"), "hidden words, which are shown now"),
     ('<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox/></w:ffData></w:fldChar></w:r>' + run("tick me"),
      "boxes to tick: write them as `tick:`")],
)  # fmt: skip
def test_what_is_no_plain_word_is_told(inside: str, told: str, tmp_path: Path) -> None:
    """Before anybody prints what its writer hid."""
    assert told in read_word(with_body(tmp_path, f"<w:p>{inside}</w:p>")).homeless


def test_a_part_that_is_not_there_is_told(tmp_path: Path) -> None:
    """A link without its target is a damaged file, and no fault of the program."""
    link = '<w:hyperlink r:id="none" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    with pytest.raises(BadInput, match="is damaged: a part that it names is missing"):
        read_word(with_body(tmp_path, f"<w:p>{link}{run('here')}</w:hyperlink></w:p>"))


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "mailto:", "https://a@b.org/x", "file:///c:/x", "mailto:a@b.org?x=a b"]
)
def test_a_target_that_no_leaflet_takes_is_told(target: str) -> None:
    """Its words stay."""
    done = mark_runs([TextRun("look ", ""), TextRun("here", "", target)])
    assert done.text == "look here"
    assert done.told == (f"where 'here' leads: {target}",)


def test_a_table_without_labels_builds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The corner of a timetable is empty; it is told and has a dash."""
    cell = "<w:tc>{}</w:tc>".format
    rows = [["", "Mon", "Tue"], ["Yoga", "9", ""], ["Talk", "10"]]
    table = "".join(f"<w:tr>{''.join(cell(paragraph(each)) for each in row)}</w:tr>" for row in rows)
    path = with_body(tmp_path, paragraph("Classes") + f"<w:tbl>{table}</w:tbl>")
    assert "a table whose columns have no label: it has a dash there" in read_word(path).homeless
    monkeypatch.chdir(tmp_path)
    assert main(["new", "clinic", "--from", str(path)]) == 0
    monkeypatch.chdir(tmp_path / "clinic")
    file = Path("content/my-leaflet/en.yaml")
    file.write_text(file.read_text(encoding="utf-8").replace("kind: treatment", "kind: practical"), encoding="utf-8")
    assert main(["build", "my-leaflet"]) == 0


def entry(text: str, of: int, level: int = 0) -> str:
    """A paragraph of a list."""
    numbers = f"<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{of}'/></w:numPr>"
    return f"<w:p><w:pPr>{numbers}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


NUMBERING = "".join(
    f"<w:abstractNum w:abstractNumId='{of}'><w:lvl w:ilvl='0'><w:start w:val='{start}'/>"
    f"<w:numFmt w:val='{kind}'/></w:lvl></w:abstractNum>"
    for of, start, kind in ((1, 4, "decimal"), (2, 1, "decimal"), (3, 3, "bullet"))
) + (
    "<w:num w:numId='1'><w:abstractNumId w:val='1'/></w:num><w:num w:numId='2'><w:abstractNumId w:val='2'/></w:num>"
    "<w:num w:numId='3'><w:abstractNumId w:val='3'/></w:num>"
    "<w:num w:numId='4'><w:abstractNumId w:val='2'/>"
    "<w:lvlOverride w:ilvl='0'><w:startOverride w:val='7'/></w:lvlOverride></w:num>"
)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ([entry("four", 1), entry("five", 1)], ["4, and here at 1: 'four'"]),
        ([entry("one", 2), entry("deep", 2, 1), entry("two", 2)], []),
        ([entry("one", 2), paragraph("Between."), entry("two", 2)], ["2, and here at 1: 'two'"]),
        ([entry("one", 2), entry("seven", 4)], ["7, and here at 1: 'seven'"]),
        ([entry("a dot", 3), entry("another", 3)], []),
        ([entry("none", 9)], []),
    ],
)
def test_a_list_that_does_not_begin_at_one_is_told(body: list[str], told: list[str], tmp_path: Path) -> None:
    """What says "go on with step 4" is about another step then."""
    found = read_word(with_body(tmp_path, "".join(body), numbering=NUMBERING)).homeless

    assert [each.partition("begins at ")[2] for each in found if "begins at" in each] == told


def test_a_table_inside_a_table_is_brought_and_told_whole(tmp_path: Path) -> None:
    """What stands around it stays a table."""
    inner = "<w:tbl><w:tr>{}</w:tr><w:tr>{}</w:tr></w:tbl>".format(
        "".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in ("in 1", "in 2*")),
        "".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in ("in 3", "in 4")),
    )
    cells = [paragraph("A"), paragraph("B"), paragraph("before") + inner + paragraph("after"), paragraph("D")]
    rows = "".join(f"<w:tr><w:tc>{one}</w:tc><w:tc>{two}</w:tc></w:tr>" for one, two in (cells[:2], cells[2:]))
    done = read_word(with_body(tmp_path, f"<w:tbl>{rows}</w:tbl>{paragraph('End.')}"))

    assert done.body == (
        {"table": {"columns": ["A", "B"], "rows": [["before in 1 in 2\\* in 3 in 4 after", "D"]]}},
        {"text": ["End."]},
    )
    assert done.homeless == ("a table inside a table: its words stand in one cell: 'in 1 in 2\\* in 3 in 4'",)


def styles(said: str) -> str:
    return f"<w:docDefaults><w:rPrDefault><w:rPr><w:lang {said}/></w:rPr></w:rPrDefault></w:docDefaults>"


def spoken(text: str, said: str) -> str:
    return f"<w:p><w:r><w:rPr><w:lang {said}/></w:rPr><w:t>{text}</w:t></w:r></w:p>"


AR, FA, ZH = "إبر رفيعة جدا تمر عبر الجلد", "سوزن‌های بسیار نازک از پوست می‌گذرند", "非常细的针穿过皮肤"
UNKNOWN = "its language, which the file does not say, or in which no leaflet is written: it says `en`"


@pytest.mark.parametrize(
    ("body", "usual", "language", "told"),
    [
        (paragraph(AR), "w:val='en-US' w:bidi='ar-SA'", "ar", ()),
        (paragraph(AR), "w:val='en-US' w:bidi='hi-IN'", "ar", ()),  # LibreOffice says Hindi everywhere
        (spoken(FA, "w:bidi='fa-IR'"), "w:val='en-US' w:bidi='ar-SA'", "fa", ()),
        (paragraph(ZH), "w:val='en-US' w:eastAsia='zh-CN'", "zh-Hans", ()),
        (spoken("Bardzo cienkie igły", "w:val='pl-PL'"), "w:val='en-US'", "pl", ()),
        (paragraph("Bardzo cienkie"), "w:val='pl-PL'", "pl", ()),
        (paragraph("Very thin needles"), "w:val='en-GB'", "en", ()),
        (paragraph("Очень тонкие иглы"), "w:val='en-US'", "ru", ()),
        (paragraph("Ouma se naalde"), "w:val='af-ZA'", "en", (UNKNOWN,)),
        (paragraph("매우 가는 바늘"), "w:val='en-US' w:eastAsia='ko-KR'", "en", (UNKNOWN,)),
        (paragraph(f"{AR} NHS 111 acupuncture"), "w:val='en-US' w:bidi='ar-SA'", "ar", ()),
        (paragraph("12 – 14"), "w:val='pl-PL'", "pl", ()),
    ],
)
def test_a_document_says_its_language(
    body: str, usual: str, language: str, told: tuple[str, ...], tmp_path: Path
) -> None:
    """By its letters first: a file names a language for each script, whether or not it has a word of it."""
    done = read_word(with_body(tmp_path, body, styles=styles(usual)))

    assert (done.language, done.homeless) == (language, told)


def test_a_document_in_arabic_begins_as_an_arabic_leaflet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the file of its language, and in no other."""
    source = with_body(tmp_path, paragraph(AR), styles=styles("w:val='en-US' w:bidi='ar-SA'"))
    monkeypatch.chdir(tmp_path)
    assert main(["new", "clinic", "--from", str(source)]) == 0
    (file,) = Path("clinic/content/my-leaflet").glob("*.yaml")

    assert file.name == "ar.yaml"
    assert read_yaml(file, Leaflet, open_shelf(Path("clinic"))).language.text == "ar"
