# ruff: noqa: E501 - tables of changes
"""A text that claims something names its claim; the register says on what ground, and never that it is true."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from brochure.__main__ import main
from brochure.base.findings import BadInput, Finding, Severity
from brochure.base.order import Order
from brochure.content.claiming import told_claims
from brochure.content.read import read
from brochure.content.shelf import open_shelf
from tests.conftest import ROOT, signed, with_own_words
from tests.earlier import with_earlier_leaflet


@pytest.fixture
def clinic(clinic: Path) -> Path:
    """With words that these tests change."""
    return with_earlier_leaflet(clinic)


REGISTER = "content/_claims/acupuncture.yaml"
PAIN = "content/acupuncture-pain"
BRAND = "content/brands/riverside/brand.yaml"
DAY = "2026-11-29"


def change(path: Path, old: str, new: str) -> None:
    """Change words of a file, once."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def told(clinic: Path, language: str = "en", today: str = DAY, leaflet: str = "acupuncture-pain") -> list[Finding]:
    """What `check` says of claims."""
    return list(told_claims(Order(leaflet, language), open_shelf(clinic), today=today))


def codes_at(findings: list[Finding], path: str) -> set[str]:
    return {finding.code for finding in findings if finding.message.startswith(f"'{path}'")}


def region(clinic: Path, name: str) -> Path:
    """The folder, its brand in a region."""
    change(clinic / BRAND, "name: Riverside", f"region: {name}\nname: Riverside")
    return clinic


# Of each code: the file, what is changed there, and the text at which it is told then and was not told before.
FAULTS = {
    "claim-missing": (f"{PAIN}/en.yaml", "Ask us for this", "It cures asthma. Ask us for this", "formats"),
    "claim-hedge": (f"{PAIN}/en.yaml", "How acupuncture may help", "How acupuncture relieves pain", "strapline"),
    "claim-animals": (f"{PAIN}/en.yaml", "swelling. Most of this was seen in animals", "swelling", "points 3 short"),
    "claim-words": (
        f"{PAIN}/en.yaml",
        "Here is how it is",
        "It is natural and effective. Here is how it is",
        "intro 1",
    ),
}


@pytest.mark.parametrize("code", FAULTS)
def test_a_claim_that_nothing_carries_is_told_at_its_text(code: str, clinic: Path) -> None:
    """Where no region is named it is a note, with its line and its way out."""
    file, old, new, path = FAULTS[code]
    assert code not in codes_at(told(clinic), path)
    text = (clinic / file).read_text(encoding="utf-8")
    (clinic / file).write_text(text.replace(old, new), encoding="utf-8")
    shorts = code == "claim-animals"
    if shorts:  # the same word in the long text would ask for it in the short one
        change(clinic / file, "back pain. Most of this was seen in animals.", "back pain, as may be.")

    found = [each for each in told(clinic) if each.code == code and each.message.startswith(f"'{path}'")]

    assert len(found) == 1
    assert found[0].severity is Severity.NOTE
    assert found[0].origin is not None
    assert found[0].origin.line > 1
    assert found[0].hint


def test_headings_and_short_texts_are_read_alone(clinic: Path) -> None:
    """The hedge of the text beneath does not reach a bookmark, an outline or a card."""
    found = told(clinic)

    assert codes_at(found, "points 2 heading") == {"claim-hedge"}
    assert codes_at(found, "points 2 text 1") == set()
    assert codes_at(found, "points 3 heading") == {"claim-hedge", "claim-animals"}


@pytest.mark.parametrize("language", ["es", "pl", "zh-Hans", "ar"])
def test_one_register_holds_in_every_language(language: str, clinic: Path) -> None:
    """A translation names no claims: it has those of its source, and is held to them by the words of its language."""
    found = told(clinic, language)

    assert codes_at(found, "points 3 heading") == {"claim-hedge", "claim-animals"}
    assert codes_at(found, "points 3 short") == set()
    assert codes_at(found, "aside items 4") == set()


def test_a_language_without_words_is_told_once(clinic: Path) -> None:
    """Silence would look like a clean bill."""
    for path in (clinic / "content/_claims/words").glob("es.yaml"):
        path.unlink()
    text = (clinic / PAIN / "es.yaml").read_text(encoding="utf-8").replace("language: es", "language: fr")
    (clinic / PAIN / "fr.yaml").write_text(text, encoding="utf-8")

    found = told(clinic, "fr")

    assert [each.code for each in found] == ["no-word-list"]


def test_a_source_that_nobody_reads_is_told_after_five_years(clinic: Path) -> None:
    """On its last day it is not."""
    assert not [each for each in told(clinic, today="2031-11-28") if each.code == "source-old"]
    old = [each for each in told(clinic, today="2031-11-29") if each.code == "source-old"]

    assert old
    assert old[0].message.startswith("nobody has read 'vickers-2018' since 2026-11-28")
    assert old[0].origin is not None
    assert old[0].origin.file.endswith("acupuncture.yaml")


