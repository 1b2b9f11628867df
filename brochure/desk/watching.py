"""Which files were saved: asked four times a second, which costs nothing and works on every disk."""

import time
from collections.abc import Iterator
from pathlib import Path

from brochure.content.shelf import program_folder
from brochure.desk.here import project

PAUSE = 0.25  # seconds
_ENDINGS = {".yaml", ".xml", ".svg", ".png", ".jpg", ".jpeg", ".json"}


def changes(*also: Path) -> Iterator[None]:
    """Yields at once, then each time that a file of the content or the layouts has changed; ends with ctrl-c.

    `also` names files outside those folders; what lies beside them is watched with them.
    """
    seen: dict[Path, tuple[int, int]] | None = None
    try:
        while True:
            now = _stamps(also)
            if now != seen:
                seen = now
                yield
            else:
                time.sleep(PAUSE)
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
