"""The written file against the stories: what a screen reader hears, in its order, from the bytes alone."""

from collections.abc import Sequence

from brochure.base.design import Layout
from brochure.base.findings import BadInput, Finding
from brochure.base.reading import ordered_stories
from brochure.base.spoken import Spoken
from brochure.base.story import Figure, Leaf, Story, leaves
from brochure.opened.own_files import PdfFile


def spoken_by(data: bytes) -> tuple[Spoken, ...]:
    """What a PDF says, by its own structure tree.

    Raises:
        BadInput: the bytes cannot be read back.
    """
    try:
        return tuple(PdfFile(data).tagged_texts())
    except (ValueError, KeyError, IndexError, StopIteration) as fault:
        raise BadInput(_lost(f"the written file cannot be read back ({type(fault).__name__})")) from None


def stream_findings(data: bytes) -> tuple[Finding, ...]:
    """Whether leaves are painted in the order in which they are said: for pages that are read one after another."""
    places = PdfFile(data).leaf_places()
    return () if places == sorted(places) else (_lost("the words are painted in another order than they are said"),)


def spoken_findings(heard: Sequence[Spoken], stories: tuple[Story, ...], layout: Layout) -> tuple[Finding, ...]:
    """Where what an edition says and the stories differ, leaf by leaf."""
    wanted = [leaf for _, story in ordered_stories(stories, layout) for leaf in leaves(story.blocks)]
    if len(heard) != len(wanted):
        return (_lost(f"the file speaks {len(heard)} elements; the stories have {len(wanted)}"),)
    return tuple(finding for leaf, said in zip(wanted, heard, strict=True) if (finding := _difference(leaf, said)))


def _difference(leaf: Leaf, said: Spoken) -> Finding | None:
    if isinstance(leaf, Figure):
        if said.same_as(Spoken("Figure", said.text, leaf.alt)):
            return None
        return Finding("lost-words", f"figure '{leaf.kind}' lost its alternative text", leaf.origin, "report this")
    if said.same_as(Spoken(leaf.tag, leaf.text)):
        return None
    message = f"the file says '{said.text.strip()[:40]}' ({said.tag}) where '{leaf.text[:40]}' ({leaf.tag}) is written"
    return Finding("lost-words", message, leaf.origin, "report this: it is a fault of the program")


def _lost(message: str) -> Finding:
    return Finding("lost-words", message, None, "report this: it is a fault of the program")
