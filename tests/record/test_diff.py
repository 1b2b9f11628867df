"""`brochure diff`: two texts, named in any way, held against each other."""

import json
import re
from pathlib import Path

import pytest

from brochure.__main__ import main
from brochure.base.order import Order
from brochure.content.read import read
from brochure.content.shelf import open_shelf
from brochure.pipeline import make
from tests.conftest import signed, with_own_words


def change(path: Path, old: str, new: str) -> None:
    """Change words of a file, once."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def mark_of(desk: Path, language: str = "en") -> str:
    """Of the pain leaflet as it is now."""
    return read(Order("acupuncture-pain", language), open_shelf(desk)).manuscript.mark


@pytest.fixture
def desk(clinic: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clinic that signed version 1.0 of the pain leaflet, built it, and went on to 1.1."""
    monkeypatch.chdir(with_own_words(clinic))
    signed(clinic)
    (clinic / "old.pdf").write_bytes(make(Order("acupuncture-pain"), open_shelf(clinic)).data)
    (clinic / "mark.txt").write_text(mark_of(clinic), encoding="ascii")
    text = clinic / "content/acupuncture-pain/en.yaml"
    (clinic / "old.yaml").write_bytes(text.read_bytes())
    change(text, 'version: "1.0"', 'version: "1.1"')
    text.write_text(text.read_text(encoding="utf-8").replace("9 in 100", "1 in 100"), encoding="utf-8")
    change(text, "It does not help everyone.", "It helps everyone.")
    change(text, "**Keep taking your medicines.**", "**Stop taking your medicines.**")
    signed(clinic)
    return clinic


NAMES = {
    "versions": ("acupuncture-pain@1.0", "acupuncture-pain@1.1"),
    "a mark and the leaflet": ("MARK", "acupuncture-pain"),
    "a PDF and a version": ("old.pdf", "acupuncture-pain@1.1"),
    "files": ("old.yaml", "content/acupuncture-pain/en.yaml"),
    "kept words": ("content/acupuncture-pain/_archive/MARK.yaml", "acupuncture-pain"),
}


