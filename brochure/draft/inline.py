"""Strong words inside a text: `**like this**`. Every other character is printed as it stands."""

import re

from brochure.base.story import Run
from brochure.draft.typography import stars_as_typed_in_addresses, with_stars

# Letters and digits of the scripts that part words by spaces; those of South-East and East Asia do not, or not always.
_LETTER = r"[^\W_\u0e00-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]"
# Stars stand tight around whole words that they mark; `2 ** 3`, `2**3`, `h**l` and a lone `**` are text.
_STRONG = re.compile(rf"(?<!{_LETTER})(?<!\*)(?:\*\*(?=[^\s*])[^*]+(?<=[^\s*])\*\*)+(?!{_LETTER})")


def split_runs(text: str) -> tuple[Run, ...]:
    """The text as runs, marks taken away."""
    runs: list[Run] = []
    at = 0
    if "*" in text:
        text = stars_as_typed_in_addresses(text)
    for found in _STRONG.finditer(text):
        if found.start() > at:
            runs.append(Run(with_stars(text[at : found.start()])))
        runs += [Run(with_stars(words), strong=True) for words in found[0].split("**") if words]
        at = found.end()
    if at < len(text):
        runs.append(Run(with_stars(text[at:])))
    return tuple(runs)
