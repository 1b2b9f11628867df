"""The faces that may be used: rows of `manifest.json`, each font file opened and proved when it is first asked for.

In: folders of fonts with a manifest. Out: faces by name or by family and weight, with their metrics and coverage.
"""

import hashlib
import json
import os
import re
import struct
from collections.abc import Iterator
from functools import cached_property, lru_cache
from pathlib import Path, PurePosixPath
from typing import Final

from brochure.base.findings import BadInput, Finding, did_you_mean
from brochure.base.records import dataclass, field
from brochure.glyphs.harfbuzz import OpenFont

MANIFEST: Final = "manifest.json"
WEIGHT_CLASSES: Final = {
    "thin": 100,
    "extralight": 200,
    "light": 300,
    "regular": 400,
    "medium": 500,
    "semibold": 600,
    "bold": 700,
    "extrabold": 800,
    "black": 900,
}

_TEXT_FIELDS = ("name", "family", "weight", "slant", "script", "file", "sha256")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_NOT_IN_POSTSCRIPT_NAMES = re.compile(r"[^!-~]|[\[\](){}<>/%#]")  # ISO 32000-1, 7.3.5 and OpenType, name ID 6
_RESTRICTED, _NO_SUBSETTING, _BITMAP_ONLY = 0x0002, 0x0100, 0x0200  # OpenType, OS/2, fsType


@dataclass(frozen=True, slots=True)
class Metrics:
    """What a font file says about itself. Lengths in font units."""

    units_per_em: int
    ascent: int
    descent: int  # negative
    cap_height: int
    x_height: int
    italic_angle: float  # degrees, negative where the face leans to the right
    bbox: tuple[int, int, int, int]
    weight_class: int
    postscript_name: str
    embedding: int  # the bits of fsType


@dataclass(frozen=True)
class Face:
    """One font file. Equal to another where name and contents are.

    Every property but those of the manifest opens the file.

    Raises:
        BadInput: `font-damaged`, when the file is missing, is not the one in the manifest, or cannot be read.
    """

    name: str
    sha256: str
    family: str = field(compare=False)
    weight: str = field(compare=False)
    slant: str = field(compare=False)
    script: str = field(compare=False)  # ISO 15924: what it is made for
    path: Path = field(compare=False)

    @cached_property
    def program(self) -> bytes:
        """The font file, proved against the manifest."""
        try:
            program = self.path.read_bytes()
        except OSError as fault:
            raise BadInput(_damaged(self.path, fault.strerror or "it cannot be read")) from fault
        if hashlib.sha256(program).hexdigest() != self.sha256:
            raise BadInput(_damaged(self.path, f"its {len(program)} bytes are not those in the manifest"))
        return program

    @cached_property
    def font(self) -> OpenFont:
        """The opened font, for the modules of this room."""
        return open_font(self.program, self.path)

    @cached_property
    def metrics(self) -> Metrics:
        return read_metrics(self.font, self.path)

    @property
    def units_per_em(self) -> int:
        return self.metrics.units_per_em

    @property
    def ascent(self) -> int:
        return self.metrics.ascent

    @property
    def descent(self) -> int:
        return self.metrics.descent

    @property
    def cap_height(self) -> int:
        return self.metrics.cap_height

    @property
    def x_height(self) -> int:
        return self.metrics.x_height

    @property
    def italic_angle(self) -> float:
        return self.metrics.italic_angle

    @property
    def bbox(self) -> tuple[int, int, int, int]:
        return self.metrics.bbox

    @property
    def weight_class(self) -> int:
        return self.metrics.weight_class

    @property
    def postscript_name(self) -> str:
        return self.metrics.postscript_name

    @property
    def embedding(self) -> int:
        """The bits of fsType; `embedding_fault` reads them."""
        return self.metrics.embedding

    @cached_property
    def space(self) -> int:
        """The glyph of U+0020, which also stands for what is not to be seen."""
        return self.font.glyph_for(" ")

    def has(self, character: str) -> bool:
        """Whether the font has a glyph of its own for this one character."""
        return self.font.glyph_for(character) != 0

    @cached_property
    def plain_letters(self) -> set[str]:
        """Those plain letters that somebody found here: each text asks for the same few."""
        return set()


