"""The plan of the house: who may import whom, and through which door a library enters."""

import ast
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "brochure"
ROOMS = {
    "base": set(),
    "content": {"base", "files", "glyphs", "record"},  # the shelf holds the faces
    "record": {"base"},
    "draft": {"base", "record"},
    "glyphs": {"base"},
    "layout": {"base", "glyphs"},
    "paint": {"base"},
    "pdf": {"base", "glyphs", "paint"},
    "reflow": {"base"},
    "opened": {"base"},
    "proof": {"base", "opened"},
    "preflight": {"base", "opened"},
    "people": {"base", "content", "files"},
    "files": {"base"},
    "compose": {"base", "draft", "glyphs", "layout", "paint", "pdf", "proof", "reflow"},
    "pipeline": {"base", "compose", "content", "draft", "layout", "pdf", "proof"},
    "editions": {"base", "content", "files", "pipeline", "preflight"},
    "copies": {
        "base", "compose", "content", "draft", "files", "glyphs", "layout", "paint", "pdf", "people",
        "pipeline", "proof", "record", "reflow",
    },
    "press": {
        "base", "compose", "content", "files", "glyphs", "layout", "opened", "pdf", "pipeline", "preflight",
        "proof",
    },
    "send": {"base", "content", "copies", "files", "people", "pipeline"},
    "review": {"base", "content", "files"},
    # And the face, `import brochure`.
    "studio": {"base", "content", "copies", "files", "glyphs", "pipeline", "preflight", "record", "reflow", "send"},
    "desk": {
        "base", "content", "copies", "files", "glyphs", "preflight", "press", "record", "review", "send", "studio",
    },
    "__init__": {"base", "content", "copies", "editions", "pipeline", "preflight", "press", "send"},
    "__main__": {"base", "desk"},
}  # fmt: skip
DOORS = {
    "yaml": {"content/nodes.py", "content/spans.py"},
    "jinja2": {"draft/template.py", "studio/pages.py"},
    "markupsafe": {"draft/template.py"},
    "uharfbuzz": {"glyphs/harfbuzz.py"},
    "uniseg": {"glyphs/breaks.py"},
    "reportlab": {"paint/canvas.py", "paint/pixels.py"},
    "qrcodegen": {"copies/codes.py", "layout/qr.py"},
    "babel": {"draft/locale.py"},
    "starlette": {"studio/app.py", "studio/guard.py", "studio/idle.py", "studio/letter_pages.py", "studio/spoken.py"},
    "uvicorn": {"studio/serving.py"},
    "sqlite3": {"send/outbox.py"},
    "smtplib": {"send/bounded.py", "send/dialogue.py", "send/submission.py"},
    "email": {"review/read_back.py", "send/bounces.py", "send/message.py"},
    "PIL": {
        "base/pixels.py",
        "content/lights.py",
        "content/pictures.py",
        "paint/pixels.py",
        "paint/profile.py",
        "opened/pixels.py",
        "press/folded.py",
        "opened/pages.py",
        "opened/sight.py",
        "reflow/pixels.py",
    },
    "pypdfium2": {"opened/pixels.py", "opened/pages.py", "opened/sight.py"},
    "python_calamine": {"people/workbook.py"},
    "cryptography": {"pdf/aes.py", "pdf/lock.py"},  # lock.py names its types only
    "pypdf": {"press/artwork.py", "press/impose.py", "opened/objects.py", "opened/plate_file.py"},
}
GIVEN = {"os", "time", "socket", "urllib", "subprocess", "tempfile", "random"}
CORE = {"base", "draft", "layout", "opened", "paint", "pdf", "preflight", "proof", "reflow"}


# Modules that hand our own PDF on: none reads with patterns what another wrote. Two read something else.
HANDS_ON = ("pdf/", "copies/splice.py", "copies/print_file.py", "copies/variant.py", "paint/")
PATTERNS = {
    "pdf/passwords.py",  # what a person typed
    "pdf/weight.py",  # a finished file, to say what is heavy in it; a wrong guess changes a hint and no file
}


