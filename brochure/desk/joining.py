"""Font files join the fonts of a clinic: tried, converted where that is needed, and written into the manifest.

All of them or none: the manifest is written last, and a file that nobody names is no face.
"""

import hashlib
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from brochure.base.findings import BadInput, Finding
from brochure.base.language import LANGUAGES
from brochure.base.records import NamedTuple
from brochure.files import prepare_folder, write_whole
from brochure.glyphs.admit import OPENTYPE, admit_font
from brochure.glyphs.convert import PROCESSOR_SECONDS
from brochure.glyphs.faces import MANIFEST, WEIGHT_CLASSES, open_font, read_metrics
from brochure.glyphs.scripts import script_of
from brochure.glyphs.sfnt import TRUETYPE, read_tables
from brochure.glyphs.trial import SIGNS

NEEDED_WEIGHTS: Final = ("regular", "bold")  # of a family that sets a text
_FOLDER: Final = "own"  # below fonts/
_FAMILY, _SUBFAMILY, _LICENCE, _LICENCE_AT, _TYPOGRAPHIC_FAMILY = 1, 2, 13, 14, 16  # name IDs
_UNSAFE: Final = re.compile(r"[^A-Za-z0-9._-]+")
_LETTERS: Final = re.compile(r"[^\W\d_]")


class JoinedFace(NamedTuple):
    """A face that joined: its row in the manifest, and what it can be used for."""

    name: str
    family: str
    weight: str
    slant: str
    script: str
    file: str  # below the folder of fonts
    licence: str
    sha256: str
    languages: tuple[str, ...]  # names of those whose letters it has

    @property
    def row(self) -> dict[str, str]:
        """As the manifest has it."""
        return {name: text for name, text in self._asdict().items() if name != "languages"}


def join_fonts(files: Sequence[Path], folder: Path) -> tuple[JoinedFace, ...]:
    """Write font files and their rows into a folder of fonts.

    Raises:
        BadInput: what keeps any of them out; nothing is written then.
    """
    faults: list[Finding] = []
    joined: list[tuple[JoinedFace, bytes]] = []
    with tempfile.TemporaryDirectory() as place:
        for at, file in enumerate(files):
            made = Path(place, str(at))
            made.mkdir()
            found = _static_files(file, made)
            if isinstance(found, Finding):
                faults.append(found)
                continue
            for each in found:
                told = admit_font(each, called=file)
                faults += told
                if not told:
                    joined.append(_face_of(each))
    rows = _rows(folder)
    faults += _clashes(rows, joined, folder)
    if faults:
        raise BadInput(*faults)
    prepare_folder(folder)
    prepare_folder(folder / _FOLDER)
    for face, program in joined:
        write_whole(folder / face.file, program)
    taken = {face.name for face, _ in joined}
    kept = [row for row in rows if row.get("name") not in taken]
    lines = ",\n ".join(json.dumps(row, ensure_ascii=False) for row in (*kept, *(face.row for face, _ in joined)))
    write_whole(folder / MANIFEST, f"[\n {lines}\n]\n".encode())
    return tuple(face for face, _ in joined)


