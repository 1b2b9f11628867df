"""Personal words in a story: `{name}` where a value goes, and the story with the values in place.

Values are put in after the text was read for its own marks, so that nothing in a value is ever taken for one.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Final

from brochure.base.findings import Finding, did_you_mean
from brochure.base.marks import LINE_BREAK
from brochure.base.origin import Origin
from brochure.base.records import replace
from brochure.base.story import AnyLeaf, Figure, LeafChange, Run, Story, Words, leaves, with_leaves


class LinkMark(str):
    """In the place of an address that each copy has for itself; known by its class and never by its letters."""

    __slots__ = ("element",)
    element: int

    def __new__(cls, element: int) -> "LinkMark":
        """The mark of the link of an element."""
        mark = super().__new__(cls, f"personal link {element}")
        mark.element = element
        return mark


PLACE: Final = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_LONG: Final = 12  # letters; a line holds any word that has fewer
# `{first name}`, `{{name}}`; no `{Pain: a list}`, and no language of words in brackets.
_LIKE_PLACE: Final = re.compile(r"(?<!\])\{+((?:(?!: )[^{}]){1,80})\}+|(?<=\])\{+(?!lang=)((?:(?!: )[^{}]){1,80})\}+")


def can_be_filled(name: str) -> bool:
    """Whether a text can ask for a field of this name."""
    return bool(PLACE.fullmatch(f"{{{name}}}"))


def fields_in(text: str) -> list[str]:
    """The names that a text asks for, in its order."""
    return PLACE.findall(text)


def unknown_fields(
    text: str, known: Collection[str], origin: Origin | None, choices: Collection[str] = ()
) -> Iterator[Finding]:
    """Words in braces that no field stands behind, however they are typed; they would be printed as they are.

    `choices` are those of the known fields that say yes or no, and hold no words to print.
    """
    for found in _LIKE_PLACE.finditer(text):
        if found[1] in choices:
            message = f"'{found[0]}' is a choice, which holds no words"
            hint = f"write a section of its own with `when: {found[1]}`"
            yield Finding("unknown-personal-field", message, origin, hint)
            continue
        holds_words = any(each.isalpha() for each in found[1])
        if holds_words and not (PLACE.fullmatch(found[0]) and found[1] in known):
            message = f"'{found[0]}' is no personal field of this leaflet"
            hint = (
                did_you_mean(found[1].strip(), known)
                if known
                else "declare it under `personal:`, or write it without braces"
            )
            yield Finding("unknown-personal-field", message, origin, hint)


def is_personal(leaf: Words | Figure) -> bool:
    """Whether a leaf differs from copy to copy."""
    shown = leaf.text if isinstance(leaf, Words) else leaf.source
    return bool(PLACE.search(shown) or PLACE.search(leaf.link))


def personal_leaves(stories: tuple[Story, ...]) -> Iterator[Words | Figure]:
    """Every leaf that differs from copy to copy, in reading order."""
    for story in stories:
        for leaf in leaves(story.blocks):
            if is_personal(leaf):
                yield leaf


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with the values in place."""
    return PLACE.sub(lambda found: values[found[1]], text)


def fill_stories(stories: tuple[Story, ...], values: Mapping[str, str]) -> tuple[Story, ...]:
    """The stories of one copy."""
    fill = _filled(values)
    return tuple(Story(story.name, tuple(with_leaves(block, fill) for block in story.blocks)) for story in stories)


def relinked(stories: tuple[Story, ...], elements: Collection[int]) -> tuple[Story, ...]:
    """The stories with a `LinkMark` in the place of some links, by the numbers of their leaves."""

    def leaf(each: AnyLeaf) -> AnyLeaf:
        return replace(each, link=LinkMark(each.number)) if each.number in elements else each

    return tuple(Story(story.name, tuple(with_leaves(block, leaf) for block in story.blocks)) for story in stories)


def marked(stories: tuple[Story, ...], marks: Mapping[int, str]) -> tuple[Story, ...]:
    """The stories with a mark in the place of all that some paragraphs say, by their numbers."""

    def leaf(each: AnyLeaf) -> AnyLeaf:
        if isinstance(each, Words) and each.number in marks:
            return replace(each, runs=(Run(marks[each.number]),))
        return each

    return tuple(Story(story.name, tuple(with_leaves(block, leaf) for block in story.blocks)) for story in stories)


def fill_words(words: Words, values: Mapping[str, str]) -> Words:
    """One paragraph of one copy."""
    runs: list[Run] = []
    places: list[tuple[int, int]] = []
    at = 0
    for run in _closed_up(words.runs, values):
        runs.append(run._replace(text=filled(run.text, values)))
        places += _long_values(run.text, values, at)
        at += len(runs[-1].text)
    return replace(words, runs=tuple(runs), link=filled(words.link, values), values=tuple(places))


def _closed_up(runs: tuple[Run, ...], values: Mapping[str, str]) -> tuple[Run, ...]:
    """Runs without the lines that would be empty, as a shorter address has them, nor spaces beside what is not there.

    Only an address asks for values that may be empty, and it is one run (content.leaflet_rules).
    """
    if len(runs) != 1 or all(values[name] for name in fields_in(runs[0].text)):
        return runs
    lines = [
        PLACE.sub(lambda found: found[0] if values[found[1]] else "", line) for line in runs[0].text.split(LINE_BREAK)
    ]
    kept = [" ".join(word for word in line.split(" ") if word).strip(" ,") for line in lines]
    return (runs[0]._replace(text=LINE_BREAK.join(line for line in kept if line)),)


def _long_values(text: str, values: Mapping[str, str], at: int) -> Iterator[tuple[int, int]]:
    """Where values stand in the filled text that may be too long for a line, from `at`."""
    for found in PLACE.finditer(text):
        length = len(values[found[1]])
        start = at + found.start()
        if length >= _LONG:
            yield start, start + length
        at += length - len(found[0])


def _filled(values: Mapping[str, str]) -> LeafChange:
    def leaf(each: AnyLeaf) -> AnyLeaf:
        if not is_personal(each):  # nor is the safety note: it is the same for everybody
            return each
        if isinstance(each, Words):
            return fill_words(each, values)
        return replace(each, source=filled(each.source, values), link=filled(each.link, values))

    return leaf
