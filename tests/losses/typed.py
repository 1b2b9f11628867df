"""Words lost or changed between the fingers and the reader: YAML, and what no page can show."""

from collections.abc import Callable

from tests.losses.clinic import BRAND, LAYOUT, LEAFLET, Clinic, Loss, both, changing

STRAPLINE = "strapline: How acupuncture may help, in seven points\n"
AUTHOR = "author: Riverside Acupuncture, patient information group"
ADDRESS = "address: [12 Mill Lane, Exampleton EX1 2AB]"
SOCIAL = 'account: "@riverside.example"'
HOURS = '{days: Sat, opens: "9:00", closes: "13:00"}'
FIRST = 'personal:\n  first: {type: choice, label: Whether it is the first visit, example: "yes"}\n'
CHOICE = (
    'personal:\n  first: {{type: choice, label: Whether it is the first visit, example: "{}"}}\n'
    "sections:\n  - heading: For newcomers\n    when: first\n    text: Come early.\npoints:"
)


def _strapline(typed: str) -> Callable[[Clinic], None]:
    return changing(LEAFLET, STRAPLINE, f"strapline: {typed}\n")


def _cut(name: str, spoilt: str, sound: str, at: str) -> Loss:
    """A strapline that a comment cuts, and the same words whole."""
    return Loss(f"a comment {name}", _strapline(spoilt), _strapline(sound), code="yaml-comment", at=at)


def _nothing(typed: str) -> Loss:
    """A word that YAML takes for nothing, where the name of the author is wanted, and the word in quotes."""
    return Loss(
        f"an author called {typed or 'nothing'}",
        changing(LEAFLET, AUTHOR, f"author: {typed}"),
        changing(LEAFLET, AUTHOR, f'author: "{typed or "x"}"'),
        code="empty-text",
        at="author:",
    )


def _unseen(escape: str) -> Loss:
    """A text of nothing that anybody sees, and the same beside a word."""
    return Loss(
        f"a text of {escape} alone",
        _strapline(f'"{escape}{escape}"'),
        _strapline(f'"needle{escape}work"'),
        code="empty-text",
        at="strapline:",
    )


def _forbidden(escape: str) -> Loss:
    """A character that no page can say, and one that it can."""
    return Loss(
        f"the character {escape}",
        _strapline(f'"needle{escape}work"'),
        _strapline('"needle\\u2060work"'),
        code="bad-character",
        at="strapline:",
    )


def _braces(what: str, path: str, old: str, words: str) -> Loss:
    """Words in braces that no field stands behind, and the same without."""
    return Loss(
        f"braces in {what}",
        changing(path, old, words),
        changing(path, old, words.replace("{", "(").replace("}", ")")),
        code="unknown-personal-field",
        at="{name}",
    )


def _hours(name: str, spoilt: str, sound: str) -> Loss:
    return Loss(
        f"hours: {name}", changing(BRAND, HOURS, spoilt), changing(BRAND, HOURS, sound), code="bad-hours", at="days:"
    )


