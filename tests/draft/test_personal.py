"""Values of one person: each kind at its limits, told without the value, said as the language says it."""

import re
from dataclasses import replace

import pytest

from brochure.base.findings import BadValues
from brochure.base.language import LANGUAGES
from brochure.base.leaflet import Leaflet, PersonalField
from brochure.base.manuscript import Manuscript
from brochure.base.order import Order
from brochure.content.read import read
from brochure.content.shelf import Shelf
from brochure.draft.personal import LONGEST, Fault, Judge, Values, examples, for_one, judge
from tests.samples import HERE, said

LRI, RLI, PDI = "\u2066", "\u2067", "\u2069"


@pytest.fixture(scope="module")
def visit(shelf: Shelf) -> Manuscript:
    return read(Order("your-visit"), shelf).manuscript


Judged = tuple[Values, list[Fault]]


def one_field(visit: Manuscript, kind: str, longest: str = "") -> Leaflet:
    """A leaflet with one field of a kind."""
    most = said(longest) if longest else None
    field = PersonalField(type=kind, label=said("Label"), example=said("Example"), longest=most)  # type: ignore[arg-type] # by its name
    return visit.leaflet.but(personal={"word": field})


def one(visit: Manuscript, kind: str, value: str, language: str = "en", longest: str = "") -> Judged:
    """What becomes of one value of a kind."""
    return judge({"word": value}, one_field(visit, kind, longest), LANGUAGES[language])


MISSING = Fault("word", "value-missing", "is empty", "fill it in, or take the row out")
UNCLEAR = Fault("word", "value-unclear", "is neither yes nor no", "write yes or no")
FORBIDDEN = Fault("word", "value-forbidden", "holds a character that cannot be printed", "type it anew")
NO_DATE = Fault("word", "value-no-date", "is no date", "write it as 2026-11-01")
NO_TIME = Fault("word", "value-no-time", "is no time", "write it as 14:30")
NO_LINK = Fault(
    "word",
    "value-no-link",
    "is no link",
    "write an address that begins with https://, in plain letters and without spaces",
)
TOO_LONG = "shorten it, or allow more with `longest:` of the field 'word'"


@pytest.mark.parametrize(
    ("kind", "value", "fault"),
    [
        ("text", "", MISSING), ("text", "  ", MISSING), ("date", "", MISSING),
        ("choice", "maybe", UNCLEAR), ("choice", "ye s", UNCLEAR),
        ("text", "a\x07b", FORBIDDEN), ("text", "a\u202eb", FORBIDDEN), ("text", "\ue000", FORBIDDEN),
        ("date", "1.12.2026", NO_DATE), ("date", "2026-02-30", NO_DATE),
        ("time", "24:00", NO_TIME), ("time", "9.30", NO_TIME), ("time", "9:60", NO_TIME),
        ("link", "http://a.test", NO_LINK), ("link", "tel:123", NO_LINK), ("link", "https://a.test/é", NO_LINK),
        ("text", "x" * (LONGEST + 1), Fault("word", "value-too-long", "has 121 letters; 120 are allowed", TOO_LONG)),
    ],
    ids=range(17),
)  # fmt: skip
def test_a_value_that_cannot_be_printed_is_told_without_it(
    visit: Manuscript, kind: str, value: str, fault: Fault
) -> None:
    """A list of patients is no place to quote from."""
    values, faults = one(visit, kind, value)

    assert faults == [fault]
    assert values == Values({}, frozenset())
    with pytest.raises(BadValues) as caught:
        for_one(replace(visit, leaflet=one_field(visit, kind)), {"word": value})
    (finding,) = caught.value.findings
    assert (finding.code, finding.message, finding.hint) == (fault.code, f"field 'word' {fault.message}", fault.hint)
    assert finding.origin == HERE


@pytest.mark.parametrize(
    ("kind", "value", "printed"),
    [
        ("text", " Jo's   place ", "Jo’s place"), ("text", "x" * LONGEST, "x" * LONGEST),
        ("date", "2026-12-01", "Tuesday 1\u00a0December 2026"),
        ("time", "09:30", "9:30"), ("time", "0:00", "0:00"), ("time", "23:59", "23:59"), ("time", "19:05", "19:05"),
        ("link", "https://a.test/b", "https://a.test/b"),
        ("text", "e\u0301", "é"),
        ("text", "عمر", f"{RLI}عمر{PDI}"), ("text", "Ωmega", "Ωmega"), ("text", "דן", f"{RLI}דן{PDI}"),
    ],
    ids=range(12),
)  # fmt: skip
def test_a_value_is_printed_as_the_language_says_it(visit: Manuscript, kind: str, value: str, printed: str) -> None:
    """Typed by hand or by a machine, it looks like the leaflet."""
    values, faults = one(visit, kind, value)

    assert faults == []
    assert values.said == {"word": printed}


