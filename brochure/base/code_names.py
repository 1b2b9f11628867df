"""Every code that a finding may have. The type checker refuses another one; tests hold the texts against the names.

Codes of leaflets, lists and letters have their texts in `base/codes.py`, those of print checks in their register.
"""

from typing import Final, Literal

LeafletCode = Literal[
    "code-twice", "header-differs", "issued-in-future", "not-signed", "review-soon", "review-too-far",
    "signed-other-text", "source-not-signed", "unknown-mark", "withdrawn",
    "art-place", "bad-block", "bad-character", "bad-environment", "bad-folder", "bad-form", "bad-hours", "bad-limits",
    "bad-link",
    "bad-password", "bad-profile", "booklet-long", "booklet-notes", "booklet-sheet",
    "campaign-unknown", "cannot-impose", "cluster-missing", "cluster-readable",
    "cluster-tls", "code-untrue", "colour-converted", "consent-missing", "consent-unclear", "contrast",
    "csv-character", "csv-column", "csv-delimiter", "csv-empty", "csv-encoding", "csv-garbled", "csv-header",
    "csv-kind", "csv-line-break", "csv-lines", "csv-long", "csv-quotes", "csv-row", "draft-line-missing",
    "duplicate-name", "editions-differ", "empty-block", "empty-figure", "empty-panel", "empty-text",
    "figure-small", "figure-too-wide", "figure-unseen", "figure-without-alt",
    "file-missing", "file-unreadable", "fold-clearance", "fold-panels", "fold-paper", "fold-register",
    "fold-widths", "font-blank", "font-damaged", "font-kind", "font-licence", "font-manifest",
    "font-too-large", "font-weight", "frame-outside",
    "key-damaged", "key-differs", "key-missing", "key-shared", "language-differs", "language-nearest",
    "layout-edition", "layout-scale", "letter-held",
    "letter-state", "letter-unknown", "line-break", "list-language", "long-sentence", "looks-like-markup",
    "lost-words", "mail-all-refused",
    "mail-certificate", "mail-cleartext", "mail-clock", "mail-edition", "mail-fetches", "mail-header", "mail-large",
    "mail-login", "mail-nowhere",
    "mail-sender", "mail-sender-refused", "mail-server", "mail-subject", "mail-subject-tells", "mail-text-changed",
    "mail-tls", "mail-too-large", "mail-unsubscribe", "missing-field", "missing-library", "no-glyph", "not-a-file",
    "not-a-translation", "not-migrated", "not-released", "not-stamped", "not-written", "note-changed", "note-contrast",
    "note-covered", "note-missing", "note-off-spread", "note-recoloured", "note-restyled", "note-small",
    "note-split", "nothing-personal", "options-clash", "outbox-behind",
    "outbox-busy", "outbox-format", "outbox-lost", "outbox-missing",
    "outbox-unusable", "output-exists", "outside-project", "overset-text", "paper-not-white", "pdf-changed",
    "pdf-locked", "pdf-not-rendered", "pdf-unreadable", "personal-heading", "personal-link",
    "personal-optional", "personal-unused",
    "picture-damaged", "picture-doubtful",
    "picture-kind", "picture-resolution", "picture-too-large", "qr-too-long", "reading-order", "recipient-id",
    "recipient-twice", "recipient-without-id", "recipients-missing", "repeated-panel", "review-before-issue",
    "review-overdue", "reviewer-missing", "row-missing", "run-busy", "run-damaged", "run-differs", "run-missing",
    "run-personal", "run-unlisted", "sample-data", "short-texts", "suppress-line", "svg-damaged", "svg-external",
    "svg-too-large", "svg-unsupported", "table-in-cards", "table-too-wide", "template-damaged", "template-name",
    "template-not-allowed", "template-tag", "template-too-large", "text-left-out", "text-omitted", "text-on-art",
    "text-too-long", "too-few", "too-large", "translation-extra", "translation-missing", "translation-source",
    "translation-stale", "type-too-small", "unknown-brand", "unknown-choice", "unknown-code", "unknown-colour",
    "unknown-edition", "unknown-face", "unknown-field", "unknown-folder", "unknown-frame", "unknown-language",
    "unknown-layout", "unknown-leaflet", "unknown-panel", "unknown-personal-field", "unknown-story",
    "unknown-template", "value-day", "value-does-not-fit", "value-forbidden", "value-hour", "value-missing",
    "value-no-date", "value-no-link", "value-no-time", "value-odd", "value-too-long", "value-unclear",
    "weak-password", "word-too-wide", "words-collide", "words-covered", "words-not-found", "words-out-of-order",
    "words-outside", "words-unseen", "worker-died", "wrong-shape", "yaml-alias", "yaml-comment", "yaml-damaged",
    "yaml-documents", "yaml-duplicate", "yaml-encoding", "yaml-key", "yaml-tag", "yaml-too-deep", "yaml-too-large",
]  # fmt: skip
PrintCode = Literal[
    "action", "alternative-missing", "ambiguous-spot", "annotation-in-print", "attached-file",
    "black-line-knocks-out", "black-text-knocks-out", "bleed-short", "blend-space", "boxes-not-nested",
    "coarse-line-art", "courier", "crop-box-cuts", "damaged-page", "dates-missing", "deep-picture", "device-rgb",
    "duplex-not-said", "empty-page", "empty-tag", "encrypted", "faint-text", "false-bold", "fold-outside",
    "font-not-embedded", "font-without-characters", "form-field", "four-colour-text", "grey-overprints", "hairline",
    "heading-skipped", "heavy-file", "heavy-ink-on-fold", "hidden-text", "index-misplaced", "ink-in-printer-margin",
    "ink-not-measured", "language-tag", "layers", "link-without-words", "low-resolution", "managed-colour",
    "mark-in-bleed",
    "mark-not-in-registration", "metadata-differ", "missing-glyph", "needless-resolution", "no-document-id",
    "no-language", "no-output-intent", "no-quiet-zone", "no-title", "no-trim-box", "not-pdf-x-4",
    "output-profile-missing", "output-profile-wrong", "overprint-mode-zero", "page-without-text",
    "pages-differ-in-size", "pages-turned-differently", "pdf-version", "picture-with-alternates", "poor-resolution",
    "postscript-inside", "press-colour-on-screen", "print-scaling", "private-path", "registration-inside",
    "review-passed", "rich-black-text", "safety-note-lost", "scaled-page", "script", "side-missing",
    "single-picture-page", "small-code", "small-link", "small-text", "small-text-several-inks", "small-white-text",
    "spot-name", "stops-short-of-bleed", "tab-order", "text-cut-off", "text-near-fold", "text-near-trim",
    "thin-bar", "thin-line", "thin-line-several-inks", "thin-white-line", "title-not-shown", "too-many-spot-inks",
    "too-much-ink",
    "transfer-function", "trapping-unknown", "trim-and-art-box", "two-output-profiles", "type-3-font",
    "unknown-paper", "unreadable-code", "unsafe-link", "untagged", "untagged-content", "white-path-overprints",
    "white-text-overprints",
]  # fmt: skip
Code = LeafletCode | PrintCode

# Why a text may not go to patients: what `--allow-draft` overrules.
RELEASE_CODES: Final[frozenset[LeafletCode]] = frozenset({
    "code-twice", "header-differs", "issued-in-future", "not-released", "not-signed", "review-too-far", "sample-data",
    "signed-other-text", "source-not-signed", "withdrawn",
})  # fmt: skip
