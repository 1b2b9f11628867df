"""A list of recipients: who is on it, what their consent says, and what is told without repeating a value."""

import tracemalloc
from pathlib import Path

import pytest

from brochure.base.findings import BadInput, Finding, Severity
from brochure.people.recipients import (
    TO_MERGE,
    TO_POST,
    Consent,
    Recipient,
    RecipientFile,
    consent_of,
    is_garbled,
    no_consent_column,
)

LIST = """\
recipients:
  - id: "1"
    email: a@x.test
    consent: yes
    name: Anna
  - id: 2
    email: b@x.test
    consent: no
    language: es
"""


def read(folder: Path, text: str, name: str = "list.csv", **options: object) -> tuple[list[Recipient], list[Finding]]:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    file = RecipientFile(path, needs=options.pop("needs", TO_POST), **options)  # type: ignore[arg-type]
    return list(file), file.findings


def test_a_row_becomes_a_recipient(tmp_path: Path) -> None:
    """Other columns are kept as text: a merge prints them."""
    (anna,), told = read(tmp_path, "id,email,consent,language,name,visit\n007,a@x.test,Yes,en, Anna ,01.02.\n")

    assert anna[:5] == (2, "007", "a@x.test", Consent.YES, "en")
    assert anna.fields == {"name": " Anna ", "visit": "01.02."}
    assert told == []


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        *((word, Consent.YES) for word in ("yes", "YES", "true", "1", "y", " Y ")),
        *((word, Consent.NO) for word in ("no", "N", "0", "false")),
        ("", Consent.NOT_SAID),
        *((word, Consent.UNCLEAR) for word in ("maybe", "ja", "x", "yess", "yes?", "2", "on")),
    ],
)
def test_only_four_words_are_a_yes(said: str, meant: Consent) -> None:
    """CS11: nobody is written to on a guess."""
    assert consent_of(said) is meant


def test_a_long_s_is_no_s() -> None:
    """It folds to one, and nobody meant a yes."""
    assert consent_of("ye\u017f") is Consent.UNCLEAR


def test_an_unclear_consent_is_an_error_with_its_place(tmp_path: Path) -> None:
    """CS11."""
    (recipient,), told = read(tmp_path, "id,email,consent\n1,a@x.test,maybe\n")

    assert recipient.consent is Consent.UNCLEAR
    assert [(finding.code, finding.severity) for finding in told] == [("consent-unclear", Severity.ERROR)]
    assert "row 2, column C (consent)" in told[0].message
    assert "maybe" not in f"{told[0].message}{told[0].hint}"
    assert str(told[0].origin).endswith("list.csv:2:12")


def test_without_a_column_of_consent_nobody_said_yes(tmp_path: Path) -> None:
    """CS11: the list is read, so that everybody is held and can be seen."""
    recipients, told = read(tmp_path, "id,email\n1,a@x.test\n")

    assert [each.consent for each in recipients] == [Consent.NOT_SAID]
    assert told == []
    assert not RecipientFile(tmp_path / "list.csv", needs=TO_POST).has_consent
    assert no_consent_column(tmp_path / "list.csv").code == "consent-missing"


def test_which_columns_are_needed_is_the_callers_to_say(tmp_path: Path) -> None:
    """A merge for the press needs no address."""
    (anna,), told = read(tmp_path, "id,name\n1,Anna\n", needs=TO_MERGE)

    assert (anna.id, anna.email, anna.fields) == ("1", "", {"name": "Anna"})
    assert told == []
    with pytest.raises(BadInput) as caught:
        read(tmp_path, "id,name\n1,Anna\n")
    assert caught.value.findings[0].code == "csv-column"


def test_a_column_of_another_name_is_offered_and_taken(tmp_path: Path) -> None:
    """Clinics' systems export in their own words."""
    text = "Nr,Electronic mail,Einwilligung\n1,a@x.test,1\n"
    with pytest.raises(BadInput) as caught:
        read(tmp_path, text.replace("Nr", "id").replace("Electronic mail", "Poczta"))

    (anna,), _ = read(tmp_path, text, names={"id": "nr", "email": "Electronic mail", "consent": "Einwilligung"})

    assert caught.value.findings[0].hint == "is 'Poczta' meant? say --column email=Poczta"
    assert (anna.id, anna.email, anna.consent) == ("1", "a@x.test", Consent.YES)


def test_a_column_that_was_named_must_be_there(tmp_path: Path) -> None:
    """In silence, everybody would get the leaflet in the wrong language."""
    with pytest.raises(BadInput) as caught:
        read(tmp_path, "id,email,consent,lang\n1,a@x.test,y,es\n", names={"language": "Sprache"})

    assert caught.value.findings[0].message == "there is no column 'Sprache'"


def test_without_header_no_patient_is_offered_as_a_column(tmp_path: Path) -> None:
    """Ida is near to `id`."""
    with pytest.raises(BadInput) as caught:
        read(tmp_path, "Ida,Emaila,Consenta\n", needs=TO_MERGE)

    assert "Ida" not in str(caught.value)
    assert "Ida" not in caught.value.findings[0].hint


def test_an_id_that_stands_twice_is_told_with_both_rows(tmp_path: Path) -> None:
    """Only one of the two could be told apart in the outbox."""
    recipients, told = read(tmp_path, "id,email,consent\n1,a@x.test,y\n2,b@x.test,y\n1,c@x.test,y\n")

    assert [each.row for each in recipients] == [2, 3]
    assert [(each.code, each.message) for each in told] == [
        ("recipient-twice", "row 4, column A (id) is the same as that of row 2")
    ]


