"""A text and what stands for it in, what was lost out: a short text for its longer one, a translation for its source.

What limits a claim is not cut first: numbers, denials, hedges and the invitation to ask. Words are looked for in lists;
two texts that count alike may still say different things, and a person who reads both decides.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from brochure.base.blocks import Block, blocks_of
from brochure.base.claims import ClaimBook, WordList
from brochure.base.findings import Finding, Severity
from brochure.base.leaflet import Leaflet
from brochure.base.origin import Said
from brochure.base.records import NamedTuple
from brochure.record.phrases import folded, found_in, sentences, without

NOT_READ: Final = frozenset({"personal", "references", "link", "made_from"})  # of a path: nobody reads it as a text
_SMALL: Final = 12  # numbers up to it are often written as words
_THOUSANDS: Final = re.compile(r"(?<=\d)[.,'’٬ \u202f](?=\d{3}(?!\d))")
_TELEPHONE: Final = re.compile(r"\+?\d(?:[ ()/-]{0,2}\d){7,}")
_DATE: Final = re.compile(r"\b(?:(\d{4})-(\d\d)-(\d\d)|(\d{1,2})[./-](\d{1,2})[./-](\d{4}))\b")
_NOON: Final = re.compile(r"\b(\d{1,2})((?:[:.]\d\d)?) ?([ap])\.?m\b")


class Lengths(NamedTuple):
    """A short text, and the texts in whose place it stands."""

    path: str
    short: Said
    long: str


def short_findings(leaflet: Leaflet, book: ClaimBook) -> Iterator[Finding]:
    """Short texts that leave out what limits the longer one.

    An error where it is sure: a hedge, `ask us`, a number or a denial of a sentence that claims something. Any other
    number or denial may be small talk, or `do not drive`: a warning.
    """
    for path, short, long in _lengths(leaflet):
        losses = _losses(long, short.text, book.words)
        for lost, severity in ((losses.sure, Severity.ERROR), (losses.other, Severity.WARNING)):
            if lost:
                message = f"'{path}' leaves out what limits its text: {', '.join(lost)}"
                hint = "write it into the short text; cut something else"
                yield Finding("short-caveat", message, short.origin, hint, severity)


def step_findings(translation: Leaflet, source: Leaflet, book: ClaimBook, severity: Severity) -> Iterator[Finding]:
    """Blocks of a translation that do not go in step with those of the source; `severity` of what is sure.

    Numbers, a sentence that denies nothing any more, and the medicines are sure. A language may deny more often than
    another, or say `may` in its own way: a warning.
    """
    theirs = {path: said for path, said in blocks_of(source) if not NOT_READ & set(path.split())}
    for path, said in blocks_of(translation):
        if path in theirs:
            for what, is_sure in _out_of_step(said.text, theirs[path].text, book.words, book.source_words):
                place = f"{theirs[path].origin.file}:{theirs[path].origin.line}"
                message = f"'{path}' {what}, {place}"
                hint = "hold it against the source; a person who reads both decides"
                weight = severity if is_sure else Severity.WARNING
                yield Finding("translation-differs", message, said.origin, hint, weight)


def numbers_in(text: str) -> Counter[str]:
    """The numbers of a folded text, in any script, as plain digits; hours of the afternoon as those of 24."""
    if not text.isascii():
        text = "".join(str(unicodedata.digit(sign)) if sign.isdecimal() else sign for sign in text)
    text = _NOON.sub(lambda found: f"{int(found[1]) % 12 + 12 * (found[3] == 'p')}{found[2]}", text)
    text = _DATE.sub(lambda found: "; ".join(each for each in found.groups() if each), text)
    telephones = [re.sub(r"\D", "", each)[-9:] for each in _TELEPHONE.findall(text)]
    rest = _THOUSANDS.sub("", _TELEPHONE.sub(" ", text))
    return Counter([*telephones, *(each.lstrip("0") or "0" for each in re.findall(r"\d+", rest))])


def _lengths(leaflet: Leaflet) -> Iterator[Lengths]:
    if leaflet.short:
        yield _pair("short", leaflet.short, (*((leaflet.lead,) if leaflet.lead else ()), *leaflet.intro))
    for at, point in enumerate(leaflet.points, 1):
        if point.short:
            yield _pair(f"points {at} short", point.short, point.text)
    named = [(f"sections {at}", each) for at, each in enumerate(leaflet.sections, 1)]
    for path, each in (*named, *((("aside", leaflet.aside),) if leaflet.aside else ())):
        if each.short:
            yield _pair(f"{path} short", each.short, (*each.text, *each.items, *each.closing))


def _pair(path: str, short: Said, long: tuple[Said, ...]) -> Lengths:
    return Lengths(path, short, "\n".join(each.text for each in long))


class OutOfStep(NamedTuple):
    """How a block of a translation is out of step."""

    what: str
    is_sure: bool = True


class Losses(NamedTuple):
    """What a short text does not say any more."""

    sure: tuple[str, ...]
    other: tuple[str, ...]


# A living process builds again and again; only texts that changed are looked through again.
@lru_cache(maxsize=512)
def _losses(long: str, short: str, words: WordList | None) -> Losses:
    sure = tuple(_lost(long, folded(short), words))
    every = _uncounted(folded(long), folded(short), words)
    return Losses(sure, tuple(each for each in every if each not in sure))


def _lost(long: str, short: str, words: WordList | None) -> Iterator[str]:
    """What limits a claim, and is not said any more; `short` is folded."""
    if words is None:
        return
    triggers = tuple(each for entries in words.triggers.values() for each in entries)
    claiming = [each for each in sentences(long) if found_in(each, triggers)]
    yield from _uncounted(" ".join(claiming), short, words)
    text = folded(long)
    for kind, hedges in words.hedges.items():
        # A short text that claims nothing needs no `may` of what it leaves out.
        needed = kind != "may" or found_in(short, triggers)
        if needed and (held := found_in(text, hedges)) and not found_in(short, hedges):
            yield f"'{held[0]}'"
    if (asked := found_in(text, words.ask)) and not found_in(short, words.ask):
        yield f"'{asked[0]}'"


def _uncounted(long: str, short: str, words: WordList | None) -> Iterator[str]:
    """Numbers that a short text does not have, and a denial where it has none; both folded."""
    for number in numbers_in(long):
        if number not in numbers_in(short) and not _spelled(number, short, words):
            yield f"the number {number}"
    if words and (denied := denials(long, words)) and not denials(short, words):
        yield f"'{denied[0]}'"


@lru_cache(maxsize=1024)
def _out_of_step(text: str, source: str, words: WordList | None, others: WordList | None) -> tuple[OutOfStep, ...]:
    """What a block of a translation does not share with that of its source."""
    return (
        *map(OutOfStep, _other_numbers(folded(text), folded(source), words, others)),
        *(_other_denials(text, source, words, others) if words and others else ()),
        *(_other_words(folded(text), folded(source), words, others) if words and others else ()),
    )


def _other_denials(text: str, source: str, words: WordList, others: WordList) -> Iterator[OutOfStep]:
    """A sentence that denies nothing any more; else another count. Sentences are paired where they are as many."""
    own, theirs = sentences(text), sentences(source)
    pairs = [*zip(own, theirs, strict=True)] if len(own) == len(theirs) else [(folded(text), folded(source))]
    lost = [denied[0] for mine, other in pairs if (denied := denials(other, others)) and not denials(mine, words)]
    if lost:
        yield OutOfStep(f"denies nothing where the source says '{lost[0]}'")
        return
    counts = [sum(len(denials(pair[at], lists)) for pair in pairs) for at, lists in ((0, words), (1, others))]
    if counts[0] != counts[1]:
        yield OutOfStep(f"denies {_times(counts[0])}, and the source {_times(counts[1])}", is_sure=False)


def _other_numbers(text: str, source: str, words: WordList | None, others: WordList | None) -> Iterator[str]:
    mine, theirs = numbers_in(text), numbers_in(source)
    missing = [each for each in theirs - mine if not _excused(each, text, words)]
    extra = [each for each in mine - theirs if not _excused(each, source, others)]
    if missing or extra:
        said = ", ".join(("without " + " and ".join(missing),) if missing else ())
        more = ("with " + " and ".join(extra)) if extra else ""
        yield f"has other numbers than the source ({', '.join(each for each in (said, more) if each)})"


def _other_words(text: str, source: str, words: WordList, others: WordList) -> Iterator[OutOfStep]:
    if found_in(source, others.keep_taking) and not found_in(text, words.keep_taking):
        yield OutOfStep("does not tell the reader to keep taking medicines as the source does")
    claims = any(found_in(source, each) for each in others.triggers.values())
    if claims and found_in(source, others.hedges.get("may", ())) and not found_in(text, words.hedges.get("may", ())):
        yield OutOfStep("states as a fact what the source says may be", is_sure=False)


def denials(text: str, words: WordList) -> list[str]:
    """The words of a folded text that deny."""
    return found_in(without(text, words.no_negations), words.negations)


def _excused(number: str, text: str, words: WordList | None) -> bool:
    """Whether a number that is missing in a text stands there as a word; of other languages nobody can tell."""
    return _spelled(number, text, words) if words else len(number) < 3 and int(number) <= _SMALL


def _spelled(number: str, text: str, words: WordList | None) -> bool:
    return bool(words and found_in(text, words.numbers.get(number, ())))


def _times(count: int) -> str:
    return {0: "nothing", 1: "once", 2: "twice"}.get(count, f"{count} times")


def read_blocks(leaflet: Leaflet) -> tuple[Block, ...]:
    """The blocks of a leaflet that somebody reads as a text."""
    return tuple(each for each in blocks_of(leaflet) if not NOT_READ & set(each.path.split()))
