"""What is typed after `brochure`, for the foot of each `--help`."""

from typing import Final

EXAMPLES: Final[dict[str, tuple[str, ...]]] = {
    "build": ("build acupuncture-pain", "build acupuncture-pain --edition all --release", "build --layout page-a4"),
    "check": ("check acupuncture-pain", "check brochure.pdf --profile press --report faults.html"),
    "prove": ("prove acupuncture-pain --language ar",),
    "watch": ("watch acupuncture-pain",),
    "proof": (
        "proof acupuncture-pain --grey",
        "proof acupuncture-pain --fold-test",
        "proof acupuncture-pain --mock-up",
    ),
    "merge": (
        "merge your-visit --recipients list.csv --out build/letters",
        "merge your-visit --recipients list.csv --resume",
    ),
    "pack": ("pack press acupuncture-pain --quantity 500 --stock 'silk, coated'",),
    "impose": ("impose card.pdf --up 2x4 --repeat",),
    "new": (
        "new my-clinic",
        "new my-clinic --from price-list",
        "new my-clinic --from leaflet.docx",
        "new my-clinic --layout trifold-a4",
    ),
    "set": (
        "set acupuncture-pain title 'Pain and needles'",
        "set acupuncture-pain points.4.text 'Short.' --language es",
    ),
    "review": (
        "review acupuncture-pain --language es",
        "review acupuncture-pain --language es --back acupuncture-pain.es.corrections.json",
    ),
    "studio": ("studio", "studio --no-open --port 8123", "studio --idle 0"),
    "layouts": ("layouts", "layouts --json"),
    "sign": ("sign acupuncture-pain", "sign acupuncture-pain --who 'Dr A. Example' --role clinician --seen all"),
    "status": ("status",),
    "whichis": ("whichis 7F3C-9A2E", "whichis copy.pdf"),
    "ask": ("ask acupuncture-pain --people 5",),
    "literacy": ("literacy acupuncture-pain",),
    "record-line": ("record-line acupuncture-pain",),
    "diff": ("diff acupuncture-pain@1.0 acupuncture-pain --html changes.html",),
    "claims": ("claims acupuncture-pain",),
    "migrate": ("migrate --dry-run", "migrate"),
    "stamp": ("stamp acupuncture-pain --language es",),
    "schema": ("schema leaflet",),
    "explain": ("explain overset-text",),
    "fonts": ("fonts", "fonts add Inter.ttf"),
    "print": ("print acupuncture-pain --language en --copies 40", "print acupuncture-pain --edition large-print"),
    "doctor": ("doctor", "doctor --json"),
    "completion": ("completion bash > ~/.local/share/bash-completion/completions/brochure",),
    "send": (
        "send acupuncture-pain --recipients list.csv --sender info@clinic.example --subject 'Your leaflet' --dry-run",
    ),
    "outbox": ("outbox status", "outbox list --state failed"),
}