@pytest.mark.parametrize("name", NAMES)
def test_a_text_may_be_named_in_any_way(name: str, desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All name the same two texts, and the same is told: safety, numbers, denials."""
    mark = (desk / "mark.txt").read_text(encoding="ascii")

    assert main(["diff", *(word.replace("MARK", mark) for word in NAMES[name])]) == 1

    told = capsys.readouterr().out
    weights = re.findall(r"^  (\w+) ", told, re.M)
    assert weights[:4] == ["safety", "number", "number", "negation"]
    assert "[-Keep-]{+Stop+} taking your medicines" in told
    assert "aside closing 2; '9' became '1'" in told
    assert "lead; 'not' is gone" in told
    assert mark in told.splitlines()[0]


def test_nothing_differs(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """0, and it is said."""
    assert main(["diff", "acupuncture-pain@1.1", "acupuncture-pain"]) == 0
    assert "nothing differs" in capsys.readouterr().out


def test_what_they_say_of_themselves_differs_too(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The version of the kept text; of two files the days as well."""
    change(desk / "old.yaml", "review_by: 2028-11-01", "review_by: 2028-10-01")

    assert main(["diff", "old.yaml", "content/acupuncture-pain/en.yaml", "--html", "page.html"]) == 1
    told = capsys.readouterr().out
    assert "version: '1.0' became '1.1'" in told
    assert "review_by: '2028-10-01' became '2028-11-01'" in told
    assert "became &#x27;2028-11-01&#x27;" in (desk / "page.html").read_text(encoding="utf-8")


def test_translations_to_do_again_are_named(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By file and block; one that is stamped anew is not."""
    asked = ["diff", "acupuncture-pain@1.0", "acupuncture-pain"]
    main(asked)
    told = capsys.readouterr().out
    again = [line for line in told.splitlines() if line.startswith("translate again in ")]
    assert [line.split("/")[-1].split(".yaml")[0] for line in again] == ["ar", "es", "pl", "zh-Hans"]
    assert all("safety keep" in line and "aside closing 2" in line for line in again)

    assert main(["stamp", "acupuncture-pain", "--language", "es"]) in (0, 1)
    capsys.readouterr()
    main(asked)
    assert "es.yaml" not in capsys.readouterr().out


def test_the_page_needs_nothing_else(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One file, gravest first; what changed is told to the eye and to the ear; another file is not written over."""
    asked = ["diff", "acupuncture-pain@1.0", "acupuncture-pain", "--html", "page.html"]
    assert main(asked) == 1
    page = (desk / "page.html").read_text(encoding="utf-8")
    assert page.index("<h2>Safety note") < page.index("<h2>Numbers") < page.index("<h2>Words that deny")
    assert re.search(r"<del>.{0,60}taken out: </span>9<", page)
    assert 'lang="en" dir="ltr"' in page
    assert "del+ins{margin-inline-start" in page  # 9 and 1 side by side are no 91
    assert not re.search(r"(src|href)=|url\(|@import", page)
    assert main(asked) == 1  # one of its own is replaced

    (desk / "page.html").write_text("mine", encoding="utf-8")
    assert main(asked) == 1
    assert "error[output-exists]" in capsys.readouterr().out
    assert (desk / "page.html").read_text(encoding="utf-8") == "mine"


def test_arabic_runs_from_the_right(desk: Path) -> None:
    """And a change of its words is found."""
    text = desk / "content/acupuncture-pain/ar.yaml"
    mark = mark_of(desk, "ar")
    (desk / "old.ar.yaml").write_bytes(text.read_bytes())
    change(text, "9 من كل 100", "1 من كل 100")

    assert main(["diff", "old.ar.yaml", "acupuncture-pain", "--language", "ar", "--html", "ar.html"]) == 1

    page = (desk / "ar.html").read_text(encoding="utf-8")
    assert 'lang="ar" dir="rtl"' in page
    assert mark in page
    assert "<h2>Numbers" in page


def test_programs_read_it_as_json(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With the weight of each block, its pieces and the marks of both texts."""
    main(["diff", "acupuncture-pain@1.0", "acupuncture-pain", "--json"])
    told = json.loads(capsys.readouterr().out)

    assert told["before"]["mark"] == (desk / "mark.txt").read_text(encoding="ascii")
    assert told["differences"][0]["weight"] == "safety"
    assert {"kind": "out", "text": "9"} in [p for row in told["differences"] for p in row["pieces"]]


REFUSED = {
    "a leaflet that is none": ("acupuncture-pane", "acupuncture-pain", "unknown-leaflet", "did you mean"),
    "a version that nobody signed": ("acupuncture-pain@3", "acupuncture-pain", "unknown-mark", "1.0, 1.1"),
    "a mark that is none": ("2222-2222", "acupuncture-pain", "unknown-mark", "look again"),
    "a file that is none": ("nothing.yaml", "acupuncture-pain", "file-missing", "check the name"),
    "two languages": ("content/acupuncture-pain/es.yaml", "acupuncture-pain", "bad-form", "--language"),
    "a file of others": ("other.pdf", "acupuncture-pain", "unknown-mark", "imprint"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_compared_is_told(name: str, desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With its way out."""
    from reportlab.pdfgen.canvas import Canvas

    other = Canvas(str(desk / "other.pdf"))
    other.showPage()
    other.save()
    before, now, code, hint = REFUSED[name]

    assert main(["diff", before, now]) == 1

    told = capsys.readouterr().out
    assert f"error[{code}]" in told
    assert hint in told


def test_words_that_were_thrown_away_are_told(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A mark alone says nothing of its words."""
    mark = (desk / "mark.txt").read_text(encoding="ascii")
    (desk / f"content/acupuncture-pain/_archive/{mark}.yaml").unlink()

    assert main(["diff", mark, "acupuncture-pain"]) == 1
    assert "are not kept any more" in capsys.readouterr().out


def test_a_leaflet_that_is_broken_hides_no_other(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A mark is looked for in all of them."""
    (desk / "content/after-treatment/en.yaml").write_text("{", encoding="utf-8")

    assert main(["diff", mark_of(desk, "es"), "acupuncture-pain", "--language", "es"]) == 0
    assert "nothing differs" in capsys.readouterr().out


def test_signing_shows_the_same(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever signs sees the gravest first."""
    text = desk / "content/acupuncture-pain/en.yaml"
    text.write_text(text.read_text(encoding="utf-8").replace("1 in 100", "2 in 100"), encoding="utf-8")

    assert main(["sign", "acupuncture-pain"]) == 1
    assert "number    aside closing 2; '1' became '2'" in capsys.readouterr().out
