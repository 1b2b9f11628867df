"""CHECK: pages and the finished file in, findings out. The proof that no word was lost lives here."""

from brochure.preflight.proof import Proof, prove

__all__ = ["Proof", "prove"]
