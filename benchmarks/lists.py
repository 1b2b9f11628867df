"""Lists of people for the benchmarks, the same every time: few names, a town's, and names that never come twice."""

import random
import re
from collections.abc import Iterator
from itertools import accumulate
from typing import Final

Row = dict[str, str]

FIRST = ("Anna", "Jo", "Zoë", "Łukasz", "Thị", "Maria", "Peter", "Ngọc", "Bartholomew", "Siân", "Ada", "Olga")
LAST = ("Nowak", "Smith", "Nguyễn", "O'Brien", "Żółć", "García", "Lee-Jones", "Li", "Wójcik", "Okafor", "Rossi", "Khan")

_STARTS: Final = re.findall(r"\w+", "b br d f g gr h k kl l m n p r s sch st t w z ł ż č th v j")
_MIDDLES: Final = re.findall(r"\w+", "a e i o u ö ü é ei au ia y")
_ENDS: Final = ("", "n", "r", "s", "l", "nd", "sky", "man", "wicz", "ová", "er", "t")
_SURNAMES: Final = 4_000
_FIRST_NAMES: Final = 300


def few(count: int) -> Iterator[Row]:
    """Twelve first names and twelve surnames: what is written was written before."""
    chance = random.Random(7)
    for at in range(1, count + 1):
        name = f"{chance.choice(FIRST)} {chance.choice(LAST)}"
        yield _row(at, name, f"Dr {chance.choice(LAST)}")


def town(count: int) -> Iterator[Row]:
    """A town: the n-th of 4,000 surnames is borne by an n-th of the first one's people (Zipf); one in 40 has two."""
    chance = random.Random(7)
    first, last, doctors = _names(_FIRST_NAMES, 1), _names(_SURNAMES, 2), _names(40, 3)
    weights = list(accumulate(1 / rank for rank in range(1, _SURNAMES + 1)))
    for at in range(1, count + 1):
        surnames = chance.choices(last, cum_weights=weights, k=1 + (at % 40 == 0))
        yield _row(at, f"{chance.choice(first)} {'-'.join(surnames)}", f"Dr {chance.choice(doctors)}")


def distinct(count: int) -> Iterator[Row]:
    """Nobody shares a first name or a surname with anybody."""
    chance = random.Random(7)
    doctors = _names(40, 3)
    for at, (first, last) in enumerate(zip(_names(count, 4), _names(count, 5), strict=True), 1):
        yield _row(at, f"{first} {last}", f"Dr {chance.choice(doctors)}")


def _row(at: int, name: str, clinician: str) -> Row:
    return {
        "id": str(at),
        "name": name,
        "day": f"2026-12-{at % 28 + 1:02d}",
        "hour": f"{8 + at % 9}:{at * 5 % 60:02d}",
        "clinician": clinician,
        "site": ("12 Mill Lane", "Riverside Annexe")[at % 2],
        "first": ("yes", "no")[at % 3 > 0],
    }


def _names(count: int, seed: int) -> list[str]:
    """So many names of one to three syllables, each once; the shorter ones come more often."""
    chance = random.Random(seed)
    found: dict[str, None] = {}
    while len(found) < count:
        syllables = (chance.choice(_STARTS) + chance.choice(_MIDDLES) for _ in range(chance.choice((1, 2, 2, 3))))
        found["".join(syllables).capitalize() + chance.choice(_ENDS)] = None
    return list(found)
