"""An English word in, its syllables out: by its vowels, with a list of words that were counted by hand.

Counters differ by whole grades: whoever prints a figure made with this one prints `COUNTER` beside it.
"""

import re
from functools import lru_cache
from typing import Final

COUNTER: Final = "brochure-syllables 1"  # its name and version: another rule or word makes another version

_VOWELS: Final = re.compile(r"[aeiouy]+")
_SILENT: Final = re.compile(
    r"(?:[^aeiouyl]|[aeiouy]l)e$"  # care, while; not table
    r"|(?:[^aeiouylszxcg]|(?<![cs])h|[aeiouy]l)(?<!ch)(?<!sh)es$"  # times, moves; not doses, matches, muscles
    r"|(?:[^aeioutdl]|[aeiouyl]l)ed$"  # booked; not treated, scrambled
    r"|[aeiouy][^aeiouy]+e(?=(?:ly|ment|ful|fully|less|ness|some|ty)s?$)"  # safely
)
_APART: Final = re.compile(  # two vowels side by side that are said apart
    r"i(?:a(?!g)|o(?!n|u)|um|us)|(?<![cgtx])iou|ie(?=t[iy])|[^qg]ua|uou|eo(?!p)|[aeo]ing|uing|[^aeiou]ying"
)
_TOGETHER: Final = re.compile(r"(?<=[cst])ia")
_HAND: Final = {
    "area": 3, "areas": 3, "business": 2, "businesses": 3, "evening": 2, "evenings": 2, "every": 2, "everybody": 4,
    "everyday": 3, "everyone": 3, "everything": 3, "everywhere": 3, "headache": 2, "headaches": 2, "idea": 3,
    "ideas": 3, "osteoarthritis": 6, "pacemaker": 3, "pacemakers": 3, "science": 2, "sciences": 3, "spasm": 2,
    "spasms": 2, "therefore": 2, "wednesday": 2, "being": 2, "diet": 2, "diets": 2, "quiet": 2, "create": 2,
    "creates": 2, "clothes": 1, "lifetime": 2, "lifestyle": 2, "homework": 2, "healthcare": 2, "moreover": 3,
    "caregiver": 3, "caregivers": 3, "noticeable": 4, "naive": 2, "poem": 2, "theory": 3, "theories": 3, "trial": 2,
    "trials": 2, "vehicle": 3, "vehicles": 3, "aged": 1, "naked": 2, "wicked": 2, "reaction": 3, "reactions": 3,
    "museum": 3, "recipe": 3, "recipes": 3,
}  # fmt: skip


@lru_cache(maxsize=4096)
def syllables(word: str) -> int:
    """How many syllables an English word has; one for a figure, which is read in many ways."""
    text = re.sub(r"'s?$", "", word.casefold().replace("’", "'"))
    if text in _HAND:
        return _HAND[text]
    text = re.sub(r"^some(?=[bdthopw])", "som", text)
    count = len(_VOWELS.findall(text)) - len(_SILENT.findall(text))
    count += len(_APART.findall(text)) - len(_TOGETHER.findall(text)) + text.endswith(("ism", "isms", "thm", "thms"))
    return max(1, count)
