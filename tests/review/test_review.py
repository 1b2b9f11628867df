"""A page goes out, and corrected words come back: nothing is lost, and nothing is written over."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from brochure.__main__ import main
from brochure.base.findings import BadInput
from brochure.base.order import Order
from brochure.content.editing import text_at, tree_of
from brochure.content.shelf import open_shelf, shown
from brochure.review.page import review_page
from brochure.review.read_back import Correction, Corrections, read_corrections, sum_of
from brochure.review.rows import Review, ReviewGroup, ReviewRow, digest_of, review_of
from brochure.review.taking import TakenBack, take_back
from tests.conftest import signed

POLISH = Order("acupuncture-pain", "pl")
NONE: Mapping[str, str] = MappingProxyType({})


def file_of(clinic: Path, order: Order = POLISH) -> Path:
    return clinic / "content" / order.leaflet / f"{order.language}.yaml"


def now(clinic: Path, *path: str | int, order: Order = POLISH) -> str:
    return text_at(tree_of(file_of(clinic, order).read_bytes(), "x"), path)


def sent_back(
    clinic: Path, changes: Mapping[str, str], remarks: Mapping[str, str] = NONE, order: Order = POLISH
) -> Corrections:
    """What a reviewer would send who changed these fields."""
    rows = tuple(
        Correction(row.field, row.words, changes.get(row.field, row.words), remarks.get(row.field, ""))
        for row in review_of(order, open_shelf(clinic)).rows
    )
    assert changes.keys() <= {row.field for row in rows}
    return Corrections(order.leaflet, order.language, "Ana Nowak", rows, remarks.get("", ""))


def taken(clinic: Path, back: Corrections, order: Order = POLISH) -> TakenBack:
    return take_back(order, back, open_shelf(clinic))


def as_file(back: Corrections) -> dict[str, Any]:
    texts = [row._asdict() for row in back.rows]
    digest = digest_of((row.field, row.was) for row in back.rows)
    return back._asdict() | {
        "brochure_review": "1", "digest": digest, "sum": sum_of(back.rows), "texts": texts, "rows": None,
    }  # fmt: skip


def test_every_text_that_is_seen_or_heard_goes_out_beside_its_source(clinic: Path) -> None:
    """And nothing that is for the program alone."""
    rows = {row.field: row for row in review_of(POLISH, open_shelf(clinic)).rows}

    assert rows["title"].source == "Pain Management"
    assert rows["points.0.text"].words == now(clinic, "points", 0, "text")
    assert rows["points.0.short"].label == "Short form, where there is little room"
    assert {"drawing.alt", "safety.keep", "aside.items.4", "easy.0.say"} <= rows.keys() | {"easy.0.say"}
    assert not {"code", "version", "issued", "layout", "easy.0.picture", "status"} & rows.keys()


def test_a_text_that_is_not_translated_yet_is_shown(clinic: Path) -> None:
    """With a place to type where the file has one, and for a remark alone where it has none."""
    file = file_of(clinic)
    text = file.read_text(encoding="utf-8")
    text = re.sub(r"^strapline:.*\n(?:  .*\n)*", "", text, flags=re.M)
    file.write_text(text, encoding="utf-8")
    english = file_of(clinic, Order("acupuncture-pain", "en"))
    english.write_text(
        english.read_text(encoding="utf-8").replace(
            "\npoints:\n", "\npoints:\n  - heading: New\n    text: One more.\n", 1
        ),
        encoding="utf-8",
    )
    rows = {row.field: row for row in review_of(POLISH, open_shelf(clinic)).rows}

    assert (rows["strapline"].words, rows["strapline"].has_place) == ("", True)
    assert (rows["points.7.text"].words, rows["points.7.text"].has_place) == ("", False)
    done = taken(clinic, sent_back(clinic, {"strapline": "Nowy podtytuł", "points.7.text": "Tekst"}))
    assert now(clinic, "strapline") == "Nowy podtytuł"
    assert [each.code for each in done.findings] == ["review-not-taken"]


def test_what_a_reviewer_corrects_is_written_and_all_else_stays(clinic: Path) -> None:
    """Each line of the file that holds none of it keeps its bytes."""
    before = file_of(clinic).read_bytes().splitlines()
    done = taken(clinic, sent_back(clinic, {"title": "Ból", "points.0.heading": "Nerwy: #1"}))
    after = file_of(clinic).read_bytes().splitlines()

    assert done.findings == ()
    assert done.taken == ("On the cover, Title", "Point 1, Heading")
    assert (now(clinic, "title"), now(clinic, "points", 0, "heading")) == ("Ból", "Nerwy: #1")
    assert len([line for line in before if line not in after]) == 2


def test_a_page_that_comes_back_as_it_was_changes_no_byte(clinic: Path) -> None:
    """Not even blanks that a browser adds."""
    before = file_of(clinic).read_bytes()
    back = sent_back(clinic, {})
    spaced = back._replace(rows=tuple(row._replace(now=f"\n {row.now}\n\n") for row in back.rows))

    assert taken(clinic, spaced) == TakenBack(shown(file_of(clinic)), (), ())
    assert file_of(clinic).read_bytes() == before


def test_a_text_that_changed_meanwhile_is_told_and_not_written_over(clinic: Path) -> None:
    """With both texts, and the others are taken."""
    back = sent_back(clinic, {"title": "Ból", "strapline": "Co wiadomo"})
    file = file_of(clinic)
    file.write_text(re.sub(r"^title: .*$", "title: Leczenie", file.read_text(encoding="utf-8"), flags=re.M), "utf-8")
    done = taken(clinic, back)

    assert now(clinic, "title") == "Leczenie"
    assert now(clinic, "strapline") == "Co wiadomo"
    (told,) = done.findings
    assert (told.code, "“Leczenie”" in told.message, "“Ból”" in told.message) == ("review-changed", True, True)
    assert told.origin is not None
    assert file.read_text(encoding="utf-8").splitlines()[told.origin.line - 1] == "title: Leczenie"


def test_the_same_words_of_somebody_else_are_no_clash(clinic: Path) -> None:
    """Two people saw the same slip."""
    back = sent_back(clinic, {"title": "Ból"})
    taken(clinic, back)

    assert taken(clinic, back).findings == ()


def test_an_entry_that_moved_is_found_by_its_words(clinic: Path) -> None:
    """Another point was put in before it."""
    back = sent_back(clinic, {"points.2.text": "Lepiej tak."})
    file = file_of(clinic)
    old = now(clinic, "points", 2, "text")
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("\npoints:\n", "\npoints:\n  - heading: Nowe\n    text: Jeszcze coś.\n", 1), "utf-8")
    assert now(clinic, "points", 3, "text") == old
    done = taken(clinic, back)

    assert done.findings == ()
    assert now(clinic, "points", 3, "text") == "Lepiej tak."


def test_words_that_stand_more_than_once_are_known_by_their_neighbours(clinic: Path) -> None:
    """A dash in another row of a table is not the dash that was corrected."""
    chart = Order("medicine-chart", "en")
    folder = clinic / "content" / chart.leaflet
    folder.mkdir()
    shelf = open_shelf()
    starter = next(path for path in (Path(each) for each in shelf.folders[-1].rglob("medicine-chart/en.yaml")))
    (folder / "en.yaml").write_bytes(starter.read_bytes())
    back = sent_back(clinic, {"body.3.table.rows.0.3": "2"}, order=chart)
    file = file_of(clinic, chart)
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    at = next(number for number, line in enumerate(lines) if "Example tablet" in line)
    assert "Sample capsule" in lines[at + 1]
    lines[at], lines[at + 1] = lines[at + 1], lines[at]
    file.write_text("".join(lines), encoding="utf-8")
    before = file.read_bytes()
    done = taken(clinic, back, chart)

    assert [each.code for each in done.findings] == ["review-changed"]
    assert file.read_bytes() == before


def test_words_that_cannot_stand_there_are_told_and_the_others_taken(clinic: Path) -> None:
    """One field that refuses does not cost the whole review."""
    done = taken(clinic, sent_back(clinic, {"title": "B" * 500, "strapline": "Co wiadomo"}))

    assert now(clinic, "strapline") == "Co wiadomo"
    assert [each.code for each in done.findings] == ["review-not-taken"]
    assert "BBBB" in done.findings[0].message
    assert done.findings[0].blocks


def test_remarks_are_told_with_their_field(clinic: Path) -> None:
    """At the line of the text, by the name of whoever wrote it; nothing is changed for them."""
    before = file_of(clinic).read_bytes()
    done = taken(clinic, sent_back(clinic, {}, {"points.0.text": "Is this\nproven?", "": "Good."}))

    assert [each.message for each in done.findings] == [
        "Point 1, Text: Ana Nowak says: Is this proven?",
        "the leaflet as a whole: Ana Nowak says: Good.",
    ]
    assert not any(each.blocks for each in done.findings)
    assert file_of(clinic).read_bytes() == before


@pytest.mark.parametrize("field", ["status", "layout", "made_from.title", "photo.file", "brand", "nonsense.4"])
def test_a_made_up_file_changes_no_field_that_is_not_read(field: str, clinic: Path) -> None:
    """What comes back is a stranger's file."""
    before = file_of(clinic).read_bytes()
    was = now(clinic, *field.split("."))
    rows = (Correction(field, was, "x"),)
    done = taken(clinic, Corrections("acupuncture-pain", "pl", "", rows))

    assert [each.code for each in done.findings] == ["review-not-taken"]
    assert file_of(clinic).read_bytes() == before


