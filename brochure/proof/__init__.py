"""PROVE: pages and the finished file in, findings out. The proof that no word was lost lives here."""

from brochure.proof.proof import Proof, prove, prove_spoken
from brochure.proof.twins import Telling, twin_findings

__all__ = ["Proof", "Telling", "prove", "prove_spoken", "twin_findings"]
