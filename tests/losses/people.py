"""Words of a list that are lost, or replaced by one that nobody meant, before a copy is made of them."""

from collections.abc import Callable
from typing import NamedTuple

from tests.losses.clinic import LEAFLET, Clinic, Loss, both, changing

COLUMNS = ("id", "name", "day", "hour", "clinician", "site", "first", "language")
ROW = {"id": "1041", "name": "Anna Nowak", "day": "2026-12-01", "hour": "9:30", "clinician": "Dr Jo Example",
       "site": "12 Mill Lane", "first": "yes", "language": "en"}  # fmt: skip
ROW2 = {**ROW, "id": "1042", "name": "Ben Lee"}


class ListLoss(NamedTuple):
    """One way to lose or change a word of a list, and a list that loses nothing."""

    name: str
    spoilt: bytes
    twin: bytes
    code: str  # of the finding that tells it
    at: str = ""  # how its message begins: row and column
    stops: bool = True  # whether the row, or the list, is held back; else a warning is enough
    encoding: str = ""  # that was named
    file: str = "list.csv"


def table(*rows: dict[str, str], columns: tuple[str, ...] = COLUMNS) -> bytes:
    """A list of rows that differ from the sound one in some cells."""
    cells = [",".join({**ROW, **row}[column] for column in columns) for row in rows]
    return "\n".join((",".join(columns), *cells, "")).encode()


def entries(*rows: dict[str, str]) -> bytes:
    """A list of rows in YAML."""
    return "".join(
        "- " + "\n  ".join(f'{name}: "{said}"' for name, said in row.items()) + "\n" for row in rows
    ).encode()


def cell(column: str, spoilt: str, sound: str, code: str, *, stops: bool = True, name: str = "") -> ListLoss:
    """One cell that is not what was meant, and one that looks like it and is."""
    letter = "ABCDEFGH"[COLUMNS.index(column)]
    at = f"row 2, column {letter} ({column}) "
    return ListLoss(
        name or f"{column}: {code} {spoilt!a}", table({column: spoilt}), table({column: sound}), code, at, stops
    )


