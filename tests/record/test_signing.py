"""Nothing reaches a patient by any door whose words nobody has signed; a copy is found again by its mark."""

import argparse
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

import brochure.base.wishes as wishes_of
from brochure.__main__ import main
from brochure.base.code_names import RELEASE_CODES
from brochure.base.findings import BadInput
from brochure.base.leaflet import Leaflet
from brochure.base.made import Made
from brochure.base.order import Order
from brochure.base.page import PlacedLine
from brochure.content.read import read, read_yaml
from brochure.content.recording import SignWish, sign, which_is, withdraw
from brochure.content.shelf import open_shelf, program_folder
from brochure.desk.arguments import parser
from brochure.pipeline import make
from brochure.record.marks import ALPHABET, nearest_mark, read_mark, text_mark
from tests.conftest import signed, with_own_words
from tests.record.desks import signed_desk
from tests.samples import SHEETS

Change = Callable[[Path], None]
LIST = """id,email,consent,name,day,hour,clinician,site,first
1,ana@post.test,yes,Ana,2026-12-01,10:30,Dr A,12 Mill Lane,no
"""
MAIL = (
    "--recipients", "list.csv", "--sender", "info@clinic.test", "--subject", "Information", "--language", "en",
    "--dry-run",
)  # fmt: skip
DOORS = {
    "build --release": ("build", "acupuncture-pain", "--language", "en", "--release"),
    "pack": ("pack", "press", "acupuncture-pain", "--language", "en"),
    "send": ("send", "acupuncture-pain", *MAIL),
    "merge": ("merge", "your-visit", "--recipients", "list.csv", "--dry-run"),
    "print": ("print", "acupuncture-pain", "--language", "en"),
}


def text_of(clinic: Path, door: str, language: str = "en") -> Path:
    """The file of the leaflet that goes through a door."""
    return clinic / "content" / ("your-visit" if door == "merge" else "acupuncture-pain") / f"{language}.yaml"


def change(path: Path, old: str, new: str) -> None:
    """Change words of a file, once."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def desk(clinic: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clinic with words of its own whose two leaflets are signed, and a list."""
    return signed_desk(clinic, monkeypatch, LIST)


def _unsigned(path: Path) -> None:
    path.with_name("_record.yaml").unlink()


def _withdrawn(path: Path) -> None:
    folder = path.parents[2]
    order = Order(path.parent.name)
    mark = read(order, open_shelf(folder)).manuscript.mark
    withdraw(order, mark, "a figure was wrong", "2026-11-28", open_shelf(folder))


def _claimed(path: Path) -> None:
    """A claim that nothing names; the brand names its region."""
    change(path, "formats: ", "formats: It cures asthma. ")


STATES: dict[str, Change] = {
    "not-signed": _unsigned,
    "signed-other-text": lambda path: change(path, "title: ", "title: Not "),
    "review-overdue": lambda path: change(path, "review_by: 2028-11-01", "review_by: 2026-11-27"),
    "issued-in-future": lambda path: change(path, "issued: 2026-11-01", "issued: 2028-10-01"),
    "review-too-far": lambda path: change(path, "review_by: 2028-11-01", "review_by: 2029-11-02"),
    "withdrawn": _withdrawn,
    "signer-role": lambda path: change(path.with_name("_record.yaml"), 'role: "clinician"', 'role: "translator"'),
    "duty-missing": lambda path: change(path.parents[1] / "brands/riverside/brand.yaml", "region: uk\n", ""),
    "claim-missing": _claimed,
    "code-twice": lambda path: change(
        path.parents[1] / "after-treatment" / "en.yaml", "code: AT-02", f"code: {_code(path)}"
    ),
    "sample-data": lambda path: change(
        path.parents[1] / "brands/riverside/brand.yaml", "020 7946 0123", "01632 960 123"
    ),
}


