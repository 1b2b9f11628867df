"""CHECK: pages and the finished file in, findings out. The proof that no word was lost lives here."""

from brochure.preflight.proof import Proof, prove, prove_spoken
from brochure.preflight.source import source_findings
from brochure.preflight.twins import Telling, twin_findings

__all__ = ["Proof", "Telling", "prove", "prove_spoken", "source_findings", "twin_findings"]