def name_of(path: Path) -> str:
    """`brochure.pdf.writer`; a room's face is called as the room."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def links() -> dict[str, set[str]]:
    """The modules that each module imports, inside functions and for the type checker too."""
    homes = {name_of(path): path for path in modules()}
    found: dict[str, set[str]] = {}
    for name, path in homes.items():
        found[name] = set()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module in homes:
                inner = {f"{node.module}.{alias.name}" for alias in node.names}
                found[name] |= inner & homes.keys() or {node.module}
    return found


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def imports_of(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}: whole names, no dots"
            names.add(node.module)
    return names


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_room_imports_only_the_rooms_that_it_may_know(path: Path) -> None:
    """Rooms know `base` and not each other; only the pipeline knows the order."""
    room = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    own = {name.split(".")[1] for name in imports_of(path) if name.startswith("brochure.")}

    assert own <= ROOMS[room] | {room}


def test_the_plan_names_what_is_there_and_nothing_else() -> None:
    """A room that the plan does not know would be free to import anything."""
    there = {entry.name.removesuffix(".py") for entry in PACKAGE.iterdir() if entry.suffix in {"", ".py"}}

    assert there - {"__pycache__"} == ROOMS.keys()


def test_no_import_leads_back_to_where_it_began() -> None:
    """A circle cannot be read from any end. What functions import, and what the type checker alone sees, counts."""
    open_: list[str] = []
    done: set[str] = set()
    circles: list[list[str]] = []

    def walk(name: str) -> None:
        if name in open_:
            circles.append([*open_[open_.index(name) :], name])
        if name in done or name in open_:
            return
        open_.append(name)
        for other in sorted(graph[name]):
            walk(other)
        done.add(open_.pop())

    graph = links()
    for name in graph:
        walk(name)

    assert circles == []


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_library_enters_by_its_door(path: Path) -> None:
    """A library that enters by one door can be left by it."""
    name = str(path.relative_to(PACKAGE)).replace("\\", "/")
    for library in {name.split(".")[0] for name in imports_of(path)} & DOORS.keys():
        assert name in DOORS[library]


def test_the_face_is_used_by_the_desk_alone() -> None:
    """It leads to every room: whoever imports it may know them all."""
    users = {
        str(path.relative_to(PACKAGE))
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (isinstance(node, ast.Import) and any(alias.name == "brochure" for alias in node.names))
        or (isinstance(node, ast.ImportFrom) and node.module == "brochure")
    }

    assert users == {"desk/commands.py"}


def test_what_is_typed_is_known_to_the_desk_alone() -> None:
    """A bag of options that crosses a border tells the type checker nothing."""
    users = {
        str(path.relative_to(PACKAGE)).replace("\\", "/")
        for path in modules()
        if "argparse" in imports_of(path) or ": Namespace" in path.read_text(encoding="utf-8")
    }

    options = {"desk/arguments.py", "desk/editing_options.py", "desk/machine_options.py", "desk/shared_options.py"}
    assert users == {*options, "desk/commands.py", "desk/shapes.py"}


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_the_core_takes_no_clock_environment_or_network(path: Path) -> None:
    """The same leaflet twice gives the same bytes."""
    if path.relative_to(PACKAGE).parts[0] in CORE:
        assert not {name.split(".")[0] for name in imports_of(path)} & GIVEN


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_pattern_reads_our_own_output(path: Path) -> None:
    """A text of the leaflet could match it; PDF is values until it is written."""
    name = str(path.relative_to(PACKAGE)).replace("\\", "/")
    if name.startswith(HANDS_ON):
        assert ("re" in imports_of(path)) == (name in PATTERNS)


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_modules_are_short_enough_to_read_in_one_sitting(path: Path) -> None:
    """400 lines or so at most; tables of data apart."""
    if path.name != "codes.py":
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 410


def test_the_journey_stands_on_one_page() -> None:
    assert len((PACKAGE / "pipeline.py").read_text(encoding="utf-8").splitlines()) <= 120