def missing_weights(face: JoinedFace, all_faces: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Which weights the family lacks, of those that a text asks for; `all_faces` are families and weights."""
    held = {weight for family, weight in all_faces if family == face.family}
    return tuple(weight for weight in NEEDED_WEIGHTS if weight not in held)


def _static_files(file: Path, folder: Path) -> list[Path] | Finding:
    """The file itself, or what was made of it; a finding where that cannot be."""
    program = b""
    try:
        program = file.read_bytes() if file.is_file() else b""
        is_variable = "fvar" in read_tables(program) if program else False
    except (OSError, ValueError) as fault:
        if program.startswith(OPENTYPE):
            hint = "copy it again from where it came"
            return Finding("font-damaged", f"font file '{file}' cannot be used: {fault}", hint=hint)
        return [file]  # whatever is wrong with it is told by its trial
    if (program.startswith(TRUETYPE) and not is_variable) or not program.startswith((TRUETYPE, OPENTYPE)):
        return [file]
    reason = _failure(file, folder)
    made = sorted(folder.glob("*.ttf"))
    if reason or not made:
        why = reason or "it has no weight between 400 and 700"
        hint = "use another font" if reason == SIGNS else "ask the foundry for the static TrueType (.ttf) edition"
        return Finding("font-kind", f"font file '{file}' cannot be used: {why}", hint=hint)
    return made


def _failure(file: Path, folder: Path) -> str:
    """Why the file cannot be converted; an empty text where it was."""
    command = [sys.executable, "-m", "brochure.glyphs.convert", str(file.resolve()), str(folder)]
    try:
        tried = subprocess.run(  # noqa: S603 - the words of the command are our own and two paths
            command, cwd=Path(__file__).parents[2], stdin=subprocess.DEVNULL, capture_output=True,
            timeout=2.0 * PROCESSOR_SECONDS, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return "to convert it takes too long"
    told = tried.stdout.decode("utf-8", "replace").strip().splitlines()
    if tried.returncode == 1 and told:
        return told[-1]
    return f"its conversion ended with status {tried.returncode}" if tried.returncode else ""


def _face_of(file: Path) -> tuple[JoinedFace, bytes]:
    program = file.read_bytes()
    font = open_font(program, file)
    metrics = read_metrics(font, file)
    weight = min(WEIGHT_CLASSES, key=lambda name: abs(WEIGHT_CLASSES[name] - metrics.weight_class))
    words = font.names((_FAMILY, _SUBFAMILY, _LICENCE, _LICENCE_AT, _TYPOGRAPHIC_FAMILY))
    family = words.get(_TYPOGRAPHIC_FAMILY) or words.get(_FAMILY) or file.stem
    is_italic = metrics.italic_angle != 0 or "italic" in words.get(_SUBFAMILY, "").casefold()
    letters = frozenset(font.characters)
    name = _UNSAFE.sub("", metrics.postscript_name) or "Font"
    return JoinedFace(
        name,
        family,
        weight,
        "italic" if is_italic else "upright",
        _script(letters),
        f"{_FOLDER}/{name}.ttf",
        (words.get(_LICENCE) or words.get(_LICENCE_AT) or "not said in the file")[:200],
        hashlib.sha256(program).hexdigest(),
        tuple(_languages(letters)),
    ), program


def _script(letters: frozenset[str]) -> str:
    """The script that most of its letters are of, where it has no Latin ones; fallbacks ask for it."""
    if "a" in letters:
        return "Latn"
    counted: dict[str, int] = {}
    for letter in letters:
        script = script_of(letter)
        counted[script] = counted.get(script, 0) + bool(_LETTERS.match(letter))
    return max(counted, key=lambda script: counted[script], default="Latn")


def _languages(letters: frozenset[str]) -> Iterator[str]:
    """Languages all of whose letters, as far as the program's own words have them, are in the face."""
    for language in LANGUAGES.values():
        if language.labels is None:
            continue
        texts = (*language.labels, *(language.mail or ()))
        needed = {letter for letter in "".join(texts) if _LETTERS.match(letter)}
        if needed <= letters:
            yield language.name


def _rows(folder: Path) -> list[dict[str, object]]:
    try:
        rows = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return []
    except (OSError, ValueError):
        rows = None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        message = f"the manifest of '{folder}' cannot be read"
        raise BadInput(Finding("font-manifest", message, hint="mend or remove `manifest.json`"))
    return rows


def _clashes(rows: list[dict[str, object]], joined: list[tuple[JoinedFace, bytes]], folder: Path) -> Iterator[Finding]:
    """Two files of one name, or a name that another file has already."""
    names = [face.name for face, _ in joined]
    for face, _ in joined:
        known = next((row for row in rows if row.get("name") == face.name), None)
        if names.count(face.name) > 1 or (known and known.get("sha256") != face.sha256):
            message = f"face '{face.name}' is in '{folder}' already, as another file"
            yield Finding("font-manifest", message, hint="remove its row from `manifest.json`, or leave it as it is")