def test_a_review_of_another_leaflet_or_language_is_refused(clinic: Path) -> None:
    """With the command that is meant."""
    with pytest.raises(BadInput) as fault:
        take_back(Order("acupuncture-pain", "es"), sent_back(clinic, {}), open_shelf(clinic))

    assert "brochure review acupuncture-pain --language pl --back" in fault.value.findings[0].hint


def test_a_leaflet_of_the_program_is_changed_by_nobody(clinic: Path, tmp_path: Path) -> None:
    """A page of it may go out all the same."""
    (tmp_path / "empty/content").mkdir(parents=True)
    shelf = open_shelf(tmp_path / "empty")
    assert review_of(POLISH, shelf).rows
    with pytest.raises(BadInput) as fault:
        take_back(POLISH, sent_back(clinic, {}), shelf)

    assert fault.value.findings[0].code == "outside-project"


def page_of(clinic: Path) -> str:
    return review_page(review_of(POLISH, open_shelf(clinic)))


def test_a_page_that_nobody_touched_reads_as_it_went_out(clinic: Path) -> None:
    """Byte for byte, whatever its texts hold."""
    back = read_corrections(page_of(clinic).encode(), "page.html")

    assert back == sent_back(clinic, {})._replace(who="")


ODD = some.text(some.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], include_characters="\n\t"), max_size=60)