def test_a_region_names_its_ruling_and_the_day(clinic: Path) -> None:
    """Refused, in need of a word, and ruled out: each with who said so."""
    found = told(region(clinic, "uk"))
    said = {each.code: each.message for each in found}

    assert {each.severity for each in found} == {Severity.WARNING}
    fibromyalgia = [each for each in found if "'fibromyalgia', which is not to be claimed there" in each.message]
    assert codes_at(fibromyalgia, "aside items 5") == {"claim-ruled-out"}
    assert codes_at(fibromyalgia, "aside short") == {"claim-ruled-out"}
    assert "2013-10-07" in said["claim-ruled-out"]
    knee = [each for each in found if "'osteoarthritis' without 'knee'" in each.message]
    assert codes_at(knee, "aside items 3") == {"claim-ruled-out"}


def test_a_need_is_met_by_its_word_in_any_language(clinic: Path) -> None:
    """`time` is a kind of hedge, which each list of words has."""
    for language in ("en", "es"):
        found = [each for each in told(region(clinic, "uk") if language == "en" else clinic, language)
                 if "aside items 1" in each.message]  # fmt: skip
        assert found == [], "relief may be short stands in the same box"
    text = (clinic / PAIN / "en.yaml").read_text(encoding="utf-8")
    (clinic / PAIN / "en.yaml").write_text(text.replace("relief may be short", "relief may follow"), encoding="utf-8")

    assert codes_at(told(clinic), "aside items 1") == {"claim-ruled-out"}


@pytest.mark.parametrize("name", ["uk", "au", "us"])
def test_words_that_a_region_ruled_out_are_told_there_alone(name: str, clinic: Path) -> None:
    """A dated list of words for each."""
    change(clinic / PAIN / "en.yaml", "formats: ", "formats: It is clinically proven to cure. ")
    assert "claim-words" not in codes_at(told(clinic), "formats")

    assert "claim-words" in codes_at(told(region(clinic, name)), "formats")


def test_an_illness_that_is_asked_for_is_not_claimed(clinic: Path) -> None:
    """`Tell us if you have asthma` keeps somebody safe; `it cures asthma` in the same note does not."""
    note = clinic / PAIN / "en.yaml"
    change(note, "**Keep taking", "Tell us if you have asthma. **Keep taking")
    assert not [each for each in told(clinic) if "asthma" in each.message]

    change(note, "Tell us if you have asthma.", "It cures asthma.")
    assert "claim-missing" in codes_at(told(clinic), "safety keep")


def _release(clinic: Path) -> list[str]:
    with pytest.raises(BadInput) as caught:
        read(Order("acupuncture-pain", release=True, today=DAY), open_shelf(clinic))
    return [finding.code for finding in caught.value.findings if finding.blocks]


DOORS = {
    "build": ("build", "acupuncture-pain", "--language", "en", "--release"),
    "pack": ("pack", "press", "acupuncture-pain", "--language", "en"),
}


