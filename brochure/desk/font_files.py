"""Font files at the desk: tried, or added to the fonts of the clinic."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from brochure.base.findings import BadInput, Finding, Severity
from brochure.desk.here import desk_shelf, project
from brochure.desk.saying import WRONG_USE, Desk
from brochure.glyphs.admit import admit_font

if TYPE_CHECKING:
    from brochure.desk.joining import JoinedFace

_MOST_LANGUAGES: Final = 8  # that are named


def admit(file: Path, desk: Desk) -> int:
    """Say whether a font file may join."""
    found = list(admit_font(file))
    if not found:
        desk.say(f"'{file}' may join fonts/: say `brochure fonts add {file}`")
    return desk.tell(found)


def join(files: Sequence[Path], desk: Desk) -> int:
    """Write font files into the clinic's fonts, and say what they can be used for."""
    from brochure.desk.joining import join_fonts  # noqa: PLC0415

    home = project()
    if not files:
        finding = Finding("file-missing", "no font file is named", hint="say `brochure fonts add FILE`")
        return desk.tell([finding], WRONG_USE)
    if home is None:
        message = "this folder is no clinic's own"
        return desk.tell(
            [Finding("bad-folder", message, hint="say `brochure new DIR`, and add the fonts there")], WRONG_USE
        )
    try:
        joined = join_fonts(files, home / "fonts")
    except BadInput as fault:
        return desk.tell(list(fault.findings))
    for face in joined:
        desk.say(f"{face.family:28} {face.weight:9} {face.slant:8} {face.script}  {_said_languages(face)}")
        desk.say(f"  fonts/{face.file}; licence: {face.licence}")
    desk.say(f"to use it, write in the brand: `faces: {{text: {joined[0].family}}}`")
    return desk.tell(list(_lacking(joined)))


def _said_languages(face: "JoinedFace") -> str:
    named = ", ".join(face.languages[:_MOST_LANGUAGES])
    more = len(face.languages) - _MOST_LANGUAGES
    return f"{named} and {more} more" if more > 0 else named or "letters of no language that is set"


def _lacking(joined: "tuple[JoinedFace, ...]") -> list[Finding]:
    """Weights that a family lacks: bold words would look like the others."""
    from brochure.desk.joining import missing_weights  # noqa: PLC0415

    faces = desk_shelf(samples=True).faces
    known = [(face.family, face.weight) for face in map(faces.named, faces.names) if face.slant == "upright"]
    told = []
    for family in dict.fromkeys(face.family for face in joined):
        face = next(each for each in joined if each.family == family)
        if missing := missing_weights(face, known):
            message = f"family '{family}' has no {' and no '.join(missing)} face"
            hint = "add its file too, else the nearest weight stands for it"
            told.append(Finding("font-weight", message, hint=hint, severity=Severity.WARNING))
    return told
