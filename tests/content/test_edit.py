"""One value changed, all else as it was typed: on the files that ship, and on files as people type them."""

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brochure.base.findings import BadInput
from brochure.content.edit import AddItem, DropValue, Edit, MoveItem, PutKey, SetText, edited, plain_tree
from brochure.content.nodes import read_document
from brochure.content.spans import Spanned, comments_of, find, path_of, spans_of, texts_of
from tests.conftest import ROOT

SHIPPED = sorted(
    path for path in (ROOT / "content").rglob("*.yaml") if not path.name.startswith("_") and "brands" not in path.parts
)
CROOKED = {
    "windows": b"title: One two\r\n# why\r\nintro:\r\n  - >-\r\n    some words that\r\n    are folded\r\n  - b\r\n",
    "marked": b"\xef\xbb\xbftitle: One\nstrapline: 'it''s two'\nlead: \"a \\u2013 b\"\n",
    "flush": b"points:\n- heading: a # first\n  text: |\n    two\n    lines\n\n\n# second\n- heading: b\nformats: d",
    "wide": b"points:\n      - heading:   a\n        text:      b\n      -   heading: c\n          text: d\n",
    "brackets": b"claims: [a, 'b, c', \"d\"]\nsafety: {heading: x, plan: y z}\ntags: [\n  a, # one\n  b\n]\n",
    "empty": b"title:\nlead: ~\nintro:\n  -\n  - x\nlast: >\n  kept\n\n",
    "nested": b"rows:\n  - - a\n    - b\n  - - c\n    - d\n",
    "strange": "title: «café» 😀\nlead: عربي # ملاحظة\nintro: >2-\n  a\n  b\n".encode(),
}
WORDS = ["pain", "**bold**", "it’s", "it's", "a: b", "#5", "60 %", "—", "[x]", "{name}", "yes", "中文", '"q"', "- x",
         "1.0", "😀", "\\n", "~", "key:", "|", ">", "2026-11-01", "\u00a0", "&a", "*b", "!c"]  # fmt: skip
SENTENCES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=40).map(" ".join)
FILES = {path.parent.name + "/" + path.name: path.read_bytes() for path in SHIPPED} | CROOKED


def tree(data: bytes) -> Any:
    return plain_tree(read_document(data, file="x.yaml").root)


def root_of(data: bytes) -> tuple[str, Spanned]:
    text = data.decode("utf-8-sig")
    return text, spans_of(text)