def test_a_row_without_id_is_left_out(tmp_path: Path) -> None:
    """It could not be told whether its letter went."""
    recipients, told = read(tmp_path, "id,email,consent\n ,a@x.test,y\n2,b@x.test,y\n")

    assert [each.id for each in recipients] == ["2"]
    assert [each.code for each in told] == ["recipient-without-id"]


def test_an_address_as_id_is_warned_of(tmp_path: Path) -> None:
    """Ids show in the names of files."""
    _, told = read(tmp_path, "id,email,consent\nmarker@x.test,marker@x.test,y\n")

    assert [(each.code, each.severity) for each in told] == [("recipient-id", Severity.WARNING)]
    assert "marker" not in told[0].message


@pytest.mark.parametrize("text", ["MÃ¼ller", "JosÃ©", "Å\x81ukasz", "NaÃ¯ve â€“ dash", "æ\x9dŽé›·"])
def test_garbled_text_is_warned_of(text: str, tmp_path: Path) -> None:
    """CS05: a patient's name must not be misspelt unseen."""
    assert is_garbled(text)


@pytest.mark.parametrize("text", ["Müller", "Ã", "Ñandú", "ÄÖÜ", "Łukasz", "Ångström “quoted”", "李雷", "Renée’s", "Â"])
def test_letters_with_accents_are_not_garbled(text: str) -> None:
    """A warning for every accent would be read by nobody."""
    assert not is_garbled(text)


def test_a_garbled_name_is_told_with_its_cell(tmp_path: Path) -> None:
    """CS05."""
    recipients, told = read(tmp_path, "id,email,consent,name\n1,a@x.test,y,MÃ¼ller\n")

    assert len(recipients) == 1
    assert [(each.code, each.severity) for each in told] == [("csv-garbled", Severity.WARNING)]
    assert "row 2, column D (name)" in told[0].message
    assert "ller" not in told[0].message


def test_yaml_is_read_as_strictly(tmp_path: Path) -> None:
    """Numbers and words stay the text that was typed."""
    recipients, told = read(tmp_path, LIST, "list.yaml")

    assert [(each.row, each.id, each.consent, each.language) for each in recipients] == [
        (1, "1", Consent.YES, ""),
        (2, "2", Consent.NO, "es"),
    ]
    assert recipients[0].fields == {"name": "Anna"}
    assert told == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("recipients:\n  - id: 1\n    id: marker\n", "yaml-duplicate"),
        ("recipients:\n  - &marker id: 1\n", "yaml-alias"),
        ("recipients:\n  - id: 1\n    name: marker #4\n", "yaml-comment"),
        ("recipients:\n  - {id: 1, email: 'marker\n", "yaml-damaged"),
        ("marker: 7\n", "wrong-shape"),
    ],
)
def test_a_fault_of_yaml_repeats_no_line(text: str, code: str, tmp_path: Path) -> None:
    """Elsewhere findings show the line; here it holds a patient."""
    with pytest.raises(BadInput) as caught:
        read(tmp_path, text, "list.yaml")

    assert caught.value.findings[0].code == code
    for finding in caught.value.findings:
        assert finding.origin is not None
        assert "marker" not in f"{finding.message}{finding.hint}{finding.origin.excerpt}"


def test_bad_entries_are_told_and_good_ones_go_on(tmp_path: Path) -> None:
    """As in CSV."""
    text = (
        "- id: 1\n  email: a@x.test\n  consent: y\n- marker\n- id: 3\n  email: [marker]\n"
        "- id: 4\n  email: b@x.test\n  consent: y\n  name: |\n    marker\n    two\n    three\n"
        "- id: 5\n  email: c@x.test\n"
    )
    recipients, told = read(tmp_path, text, "list.yaml")

    assert [each.id for each in recipients] == ["1", "5"]
    assert sorted(each.code for each in told) == ["csv-line-break", "wrong-shape", "wrong-shape"]
    assert not [each for each in told if "marker" in f"{each.message}{each.origin.excerpt if each.origin else ''}"]


def test_names_of_fields_are_strict_in_yaml_too(tmp_path: Path) -> None:
    """Two that differ in case would be one; one that is an address is a patient."""
    _, told = read(tmp_path, "- id: 1\n  Email: a@x.test\n  email: b@x.test\n- id: 2\n  marker@x.test: y\n", "l.yaml")

    assert [each.code for each in told] == ["yaml-duplicate", "csv-header"]
    assert "marker" not in told[1].message


def test_a_second_walk_tells_no_fault_twice(tmp_path: Path) -> None:
    """A merge walks twice: once to gather the glyphs, once to set."""
    path = tmp_path / "list.csv"
    path.write_text("id,email,consent\n1,a@x.test\n2,b@x.test,y\n")
    file = RecipientFile(path, needs=TO_POST)

    first, second = list(file), list(file)

    assert first == second
    assert len(file.findings) == 1


def test_100000_recipients_fit_into_few_megabytes(tmp_path: Path) -> None:
    """CS14, with the ids that must be remembered to find the second of two."""
    peaks = []
    for count in (1_000, 100_000):
        path = tmp_path / f"{count}.csv"
        with path.open("w", encoding="utf-8") as file:
            file.write("id,email,consent,name\n")
            file.writelines(f"{at},person{at}@clinic.test,yes,Person Number {at}\n" for at in range(count))
        tracemalloc.start()
        assert sum(1 for _ in RecipientFile(path, needs=TO_POST)) == count
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()

    assert peaks[1] - peaks[0] < 20_000_000