@pytest.mark.parametrize("door", DOORS)
def test_a_region_shuts_every_door_on_open_claims(
    door: str, clinic: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same gate as for signatures; without a region the same leaflet goes out."""
    folder = signed(with_own_words(clinic))
    monkeypatch.chdir(folder)
    monkeypatch.setattr("brochure.desk.commands.today", lambda: DAY)
    home = clinic / PAIN / "en.yaml"
    home.write_text(home.read_text(encoding="utf-8").replace(".example", ".test"), encoding="utf-8")
    assert main(list(DOORS[door])) == 0

    region(clinic, "uk")

    assert main(list(DOORS[door])) == 1
    out = capsys.readouterr().out
    assert "error[claim-ruled-out]" in out
    assert "error[claim-hedge]" in out


def test_a_region_that_nobody_has_written_down_is_refused(clinic: Path) -> None:
    """With the nearest one."""
    with pytest.raises(BadInput) as caught:
        read(Order("acupuncture-pain"), open_shelf(region(clinic, "ukk")))

    assert caught.value.findings[0].hint == "did you mean 'uk'?"


SIGNED_TOO = {
    "a name": (f"{PAIN}/en.yaml", "claims: tight-muscles", "claims: [tight-muscles, pain-relief]"),
    "what a claim allows": (REGISTER, "strength: moderate", "strength: strong"),
    "what its source finds": (REGISTER, "too little to be sure", "so it is sure"),
}
NOT_SIGNED = {
    "another claim": (REGISTER, "  side-effects:", "  unnamed: {about: harm, covers: [safety], strength: none}\n  side-effects:"),
    "another source": (REGISTER, "claims:\n", '  new: {kind: trial, seen_in: people, cite: "N 2020", year: 2020, read: 2026-11-28, finds: "n"}\nclaims:\n'),
    "a day of reading": (REGISTER, "read: 2026-11-28", "read: 2026-11-29"),
    "hours": (BRAND, 'opens: "9:00"', 'opens: "8:00"'),
}  # fmt: skip


@pytest.mark.parametrize("what", SIGNED_TOO)
def test_what_a_text_rests_on_is_signed_with_it(what: str, clinic: Path) -> None:
    """A changed register unsigns what it carries."""
    file, old, new = SIGNED_TOO[what]
    folder = signed(with_own_words(clinic))
    assert "signed-other-text" not in _codes(folder)

    change(folder / file, old, new)

    assert "signed-other-text" in _codes(folder)


@pytest.mark.parametrize("what", NOT_SIGNED)
def test_what_no_text_rests_on_unsigns_nothing(what: str, clinic: Path) -> None:
    """Nor does a receptionist."""
    file, old, new = NOT_SIGNED[what]
    folder = signed(with_own_words(clinic))

    change(folder / file, old, new)

    assert "signed-other-text" not in _codes(folder)


def _codes(folder: Path) -> set[str]:
    try:
        return {each.code for each in read(Order("acupuncture-pain", release=True), open_shelf(folder)).findings}
    except BadInput as fault:
        return {finding.code for finding in fault.findings}


REGISTER_FAULTS: dict[str, tuple[str, str, str, str, str]] = {
    "an unknown claim": (f"{PAIN}/en.yaml", "claims: blood-flow", "claims: blod-flow", "claim-unknown", "did you mean 'blood-flow'?"),
    "an unknown source": (REGISTER, "sources: [liu-2021]", "sources: [lui-2021]", "claim-source", "did you mean 'liu-2021'?"),
    "no source": (REGISTER, "    sources: [liu-2021]\n", "", "claim-source", "name its sources, or write `strength: none`"),
    "animals called strong": (REGISTER, "    strength: animal\n    sources: [liu", "    strength: strong\n    sources: [liu", "claim-source", "write `strength: animal`, or name a source in people"),
    "another year": (REGISTER, "year: 2010", "year: 1999", "source-year", "look it up, and write the year of publication"),
    "read before it was there": (REGISTER, "nn.2562, read: 2026-11-28", "nn.2562, read: 2009-01-01", "source-year", "write the day on which it was read"),
    "another year beside a point": (f"{PAIN}/en.yaml", "year: 2010", "year: 1999", "source-year", "look it up, and write the year of publication"),
}  # fmt: skip


@pytest.mark.parametrize("what", REGISTER_FAULTS)
def test_faults_of_the_register_are_told_at_their_lines(what: str, clinic: Path) -> None:
    """They shut every door: a name that is none may mean anything."""
    file, old, new, code, hint = REGISTER_FAULTS[what]
    change(clinic / file, old, new)

    (fault,) = [each for each in told(clinic) if each.code == code]
    assert code in _release(clinic)
    assert fault.hint == hint
    assert fault.origin is not None
    assert fault.origin.file.endswith(Path(file).name)


def test_two_files_of_the_register_share_no_name(clinic: Path) -> None:
    """Whoever cites the claim could mean either."""
    text = (clinic / REGISTER).read_text(encoding="utf-8")
    (clinic / "content/_claims/needling.yaml").write_text(text, encoding="utf-8")

    assert {each.code for each in told(clinic)} == {"duplicate-name"}
    assert "duplicate-name" in _release(clinic)


def test_the_page_for_a_regulator_is_that_of_the_document(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What docs/release.md shows is what the command prints; it says that nothing of it is thereby true."""
    monkeypatch.chdir(ROOT)
    assert main(["claims", "after-treatment"]) == 0
    assert main(["claims", "acupuncture-pain"]) == 0
    out = capsys.readouterr().out
    shown = (ROOT / "docs/release.md").read_text(encoding="utf-8").partition("    blood-flow: ")[2].partition("\n\n")[0]

    assert "blood-flow: " + shown.replace("\n    ", "\n") in out
    assert "It does not say that a claim is true." in out


def test_the_page_is_data_too(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Points that still cite by hand are read as ever."""
    monkeypatch.chdir(ROOT)
    assert main(["claims", "acupuncture-pain", "--output-format", "json"]) == 0

    data = json.loads(capsys.readouterr().out)
    names = [each["claim"] for each in data["claims"]]
    assert "blood-flow" in names
    assert data["open"] == []


def test_a_point_without_a_claim_shows_its_own_citations(
    clinic: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The older way stays readable."""
    change(clinic / PAIN / "en.yaml", "    claims: blood-flow\n", "")
    monkeypatch.chdir(clinic)

    assert main(["claims", "acupuncture-pain"]) == 0
    assert "points 4: names no claim; beside it stands Review of eight trials" in capsys.readouterr().out


Tell = Callable[[Path], list[Finding]]


@pytest.mark.parametrize("starter", sorted(path.parent.name for path in (ROOT / "content/starters").glob("*/en.yaml")))
def test_no_starter_states_a_claim_as_a_fact(starter: str, clinic: Path) -> None:
    """They name no claims yet; what they say is not ruled out by words."""
    order = Order(starter, "en", folder=str(clinic / "content/starters" / starter))
    found = told_claims(order, open_shelf(clinic), today=DAY)

    assert {each.code for each in found} <= {"claim-missing"}
