"""Composed once, stamped many times: every copy whole, tagged, and saying what its row says."""

import io
import os
import re
from pathlib import Path

import pikepdf
import pytest

from brochure.base.findings import BadInput
from brochure.base.order import Order
from brochure.base.page import PlacedLine
from brochure.base.records import replace
from brochure.base.spoken import words_of
from brochure.content.shelf import Shelf, open_shelf
from brochure.copies import Copier
from brochure.copies.codes import QrFamily
from brochure.draft.personal import Values, judge
from brochure.glyphs import NoGlyph
from brochure.pdf.lock import make_lock
from brochure.pipeline import make
from brochure.proof.written import spoken_by
from tests.conformance.test_pdfua import judged
from tests.conftest import Judge
from tests.journey.test_scripts import actual_texts
from tests.journey.written import found, pdfium_text, wanted_words

ROW = {"day": "2026-12-01", "hour": "9:30", "clinician": "Dr Jo Example", "site": "12 Mill Lane", "first": "yes"}
NAMES = (
    "Anna Nowak",
    "Łukasz Żółć",
    "Nguyễn Thị Ngọc",
    "李雷",
    "محمد علي",
    "Siân O'Brien",
    "Bartholomew-James Featherstonehaugh-Cholmondeley",
    "**Bold** {name} <b>&amp;",
    "Jo",
)


def rows() -> list[dict[str, str]]:
    return [{**ROW, "name": name, "first": "yes" if at % 2 else "no"} for at, name in enumerate(NAMES)]


@pytest.fixture(scope="module", params=["email", "office", "press"])
def copier(request: pytest.FixtureRequest, shelf: Shelf) -> Copier:
    """A leaflet that knows its rows."""
    copier = Copier(Order("your-visit", edition=request.param), shelf)
    for row in rows():
        copier.learn(values_of(copier, row))
    return copier


def values_of(copier: Copier, row: dict[str, str]) -> Values:
    values, faults = judge(row, copier.manuscript.leaflet, copier.manuscript.language)
    assert faults == []
    return values


def test_every_copy_says_what_its_row_says(copier: Copier) -> None:
    """Names of five scripts among each other, stars and braces as they stand, by the copy's own tags."""
    for row in rows():
        values = values_of(copier, row)
        data = copier.copy(values, row)

        assert copier.prove(values, data) == ()


def test_the_proof_of_a_copy_can_fail(copier: Copier) -> None:
    """A copy held against another row."""
    one, other = (values_of(copier, row) for row in (rows()[1], rows()[5]))

    assert copier.prove(other, copier.copy(one, rows()[1])) != ()


def test_copies_differ_in_their_slots_and_their_ids_only(copier: Copier) -> None:
    """And the same row gives the same bytes."""
    first, second = ({**ROW, "name": name} for name in ("Anna Nowak", "Jo Smith"))
    files = [copier.copy(values_of(copier, row), row) for row in (first, second, first)]

    assert files[0] == files[2]
    with pikepdf.open(io.BytesIO(files[0])) as one, pikepdf.open(io.BytesIO(files[1])) as other:
        assert one.trailer.ID[0] != other.trailer.ID[0]
        changed = [
            mine.objgen
            for mine, theirs in zip(one.objects, other.objects, strict=True)
            if isinstance(mine, pikepdf.Stream) and mine.read_bytes() != theirs.read_bytes()
        ]
    assert 1 <= len(changed) <= 3


def test_a_choice_that_does_not_hold_leaves_no_trace(copier: Copier) -> None:
    """Neither words nor empty tags."""
    told = {}
    for first in ("yes", "no"):
        row = {**ROW, "name": "Anna Nowak", "first": first}
        told[first] = copier.copy(values_of(copier, row), row)
        with pikepdf.open(io.BytesIO(told[first])) as pdf:
            empty = [
                e
                for e in pdf.objects
                if isinstance(e, pikepdf.Dictionary) and "/S" in e and "/P" in e and "/K" not in e
            ]
        assert empty == []
    said = {first: " ".join(leaf.text for leaf in spoken_by(data)) for first, data in told.items()}
    assert "Your first time" in said["yes"]
    assert "Your first time" not in said["no"]


def test_poppler_and_qpdf_agree(copier: Copier, judge: Judge, tmp_path: Path) -> None:
    """Two programs that know nothing of slots; poppler does not heed what a turned text says in its tags."""
    for at, row in enumerate(rows()):
        path = tmp_path / f"{at}.pdf"
        path.write_bytes(copier.copy(values_of(copier, row), row))
        assert b"No syntax or stream encoding errors" in judge("qpdf", "--check", path).stdout
        heard = re.findall(r'^\s+"(.*)"$', judge("pdfinfo", "-struct-text", path).stdout.decode(), re.M)
        words = "".join(word for text in [*heard, *actual_texts(path)] for word in words_of(text))
        assert "".join(words_of(row["name"].replace("'", "’"))) in re.sub("[\u202a-\u202e\u2066-\u2069]", "", words)


