"""The words of a leaflet in, the questions of a ten-minute test with patients out, each with what the leaflet says.

The leaflet is tested, not the patient: can somebody find it, and say it back in other words. The questions are English,
for whoever asks; they are asked in the patient's language. Source: the user test of EU package leaflets, which asks
whether each point is found and understood, by 16 of 20 or more; five people are what a small clinic has.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from brochure.base.marks import bare
from brochure.base.records import NamedTuple
from brochure.record.phrases import folded

MOST: Final = 6  # questions: ten minutes hold no more
ENOUGH: Final = 0.8  # of the people must find and understand it
_LONGEST: Final = 200  # letters of what the leaflet says
_FREQUENCY: Final = re.compile(r"\b\d[\d,.]*\D{1,14}10(?:0|(?:0?[,. ]?000){1,2})?\b")  # 9 in 100, 1 of 10,000
# A name, what is asked, and the roles that answer it: parts of a path, in this order. What matters most comes first.
_ROLES: Final = (
    ("may-do", "What may it do for you, and for whom may it do nothing?", ("lead", "intro")),
    ("tell-us", "What would you tell us before we start?", ("safety tell_us", "tick")),
    ("urgent", "When would you get help at once, and how?", ("safety urgent", "urgent")),
    ("keep", "What would you go on with, whatever we do?", ("safety keep",)),
    ("safety", "What does it ask you to take care of?", ("safety text", "safety plan")),
    ("do", "What would you do first, and what after that?", ("steps", "numbered", "do", "ticks")),
    ("do-not", "What would you not do?", ("do_not", "crosses")),
    ("reach", "How would you reach us, or book?", ("booking label", "booking screen", "contact telephones")),
    ("formats", "How would you get it in another form, such as large print?", ("formats",)),
    ("about", "What is this leaflet about?", ("title", "strapline")),
)  # fmt: skip
_HARM: Final = ("harm", "How many people does something happen to, and what?")


class AskedQuestion(NamedTuple):
    """One question, and what a good answer holds."""

    name: str
    ask: str
    says: str  # words of the leaflet


class Answered(NamedTuple):
    """How many people found the answer, and how many of these said it in other words."""

    name: str
    found: int
    understood: int


def questions_of(words: Mapping[str, str]) -> tuple[AskedQuestion, ...]:
    """The questions that a text has answers for, six at most; `words` are its blocks by their paths."""
    return tuple(_questions(words))[:MOST]


def too_few(answered: tuple[Answered, ...], people: int) -> tuple[Answered, ...]:
    """What fewer than four of five have found and understood."""
    return tuple(each for each in answered if each.understood < ENOUGH * people)


def sheet_lines(head: str, questions: tuple[AskedQuestion, ...], people: int) -> Iterator[str]:
    """The sheet for whoever asks, with boxes to tick; no name of a patient stands on it."""
    yield f"Ten minutes with {people} patients: {head}"
    yield "Give the leaflet, wait until it is read, then ask. The leaflet is tested, not the patient: say so."
    yield "Tick `found` where they show you the place, `understood` where they say it in words of their own. No names."
    numbers = "".join(f"{at:^5}" for at in range(1, people + 1))
    for at, each in enumerate(questions, 1):
        yield f"\n{at}  {each.ask}"
        yield f"   The leaflet says: {each.says}"
        yield f"   {each.name:10} {numbers.rstrip()}"
        yield from (f"   {word:10}{'  [ ]' * people}" for word in ("found", "understood"))
    yield "\nWhat did they stumble over? What would they change?\n"
    yield from ("_" * 72 for _ in range(3))


def _questions(words: Mapping[str, str]) -> Iterator[AskedQuestion]:
    harm = [text for path, text in words.items() if "short" not in path.split() and _FREQUENCY.search(folded(text))]
    for at, (name, ask, roles) in enumerate(_ROLES):
        if at == 1 and harm:
            yield AskedQuestion(*_HARM, _shortened(harm[:1]))
        if said := next(filter(None, (_of_role(role, words) for role in roles)), []):
            yield AskedQuestion(name, ask, _shortened(said))


def _of_role(role: str, words: Mapping[str, str]) -> list[str]:
    """The texts of a role: a path begins with it, or a block of the body is called so."""
    wanted = role.split()
    found = []
    for path, text in words.items():
        parts = [part for part in path.split() if not part.isdigit()]
        inner = parts[1:] if parts[:1] == ["body"] else parts
        if inner[: len(wanted)] == wanted:
            found.append(text)
    return found


def _shortened(texts: list[str]) -> str:
    text = bare("; ".join(texts))
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rpartition(' ')[0]} ..."
