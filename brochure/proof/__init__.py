"""PROVE: pages and the finished file in, findings out. The proof that no word was lost lives here."""

from brochure.proof.placed import Seen, placed_findings
from brochure.proof.proof import Proof, prove, prove_spoken
from brochure.proof.source import source_findings
from brochure.proof.twins import Telling, twin_findings, twins

__all__ = [
    "Proof",
    "Seen",
    "Telling",
    "placed_findings",
    "prove",
    "prove_spoken",
    "source_findings",
    "twin_findings",
    "twins",
]