def _code(path: Path) -> str:
    found = re.search(r"^code: (\S+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert found is not None
    return found[1]


@pytest.mark.parametrize("door", DOORS)
def test_every_door_opens_for_what_is_signed(door: str, desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And says nothing of it."""
    status = main(list(DOORS[door]))

    told = capsys.readouterr().out
    assert status == 0, told
    assert not any(f"[{code}]" in told for code in RELEASE_CODES)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("door", DOORS)
def test_no_door_opens_for_what_nobody_stands_for(
    door: str, state: str, desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each state has its code, its line and its way out, at every door alike; nothing is written."""
    STATES[state](text_of(desk, door))
    there = sorted(desk.rglob("*.pdf"))

    assert main(list(DOORS[door])) == 1

    told = capsys.readouterr().out
    assert f"error[{state}]" in told
    assert re.search(rf"\.yaml:\d+:\d+: error\[{state}\]", told)
    assert sorted(desk.rglob("*.pdf")) == there


@pytest.mark.parametrize("door", ["pack", "send", "merge"])
def test_a_draft_may_be_allowed_at_every_door_alike(door: str, desk: Path) -> None:
    """Whoever tries the program has signed nothing."""
    _unsigned(text_of(desk, door))

    assert main([*DOORS[door], "--allow-draft"]) == 0


def test_the_doors_are_all_that_the_program_has() -> None:
    """A command that writes a leaflet, or hands one on, asks the gate or says here why it does not."""
    (commands,) = (each for each in parser("brochure")._actions if isinstance(each, argparse._SubParsersAction))
    open_to_all = {
        "watch", "proof",  # what they make is marked as a draft
        "new", "fonts", "outbox",  # no leaflet of the clinic goes through them
        "review",  # its page is a form for whoever reads the text before it is signed
    }  # fmt: skip
    flags = {
        name: {flag for action in command._actions for flag in action.option_strings}
        for name, command in commands.choices.items()
    }
    writing = {name for name, own in flags.items() if own & {"--out", "--eml"}} | {"outbox"}
    gated = {name for name, own in flags.items() if own & {"--release", "--allow-draft"}}
    named = {door.split()[0] for door in DOORS} | {"impose"}

    assert gated - {"check", "prove"} == named
    assert writing - open_to_all | {"print"} == named  # which writes no file
    wishes = {name for name, wish in vars(wishes_of).items() if {"allow_draft", "release"} & {*_fields(wish)}}
    assert wishes == {"MakeWish", "PackWish", "PrintWish", "ImposeWish", "MergeWish", "SendWish"}


def _fields(kind: object) -> tuple[str, ...]:
    return tuple(getattr(kind, "__match_args__", ()))


@pytest.mark.parametrize("state", STATES)
def test_the_library_has_the_same_door(state: str, desk: Path) -> None:
    """Whoever calls the program from his own, too."""
    order = Order("acupuncture-pain", release=True, today="2026-11-28")
    make(order, open_shelf(desk))
    STATES[state](text_of(desk, "pack"))

    with pytest.raises(BadInput) as caught:
        make(order, open_shelf(desk))

    assert state in [finding.code for finding in caught.value.findings]


IMPOSED: dict[str, Change] = {
    "withdrawn": _withdrawn,
    "signed-other-text": lambda path: change(path, "title: ", "title: Not "),
}


@pytest.mark.parametrize("state", [*IMPOSED, "not-signed", "review-overdue"])
def test_a_file_of_ours_says_itself_whether_it_may_be_imposed(
    state: str, desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was signed goes through; a draft, a text that was withdrawn or changed since, a day that passed do not."""
    if state == "not-signed":
        _unsigned(text_of(desk, "pack"))
    file = desk / "card.pdf"
    file.write_bytes(make(Order("acupuncture-pain"), open_shelf(desk)).data)
    asked = ["impose", "card.pdf", "--sheet", "a3", "--overwrite"]
    if state != "not-signed":
        assert main(asked) == 0
        (desk / "card.imposed.pdf").unlink()
    if state in IMPOSED:
        IMPOSED[state](text_of(desk, "pack"))
    elif state == "review-overdue":
        monkeypatch.setattr("brochure.desk.commands.today", lambda: "2028-11-02")
    capsys.readouterr()

    assert main(asked) == 1

    told = capsys.readouterr().out
    assert f"error[{state}]" in told
    overruled = state != "review-overdue"  # as at every other door
    assert ("--allow-draft" in told) == overruled
    assert not (desk / "card.imposed.pdf").exists()
    assert main([*asked, "--allow-draft"]) == int(not overruled)


def test_no_shipped_leaflet_is_signed() -> None:
    """A sample that a named person stands for would be a lie."""
    assert not list(program_folder().rglob("_record.yaml"))


def test_a_shipped_translation_says_who_has_not_read_it() -> None:
    """Until somebody has: nobody takes it for more."""
    texts = [path.read_text(encoding="utf-8") for path in (program_folder() / "content").rglob("[!_]*.yaml")]
    translated = [text for text in texts if "\nsource: " in text]

    assert len(translated) > 6
    assert all("\n# Translated by a machine, unread by a native reader.\n" in text for text in translated)


def test_hours_and_telephone_unsign_nothing(desk: Path) -> None:
    """A receptionist may change them; the name of the clinic is another matter."""
    brand = desk / "content/brands/riverside/brand.yaml"
    change(brand, "020 7946 0123", "020 7946 0999")
    assert main(list(DOORS["build --release"])) == 0

    logo = brand.with_name("logo.svg")
    drawn = logo.read_bytes()
    logo.write_bytes(drawn + b"<!-- drawn anew -->")
    assert main(list(DOORS["build --release"])) == 1
    logo.write_bytes(drawn)
    assert main([*DOORS["build --release"], "--overwrite"]) == 0

    change(brand, "name: Riverside", "name: Lakeside")
    with pytest.raises(BadInput) as caught:
        read(Order("acupuncture-pain", release=True), open_shelf(desk))

    assert "name, marks or accounts changed since Dr A. Example signed" in caught.value.findings[0].message


@pytest.mark.parametrize("door", DOORS)
def test_a_later_review_day_lengthens_no_signature(
    door: str, desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Days are no words: whoever moves them without a new signature gains nothing."""
    change(text_of(desk, door), "issued: 2026-11-01", "issued: 2028-10-01")
    change(text_of(desk, door), "review_by: 2028-11-01", "review_by: 2031-09-01")
    for module in ("commands", "shapes"):
        monkeypatch.setattr(f"brochure.desk.{module}.today", lambda: "2028-11-02")

    assert main(list(DOORS[door])) == 1
    assert "error[review-overdue]: the signature of Dr A. Example counts until 2028-11-01" in capsys.readouterr().out


def test_a_day_that_somebody_typed_lengthens_no_signature(desk: Path) -> None:
    """The record is a plain file; three years after the day of signing are the most."""
    record = text_of(desk, "pack").with_name("_record.yaml")
    change(record, "until: 2028-11-01", "until: 2099-01-01")
    change(text_of(desk, "pack"), "review_by: 2028-11-01", "review_by: 2029-11-01")
    with pytest.raises(BadInput) as caught:
        read(Order("acupuncture-pain", release=True, today="2029-12-01"), open_shelf(desk))

    assert any("counts until 2029-11-28" in finding.message for finding in caught.value.findings)


def test_a_version_is_signed_too(desk: Path) -> None:
    """A copy says which one it is."""
    change(text_of(desk, "pack"), 'version: "1.0"', 'version: "1.1"')
    with pytest.raises(BadInput) as caught:
        read(Order("acupuncture-pain", release=True), open_shelf(desk))

    assert caught.value.findings[0].message == "'version' was '1.0' when Dr A. Example signed, and is '1.1'"
    assert not read(Order("acupuncture-pain"), open_shelf(desk)).manuscript.signed  # so it says draft


def test_what_changed_since_is_named(desk: Path) -> None:
    """The paths of the blocks, as every other message calls them."""
    change(text_of(desk, "pack"), "title: Pain Management", "title: Pain")
    with pytest.raises(BadInput) as caught:
        read(Order("acupuncture-pain", release=True), open_shelf(desk))

    assert caught.value.findings[0].message == "1 block changed (title) since Dr A. Example signed on 2026-11-28"


def test_evidence_is_signed_too(desk: Path) -> None:
    """A source that was swapped carries nothing that was signed."""
    change(text_of(desk, "pack"), "claims: tight-muscles", "claims: [tight-muscles, pain-relief]")
    with pytest.raises(BadInput) as caught:
        read(Order("acupuncture-pain", release=True), open_shelf(desk))

    assert [finding.code for finding in caught.value.findings if finding.blocks] == ["signed-other-text"]


@pytest.mark.parametrize("layout", SHEETS)
def test_the_mark_stands_in_the_imprint_of_every_sheet(layout: str, desk: Path) -> None:
    """Once, of a draft too: the signer sees the pages that the patient gets, and one line under the title more."""
    made = make(Order("after-treatment", layout=layout), open_shelf(signed(desk, "after-treatment")))
    draft = make(Order("after-treatment", layout=layout), open_shelf(program_folder()))
    mark, labels = made.manuscript.mark, made.manuscript.language.labels

    assert labels and sum(mark in leaf.text for leaf in made.spoken) == 1
    said = [leaf.text for leaf in draft.spoken]
    at = said.index(labels.draft)
    assert said[:at] + said[at + 1 :] == [leaf.text for leaf in made.spoken]
    assert lines_of(draft) - lines_of(made) and not lines_of(made) - lines_of(draft)


def lines_of(made: Made) -> set[tuple[object, ...]]:
    """Each line of type with its place."""
    return {
        (item.panel, item.x, item.baseline, item.size, item.line.text)
        for page in made.pages for item in page.placed if isinstance(item, PlacedLine)
    }  # fmt: skip


def test_signing_shows_what_changed_and_keeps_what_was_signed(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """First the redline, then the name; the record only grows."""
    record = desk / "content/acupuncture-pain/_record.yaml"
    before = record.read_bytes()
    change(text_of(desk, "pack"), "title: Pain Management", "title: What to know")
    asked = ["sign", "acupuncture-pain", "--language", "en"]

    assert main(asked) == 1
    assert "{+What to know" in capsys.readouterr().out
    assert record.read_bytes() == before
    assert main([*asked, "--who", "Dr B. Example"]) == 0
    told = capsys.readouterr().out
    assert "[-Pain Management-]" in told
    assert record.read_bytes().startswith(before)
    assert main(list(DOORS["build --release"])) == 0
    assert len(list((record.parent / "_archive").iterdir())) == 2


def test_a_copy_is_found_again(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Current, changed, superseded, withdrawn; a wrong character names the nearest."""
    mark = read(Order("acupuncture-pain"), open_shelf(desk)).manuscript.mark
    assert which_is(mark.lower().replace("-", " "), open_shelf(desk)).state == "current"
    change(text_of(desk, "pack"), "title: Pain Management", "title: What to know")
    assert which_is(mark, open_shelf(desk)).state == "changed since"
    signed(desk)
    found = which_is(mark, open_shelf(desk))
    assert (found.state, found.leaflet) == ("superseded", "acupuncture-pain")
    assert which_is(found.by, open_shelf(desk)).state == "current"
    withdraw(Order("acupuncture-pain"), mark, "a figure was wrong", "2026-12-01", open_shelf(desk))
    assert which_is(mark, open_shelf(desk)).state == "withdrawn"

    wrong = mark[:-1] + ("2" if mark[-1] != "2" else "3")
    assert main(["whichis", wrong]) == 1
    assert mark in capsys.readouterr().out


def test_status_lists_where_all_stand(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """1 when a day has passed."""
    assert main(["status"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert any("acupuncture-pain" in line and " en " in line and " signed " in line for line in lines)
    assert any("acupuncture-pain" in line and " es " in line and "not signed" in line for line in lines)

    change(text_of(desk, "pack"), "review_by: 2028-11-01", "review_by: 2026-11-02")
    assert main(["status"]) == 1
    assert "expired" in capsys.readouterr().out


REFUSED = {
    "nobody": ("", "2026-11-28", lambda path: None, "missing-field"),
    "a review day that has passed": ("A", "2028-11-02", lambda path: None, "review-overdue"),
    "before its issue": ("A", "2026-10-01", lambda path: None, "issued-in-future"),
}


@pytest.mark.parametrize("why", REFUSED)
def test_nobody_signs_what_cannot_be_given(why: str, desk: Path) -> None:
    """Nothing is written."""
    who, today, _, code = REFUSED[why]
    before = (desk / "content/acupuncture-pain/_record.yaml").read_bytes()
    with pytest.raises(BadInput) as caught:
        sign(SignWish(Order("acupuncture-pain"), who, "clinician", today), open_shelf(desk))

    assert [finding.code for finding in caught.value.findings] == [code]
    assert (desk / "content/acupuncture-pain/_record.yaml").read_bytes() == before


def test_a_translation_waits_for_its_source_and_has_its_header(clinic: Path) -> None:
    """Code, version and days are those of the source."""
    with pytest.raises(BadInput) as caught:
        sign(SignWish(Order("acupuncture-pain", "es"), "Ana", "translator", "2026-11-28"), open_shelf(clinic))
    assert [finding.code for finding in caught.value.findings] == ["source-not-signed"]

    signed(with_own_words(clinic), "acupuncture-pain", "es")
    change(clinic / "content/acupuncture-pain/es.yaml", "code: PM-01", "code: ZZ-99")
    with pytest.raises(BadInput) as caught:
        read(Order("acupuncture-pain", "es", release=True), open_shelf(clinic))
    assert "header-differs" in {finding.code for finding in caught.value.findings}


def test_a_translator_stands_for_a_translation_alone(desk: Path) -> None:
    """At the signing, and at the doors where somebody typed it into the record."""
    with pytest.raises(BadInput) as caught:
        sign(SignWish(Order("acupuncture-pain"), "Ana", "translator", "2026-11-28"), open_shelf(desk))
    assert [finding.code for finding in caught.value.findings] == ["signer-role"]

    record = desk / "content/acupuncture-pain/_record.yaml"
    change(record, 'role: "clinician"', 'role: "translator"')
    with pytest.raises(BadInput) as caught:
        read(Order("acupuncture-pain", release=True), open_shelf(desk))
    assert "signer-role" in {finding.code for finding in caught.value.findings}


def test_the_kind_is_signed(desk: Path) -> None:
    """It says which duties the safety note has, so whoever signed has signed it."""
    change(text_of(desk, "pack"), "code: PM-01", "code: PM-01\nkind: aftercare")
    with pytest.raises(BadInput) as caught:
        read(Order("acupuncture-pain", release=True), open_shelf(desk))

    told = [finding.message for finding in caught.value.findings if finding.code == "signed-other-text"]
    assert [each for each in told if each.startswith("'kind' was 'treatment'")]


def test_a_mark_proves_itself() -> None:
    """Every wrong character is seen, and its nearest is the right one."""
    leaflet = read_yaml(program_folder() / "content/after-treatment/en.yaml", Leaflet)
    mark = text_mark(leaflet)
    assert read_mark(mark) == mark
    for at, sign_ in enumerate(mark):
        for other in ALPHABET if sign_ != "-" else "":
            wrong = mark[:at] + other + mark[at + 1 :]
            assert (read_mark(wrong) == mark) == (other == sign_)
            assert nearest_mark(wrong, [mark, "2222-2222"]) == mark
    assert not set("0O1I") & set(ALPHABET)


@pytest.mark.parametrize(("old", "new"), [("title: ", "title:  "), ("\n\n", "\n\n\n")])
def test_how_a_file_is_broken_into_lines_does_not_count(old: str, new: str, clinic: Path) -> None:
    """Words are signed, not bytes."""
    path = clinic / "content/after-treatment/en.yaml"
    before = text_mark(read_yaml(path, Leaflet))
    change(path, old, new)

    assert text_mark(read_yaml(path, Leaflet)) == before


@pytest.mark.parametrize("who", ["Dr X\nline 2", "Dr \u202eevil", "D" * 3000, "Dr\tA"])
def test_a_record_is_never_written_that_nobody_can_read(who: str, desk: Path) -> None:
    """What was typed is judged first; the record stays as it is, and is read as before."""
    record = desk / "content/acupuncture-pain/_record.yaml"
    before = record.read_bytes()
    asked = ["sign", "acupuncture-pain", "--language", "en"]
    mark = read(Order("acupuncture-pain"), open_shelf(desk)).manuscript.mark

    assert main([*asked, "--who", who]) == 1
    assert main([*asked, "--withdraw", mark, "--why", who]) == 1

    assert record.read_bytes() == before
    assert main(list(DOORS["build --release"])) == 0


def test_what_was_withdrawn_is_neither_signed_nor_withdrawn_again(desk: Path) -> None:
    """Its words are to be changed first."""
    path = text_of(desk, "pack")
    _withdrawn(path)
    record = path.with_name("_record.yaml").read_bytes()
    asked = ["sign", "acupuncture-pain", "--language", "en"]
    mark = read(Order("acupuncture-pain"), open_shelf(desk)).manuscript.mark

    assert main([*asked, "--who", "Dr B. Example"]) == 1
    assert main([*asked, "--withdraw", mark, "--why", "again"]) == 1
    assert path.with_name("_record.yaml").read_bytes() == record


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [("content/acupuncture-pain/en.yaml", "code: PM-01", "code: PM-09"),
     ("content/acupuncture-pain/en.yaml", "review_by: 2028-11-01", "review_by: 2028-10-01"),
     ("content/acupuncture-pain/en.yaml", "issued: 2026-11-01", "issued: 2026-11-02"),
     ("content/brands/riverside/brand.yaml", "network: Facebook, account: ", "network: Facebook, account: Cured "),
     ("content/brands/riverside/brand.yaml", "region: uk\n", 'region: uk\nemergency: "111"\n')],
)  # fmt: skip
def test_what_else_a_copy_says_is_signed_too(
    file: str, old: str, new: str, desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """All of it is printed, and whoever signs is shown it before they sign again."""
    change(desk / file, old, new)
    with pytest.raises(BadInput) as caught:
        read(Order("acupuncture-pain", release=True), open_shelf(desk))

    (told,) = [finding.message for finding in caught.value.findings if finding.code == "signed-other-text"]
    main(["sign", "acupuncture-pain"])
    assert told in capsys.readouterr().out
    main(["status"])
    assert "changed since" in next(
        line for line in capsys.readouterr().out.splitlines() if line.startswith("acupuncture-pain         en ")
    )


@pytest.mark.parametrize(
    "keep",
    ["Stop your tablets. You need no doctor.", "Ask us about your tablets.",
     "You no longer need to keep taking your tablets.", "Nobody has to continue taking them."],
)  # fmt: skip
def test_a_duty_is_more_than_a_filled_field(keep: str, desk: Path) -> None:
    """What stands in the place of `keep taking` says so, by the words of its language; stopping is a claim."""
    path = text_of(desk, "pack")
    text = re.sub(r"(?m)^  keep: .*$", f"  keep: {keep}", path.read_text(encoding="utf-8"))
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        read(Order("acupuncture-pain", release=True), open_shelf(desk))

    assert "duty-missing" in [finding.code for finding in caught.value.findings]
    assert ("Stop" in keep) == ("claim-missing" in [finding.code for finding in caught.value.findings])


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4\nxx", b"no PDF at all"])
def test_a_file_that_is_none_has_no_mark(data: bytes, desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is said so, and is no fault of the program."""
    (desk / "x.pdf").write_bytes(data)

    assert main(["whichis", "x.pdf"]) == 1
    assert main(["diff", "x.pdf", "acupuncture-pain"]) == 1
    told = capsys.readouterr().out
    assert told.count("error[pdf-unreadable]") == 2


TYPED = {
    "between tags": ("  </note>", "  </note>\n<p>Stop your tablets.</p>"),
    "beside a field": ("<title>{{ title }}</title>", "<title>{{ title }} cured</title>"),
    "in a value": ("<title>{{ title }}</title>", '<title>{{ title }}{{ " cured" }}</title>'),
    "for who listens": ('alt="{{ drawing.alt }}"', 'alt="Cured: {{ drawing.alt }}"'),
}


@pytest.mark.parametrize("where", TYPED)
def test_words_that_a_template_types_are_signed_by_nobody(where: str, desk: Path) -> None:
    """No leaflet holds them, so no door opens; a plain build carries the line of a draft again."""
    path = desk / "layouts/trifold-a4/stories.xml"
    shelf = open_shelf(desk)
    assert read(Order("acupuncture-pain"), shelf).manuscript.signed
    change(path, *TYPED[where])

    assert not read(Order("acupuncture-pain"), open_shelf(desk)).manuscript.signed
    with pytest.raises(BadInput) as caught:
        read(Order("acupuncture-pain", release=True), open_shelf(desk))
    (fault,) = [each for each in caught.value.findings if each.blocks]
    assert fault.code == "template-words"
    assert fault.origin is not None
    assert fault.origin.line > 1


@pytest.mark.parametrize("record", ["", "entries:\n", "entries: [\n", None])
def test_no_file_is_imposed_whose_record_cannot_be_asked(record: str | None, desk: Path) -> None:
    """Lost, empty or damaged: what nobody can look up is not known to be signed."""
    (desk / "card.pdf").write_bytes(make(Order("acupuncture-pain"), open_shelf(desk)).data)
    path = desk / "content/acupuncture-pain/_record.yaml"
    path.unlink() if record is None else path.write_text(record, encoding="utf-8")

    assert main(["impose", "card.pdf", "--sheet", "a3"]) == 1
    assert not (desk / "card.imposed.pdf").exists()


def test_imposed_sheets_say_what_they_are_too(desk: Path) -> None:
    """A draft that was let through once is not imposed again without a word."""
    _unsigned(text_of(desk, "pack"))
    (desk / "card.pdf").write_bytes(make(Order("acupuncture-pain"), open_shelf(desk)).data)
    assert main(["impose", "card.pdf", "--sheet", "a3", "--allow-draft"]) == 0

    assert main(["impose", "card.imposed.pdf", "--sheet", "sra3"]) == 1


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [("content/brands/riverside/brand.yaml", "name: Riverside", "name: Lakeside"),
     ("content/acupuncture-pain/en.yaml", "claims: tight-muscles", "claims: [tight-muscles, pain-relief]"),
     ("content/acupuncture-pain/en.yaml", "review_by: 2028-11-01", "review_by: 2026-11-27")],
)  # fmt: skip
def test_impose_asks_what_every_door_asks(file: str, old: str, new: str, desk: Path) -> None:
    """The file was made in better days."""
    (desk / "card.pdf").write_bytes(make(Order("acupuncture-pain"), open_shelf(desk)).data)
    change(desk / file, old, new)

    assert main(["impose", "card.pdf", "--sheet", "a3"]) == 1


def test_pictures_are_signed_too(desk: Path) -> None:
    """Another photograph under the same name and words is another leaflet."""
    path = text_of(desk, "pack")
    Image.new("RGB", (1200, 900), "#cc2222").save(path.with_name("room.png"))
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}photo: {{file: room.png, alt: A room}}\n", encoding="utf-8")
    signed(desk, "acupuncture-pain")
    read(Order("acupuncture-pain", release=True), open_shelf(desk))

    Image.new("RGB", (1200, 900), "#22cc22").save(path.with_name("room.png"))
    with pytest.raises(BadInput, match="a picture changed since"):
        read(Order("acupuncture-pain", release=True), open_shelf(desk))