TYPED = (
    Loss(
        "a comment behind a plain text",
        changing(LEAFLET, "author:", "file_title: Come to Room #4 on the left\nauthor:"),
        changing(LEAFLET, "author:", 'file_title: "Come to Room #4 on the left"\nauthor:'),
        code="yaml-comment",
        at="Room #4",
    ),
    _cut("behind quotes", '"Seven points"#4 left', '"Seven points" # four are left', "#4 left"),
    _cut("behind quotes and a space", "'Seven points' #4 left", "'Seven points #4 left'", "#4 left"),
    _cut("behind the header of a block", ">- #StayWell\n  Seven points", ">-\n  #StayWell Seven points", "#StayWell"),
    _cut("behind the sign of a block", "> # Stop\n  Seven points", ">\n  # Stop Seven points", "# Stop"),
    _cut("above a text", "#1 in\n  seven points", "'#1 in\n  seven points'", "#1 in"),
    _cut("with a space above a text", "# 1 in\n  seven points", "\n  seven points", "# 1 in"),
    _cut("below a text", "Seven points\n  #StayWell with us", "Seven points\n  # StayWell with us", "#StayWell"),
    Loss(
        "a comment above an entry",
        changing(BRAND, ADDRESS, "address:\n    - #Stop\n      12 Mill Lane"),
        changing(BRAND, ADDRESS, "address:\n    - '#Stop\n      12 Mill Lane'"),
        code="yaml-comment",
        at="#Stop",
    ),
    Loss(
        "a comment above a list",
        changing(BRAND, ADDRESS, "address: #Flat12\n    - 12 Mill Lane"),
        changing(BRAND, ADDRESS, "address: # of the house\n    - 12 Mill Lane"),
        code="yaml-comment",
        at="#Flat12",
    ),
    Loss(
        "a comment between entries in brackets",
        changing(BRAND, ADDRESS, "address: [12 Mill Lane,\n    #Flat 4,\n    Exampleton]"),
        changing(BRAND, ADDRESS, "address: [12 Mill Lane,\n    # Flat 4,\n    Exampleton]"),
        code="yaml-comment",
        at="#Flat 4",
    ),
    _cut("in the place of a text", "#1 advice", "'#1 advice'", "#1 advice"),
    Loss(
        "a comment right behind a bracket",
        changing(BRAND, ADDRESS, "address: [#4\n    12 Mill Lane]"),
        changing(BRAND, ADDRESS, "address: [ # of the house\n    12 Mill Lane]"),
        code="yaml-comment",
        at="[#4",
    ),
    Loss(
        "a comment behind a comma",
        changing(BRAND, ADDRESS, "address: [12 Mill Lane, #4 upstairs\n    Exampleton]"),
        changing(BRAND, ADDRESS, "address: [12 Mill Lane, # the town\n    Exampleton]"),
        code="yaml-comment",
        at="#4 upstairs",
    ),
    Loss(
        "a comment in the layout",
        changing(LAYOUT, "title: A4 letter fold, six panels", "title: A4 letter fold #6 panels"),
        changing(LAYOUT, "title: A4 letter fold, six panels", "title: A4 letter fold no 6"),
        code="yaml-comment",
        at="#6 panels",
    ),
    Loss(
        "a question mark before a text",
        changing(BRAND, ADDRESS, "address: [?12 Mill Lane, Exampleton]"),
        changing(BRAND, ADDRESS, "address: ['?12 Mill Lane', Exampleton]"),
        code="yaml-key",
        at="?12",
    ),
    *map(_nothing, ("", "~", "null", "Null", "NULL")),
    *map(_unseen, ("\\u200B", "\\u200E", "\\u2060", "\\uFEFF", "\\u00AD")),
    *map(_forbidden, ("\\u061C", "\\u180E", "\\u206A", "\\u2064", "\\uFFF0", "\\u202E", "\\uE000", "\\x07")),
    Loss(
        "lines of a block",
        _strapline("|\n  Line one\n  Line two"),
        _strapline(">-\n  Line one\n  goes on"),
        code="line-break",
        at="strapline:",
    ),
    Loss(
        "a blank line in a folded text that is one paragraph",
        changing(LEAFLET, "lead: >-\n", "lead: >-\n  First paragraph.\n\n"),
        changing(LEAFLET, "intro: >-\n", "intro: >-\n  First paragraph.\n\n"),
        code="line-break",
        at="lead:",
    ),
    Loss(
        "a backslash at the end of a line in double quotes",
        changing(LEAFLET, "closing:\n", 'closing:\n    - "One line\\\n      and the next."\n'),
        changing(LEAFLET, "closing:\n", 'closing:\n    - "One line\n      and the next."\n'),
        code="line-break",
        at='"One line',
    ),
    Loss(
        "a line break in quotes",
        _strapline('"Line one\\nLine two"'),
        _strapline('"Line one, Line two"'),
        code="line-break",
        at="strapline:",
    ),
    Loss(
        "a tab in quotes",
        _strapline('"Take 5\\thousand"'),
        _strapline('"Take 5\\\\thousand"'),
        code="bad-character",
        at="strapline:",
    ),
    Loss(
        "a tab",
        changing(LEAFLET, "  heading:", "\theading:"),
        changing(LEAFLET, "  heading:", "  heading:  "),
        code="yaml-damaged",
        at="\theading",
    ),
    Loss(
        "a section whose example is no",
        changing(LEAFLET, "points:", CHOICE.format("no")),
        changing(LEAFLET, "points:", CHOICE.format("yes")),
        code="text-omitted",
        stops=False,
        at="heading: For newcomers",
    ),
    Loss(
        "a condition of the aside",
        changing(LEAFLET, "aside:\n", f"{FIRST}aside:\n  when: first\n"),
        changing(LEAFLET, "aside:\n", f"{FIRST}aside:\n"),
        code="unknown-field",
        at="when: first",
    ),
    Loss(
        "a field twice",
        changing(LEAFLET, STRAPLINE, f"{STRAPLINE}strapline: Another\n"),
        changing(LEAFLET, STRAPLINE, f"{STRAPLINE}# strapline: Another\n"),
        code="yaml-duplicate",
        at="strapline: Another",
    ),
    Loss(
        "a second document",
        changing(LEAFLET, "formats:", "---\nformats:"),
        changing(LEAFLET, "formats:", "# ---\nformats:"),
        code="yaml-documents",
        at="---",
    ),
    Loss(
        "an alias",
        both(_strapline("&words Seven points"), changing(LEAFLET, AUTHOR, "author: *words")),
        both(_strapline('"&words"'), changing(LEAFLET, AUTHOR, 'author: "*words"')),
        code="yaml-alias",
        at="words",
    ),
    Loss("a tag", _strapline("!words Seven points"), _strapline('"!words Seven points"'), code="yaml-tag", at="!words"),
    Loss(
        "a colon in a text",
        _strapline("Pain: seven points"),
        _strapline('"Pain: seven points"'),
        code="yaml-damaged",
        at="Pain:",
    ),
    Loss(
        "a field that is misspelt",
        changing(LEAFLET, "strapline:", "straplin:"),
        changing(LEAFLET, "strapline:", "strapline :"),
        code="unknown-field",
        at="straplin:",
    ),
    Loss(
        "fields in the place of a text",
        _strapline("{Pain: seven points}"),
        _strapline("'{Pain: seven points}'"),
        code="wrong-shape",
        at="{Pain",
    ),
    Loss(
        "a list in the place of a text",
        _strapline("[Pain, seven points]"),
        _strapline("'[Pain, seven points]'"),
        code="wrong-shape",
        at="[Pain",
    ),
    Loss(
        "letters of another encoding",
        lambda clinic: _latin_1(clinic, "Größe"),
        _strapline("Größe"),
        code="yaml-encoding",
    ),
    _braces("a leaflet without fields", LEAFLET, STRAPLINE, "strapline: Dear {name}\n"),
    _braces("the alternative text of a drawing", LEAFLET, "drawing:\n  alt: ", "drawing:\n  alt: For {name}, "),
    _braces("the address", BRAND, ADDRESS, 'address: ["{name} House"]'),
    _braces("the name of an account", BRAND, SOCIAL, 'account: "{name}"'),
    _hours("closed before they open", HOURS.replace("13:00", "5:00"), HOURS.replace("13:00", "17:00")),
    _hours("closed as they open", HOURS.replace("13:00", "9:00"), HOURS.replace("13:00", "9:30")),
    _hours("a day twice", HOURS.replace("Sat", "Fri"), HOURS.replace("Sat", "Sun")),
    Loss(
        "a day of another century",
        changing(LEAFLET, "review_by: 2028", "review_by: 2128"),
        changing(LEAFLET, "review_by: 2028", "review_by: 2029"),
        code="bad-form",
        at="review_by:",
    ),
    Loss(
        "a day that no calendar has",
        changing(LEAFLET, "issued: 2026-11-01", "issued: 2026-02-30"),
        changing(LEAFLET, "issued: 2026-11-01", "issued: 2026-02-28"),
        code="bad-form",
        at="issued:",
    ),
)


def _latin_1(clinic: Clinic, words: str) -> None:
    _strapline(words)(clinic)
    path = clinic.folder / LEAFLET
    path.write_bytes(path.read_text(encoding="utf-8").encode("latin-1", "replace"))