class Faces:
    """The faces of all folders, in the order of their manifests."""

    __slots__ = ("_by_name", "_chosen", "_families")

    def __init__(self, faces: tuple[Face, ...]) -> None:
        self._by_name = {face.name: face for face in faces}
        self._chosen: dict[tuple[str, str], Face] = {}
        self._families: dict[str, tuple[Face, ...]] = {}
        for face in faces:
            self._families[face.family] = (*self._families.get(face.family, ()), face)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._by_name)

    @property
    def families(self) -> tuple[str, ...]:
        """Names of families, in the order of their first faces."""
        return tuple(self._families)

    def named(self, name: str) -> Face:
        """The face of this name.

        Raises:
            BadInput: `unknown-face`.
        """
        if name not in self._by_name:
            raise BadInput(_unknown("face", name, self.names))
        return self._by_name[name]

    def family(self, family: str, weight: str) -> Face:
        """The upright face of a family whose weight is nearest to the one asked for; of two, the heavier.

        Raises:
            BadInput: `unknown-face`, for a family or a weight that nobody knows.
        """
        chosen = self._chosen.get((family, weight))
        if chosen is None:
            chosen = self._chosen[family, weight] = self._nearest(family, weight)
        return chosen

    def script_of(self, family: str) -> str:
        """The script that a known family is made for."""
        return self._families[family][0].script

    def _nearest(self, family: str, weight: str) -> Face:
        if family not in self._families:
            raise BadInput(_unknown("family of type", family, self.families))
        if weight not in WEIGHT_CLASSES:
            raise BadInput(_unknown("weight of type", weight, tuple(WEIGHT_CLASSES)))
        asked = WEIGHT_CLASSES[weight]

        def distance(face: Face) -> tuple[bool, int, int]:
            own = WEIGHT_CLASSES[face.weight]
            return (face.slant != "upright", abs(own - asked), -own)

        return min(self._families[family], key=distance)


def open_faces(*folders: Path) -> Faces:
    """Read the manifest of each folder; no font file is opened.

    While manifests and font files stay as they are, it gives the same faces, by which what was shaped is known.

    Raises:
        BadInput: `font-manifest`, for all that is wrong in the manifests.
    """
    stamps = tuple(stamp for folder in folders for stamp in _stamps(folder))
    return _open_faces(folders, tuple(folder.resolve() for folder in folders), stamps)


def _stamps(folder: Path) -> Iterator[tuple[str, int, int]]:
    """What changes with any file below a folder, as far as a disk tells."""
    for place, _, names in os.walk(folder):
        for name in sorted(names):
            path = os.path.join(place, name)  # noqa: PTH118 - each build asks for some thirty
            try:
                known = os.stat(path)  # noqa: PTH116
            except OSError:  # moved away while looking; what is missing is told by the face
                continue
            yield path, known.st_mtime_ns, known.st_size


@lru_cache(maxsize=4)
def _open_faces(
    folders: tuple[Path, ...],
    _resolved: tuple[Path, ...],  # a path from here means other files in another place
    _stamps: tuple[tuple[str, int, int], ...],
) -> Faces:
    faults: list[Finding] = []
    faces: dict[str, Face] = {}
    for folder in folders:
        for row in _rows(folder, faults):
            face = _face(row, folder, faults)
            if face is None:
                continue
            if (
                face.name in faces and face.sha256 != faces[face.name].sha256
            ):  # the same file in two folders is one face
                faults.append(_manifest_fault(folder, f"face '{face.name}' is declared twice"))
            faces.setdefault(face.name, face)
    if faults:
        raise BadInput(*faults)
    return Faces(tuple(faces.values()))


def open_font(program: bytes, path: Path) -> OpenFont:
    """The font in these bytes; `path` is for the message.

    Raises:
        BadInput: `font-damaged`.
    """
    font = OpenFont(program)
    if not font.glyph_count or not font.table("glyf"):
        raise BadInput(_damaged(path, "it holds no TrueType glyphs"))
    return font


