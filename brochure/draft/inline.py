"""Strong words inside a text: `**like this**`. Every other character is printed as it stands."""

import re

from brochure.base.story import Run

# Stars stand tight against the words that they mark; `2 ** 3` and a lone `**` are text.
_STRONG = re.compile(r"\*\*(?=[^\s*])([^*]+?)(?<=[^\s*])\*\*")


def split_runs(text: str) -> tuple[Run, ...]:
    """The text as runs, marks taken away."""
    runs: list[Run] = []
    at = 0
    for found in _STRONG.finditer(text):
        if found.start() > at:
            runs.append(Run(text[at : found.start()]))
        runs.append(Run(found[1], strong=True))
        at = found.end()
    if at < len(text):
        runs.append(Run(text[at:]))
    return tuple(runs)