@pytest.mark.parametrize(("standard", "flavours"), [("", ("ua1", "2a")), ("ua2", ("ua2", "wt1a"))])
def test_copies_keep_the_promises_of_their_edition(
    standard: str, flavours: tuple[str, ...], shelf: Shelf, tmp_path: Path
) -> None:
    """PDF/UA-1 and PDF/A-2a, first to last; and PDF/UA-2 with WTPDF, where it is asked for."""
    copier = Copier(Order("your-visit", edition="email", standard=standard), shelf)
    for row in rows():
        copier.learn(values_of(copier, row))
    files = []
    for at, row in enumerate(rows()):
        files.append(tmp_path / f"{at}.pdf")
        files[-1].write_bytes(copier.copy(values_of(copier, row), row))

    for flavour in flavours:
        assert [fault for verdict in judged(files, flavour) for fault in verdict.faults] == []


def test_a_long_value_is_set_tighter_then_smaller_then_by_itself(shelf: Shelf) -> None:
    """A name that the first walk did not see climbs the ladder; what no line can hold is told."""
    copier = Copier(Order("your-visit", edition="email"), shelf)
    copier.learn(values_of(copier, {**ROW, "name": "Jo"}))
    longer = {**ROW, "name": "Jojo Jojojo Jojojojojo Jojojojojojo Jojojojojo Jojojo"}

    values = values_of(copier, longer)
    assert copier.prove(values, copier.copy(values, longer)) == ()
    endless = {**ROW, "name": "\u0633" * 60}  # letters that join are never parted
    with pytest.raises(BadInput, match="word-too-wide"):
        copier.copy(values_of(copier, endless), endless)


def test_what_one_process_learned_another_composes_the_same(shelf: Shelf) -> None:
    """So that batches may go to any machine."""
    order = Order("your-visit", edition="email")
    first = Copier(order, shelf)
    for row in rows():
        first.learn(values_of(first, row))
    second = Copier(order, shelf, first.learned)

    for row in rows():
        assert first.copy(values_of(first, row), row) == second.copy(values_of(second, row), row)


MIXED = ("Anna Nowak", "محمد علي", "李雷", "مُحَمَّد عليّ (دكتور)", "عמית כהן".replace("ع", "ע"))


def from_the_right(clinic: Path) -> Shelf:
    """A clinic whose Arabic leaflet greets somebody."""
    path = clinic / "content/acupuncture-pain/ar.yaml"
    text = path.read_text(encoding="utf-8")
    text = text.replace("\ntitle:", "\npersonal:\n  name: {type: text, label: name, example: Anna}\n\ntitle:", 1)
    path.write_text(re.sub(r"\nintro:\n  - >-\n    ", "\nintro:\n  - >-\n    السيد {name}: ", text), encoding="utf-8")
    return open_shelf(clinic)


@pytest.mark.parametrize(("leaflet", "tag"), [("acupuncture-pain", "ar"), ("your-visit", "en")])
def test_a_copy_reads_as_one_that_was_laid_out_by_itself(leaflet: str, tag: str, clinic: Path) -> None:
    """By its tags in the order in which it is said, and by who searches in a browser: names of any script."""
    shelf, order = from_the_right(clinic), Order(leaflet, tag, edition="email")
    copier = Copier(order, shelf)
    people = [{**(ROW if tag == "en" else {}), "name": name} for name in MIXED]
    for row in people:
        copier.learn(values_of(copier, row))

    for row in people:
        values = values_of(copier, row)
        data, alone = copier.copy(values, row), make(replace(order, values=row), shelf)
        assert copier.prove(values, data) == ()
        assert [words_of(each.text) for each in spoken_by(data)] == [words_of(each.text) for each in alone.spoken]
        assert any(row["name"] in each.text for each in spoken_by(data))
        words = wanted_words(alone)
        assert found(words, pdfium_text(data)) == found(words, pdfium_text(alone.data)) != []
        assert found(words_of(row["name"]), pdfium_text(data)) == words_of(row["name"])