@given(some.lists(some.tuples(ODD, ODD), min_size=1, max_size=4))
def test_any_text_comes_back_as_it_went_out(texts: list[tuple[str, str]]) -> None:
    """Tags, quotes, entities, ends of lines."""
    rows = tuple(ReviewRow(f"points.{at}.text", "Text", words, source) for at, (words, source) in enumerate(texts))
    review = Review("some", "en", "Some & more", "pl", (ReviewGroup("A <b>", rows),))
    back = read_corrections(review_page(review).encode(), "page.html")

    assert [(row.was, row.now) for row in back.rows] == [(row.words, row.words) for row in rows]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("one<div>two</div>", "one\ntwo"),
        ("<div>one</div><div>two</div>", "one\ntwo"),
        ("one<div><br></div><div>two</div>", "one\n\ntwo"),
        ("one<br>two", "one\ntwo"),
        ("one<br><br>two<br>", "one\n\ntwo\n"),
        ("<p>one</p><p>two <b>strong</b></p>", "one\ntwo strong"),
        ('<span style="x">a &lt;b&gt; &amp;</span><style>p{}</style>', "a <b> &"),
        ("a<!-- note -->b", "ab"),
    ],
)
def test_lines_as_browsers_write_them(typed: str, meant: str) -> None:
    """Chromium, Firefox and what is pasted into them."""
    digest = digest_of([("title", "x")])
    page = f'<main data-review="1" data-digest="{digest}"><div data-now="title" data-was="x">{typed}</div></main>'

    assert read_corrections(page.encode(), "page.html").rows[0].now == meant


