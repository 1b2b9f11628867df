"""A leaflet of the clinic's own changed in its file: what is typed is judged before a byte of it is written."""

import re
from collections.abc import Sequence
from pathlib import Path

from brochure.base.fields import field_at, model_fields, models_at
from brochure.base.findings import BadInput, Finding
from brochure.base.leaflet import Leaflet
from brochure.base.model import Model
from brochure.base.order import Order
from brochure.base.origin import Origin
from brochure.content.edit import AddItem, DropValue, Edit, PutKey, SetText, edited, plain_tree
from brochure.content.nodes import read_document, read_file_bytes
from brochure.content.read import find_leaflet, read_yaml
from brochure.content.shelf import Shelf, missing_file, root_of, shown
from brochure.content.spans import Spanned, Step, find, path_of, spans_of
from brochure.files import write_whole

_BLANKS = re.compile(r"[ \t]+")


def set_text(order: Order, path: str, text: str, shelf: Shelf) -> Path:
    """Type a text into a leaflet, at a path such as `points.4.text`; an empty one takes the field out.

    Raises:
        BadInput: no such leaflet or field, a leaflet of the program's, or a text that the field does not take: then
            nothing is written.
    """
    file = own_file(order, shelf)
    data = read_file_bytes(file, name=shown(file))
    read_document(data, file=shown(file))
    root = spans_of(data.decode("utf-8-sig"))
    new = edited(data, [edit_of(root, path_of(path, root), text, shown(file))], file=shown(file))
    refuse_worse(file, new, shelf)
    if new != data:
        write_whole(file, new, mode=file.stat().st_mode & 0o777)
    return file


def own_file(order: Order, shelf: Shelf) -> Path:
    """The file of a leaflet that lies in the clinic's own folder.

    Raises:
        BadInput: there is none; what ships with the program is changed by nobody.
    """
    return _own(find_leaflet(order, shelf), shelf)


def own_brand(name: str, shelf: Shelf) -> Path:
    """The file of a brand that lies in the clinic's own folder.

    Raises:
        BadInput: there is none; what ships with the program is changed by nobody.
    """
    known = shelf.names("content", "brands")
    file = shelf.find("content", "brands", name, "brand.yaml") if name in known else None
    if file is None:
        raise missing_file("brand", name, known)
    return _own(file, shelf)


def _own(file: Path, shelf: Shelf) -> Path:
    if root_of(file, shelf) != shelf.folders[0]:
        message = f"'{shown(file)}' belongs to the program, not to this folder"
        hint = f"copy it to {'/'.join(file.parent.parts[-2:])}/ first"
        raise BadInput(Finding("outside-project", message, Origin(shown(file), 1, 1), hint))
    return file


def edit_of(root: Spanned, path: tuple[Step, ...], text: str, file: str, model: type[Model] = Leaflet) -> Edit:
    """What becomes of the file where this text is wanted at a path: another text, a field more, or one fewer.

    Raises:
        BadInput: no file of this model has such a field, or it holds more than one text.
    """
    node = _at(root, path)
    field = field_at(model, path)
    if node is None:
        home = find(root, path[:-1], file)
        if isinstance(path[-1], int) and home.kind == "list" and path[-1] == len(home.items):
            return AddItem(path[:-1], path[-1], text)
        if isinstance(path[-1], str) and home.kind == "map" and field:
            return PutKey(path[:-1], path[-1], text, _before(home, path, model))
        find(root, path, file)  # tells what is near
    elif node.kind != "text":
        name = ".".join(str(step + 1 if isinstance(step, int) else step) for step in path)
        hint = f"name one of them, such as {name}.{node.names[0] if node.keys else 1}"
        raise BadInput(Finding("wrong-shape", f"'{name}' holds more than one text", Origin(file, 1, 1), hint))
    if text or (field is not None and field.required) or isinstance(path[-1], int):
        return SetText(path, text)
    return DropValue(path)


def _at(root: Spanned, path: Sequence[Step]) -> Spanned | None:
    try:
        return find(root, path, "")
    except BadInput:
        return None


def _before(home: Spanned, path: tuple[Step, ...], model: type[Model]) -> str:
    """The last key that is there and stands before this one where a file is written in order."""
    order = _siblings(path, model)
    earlier = order[: order.index(str(path[-1]))] if path[-1] in order else order
    present = [name for name in home.names if name in earlier]
    return max(present, key=home.names.index) if present else ""


def _siblings(path: tuple[Step, ...], model: type[Model]) -> list[str]:
    """The names of the fields among which the last step is."""
    return [field.name for home in models_at(model, path[:-1])[:1] for field in model_fields(home)]


def key_before(root: Spanned, path: tuple[Step, ...], model: type[Model]) -> str:
    """The key after which a new one stands where a file is written in order; none where it is the first.

    Raises:
        BadInput: there is nothing that it could join.
    """
    return _before(find(root, path[:-1], ""), path, model)


def tree_of(data: bytes, name: str) -> object:
    """The texts, lists and fields of a file.

    Raises:
        BadInput: it is damaged.
    """
    return plain_tree(read_document(data, file=name).root)


def text_at(tree: object, path: Sequence[Step]) -> str:
    """The text at a path; an empty one where there is none."""
    for step in path:
        if isinstance(tree, dict):
            tree = tree.get(step)
        else:
            tree = tree[step] if isinstance(tree, list) and isinstance(step, int) and step < len(tree) else None
    return tree if isinstance(tree, str) else ""


def tidy(path: Sequence[Step], text: str, model: type[Model] = Leaflet) -> str:
    """What is typed as a file holds it: no blanks at the ends, and lines only where the field has some."""
    field = field_at(model, path)
    # Python's own `split` would take the blanks away that keep words together.
    lines = [_BLANKS.sub(" ", line).strip(" ") for line in text.replace("\r", "").split("\n")]
    if field is None or not (field.about.lines or field.about.one_or_many):
        return " ".join(filter(None, lines))
    kept = "\n".join(lines).strip("\n")
    while "\n\n\n" in kept:
        kept = kept.replace("\n\n\n", "\n\n")
    return kept


def refuse_worse(file: Path, new: bytes, shelf: Shelf) -> None:
    """A change may leave the faults that are there, and bring none.

    Raises:
        BadInput: with those that it brings.
    """
    before = {(fault.code, fault.message) for fault in _faults(file, shelf)}
    now = _faults(file, shelf.with_unsaved({file.resolve(): new}))
    if worse := [fault for fault in now if (fault.code, fault.message) not in before]:
        raise BadInput(*worse)


def _faults(file: Path, shelf: Shelf) -> tuple[Finding, ...]:
    try:
        read_yaml(file, Leaflet, shelf)
    except BadInput as fault:
        return tuple(each for each in fault.findings if each.blocks)
    return ()
