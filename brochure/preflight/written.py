"""The written file against the stories: the words that a screen reader hears, in its order, from the bytes alone."""

from brochure.base.design import Layout
from brochure.base.findings import Finding
from brochure.base.reading import ordered_stories
from brochure.base.story import Figure, Leaf, Story, leaves
from brochure.preflight.file import PdfFile, TaggedText
from brochure.preflight.placed import words_of


def written_findings(data: bytes, stories: tuple[Story, ...], layout: Layout) -> tuple[Finding, ...]:
    """Where the file and the stories differ, leaf by leaf."""
    try:
        heard = PdfFile(data).tagged_texts()
    except (ValueError, KeyError, IndexError, StopIteration) as fault:
        return (_lost(f"the written file cannot be read back ({type(fault).__name__})"),)
    wanted = [leaf for _, story in ordered_stories(stories, layout) for leaf in leaves(story.blocks)]
    if len(heard) != len(wanted):
        return (_lost(f"the file speaks {len(heard)} elements; the stories have {len(wanted)}"),)
    return tuple(finding for leaf, said in zip(wanted, heard, strict=True) if (finding := _difference(leaf, said)))


def _difference(leaf: Leaf, said: TaggedText) -> Finding | None:
    if isinstance(leaf, Figure):
        if said.tag == "Figure" and said.alt == leaf.alt:
            return None
        return Finding("lost-words", f"figure '{leaf.kind}' lost its alternative text", leaf.origin, "report this")
    if said.tag == leaf.tag and words_of(said.text) == words_of(leaf.text):
        return None
    message = f"the file says '{said.text.strip()[:40]}' ({said.tag}) where '{leaf.text[:40]}' ({leaf.tag}) is written"
    return Finding("lost-words", message, leaf.origin, "report this: it is a fault of the program")


def _lost(message: str) -> Finding:
    return Finding("lost-words", message, None, "report this: it is a fault of the program")
