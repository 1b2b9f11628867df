"""Brochure: clinic leaflets from YAML to folded paper, with no word lost on the way.

All that a face of the program needs; docs/library.md tells shapes, units and errors. Each name is loaded when it is
first asked for, so that `import brochure` costs nothing.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from brochure.base.events import (
        Counted,
        Ended,
        FilesDone,
        FileWritten,
        LeafletsDone,
        LetterMoved,
        LettersQueued,
        LetterState,
        Outcome,
        Told,
        outcome,
    )
    from brochure.base.findings import BadInput, Finding
    from brochure.base.made import Laid, Made, Together
    from brochure.base.order import Order
    from brochure.base.version import __version__ as __version__
    from brochure.base.wishes import (
        CheckWish,
        ClusterWish,
        CountLetters,
        ExportLetters,
        FileWish,
        ImposeWish,
        ListLetters,
        MakeWish,
        MergeWish,
        OutboxWish,
        PackWish,
        ProofWish,
        ProveWish,
        PurgeLetters,
        ReadBounces,
        ReconcileLetters,
        ResolveLetters,
        SendWish,
        SuppressAddresses,
    )
    from brochure.content.shelf import Shelf, open_shelf
    from brochure.content.stamping import stamp_translation
    from brochure.copies.merging import MergeDone, merge
    from brochure.editions import build, check, prove
    from brochure.pipeline import lay, make, make_all
    from brochure.preflight import Inspection, check_file, report_page
    from brochure.press.imposing import impose_file
    from brochure.press.packing import pack
    from brochure.press.proofing import write_proofs
    from brochure.send.sending import send_letters
    from brochure.send.settling import Purged, Reconciled
    from brochure.send.submission import Login, Server
    from brochure.send.tending import Exported, LetterCounts, LetterList, Resolved, Suppressed, tend_outbox
    from brochure.send.trying import SampleSent, SendDone

__all__ = [
    "BadInput",
    "CheckWish",
    "ClusterWish",
    "CountLetters",
    "Counted",
    "Ended",
    "ExportLetters",
    "Exported",
    "FileWish",
    "FileWritten",
    "FilesDone",
    "Finding",
    "ImposeWish",
    "Inspection",
    "Laid",
    "LeafletsDone",
    "LetterCounts",
    "LetterList",
    "LetterMoved",
    "LetterState",
    "LettersQueued",
    "ListLetters",
    "Login",
    "Made",
    "MakeWish",
    "MergeDone",
    "MergeWish",
    "Order",
    "OutboxWish",
    "Outcome",
    "PackWish",
    "ProofWish",
    "ProveWish",
    "PurgeLetters",
    "Purged",
    "ReadBounces",
    "ReconcileLetters",
    "Reconciled",
    "ResolveLetters",
    "Resolved",
    "SampleSent",
    "SendDone",
    "SendWish",
    "Server",
    "Shelf",
    "SuppressAddresses",
    "Suppressed",
    "Together",
    "Told",
    "build",
    "check",
    "check_file",
    "impose_file",
    "lay",
    "make",
    "make_all",
    "merge",
    "open_shelf",
    "outcome",
    "pack",
    "prove",
    "report_page",
    "send_letters",
    "stamp_translation",
    "tend_outbox",
    "write_proofs",
]  # fmt: skip

_ROOMS = {
    "base.events": (
        "Ended FilesDone FileWritten LeafletsDone LetterMoved LettersQueued LetterState Outcome Counted Told outcome"
    ),
    "base.findings": "BadInput Finding",
    "base.made": "Laid Made Together",
    "base.order": "Order",
    "base.version": "__version__",
    "base.wishes": (
        "CheckWish ClusterWish CountLetters ExportLetters FileWish ImposeWish ListLetters MakeWish MergeWish "
        "OutboxWish PackWish ProofWish ProveWish PurgeLetters ReadBounces ReconcileLetters ResolveLetters SendWish "
        "SuppressAddresses"
    ),
    "content.shelf": "Shelf open_shelf",
    "content.stamping": "stamp_translation",
    "copies.merging": "MergeDone merge",
    "editions": "build check prove",
    "pipeline": "lay make make_all",
    "preflight": "Inspection check_file report_page",
    "press.imposing": "impose_file",
    "press.packing": "pack",
    "press.proofing": "write_proofs",
    "send.sending": "send_letters",
    "send.settling": "Purged Reconciled",
    "send.submission": "Login Server",
    "send.tending": "Exported LetterCounts LetterList Resolved Suppressed tend_outbox",
    "send.trying": "SampleSent SendDone",
}
_HOMES = {name: f"brochure.{home}" for home, names in _ROOMS.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    """Load a public name when it is first asked for: `brochure --help` needs no PDF library."""
    if name not in _HOMES:
        raise AttributeError(name)
    import importlib  # noqa: PLC0415

    return getattr(importlib.import_module(_HOMES[name]), name)
