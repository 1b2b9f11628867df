"""What a brand need not type: roles and recipes come of two colours, faces and styles from the shipped brand."""

from functools import lru_cache
from typing import Final

from brochure.base.brand import STYLE_NAMES, Style
from brochure.base.colour import parse_screen
from brochure.base.fields import model_fields
from brochure.base.origin import Origin
from brochure.content.nodes import Entry, Map, Node, Scalar, read_nodes
from brochure.content.palette import ROLES, derived_palette, press_name, screen_name
from brochure.content.shelf import program_folder

_FILE: Final = ("content", "brands", "riverside", "brand.yaml")


def with_defaults(root: Node) -> Node:
    """The brand with what it leaves to the program; whatever is typed stays."""
    if not isinstance(root, Map):
        return root
    held = {entry.key.text: entry.value for entry in root.entries}
    colours = held.get("colours")
    whole: Node = root
    if isinstance(colours, Map):
        whole = _merged(whole, _of_colours(colours))
    return whole if _holds_all(held) else _merged(whole, _shipped())


def _holds_all(held: dict[str, Node]) -> bool:
    """Whether a brand types faces and styles whole: most do, and the file of the shipped one is not read for them."""
    faces, styles = held.get("faces"), held.get("styles")
    if not isinstance(styles, Map) or len(styles.entries) < len(STYLE_NAMES):
        return False
    wanted = [field.name for field in model_fields(Style) if field.required]
    each = [entry.value for entry in styles.entries]
    names = ({entry.key.text for entry in style.entries} if isinstance(style, Map) else set() for style in each)
    return isinstance(faces, Map) and len(faces.entries) == 2 and all(own >= set(wanted) for own in names)


def _of_colours(colours: Map) -> Map:
    """Palette and roles; nothing of colours that cannot be read, which the model tells."""
    said = {entry.key.text: entry.value.text for entry in colours.entries if isinstance(entry.value, Scalar)}
    try:
        main = parse_screen(said.get("main", ""))
        accent = parse_screen(said.get("accent", said.get("main", "")))
    except ValueError:
        main = accent = parse_screen("#2b5f62")  # so that the colours alone are told, and not also all that they make
    at = colours.origin
    palette = {
        name: _map(at, {"screen": screen_name(recipe), "press": press_name(recipe)})
        for name, recipe in derived_palette(main, accent).items()
    }
    roles = _map(at, ROLES)
    return Map(at, [Entry(Scalar("palette", at), Map(at, _entries(at, palette))), Entry(Scalar("roles", at), roles)])


def _map(at: Origin, texts: dict[str, str]) -> Map:
    return Map(at, _entries(at, {name: Scalar(text, at) for name, text in texts.items()}))


def _entries(at: Origin, nodes: "dict[str, Map] | dict[str, Scalar]") -> list[Entry]:
    return [Entry(Scalar(name, at), node) for name, node in nodes.items()]


@lru_cache(maxsize=1)
def _shipped() -> Map:
    """Faces and styles of the brand that ships with the program."""
    root = read_nodes(program_folder().joinpath(*_FILE).read_bytes(), file="the brand that ships")
    assert isinstance(root, Map), "the shipped brand is a map"
    return Map(root.origin, [entry for entry in root.entries if entry.key.text in ("faces", "styles")])


def _merged(typed: Node, default: Node) -> Node:
    """Both maps as one, in any depth; what is typed goes before."""
    if not (isinstance(typed, Map) and isinstance(default, Map)):
        return typed
    known = {entry.key.text: entry.value for entry in default.entries}
    own = [Entry(e.key, _merged(e.value, known[e.key.text])) if e.key.text in known else e for e in typed.entries]
    names = {entry.key.text for entry in typed.entries}
    return Map(typed.origin, [*own, *(entry for entry in default.entries if entry.key.text not in names)])
