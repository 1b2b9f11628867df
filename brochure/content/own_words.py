"""Words that a template types itself: no leaflet holds them, so nobody signs them and nothing judges them."""

import re
from collections.abc import Iterator
from typing import Final

from brochure.base.findings import Finding
from brochure.base.manuscript import TemplateText
from brochure.base.origin import Origin
from brochure.base.patterns import late_pattern

_SAID: Final = late_pattern(r"\{\{(.*?)\}\}|\{%.*?%\}|\{#.*?#\}|<!--.*?-->", re.DOTALL)
_QUOTED: Final = late_pattern(r"'([^']*)'|\"([^\"]*)\"")
_TAG: Final = late_pattern(r"<([^<>]*)>")
_ALT: Final = late_pattern(r"\balt\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_ENTITY: Final = late_pattern(r"&#?\w+;")


def own_words(template: TemplateText) -> Iterator[tuple[int, str]]:
    """Words of the template's own, with the lines on which they stand: between its tags, in `alt`, in `{{ "..." }}`."""
    text = _SAID.sub(lambda found: _quoted(found[1] or "") + "\n" * found[0].count("\n"), template.text)
    text = _TAG.sub(lambda found: _alt(found[1]) + "\n" * found[0].count("\n"), text)
    for line, said in enumerate(_ENTITY.sub(" ", text).split("\n"), 1):
        if any(letter.isalnum() for letter in said):
            yield line, " ".join(said.split())


def own_word_findings(template: TemplateText) -> Iterator[Finding]:
    """Why a leaflet that is set with these words may not go to patients."""
    lines = template.text.splitlines()
    for line, said in own_words(template):
        message = f"template '{template.name}' prints words that nobody signs: '{said[:60]}'"
        place = Origin(template.name, line, 1, lines[line - 1][:160])
        yield Finding("template-words", message, place, "write them into the leaflet, or into the brand")


def _quoted(expression: str) -> str:
    return " ".join(found[1] or found[2] or "" for found in _QUOTED.finditer(expression))


def _alt(tag: str) -> str:
    return " ".join(found[1] or found[2] or "" for found in _ALT.finditer(tag))