def read_metrics(font: OpenFont, path: Path) -> Metrics:
    """What the tables OS/2, head, post and name say; `path` is for the message.

    Raises:
        BadInput: `font-damaged`, when a table is missing or too short.
    """
    os2, head, post = font.table("OS/2"), font.table("head"), font.table("post")
    ascent, descent = font.ascent_and_descent()
    try:
        version, _, weight_class, _, embedding = struct.unpack_from(">HhHHH", os2)
        # Heights came with version 2; before that a designer left them to the reader.
        x_height, cap_height = struct.unpack_from(">hh", os2, 86) if version >= 2 else (ascent // 2, ascent * 7 // 10)
        left, bottom, right, top = struct.unpack_from(">4h", head, 36)
        italic_angle = struct.unpack_from(">l", post, 4)[0] / 65536
    except struct.error as fault:
        raise BadInput(_damaged(path, "table OS/2, head or post is missing or too short")) from fault
    return Metrics(
        units_per_em=font.units_per_em,
        ascent=ascent,
        descent=descent,
        cap_height=cap_height,
        x_height=x_height,
        italic_angle=italic_angle,
        bbox=(left, bottom, right, top),
        weight_class=weight_class,
        postscript_name=_NOT_IN_POSTSCRIPT_NAMES.sub("", font.postscript_name()) or "Font",
        embedding=embedding,
    )


def embedding_fault(embedding: int) -> str:
    """Why the licence bits of a font forbid it in a PDF; an empty text where they do not.

    Source: OpenType 1.9, OS/2, fsType.
    """
    if embedding & 0x000F == _RESTRICTED:
        return "its licence forbids embedding (fsType bit 1, restricted licence)"
    if embedding & _NO_SUBSETTING:
        return "its licence forbids embedding a part of it (fsType bit 8, no subsetting)"
    if embedding & _BITMAP_ONLY:
        return "its licence forbids embedding outlines (fsType bit 9, bitmaps only)"
    return ""


def _rows(folder: Path, faults: list[Finding]) -> list[dict[str, object]]:
    try:
        rows = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except OSError as fault:
        faults.append(_manifest_fault(folder, f"the manifest cannot be read: {fault.strerror}"))
        return []
    except ValueError as fault:
        faults.append(_manifest_fault(folder, f"the manifest is not JSON: {fault}"))
        return []
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        faults.append(_manifest_fault(folder, "the manifest is not a list of faces"))
        return []
    return rows


def _face(row: dict[str, object], folder: Path, faults: list[Finding]) -> Face | None:
    texts = {name: str(row.get(name) or "") for name in _TEXT_FIELDS}
    who = f"face '{texts['name']}'"
    missing = [name for name in _TEXT_FIELDS if not texts[name]]
    file = PurePosixPath(texts["file"])
    if missing:
        faults.append(_manifest_fault(folder, f"{who} lacks {', '.join(missing)}"))
    elif file.is_absolute() or ".." in file.parts:
        faults.append(_manifest_fault(folder, f"{who} lies outside its folder: {file}"))
    elif texts["weight"] not in WEIGHT_CLASSES:
        faults.append(_manifest_fault(folder, f"{who} has the unknown weight '{texts['weight']}'"))
    elif not _SHA256.fullmatch(texts["sha256"]):
        faults.append(_manifest_fault(folder, f"the sha256 of {who} is not 64 small hexadecimal digits"))
    else:
        return Face(
            name=texts["name"],
            sha256=texts["sha256"],
            family=texts["family"],
            weight=texts["weight"],
            slant=texts["slant"],
            script=texts["script"],
            path=folder / file,
        )
    return None


def _manifest_fault(folder: Path, message: str) -> Finding:
    return Finding("font-manifest", f"{folder / MANIFEST}: {message}", hint="mend the row, or copy the manifest again")


def _damaged(path: Path, reason: str) -> Finding:
    hint = "copy the file again from where it came, or take its row out of the manifest"
    return Finding("font-damaged", f"font file '{path}' cannot be used: {reason}", hint=hint)


def _unknown(kind: str, name: str, known: tuple[str, ...]) -> Finding:
    return Finding("unknown-face", f"no {kind} is called '{name}'", hint=did_you_mean(name, known))