def test_a_name_from_the_right_lies_open_in_no_locked_copy(clinic: Path) -> None:
    """What an element says in each copy is a string: behind the lock it lies in a stream."""
    copier = Copier(Order("acupuncture-pain", "ar", edition="email"), from_the_right(clinic), locked=True)
    row = {"name": "محمد علي"}
    values = values_of(copier, row)
    copier.learn(values)

    data = copier.locked_copy(values, make_lock("correct horse battery", randomness=os.urandom))

    assert "محمد علي".encode("utf-16-be") not in data
    with pikepdf.open(io.BytesIO(data), password="correct horse battery") as pdf:
        nodes = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary)]
        said = [str(each.ActualText) for each in nodes if "/ActualText" in each]
    assert any("محمد علي" in text for text in said)


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("name", "", "value-missing"),
        ("name", "x" * 61, "value-too-long"),
        ("name", "a\u202eb", "value-forbidden"),
        ("name", "a\x07b", "value-forbidden"),
        ("day", "1.12.2026", "value-no-date"),
        ("hour", "half past nine", "value-no-time"),
        ("first", "maybe", "value-unclear"),
    ],
)
def test_a_bad_value_is_told_by_its_field(field: str, value: str, code: str, shelf: Shelf) -> None:
    """Never by itself."""
    copier = Copier(Order("your-visit"), shelf)
    _, faults = judge({**ROW, "name": "Jo", field: value}, copier.manuscript.leaflet, copier.manuscript.language)

    assert [(fault.field, fault.code) for fault in faults] == [(field, code)]
    assert not value or value not in faults[0].message


def test_a_row_that_no_face_can_show_leaves_no_trace(shelf: Shelf) -> None:
    """Told each time, and the others are composed as if it were not there."""
    copier = Copier(Order("your-visit", edition="email"), shelf)
    good = {**ROW, "name": "Jo", "first": "no"}
    copier.learn(values_of(copier, good))
    for _ in range(2):
        with pytest.raises(NoGlyph):
            copier.learn(values_of(copier, {**ROW, "name": "\U0001f600" * 30}))

    copier.prepare()

    values = values_of(copier, good)
    assert copier.prove(values, copier.copy(values, good)) == ()
    assert [holds for holds, _ in copier.learned.longest] == [frozenset()]


LINKS = (
    "https://riverside.example/v/Q8fT2",
    "https://riverside.example/v/a",
    "https://riverside.example/v/x(1)&y=%C5%81",
)


@pytest.fixture
def linked(clinic: Path) -> Shelf:
    """A clinic whose leaflet about the visit has a QR code and a linked line for each person."""
    from brochure.content.shelf import open_shelf

    path = clinic / "content/your-visit/en.yaml"
    text = path.read_text(encoding="utf-8")
    text = text.replace(
        "\npersonal:\n", "\npersonal:\n  page: {type: link, label: own page, example: https://riverside.example/v/1}\n"
    )
    path.write_text(text.replace("\nbooking:\n", '\nbooking:\n  link: "{page}"\n'), encoding="utf-8")
    template = clinic / "layouts/trifold-a4/stories.xml"
    words = template.read_text(encoding="utf-8")
    line = '<p style="caption" before="0.3">{{ booking.label }}</p>'
    template.write_text(words.replace(line, line.replace("<p ", '<p link="{{ booking.link }}" '), 1), encoding="utf-8")
    return open_shelf(clinic)


def linked_rows() -> list[dict[str, str]]:
    return [{**ROW, "name": name, "page": link} for name, link in zip(NAMES, LINKS, strict=False)]


@pytest.mark.parametrize("edition", ["large-print", "press"])
def test_personal_codes_are_read_and_their_links_lead_there(
    linked: Shelf, edition: str, judge: Judge, tmp_path: Path
) -> None:
    """By zbar from the drawn page, and by the annotations; one spliced file for each, and none laid out by itself."""
    copier = Copier(Order("your-visit", edition=edition, layout="trifold-a4" if edition == "press" else ""), linked)
    for row in linked_rows():
        copier.learn(values_of(copier, row))

    for row in linked_rows():
        values = values_of(copier, row)
        data = copier.copy(values, row)
        assert copier.prove(values, data) == ()
        assert data.startswith(copier._variant(values.holds).template.prefix)  # type: ignore[union-attr]
        path = tmp_path / "one.pdf"
        path.write_bytes(data)
        name = f"page{len(row['page'])}"
        judge("pdftoppm", "-r", "150", "-png", path, tmp_path / name)
        read = judge("zbarimg", "--quiet", "--raw", *sorted(tmp_path.glob(f"{name}-*.png")))
        assert read.stdout.decode().strip() == row["page"]
        with pikepdf.open(path) as pdf:
            leads = [str(link.A.URI) for page in pdf.pages for link in page.get("/Annots", [])]
        assert leads.count(row["page"]) == (2 if edition == "large-print" else 0)
        assert not any("%link" in each for each in leads)


