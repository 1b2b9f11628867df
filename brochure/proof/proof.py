"""The no-loss proof: each word of the stories stands once, in order, visible in its panel, and can be read back."""

from brochure.base.findings import BadInput, Finding
from brochure.base.manuscript import Manuscript
from brochure.base.page import Page
from brochure.base.records import NamedTuple
from brochure.base.spoken import Spoken
from brochure.base.story import Story, Words, leaves
from brochure.proof.placed import Seen, placed_findings
from brochure.proof.written import spoken_by, spoken_findings, stream_findings


class Proof(NamedTuple):
    """What was compared, and what was found."""

    words: int  # of the stories
    spoken: tuple[Spoken, ...]  # read back from the bytes
    findings: tuple[Finding, ...]

    @property
    def holds(self) -> bool:
        return not any(finding.blocks for finding in self.findings)


def prove(
    data: bytes,
    pages: tuple[Page, ...],
    stories: tuple[Story, ...],
    manuscript: Manuscript,
    seen: Seen | None = None,
) -> Proof:
    """Hold the placed glyphs and the written PDF against the stories; `seen` is how the press shows a colour."""
    placed = placed_findings(pages, stories, manuscript, seen)
    try:
        spoken = spoken_by(data)
    except BadInput as fault:
        return Proof(_count(stories), (), (*placed, *fault.findings))
    linear = manuscript.edition.form == "pages"
    streamed = stream_findings(data) if linear else ()
    return Proof(_count(stories), spoken, (*placed, *spoken_findings(spoken, stories, manuscript.layout), *streamed))


def prove_spoken(spoken: tuple[Spoken, ...], stories: tuple[Story, ...], manuscript: Manuscript) -> Proof:
    """Hold what a text or HTML edition says against the stories."""
    return Proof(_count(stories), spoken, spoken_findings(spoken, stories, manuscript.layout))


def _count(stories: tuple[Story, ...]) -> int:
    return sum(len(leaf.text.split()) for story in stories for leaf in leaves(story.blocks) if isinstance(leaf, Words))