PEOPLE = (
    # a value that a program wrote in the place of one
    cell("name", "#N/A", "N. Aziz", "value-odd"),
    cell("name", "#REF!", "Ref #4", "value-odd"),
    cell("site", "Mill Lane #REF!", "Room #12 - NHS #ABC!", "value-odd"),
    cell("site", "Mill Lane?ask Jo", "see clinic.example/map?site=2", "value-odd"),
    cell("name", "NULL", "Null", "value-odd"),
    cell("name", "undefined", "Una Fined", "value-odd"),
    cell("name", "[object Object]", "[Annie] Lee", "value-odd"),
    cell("name", "«FirstName»", "First Name", "value-odd"),
    cell("name", "{{ first_name }}", "Anna {Nowak", "value-odd"),
    cell("name", "%FNAME%", "100 % Anna", "value-odd"),
    cell("name", "O&#39;Brien", "O'Brien", "value-odd"),
    cell("name", "?ukasz Wi?niewski", "Łukasz Wiśniewski", "value-odd"),
    cell("name", "-", "J-L", "value-odd"),
    cell("name", "0", "Ward 0", "value-odd"),
    cell("site", "=1+1", "1+1 Mill Lane", "value-odd"),
    cell("id", "4.47912E+11", "447912", "recipient-id"),
    # a value that nobody sees, or that no page can hold
    cell("name", "\u200e\u200b", "\u200eAnna", "value-missing"),
    cell("name", "", "J", "value-missing"),
    cell("name", "Anna\u202eNowak", "Anna Nowak", "csv-character"),
    cell("name", "Anna \U0001f9a0", "Anna Ł", "no-glyph"),
    cell("name", "MÃ¼ller", "Müller", "csv-garbled", stops=False),
    cell("name", "A" * 61, "A" * 60, "value-too-long", name="a name that is longer than allowed"),
    cell("name", "\u0633" * 58, "S" * 58, "value-does-not-fit", name="a name that no line holds"),
    # a day, an hour, a choice that is another one
    cell("day", "1926-12-01", "2026-12-01", "value-day"),
    cell("day", "2126-12-01", "2027-12-01", "value-day"),
    cell("day", "2026-11-02", "2026-11-28", "value-day", stops=False),
    cell("day", "2028-11-02", "2028-11-01", "value-day", stops=False),
    cell("day", "1/12/2026", "2026-12-01", "value-no-date"),
    cell("hour", "3:00", "15:00", "value-hour", stops=False),
    cell("hour", "9.30", "9:30", "value-no-time"),
    cell("first", "ye\u017f", "yes", "value-unclear"),
    ListLoss("another language is asked for", table({"language": "pl"}), table({"language": "en-GB"}), "list-language",
             "row 2 ask for another language", stops=False),
    # cells, rows and whole lists that are not where they seem to be
    ListLoss("a comma that parts a cell in two", table({"site": "Mill Lane, 12"}), table({"site": '"Mill Lane, 12"'}),
             "csv-row", "row 2 has 9 cells"),
    ListLoss("a quote without its partner", table({"site": '"Mill Lane'}), table({"site": '"Mill ""Old"" Lane"'}),
             "csv-quotes", "row 2, column F (site) "),
    ListLoss("a line break in a cell", table({"site": '"Mill\nLane"'}), table({"site": '"Mill Lane"'}),
             "csv-line-break", "row 2, column F (site) "),
    ListLoss("two people with one id", table({}, {"name": "Ben Lee"}), table({}, {"id": "2", "name": "Ben Lee"}),
             "recipient-twice", "row 3, column A (id) "),
    ListLoss("a column that has another name", table({}).replace(b"clinician", b"doctor"), table({}), "csv-column",
             "there is no column 'clinician'"),
    ListLoss("a choice whose column is misspelt", table({}).replace(b"first", b"frist"), table({"first": ""}),
             "csv-column", "there is no column 'first'"),
    ListLoss("a choice without its column", table({}, columns=COLUMNS[:6]), table({}, columns=COLUMNS[:7]),
             "csv-column", "there is no column 'first'"),
    ListLoss("a choice that no entry has", entries(ROW, ROW2).replace(b"first", b"frist"), entries(ROW, ROW2),
             "csv-column", "there is no column 'first'", file="list.yaml"),
    ListLoss("a choice that one entry lacks", entries(ROW, ROW2).replace(b"first", b"frist", 1),
             entries({**ROW, "first": "no"}, ROW2), "csv-column", "entry 1, 'first' is not there", file="list.yaml"),
    ListLoss("letters of another encoding", table({"name": "M\u00fcller"}).decode().encode("cp1252"),
             table({"name": "M\u00fcller"}), "csv-encoding", "not UTF-8"),
    ListLoss("a file that is no UTF-16", table({}), table({}).decode().encode("utf-16"), "csv-encoding", "not utf-16",
             encoding="utf-16"),
    ListLoss("an old workbook by another name", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), table({}),
             "workbook-damaged", "workbook '"),
)  # fmt: skip


def field(name: str, kind: str = "text", example: str = "Anna") -> str:
    """A personal field of the leaflet."""
    return f"{name}: {{type: {kind}, label: Name, example: {example}}}"


def asks(name: str, words: str, kind: str = "text", example: str = "Anna") -> Callable[[Clinic], None]:
    """A leaflet with a personal field, and words of its strapline."""
    return both(
        changing(LEAFLET, "\ntitle:", f"\npersonal:\n  {field(name, kind, example)}\ntitle:"),
        changing(LEAFLET, "strapline: How", f"strapline: {words} How"),
    )


def _named(name: str) -> Loss:
    sound = asks("first_name", "For {first_name}. ")
    return Loss(f"a field called {name}", asks(name, f"For {{{name}}}. "), sound, "bad-form", at=f"  {name}: ")


def _braced(words: str, *, name: str = "name") -> Loss:
    """Words in braces that are not filled in, and the field as it is."""
    sound = asks(name, f"For {{{name}}}. ")
    return Loss(f"braces: {words}", asks(name, f"For {{{name}}}, {words}. "), sound, "unknown-personal-field", at=words)


PERSONAL = (
    *map(_named, ("first-name", "my name", "Name", "2name", "pr\u00e9nom")),
    *map(_braced, ("{first name}", "{name.first}", "{{name}}", "{name-1}", "{ name }", "{{name}")),
    Loss(
        "a choice in braces",
        asks("first", "See {first}", "choice", '"yes"'),
        both(
            asks("first", "See", "choice", '"yes"'),
            changing(LEAFLET, "\nsafety:", "\nsections:\n  - {heading: New, when: first, text: Come.}\nsafety:"),
        ),
        "unknown-personal-field",
        at="{first}",
    ),
    Loss(
        "a field that no text asks for",
        asks("name", "For (name)"),
        asks("name", "For {name}"),
        "personal-unused",
        stops=False,
        at="  name: ",
    ),
)
