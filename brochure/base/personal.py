"""Personal words in a story: `{name}` where a value goes, and the story with the values in place.

Values are put in after the text was read for its own marks, so that nothing in a value is ever taken for one.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from brochure.base.story import Block, Figure, Item, ItemList, Note, Run, Story, Words, leaves

PLACE: Final = re.compile(r"\{([a-z][a-z0-9_]*)\}")


def fields_in(text: str) -> list[str]:
    """The names that a text asks for, in its order."""
    return PLACE.findall(text)


def is_personal(leaf: Words | Figure) -> bool:
    """Whether a leaf differs from copy to copy."""
    return bool(PLACE.search(leaf.text if isinstance(leaf, Words) else f"{leaf.source}{leaf.link}"))


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
    return tuple(Story(story.name, tuple(_block(block, values) for block in story.blocks)) for story in stories)


def fill_words(words: Words, values: Mapping[str, str]) -> Words:
    """One paragraph of one copy."""
    return replace(words, runs=tuple(Run(filled(run.text, values), run.strong) for run in words.runs))


def _block(block: Block, values: Mapping[str, str]) -> Block:
    match block:
        case Words():
            return fill_words(block, values) if is_personal(block) else block
        case Figure():
            return replace(block, source=filled(block.source, values), link=filled(block.link, values))
        case Note():
            return block  # the safety note is the same for everybody
        case ItemList():
            return replace(block, items=tuple(_item(item, values) for item in block.items))


def _item(item: Item, values: Mapping[str, str]) -> Item:
    return Item(item.label, tuple(fill_words(words, values) for words in item.blocks))
