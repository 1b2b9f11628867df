"""A password as somebody typed it in, the bytes that lock a file out; and what makes it a poor one.

No message repeats a password, nor what it was compared with.
"""

import re
import stringprep
import unicodedata
from collections.abc import Callable, Collection
from typing import Final

from brochure.base.findings import Finding
from brochure.base.origin import Origin

SHORTEST: Final = 12  # characters. Source: docs/decisions.md, "Passwords in a list"
LONGEST: Final = 127  # bytes as UTF-8. Source: ISO 32000-2, 7.6.4.3.3
_OWN: Final = 8  # characters that must be left when the recipient's own fields and dates are taken away
_VALUE: Final = 3  # characters of a field that are worth looking for
_FEW: Final = 4  # different characters that a password has at least
_ROWS = ("1234567890" * 3, "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm", "qwertzuiopasdfghjklyxcvbnm")
# First letters of the months in English, German, Spanish, French and Polish, without accents.
_MONTHS = re.compile(
    "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mai|okt|dez|ene|abr|ago|dic|fev|avr|jui|aou"
    "|sty|lut|kwi|maj|cze|lip|sie|wrz|paz|lis|gru"
)
_STROKED = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"})  # no accent to take away
_PLAIN_DATE = re.compile(r"(?<!\d)(?:\d{8}|\d{6})(?!\d)")
_PARTED_DATE = re.compile(r"(?<!\d)(\d{1,4})([^\w]+|[年_])(\d{1,2})([^\w]+|[月_])(\d{1,4})(?!\d)日?")
_SPOKEN_DATE = re.compile(
    r"(?<!\d)\d{1,2}(?:st|nd|rd|th)?[\W_]*(?:(?:de|of)[\W_]+)?(?P<after>[^\W\d_]{3,12})[\W_]*(?:(?:de|of)[\W_]+)?\d{2,4}(?!\d)"
    r"|(?P<before>[^\W\d_]{3,12})[\W_]*\d{1,2}(?:st|nd|rd|th)?[\W_]+\d{2,4}(?!\d)"
)
_PROHIBITED: tuple[Callable[[str], bool], ...] = (  # Source: RFC 4013, 2.3 and 2.5
    stringprep.in_table_a1,  # not assigned in Unicode 3.2: readers may treat it differently
    stringprep.in_table_c12,
    stringprep.in_table_c21_c22,
    stringprep.in_table_c3,
    stringprep.in_table_c4,
    stringprep.in_table_c5,
    stringprep.in_table_c6,
    stringprep.in_table_c7,
    stringprep.in_table_c8,
    stringprep.in_table_c9,
)


def password_bytes(password: str) -> bytes:
    """What a file is locked with: the password through SASLprep, as UTF-8.

    However its accents were typed, the same word gives the same bytes.

    Raises:
        ValueError: empty, too long, or with characters that no password may have; never says which.

    Source: ISO 32000-2, 7.6.4.3.3, step (a); RFC 4013.
    """
    prepared = _prepared(password)
    if reason := _bar(prepared):
        raise ValueError(f"password {reason}")
    return prepared.encode()


def password_faults(password: str, values: Collection[str] = (), *, origin: Origin | None = None) -> list[Finding]:
    """Why a password should not lock a recipient's copy; empty where it may.

    `bad-password` cannot be used at all; `weak-password` can be guessed, and may be forced.
    `values` are the recipient's other fields. Give an `origin` without an excerpt: the line holds the password.
    """
    prepared = _prepared(password)
    if reason := _bar(prepared):
        return [Finding("bad-password", f"password {reason}", origin, "write another password")]
    return [Finding("weak-password", f"password {each}", origin, _HINT) for each in _weaknesses(prepared, values)]


_HINT = "write at least four words that have nothing to do with the recipient, or twelve random characters"


def _prepared(password: str) -> str:
    """Mapped and normalised. Source: RFC 4013, 2.1 and 2.2, with the Unicode 3.2 that it names."""
    # A space without width is in both tables; nobody can see it, so it goes.
    seen = (each for each in password if not stringprep.in_table_b1(each))
    mapped = "".join(" " if stringprep.in_table_c12(each) else each for each in seen)
    return unicodedata.ucd_3_2_0.normalize("NFKC", mapped)


