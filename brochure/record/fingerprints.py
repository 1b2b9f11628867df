"""A translation and its source in, findings out: which blocks no longer say what the source says."""

import hashlib
from collections.abc import Iterator

from brochure.base.blocks import blocks_of
from brochure.base.code_names import Code
from brochure.base.findings import Finding, Severity
from brochure.base.leaflet import Leaflet
from brochure.base.origin import Origin

_STAMP = "then run `brochure stamp`"
_DIGITS = 8  # of one fingerprint; a stamp has that of the source, a hyphen, and that of the translation


def fingerprint(text: str) -> str:
    """Eight hex digits of SHA-256 over the text; how its lines are broken and indented does not count."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:_DIGITS]


def stale_findings(translation: Leaflet, source: Leaflet) -> tuple[Finding, ...]:
    """What the translation does not share with its source, as warnings at the translation's lines."""
    return (*_behind(translation, source), *_extra(translation, source))


def _behind(translation: Leaflet, source: Leaflet) -> Iterator[Finding]:
    """Blocks of the source that are missing, or were translated from another text."""
    own = {block.path: block.said for block in blocks_of(translation)}
    stamps = translation.made_from or {}
    near = translation.source.origin if translation.source else translation.title.origin
    for path, said in blocks_of(source):
        here, stamp, there = own.get(path), stamps.get(path), _place(said.origin)
        near = here.origin if here else near
        if here is None:
            message = f"'{path}' of {there} is not translated"
            yield _warning("translation-missing", message, near, f"translate it near here, {_STAMP}")
        elif stamp is None:
            message = f"nothing tells whether '{path}' was made from {there}"
            yield _warning("translation-missing", message, near, f"hold it against the source, {_STAMP}")
        elif stamp.text[:_DIGITS] != fingerprint(said.text):
            message = f"'{path}' was made from another text than {there} holds now"
            yield _warning("translation-stale", message, near, f"bring it up to date, {_STAMP}")
        elif stamp.text[_DIGITS + 1 :] not in ("", fingerprint(here.text)):
            message = f"'{path}' is not as it was when it was held against {there}"
            yield _warning("translation-changed", message, near, f"hold it against the source again, {_STAMP}")


def _extra(translation: Leaflet, source: Leaflet) -> Iterator[Finding]:
    """Blocks and fingerprints for which the source has nothing."""
    theirs = {block.path: block.said for block in blocks_of(source)}
    own = {block.path: block.said for block in blocks_of(translation)}
    stamps = translation.made_from or {}
    near = source.title.origin
    for path, said in own.items():
        near = theirs[path].origin if path in theirs else near
        if path not in theirs:
            message = f"'{path}' is not in the source, where it would follow {_place(near)}"
            yield _warning("translation-extra", message, said.origin, f"take it out, {_STAMP}")
    for path, stamp in stamps.items():
        if path not in own and path not in theirs:
            message = f"a fingerprint for '{path}', which is not in {source.title.origin.file}"
            yield _warning("translation-extra", message, stamp.origin, "run `brochure stamp`")


def _place(origin: Origin) -> str:
    return f"{origin.file}:{origin.line}"


def _warning(code: Code, message: str, origin: Origin, hint: str) -> Finding:
    return Finding(code, message, origin, hint, Severity.WARNING)