def test_words_of_the_other_direction_keep_theirs_in_arabic(visit: Manuscript) -> None:
    """A Latin name is isolated once; Arabic needs nothing, and digits neither."""
    assert one(visit, "text", "Anna Berg", "ar")[0].said["word"].count(LRI) == 1
    assert one(visit, "text", "عمر", "ar")[0].said["word"] == "عمر"
    assert one(visit, "text", "عمر A", "ar")[0].said["word"] == f"عمر {LRI}A{PDI}"
    assert one(visit, "text", "–", "ar")[0].said["word"] == "–"


@pytest.mark.parametrize(
    ("value", "language", "mark"),
    [("Dr Müller (دكتور)", "en", LRI), ("(دكتور) Dr Müller", "en", RLI), ("دكتور Müller", "en", RLI),
     ("12 دكتور", "en", RLI), ("محمد علي", "en", RLI), ("Müller", "en", ""), ("12", "en", ""),
     ("Dr Müller (دكتور)", "ar", LRI), ("د. Müller", "ar", ""), ("12 Mill Lane", "ar", LRI), ("محمد علي", "ar", "")],
)  # fmt: skip
def test_a_name_follows_its_first_strong_letter(value: str, language: str, mark: str, visit: Manuscript) -> None:
    """UAX #9, 2.4: a name with a word of another script in it is not turned round."""
    said = one(visit, "text", value, language)[0].said["word"]

    assert said[0] == (mark or value[0]) and (said[-1] == PDI or not mark)
    assert re.sub(f"[{LRI}{RLI}{PDI}]", "", said).replace("\u00a0", " ") == value


@pytest.mark.parametrize("value", ["yes", "YES", "true", "1", "y", "no", "False", "0", "n", ""])
def test_a_choice_holds_or_does_not(visit: Manuscript, value: str) -> None:
    """As spreadsheets write it; an empty cell is no."""
    values, faults = one(visit, "choice", value)

    assert faults == []
    assert values == Values(
        {"word": value}, frozenset({"word"} if value.casefold() in "yes true 1 y" and value else ())
    )


def test_a_field_may_allow_more_or_less(visit: Manuscript) -> None:
    """`longest:` counts letters."""
    assert one(visit, "text", "x" * 5, longest="5")[1] == []
    assert one(visit, "text", "x" * 6, longest="5")[1] == [
        Fault("word", "value-too-long", "has 6 letters; 5 are allowed", TOO_LONG)
    ]


def test_columns_that_no_field_knows_are_let_alone_and_all_faults_come_together(visit: Manuscript) -> None:
    """One look at a row tells all of it, and a fault does not hide what follows."""
    leaflet = visit.leaflet
    good = {name: field.example.text for name, field in (leaflet.personal or {}).items()}
    values, faults = judge({**good, "day": "x", "hour": "y", "column": "z"}, leaflet, visit.language)

    assert [fault.field for fault in faults] == ["day", "hour"]
    assert values.said.keys() == good.keys() - {"day", "hour"}
    assert judge({}, leaflet.but(personal=None), visit.language) == (Values({}, frozenset()), [])


def test_what_was_judged_once_is_known_and_a_full_memory_lets_go(
    visit: Manuscript, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Days and hours come again and again; a list of a million names must not stay."""
    monkeypatch.setattr("brochure.draft.personal._KEPT", 2)
    judge_one = Judge(visit.leaflet.but(personal={"word": (visit.leaflet.personal or {})["day"]}), visit.language)
    ((_, _, known),) = judge_one._fields

    for day, kept in (("2026-12-01", 1), ("2026-12-01", 1), ("2026-12-02", 2), ("2026-12-03", 2)):
        values, faults = judge_one({"word": day})
        assert (known.weight, faults) == (kept, [])
        assert values.said["word"].startswith(("Tue", "Wed", "Thu"))
    assert known.get("2026-12-01") is known.again("2026-12-01") is None
    assert known.get("2026-12-03") == values.said["word"]


def test_one_person_gets_what_is_for_them(visit: Manuscript) -> None:
    """Sections by their choice; the examples where nothing is given; a fault with the place of the field."""
    fields = visit.leaflet.personal or {}
    given = {name: field.example.text for name, field in fields.items()}
    mine, spoken = for_one(visit, {**given, "first": "no"})
    example, said_as = for_one(visit, None)
    with pytest.raises(BadValues) as caught:
        for_one(visit, {**given, "day": "tomorrow"})

    assert len(mine.leaflet.sections) < len(visit.leaflet.sections)
    assert spoken == judge({**given, "first": "no"}, visit.leaflet, visit.language)[0].said
    assert (
        said_as == examples(visit.leaflet, visit.language).said == judge(given, visit.leaflet, visit.language)[0].said
    )
    assert example.leaflet == visit.leaflet.for_choices(examples(visit.leaflet, visit.language).holds)
    (fault,) = caught.value.findings
    assert (fault.code, fault.message, fault.hint) == ("value-no-date", "field 'day' is no date", NO_DATE.hint)
    assert fault.origin == fields["day"].label.origin != HERE
    plain = replace(visit, leaflet=visit.leaflet.but(personal=None))
    assert for_one(plain, None) == (plain, {})
    assert examples(plain.leaflet, visit.language) == Values({}, frozenset())
