"""The checks, by what they look at. Importing this enters all of them into the register."""

from brochure.preflight.checks import (
    boxes,
    colours,
    files,
    fonts,
    inks,
    keys,
    lines,
    links,
    pictures,
    tags,
    texts,
    zones,
)

__all__ = ["boxes", "colours", "files", "fonts", "inks", "keys", "lines", "links", "pictures", "tags", "texts", "zones"]