def test_what_is_not_whole_is_refused(clinic: Path) -> None:
    """Cut off anywhere, with a text that is gone, twice, or has another start: nothing of it is taken."""
    page = page_of(clinic)
    last = page.rindex('data-now="')
    row = re.search(r'<div class="row.*?</div>\n', page, re.S)
    assert row
    broken = [
        page[:last],
        page[: last + 40],
        page[: len(page) // 2],
        page.replace(row[0], ""),
        page.replace(row[0], row[0] * 2),
    ]
    broken.append(page.replace('data-was="', 'data-was="x', 1))
    for each in broken:
        with pytest.raises(BadInput) as fault:
            read_corrections(each.encode(), "page.html")
        assert [told.code for told in fault.value.findings] == ["review-damaged"]


@pytest.mark.parametrize(
    "data",
    [b"", b"{}", b"{", b'{"brochure_review": 1, "texts": [3]}', b"%PDF-1.7", b"<p>hello</p>", b"\xff\xfe\xfd",
     b"[" * 100_000, b"{" + b'"a":[' * 100_000, b'{"brochure_review": 1}', b"\x00" * 100],
)  # fmt: skip
def test_what_is_none_of_ours_is_told(data: bytes) -> None:
    """And is no fault of the program."""
    with pytest.raises(BadInput) as fault:
        read_corrections(data, "page.html")

    assert fault.value.findings[0].code in ("review-foreign", "review-damaged")


def test_a_field_with_a_number_that_no_list_has_is_damage(clinic: Path) -> None:
    """Python refuses numbers of so many figures."""
    data = as_file(Corrections("some", "en", "", (Correction(f"points.{'9' * 5000}.text", "a", "b"),)))
    with pytest.raises(BadInput) as fault:
        read_corrections(json.dumps(data).encode(), "x.json")

    assert fault.value.findings[0].code == "review-damaged"


def test_both_ways_at_the_desk(
    clinic: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Out, and back."""
    monkeypatch.chdir(clinic)
    assert main(["review", "acupuncture-pain", "--language", "pl"]) == 0
    page = Path("build/acupuncture-pain.pl.review.html")
    assert capsys.readouterr().out.splitlines()[0] == f"{page}: {len(sent_back(clinic, {}).rows)} texts to look at"
    assert main(["review", "acupuncture-pain", "--language", "pl", "--back", str(page)]) == 0
    assert "it was saved as\n“HTML only”" in capsys.readouterr().out
    small = Path("back.json")
    small.write_text(json.dumps(as_file(sent_back(clinic, {"title": "Ból"}, {"title": "Short."}))), encoding="utf-8")
    assert main(["review", "acupuncture-pain", "--language", "pl", "--back", str(small)]) == 0

    said = capsys.readouterr().out
    assert "1 of " in said
    assert "  On the cover, Title\n" in said
    assert "warning[review-remark]: On the cover, Title: Ana Nowak says: Short." in said
    assert main(["review", "acupuncture-pain", "--language", "pl", "--back", str(small), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["code"] == "review-remark"


@pytest.mark.parametrize("words", ["Dear {nmae},", "Dear you,", "Dear {name} {name},"])
def test_words_in_braces_are_not_lost_in_silence(words: str, clinic: Path) -> None:
    """They become the words of each person."""
    order = Order("your-visit")
    done = taken(clinic, sent_back(clinic, {"lead": words, "title": "Your next visit"}, order=order), order)

    assert [each.code for each in done.findings] == ["review-not-taken"]
    assert now(clinic, "lead", order=order) == "Dear {name},"
    assert now(clinic, "title", order=order) == "Your next visit"


def test_no_browser_translates_the_page_by_itself(clinic: Path) -> None:
    """Its words would come back as corrections."""
    assert '<html lang="en" translate="no">' in review_page(review_of(POLISH, open_shelf(clinic)))


@pytest.mark.parametrize("key", ["now", "was", "remark", "field"])
@pytest.mark.parametrize("value", [None, 3, ["x"]])
def test_what_is_no_text_is_damage(key: str, value: object) -> None:
    """Nobody means the word None."""
    data = as_file(Corrections("some", "en", "", (Correction("title", "a", "b"),)))
    data["texts"][0][key] = value
    with pytest.raises(BadInput) as fault:
        read_corrections(json.dumps(data).encode(), "x.json")

    assert fault.value.findings[0].code == "review-damaged"


def test_what_was_typed_has_a_mark_of_its_own() -> None:
    """A gateway that spoils letters is told, and a hand that takes the mark out with them."""
    back = Corrections("some", "en", "", (Correction("title", "a", "Ból"),))
    data = as_file(back)
    assert read_corrections(json.dumps(data).encode(), "x.json").rows == back.rows
    spoilt = json.dumps(data, ensure_ascii=False).replace("Ból", "B?l")
    bare = json.dumps({key: value for key, value in data.items() if key != "sum"})
    for each in (spoilt, bare, json.dumps(data | {"sum": None}), json.dumps(data | {"who": None})):
        with pytest.raises(BadInput) as fault:
            read_corrections(each.encode(), "x.json")

        assert fault.value.findings[0].code == "review-damaged"


def test_the_desk_says_what_a_correction_spoils(
    clinic: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A signature covers other words now, and a letter that no face has is in none of the editions."""
    monkeypatch.chdir(signed(clinic, "acupuncture-pain", "pl"))
    small = Path("back.json")
    small.write_text(json.dumps(as_file(sent_back(clinic, {"title": "Ból \U0001f600"}))), encoding="utf-8")

    assert main(["review", "acupuncture-pain", "--language", "pl", "--back", str(small)]) == 1
    said = capsys.readouterr().out
    assert "the signature no longer covers the text" in said
    assert "error[no-glyph]" in said
