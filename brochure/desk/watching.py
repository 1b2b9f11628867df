"""Which files were saved: asked four times a second, which costs nothing and works on every disk."""

import time
from collections.abc import Iterator
from pathlib import Path

from brochure.content.shelf import program_folder
from brochure.desk.here import project

PAUSE = 0.25  # seconds
_ENDINGS = {".yaml", ".xml", ".svg", ".png", ".jpg", ".jpeg", ".json"}


def changes(*also: Path) -> Iterator[bool]:
    """True at once and each time that a file of the content or the layouts has changed; False once, when nothing has
    for as long as it takes to look again. Ends with ctrl-c.

    `also` names files outside those folders; what lies beside them is watched with them.
    """
    seen: dict[Path, tuple[int, int]] | None = None
    rests = True
    try:
        while True:
            now = _stamps(also)
            if now != seen:
                seen, rests = now, False
                yield True
                continue
            time.sleep(PAUSE)
            if not rests and _stamps(also) == seen:
                rests = True
                yield False
    except KeyboardInterrupt:
        return


def _stamps(also: tuple[Path, ...]) -> dict[Path, tuple[int, int]]:
    stamps = {}
    for path in _watched(also):
        if path.suffix.lower() not in _ENDINGS:
            continue
        try:
            known = path.stat()
        except OSError:  # moved away while looking
            continue
        stamps[path] = (known.st_mtime_ns, known.st_size)
    return stamps


def _watched(also: tuple[Path, ...]) -> Iterator[Path]:
    for root in {(project() or Path()).resolve(), program_folder()}:
        for part in ("content", "layouts"):
            yield from (root / part).rglob("*")
    for file in also:
        yield from file.parent.glob("*")
