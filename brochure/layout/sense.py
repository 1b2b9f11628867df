"""Where a line should not end: what it costs, in squares of the share of a line that stays empty.

One table of weights for paragraphs and headings. A line that ends on `the` reads on without a stop; a number parted
from what it counts is read twice. The fewest lines come before all of it, so that no text is longer for its sake.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

EACH_LINE: Final = 1000.0  # more than all else together
HYPHEN: Final = 2000.0  # a word is parted only where that saves two lines
SMALL_WORD: Final = 0.035  # a line that ends on an article, a preposition, `and` or `or`
STRANDED: Final = 0.04  # or on the short first word of a sentence
BOUND: Final = 50.0  # or between a number and what it counts, a month and its year, a network and an account
NEVER: Final = 10.0  # a heading does not end on a small word
LAST_SHARE, LAST_LACK = 1 / 3, 0.6  # a last line under a third of the measure, by what it lacks
ONE_WORD_SHARE, ONE_WORD, LONG_WORD = 0.3, 40.0, 0.1  # a last line of one word, short or long
ONE_SIGN, TWO_SIGNS = 2.0, 1.0  # a last line of one or two Chinese signs
_SHORT_OPENER: Final = 4  # letters
_SENTENCE_ENDS: Final = (".", "?", "!", ":", "؟", "。")

# Articles, prepositions, `and`, `or`: what leads to the next word.
_SMALL: Final = {
    "en": "a an the of to in on at by for with from into and or",
    "cy": "y yr i o ar at am dros drwy gan heb a ac neu yn",
    "es": "a al de del el la los las en y o u e con por para sin un una su",
    "de": "der die das den dem des ein eine einen einem einer in im an am auf zu zum zur bei mit von vom für und oder",
    "fr": "le la les l un une des du de d à au aux en dans par pour sur avec sans et ou",
    "it": "il lo la i gli le un uno una di del della dei a al alla da in nel con su per e o",
    "pt": "o a os as um uma de do da dos das em no na por para com sem e ou",
    "nl": "de het een van in op aan bij voor met uit naar en of te",
    "cs": "a i o u k v s z na do od po za ve ze nebo",
    "pl": "a i o u w z na do od po za ze we oraz lub",
    "ro": "un o al a ai ale de la în pe cu din prin pentru și sau",
    "tr": "ve veya ile bir",
    "el": "ο η το οι τα του της των τον την ένα μια σε στο στη με για από και ή",
    "ru": "в во на с со к ко о об от до за по из у и или не",
    "uk": "в у на з із зі до о об від за по та і й або не",
    "vi": "và hoặc của ở cho với từ các những một",
}
_WORDS: Final = {tag: frozenset(words.split()) for tag, words in _SMALL.items()}
_NUMBER = re.compile(r"(?:^|\W)\d(?:[\d,.:/–-]*\d)?$")
_YEAR = re.compile(r"(?:19|20)\d\d\b")


def joint_costs(parts: Sequence[str], tag: str, *, is_display: bool = False) -> list[float]:
    """What it costs to end a line after each part of a paragraph but the last.

    Parts are words with the spaces behind them, or parts of words without; between those nothing is said here.
    """
    costs = [
        _joint(before, part, after, tag, is_display) if part[-1:] == " " else 0.0
        for before, part, after in zip(("", *parts), parts, parts[1:], strict=False)
    ]
    return [*costs, 0.0]


@lru_cache(maxsize=8192)
def _joint(before: str, part: str, after: str, tag: str, is_display: bool) -> float:
    word, following = part.rsplit(maxsplit=1)[-1] if part.strip() else "", after.lstrip("(“„«'\"")
    cost = 0.0
    if word.strip("(“„«'\"").casefold() in _WORDS.get(tag.partition("-")[0], ()):
        cost += NEVER if is_display else SMALL_WORD
    if before.rstrip(' ”’»")').endswith(_SENTENCE_ENDS) and len(word) <= _SHORT_OPENER:
        cost += STRANDED
    return cost + BOUND * _is_bound(before.rstrip(), part.rstrip(), word, following)


def _is_bound(before: str, part: str, word: str, following: str) -> bool:
    """Whether two words are one thing: `20 minutes`, `9 in 100`, `March 2027`, `Instagram @clinic`, `Dr Jo Example`."""
    first = following[:1]
    is_counted = first.isalpha() and _NUMBER.search(word) and not _YEAR.fullmatch(word)
    is_rate = first.isdigit() and word.isalpha() and _NUMBER.search(before)
    is_dated = _YEAR.match(following) and word.isalpha() and len(word) > 2
    is_name = "\u00a0" in part and word[:1].isupper() and first.isupper()
    return bool(first == "@" or is_counted or is_rate or is_dated or is_name)


def last_line_cost(line: str, share: float) -> float:
    """What a last line costs that is not the only one; `share` is how much of the measure it fills."""
    line = line.strip()
    if not is_in_signs(line):
        return last_words_cost(share, is_one_word=" " not in line)
    signs = sum(map(str.isalnum, line))
    return _lack(share) + (ONE_SIGN if signs < 2 else TWO_SIGNS if signs < 3 else 0.0)


def last_words_cost(share: float, *, is_one_word: bool) -> float:
    """The same of a line of words."""
    return _lack(share) + ((ONE_WORD if share < ONE_WORD_SHARE else LONG_WORD) if is_one_word else 0.0)


def _lack(share: float) -> float:
    return LAST_LACK * (LAST_SHARE - share) if share < LAST_SHARE else 0.0


def is_in_signs(line: str) -> bool:
    """Whether a line is written in Chinese signs, which stand without spaces."""
    return any("\u3040" <= each <= "\u9fff" for each in line)