def test_a_button_for_each_person_leads_where_theirs_does(linked: Shelf) -> None:
    """On a telephone there is no code; the copies are stamped all the same."""
    copier = Copier(Order("your-visit", edition="email"), linked)
    for row in linked_rows():
        copier.learn(values_of(copier, row))

    for row in linked_rows():
        values = values_of(copier, row)
        data = copier.copy(values, row)
        assert copier.prove(values, data) == ()
        assert data.startswith(copier._variant(values.holds).template.prefix)  # type: ignore[union-attr]
        with pikepdf.open(io.BytesIO(data)) as pdf:
            links = [link for page in pdf.pages for link in page.get("/Annots", [])]
        assert [str(link.Contents) for link in links if str(link.A.URI) == row["page"]] == ["Change your visit online"]


def test_a_longer_address_than_was_learned_is_laid_out_by_itself(linked: Shelf) -> None:
    """A code of another size."""
    copier = Copier(Order("your-visit", edition="large-print"), linked)
    copier.learn(values_of(copier, linked_rows()[0]))
    row = {**linked_rows()[0], "page": "https://riverside.example/v/" + "a" * 60}

    values = values_of(copier, row)

    assert copier.prove(values, copier.copy(values, row)) == ()


def test_a_code_that_leads_elsewhere_is_found(linked: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    """The proof asks the library, not the sum."""
    copier = Copier(Order("your-visit", edition="large-print"), linked)
    row = linked_rows()[0]
    values = values_of(copier, row)
    copier.learn(values)
    whole = QrFamily.modules
    monkeypatch.setattr(QrFamily, "modules", lambda family, text: whole(family, text) ^ 1)

    assert [finding.code for finding in copier.prove(values, copier.copy(values, row))] == ["code-untrue"]


@pytest.mark.parametrize("link", ["{name}", "https://riverside.example/{page}"])
def test_a_link_is_one_whole_field_of_that_type(linked: Shelf, link: str) -> None:
    """Anything else would be followed unjudged."""
    path = linked.folders[0] / "content/your-visit/en.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('link: "{page}"', f'link: "{link}"'), encoding="utf-8")

    with pytest.raises(BadInput, match="personal-link"):
        Copier(Order("your-visit", edition="email"), linked)


def test_copies_with_codes_keep_the_promises_of_their_edition(linked: Shelf, tmp_path: Path) -> None:
    """PDF/UA-1 and PDF/A-2a; and a lock hides the address with all other words."""
    copier = Copier(Order("your-visit", edition="email"), linked)
    locked = Copier(Order("your-visit", edition="email"), linked, locked=True)
    for row in linked_rows():
        for each in (copier, locked):
            each.learn(values_of(each, row))
    files = []
    for at, row in enumerate(linked_rows()):
        files.append(tmp_path / f"{at}.pdf")
        files[-1].write_bytes(copier.copy(values_of(copier, row), row))
        data = locked.locked_copy(values_of(locked, row), make_lock("a long secret of mine", randomness=os.urandom))
        assert row["page"].encode() not in data
        with pikepdf.open(io.BytesIO(data), password="a long secret of mine") as pdf:
            assert [str(link.A.URI) for page in pdf.pages for link in page.get("/Annots", [])].count(row["page"]) == 1

    for flavour in ("ua1", "2a"):
        assert [fault for verdict in judged(files, flavour) for fault in verdict.faults] == []


def test_copies_for_the_press_are_judged_in_ink(clinic: Path) -> None:
    """The template of a merge is proved as a leaflet is, once for all its copies."""
    path = clinic / "content/brands/riverside/brand.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('press: "cmyk(0, 0, 0, 100)"', 'press: "cmyk(0, 0, 0, 5)"', 1), encoding="utf-8")
    copier = Copier(Order("your-visit", edition="press"), open_shelf(clinic))
    copier.learn(values_of(copier, rows()[0]))

    with pytest.raises(BadInput) as caught:
        copier.prepare()

    assert {finding.code for finding in caught.value.findings if finding.blocks} == {"contrast", "note-contrast"}


def test_a_name_of_two_scripts_reads_in_its_own_order_in_every_form(shelf: Shelf) -> None:
    """UAX #9, 2.4: the first strong letter says where a name begins, on paper, in the text of a mail and in HTML."""
    row = {**ROW, "name": "Dr Müller (دكتور)"}
    order = Order("your-visit", edition="office")
    laid = make(replace(order, values=row), shelf).laid
    lines = [item.line for page in laid.pages for item in page.placed if isinstance(item, PlacedLine)]
    (line,) = (line for line in lines if "Müller" in line.text)
    shown = "".join(cluster.text for strip in line.strips for cluster in strip.clusters)

    assert shown.index("Müller") < shown.index("(") < shown.index("\u062f")
    for edition in ("text", "html"):
        text = (
            make(replace(order, edition=edition, values=row, for_mail=True), shelf).data.decode().replace("\u00a0", " ")
        )
        assert "\u2066Dr Müller (" in text