def at(value: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        value = value[step]
    return value


def lists(node: Spanned, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    found = [path] if node.kind == "list" and len(node.items) > 1 else []
    for number, item in enumerate(node.items):
        found += lists(item, (*path, node.keys[number].value if node.keys else number))
    return found


def untouched(old: bytes, new: bytes) -> tuple[list[bytes], list[bytes]]:
    """The lines of both between the first and the last that differ."""
    before, after = old.split(b"\n"), new.split(b"\n")
    while before and after and before[0] == after[0]:
        del before[0], after[0]
    while before and after and before[-1] == after[-1]:
        del before[-1], after[-1]
    return before, after


@given(name=st.sampled_from([*FILES]), drawn=st.data())
def test_another_text_changes_that_text_and_nothing_else(name: str, drawn: st.DataObject) -> None:
    """Tree, comments, line ends, byte order mark, and every line outside the text."""
    data = FILES[name]
    text, root = root_of(data)
    path, node = drawn.draw(st.sampled_from(list(texts_of(root))))
    said = drawn.draw(SENTENCES | SENTENCES.map(lambda words: f"{words} {node.value}".strip().replace("\n", " ")))

    new = edited(data, [SetText(path, said)], file="x.yaml")

    wanted = tree(data)
    at(wanted, path[:-1])[path[-1]] = said
    assert tree(new) == wanted
    now, spans = root_of(new)
    assert comments_of(now, spans) == comments_of(text, root)
    assert new.startswith(b"\xef\xbb\xbf") == data.startswith(b"\xef\xbb\xbf")
    assert len(set(line_ends(new))) == 1
    start, end = text[: node.start].encode(), text[node.end :].encode()
    bare = new.removeprefix(b"\xef\xbb\xbf")
    assert bare.startswith(start) and bare.endswith(end)


@given(name=st.sampled_from([*FILES]), drawn=st.data())
def test_the_text_that_stands_there_changes_no_byte(name: str, drawn: st.DataObject) -> None:
    """Whatever folding or quotes are there."""
    data = FILES[name]
    _, root = root_of(data)
    path, _ = drawn.draw(st.sampled_from(list(texts_of(root))))
    said = at(tree(data), path)

    assert edited(data, [SetText(path, said or "")] if said else [], file="x.yaml") == data


@given(name=st.sampled_from([*FILES]), drawn=st.data())
def test_entries_change_places_with_their_comments(name: str, drawn: st.DataObject) -> None:
    """What stood between them stands there still."""
    data = FILES[name]
    text, root = root_of(data)
    found = lists(root)
    if not found:
        return
    path = drawn.draw(st.sampled_from(found))
    count = len(find(root, path, "x.yaml").items)
    one, other = (drawn.draw(st.integers(0, count - 1)) for _ in range(2))
    wanted = tree(data)
    at(wanted, path).insert(other, at(wanted, path).pop(one))

    try:
        new = edited(data, [MoveItem(path, one, other)], file="x.yaml")
    except BadInput as fault:  # `- - a`: an entry that begins on the line of another
        assert fault.findings[0].code == "not-edited" and (b"- -" in data or b"# one" in data or b"|\n" in data)
        return

    assert tree(new) == wanted
    assert sorted(comments_of(*root_of(new))) == sorted(comments_of(text, root))


@given(name=st.sampled_from([*FILES]), drawn=st.data())
def test_an_entry_that_goes_takes_its_own_lines_alone(name: str, drawn: st.DataObject) -> None:
    """And one that comes stands where it was wanted."""
    data = FILES[name]
    _, root = root_of(data)
    found = lists(root)
    if not found:
        return
    path = drawn.draw(st.sampled_from(found))
    number = drawn.draw(st.integers(0, len(find(root, path, "x.yaml").items) - 1))
    said = drawn.draw(SENTENCES)
    wanted = tree(data)
    try:
        new = edited(data, [AddItem(path, number, said), DropValue((*path, number + 1))], file="x.yaml")
    except BadInput as fault:
        assert fault.findings[0].code == "not-edited" and (b"- -" in data or b"# one" in data)
        return

    at(wanted, path)[number] = said
    assert tree(new) == wanted


def line_ends(data: bytes) -> list[bytes]:
    return re.findall(rb"\r?\n", data)


def change(data: str, *edits: Edit) -> str:
    return edited(data.encode(), edits, file="x.yaml").decode()


def test_one_word_of_a_folded_text_is_one_line_of_the_file() -> None:
    """What a careful person would have done."""
    data = (ROOT / "content/acupuncture-pain/en.yaml").read_bytes()
    said = at(tree(data), ("points", 0, "text")).replace("spinal", "own spinal")

    before, after = untouched(data, edited(data, [SetText(("points", 0, "text"), said)], file="x.yaml"))

    assert [len(before), len(after)] == [1, 1] or after[-1].strip().endswith(b"animals.")


@pytest.mark.parametrize(
    ("before", "edit", "after"),
    [
        ("a: b # c\n", SetText(("a",), "d: e"), 'a: "d: e" # c\n'),
        ("a: 'it''s'\n", SetText(("a",), "we're"), "a: 'we''re'\n"),
        ("a:\nb: c\n", SetText(("a",), "d"), "a: d\nb: c\n"),
        ('l: [a, ""]\n', SetText(("l", 1), "£9"), "l: [a, £9]\n"),
        ("a: b\n", SetText(("a",), "yes"), 'a: "yes"\n'),
        ("a: 2026-11-01\n", SetText(("a",), "2027-01-02"), "a: 2027-01-02\n"),
        ("a: b\n", SetText(("a",), "one\ntwo"), "a: |-\n  one\n  two\n"),
        ("a: >-\n  b\n\n\nc: d\n", SetText(("a",), "e\n\nf"), "a: >-\n  e\n\n  f\n\n\nc: d\n"),
        ("l: [a, b]\n", SetText(("l", 1), "c, d"), 'l: [a, "c, d"]\n'),
        ("a: b\nc: d\n", PutKey((), "x", "z", "a"), "a: b\nx: z\nc: d\n"),
        ("# head\na: b", PutKey((), "x", "z", "a"), "# head\na: b\nx: z"),
        ("# head\na: b\n", PutKey((), "x", "z"), "# head\nx: z\na: b\n"),
        ("l:\n  - a: b\n    c: d\n", PutKey(("l", 0), "x", "z"), "l:\n  - x: z\n    a: b\n    c: d\n"),
        ("l:\n  - a: b\n    c: d\n", DropValue(("l", 0, "a")), "l:\n  - c: d\n"),
        ("a: {b: c}\n", PutKey(("a",), "x", "z", "b"), "a: {b: c, x: z}\n"),
        ("a: b\nc: >-\n  d\n\n# e\nf: g\n", DropValue(("c",)), "a: b\n\n# e\nf: g\n"),
        ("l: [a, b, c]\n", DropValue(("l", 2)), "l: [a, b]\n"),
        ("l: [a, b, c]\n", MoveItem(("l",), 0, 2), "l: [b, c, a]\n"),
        ("l: []\n", AddItem(("l",), 0, "a"), "l: [a]\n"),
        ("l:\n- a\n\n- b # c\nd: e\n", MoveItem(("l",), 1, 0), "l:\n- b # c\n\n- a\nd: e\n"),
        ("l:\n  # of a\n  - a\n  - b\n", MoveItem(("l",), 0, 1), "l:\n  - b\n  # of a\n  - a\n"),
        ("l:\n  - a: b\n", AddItem(("l",), 1, {"a": "c", "d": "#"}), 'l:\n  - a: b\n  - a: c\n    d: "#"\n'),
        ("l:\n  - [a, b]\n", AddItem(("l",), 1, ("c, d", "")), 'l:\n  - [a, b]\n  - ["c, d", ""]\n'),
        ("l: [[a], [b]]\n", AddItem(("l",), 1, ("c",)), "l: [[a], [c], [b]]\n"),
        ("l: [{a: b}]\n", AddItem(("l",), 1, {"a": "c"}), "l: [{a: b}, {a: c}]\n"),
        ("l:\n  - a: b\n", AddItem(("l",), 1, {"t": {"c": ("d", "e"), "r": (("f", "g"),)}}),
         "l:\n  - a: b\n  - t:\n      c:\n        - d\n        - e\n      r:\n        - [f, g]\n"),
        ("a: b\n", PutKey((), "l", ({"h": "i", "t": "j"},), "a"), "a: b\nl:\n  - h: i\n    t: j\n"),
        ("a: b\r\n", PutKey((), "l", ("c", "d"), "a"), "a: b\r\nl:\r\n  - c\r\n  - d\r\n"),
    ],
    ids=lambda each: repr(each)[:40],
)  # fmt: skip
def test_it_looks_as_if_a_careful_person_had_typed_it(before: str, edit: Edit, after: str) -> None:
    """Quotes where they are needed, the indent that is there, and the comment that was there."""
    assert change(before, edit) == after


def test_what_cannot_be_typed_is_refused_and_the_file_is_left() -> None:
    """Half a character, and a list that would be none."""
    for before, edit in (("a: b\n", SetText(("a",), "\ud800")), ("l:\n  - a\n", DropValue(("l", 0)))):
        with pytest.raises(BadInput) as caught:
            change(before, edit)
        assert caught.value.findings[0].code == "not-edited"


def test_a_path_that_leads_nowhere_is_told_with_the_nearest() -> None:
    """Entries count from 1, as in every finding."""
    _, root = root_of(b"title: a\n")

    assert path_of("points.4.text", spans_of("points: [a, b, c, {text: d}]")) == ("points", 3, "text")
    with pytest.raises(BadInput) as caught:
        find(root, ("tilte",), "x.yaml")
    assert caught.value.findings[0].hint == "did you mean 'title'?"


def test_files_that_are_named_are_there() -> None:
    """A folder that moved would leave the tests above with nothing."""
    assert len(SHIPPED) > 20
    assert Path(SHIPPED[0]).is_file()
