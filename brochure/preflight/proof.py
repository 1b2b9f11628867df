"""The no-loss proof: each word of the stories stands once, in order, visible in its panel, and can be read back."""

from typing import NamedTuple

from brochure.base.findings import Finding
from brochure.base.manuscript import Manuscript
from brochure.base.page import Page
from brochure.base.story import Story, Words, leaves
from brochure.preflight.placed import placed_findings
from brochure.preflight.written import written_findings


class Proof(NamedTuple):
    """What was compared, and what was found."""

    words: int  # of the stories
    findings: tuple[Finding, ...]

    @property
    def holds(self) -> bool:
        return not any(finding.blocks for finding in self.findings)


def prove(data: bytes, pages: tuple[Page, ...], stories: tuple[Story, ...], manuscript: Manuscript) -> Proof:
    """Hold the placed glyphs and the written file against the stories."""
    found = (*placed_findings(pages, stories, manuscript), *written_findings(data, stories, manuscript.layout))
    words = sum(len(leaf.text.split()) for story in stories for leaf in leaves(story.blocks) if isinstance(leaf, Words))
    return Proof(words, found)