def _bar(prepared: str) -> str:
    """Why no file can be locked with it; empty where one can."""
    if not prepared:
        return "is empty"
    if any(barred(each) for each in prepared for barred in _PROHIBITED):
        return "has a character that not every reader accepts, as a control, a private one or an emoji"
    if not _keeps_direction(prepared):
        return "mixes writing from right to left with other letters, or begins or ends with a figure or a sign"
    if len(prepared.encode()) > LONGEST:
        return f"is longer than {LONGEST} bytes"
    return ""


def _keeps_direction(prepared: str) -> bool:
    """Source: RFC 3454, clause 6."""
    rightward = [stringprep.in_table_d1(each) for each in prepared]
    if not any(rightward):
        return True
    return rightward[0] and rightward[-1] and not any(stringprep.in_table_d2(each) for each in prepared)


def _weaknesses(password: str, values: Collection[str]) -> list[str]:
    folded = _folded(password)
    found = []
    if len(password) < SHORTEST:
        # Not how many it has: that would help whoever reads the report.
        found.append(f"has fewer than {SHORTEST} characters")
    if len(set(folded)) == 1:
        found.append("is all one character")
    elif len(set(folded)) < _FEW:
        found.append(f"has fewer than {_FEW} different characters")
    if len(folded) > 1 and any(folded in row or folded in row[::-1] for row in _ROWS):
        found.append("is a row of keys or letters in their order")
    if (rest := _without_dates(folded)) != folded and not _letters(rest):
        found.append("is a date, as of birth")
        return found
    left = _letters(_without(_own_words(values), rest))
    if not left and _letters(folded):
        found.append("is made of the recipient's own fields")
    elif left != _letters(folded) and len(left) < _OWN:
        found.append(f"has fewer than {_OWN} characters beside dates and the recipient's own fields")
    return found


def _folded(text: str) -> str:
    """Without case and accents, every figure from 0 to 9."""
    plain = unicodedata.normalize("NFKD", text.casefold()).translate(_STROKED)
    return "".join(
        str(unicodedata.decimal(each)) if each.isdecimal() else each
        for each in plain
        if not unicodedata.combining(each)
    )


def _letters(folded: str) -> str:
    """Letters and figures only."""
    return "".join(each for each in folded if each.isalnum())


def _own_words(values: Collection[str]) -> list[str]:
    """The fields, whole and word by word, longest first."""
    words = {_letters(each) for value in values for each in (_folded(value), *re.split(r"[\W_]+", _folded(value)))}
    return sorted((word for word in words if len(word) >= _VALUE), key=len, reverse=True)


def _without(words: list[str], folded: str) -> str:
    rest = _letters(folded)
    for word in words:
        rest = rest.replace(word, " ")
    return rest


def _without_dates(folded: str) -> str:
    rest = _PARTED_DATE.sub(lambda found: _kept(found, _is_date(found[1], found[3], found[5])), folded)
    rest = _SPOKEN_DATE.sub(lambda found: _kept(found, bool(_MONTHS.match(found["after"] or found["before"]))), rest)
    return _PLAIN_DATE.sub(lambda found: _kept(found, any(_is_date(*each) for each in _cut(found[0]))), rest)


def _kept(found: "re.Match[str]", is_date: bool) -> str:
    return " " if is_date else found[0]


def _cut(figures: str) -> list[tuple[str, str, str]]:
    """Figures in a row as three numbers, in every way that people write a date."""
    year = len(figures) - 4
    first = (figures[:year], figures[year : year + 2], figures[year + 2 :])
    last = (figures[:2], figures[2:4], figures[4:])
    return [first, last]


def _is_date(first: str, second: str, third: str) -> bool:
    """Whether three numbers are year, month and day; or day or month first and the year last."""
    return any(
        _is_year(year) and sorted_date
        for year, sorted_date in (
            (first, _is_month(second) and _is_day(third)),
            (third, _is_month(second) and _is_day(first)),
            (third, _is_month(first) and _is_day(second)),
        )
    )


def _is_year(text: str) -> bool:
    return len(text) == 2 or (len(text) == 4 and 1890 <= int(text) <= 2099)


def _is_month(text: str) -> bool:
    return len(text) <= 2 and 1 <= int(text) <= 12


def _is_day(text: str) -> bool:
    return len(text) <= 2 and 1 <= int(text) <= 31
