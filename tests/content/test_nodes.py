"""YAML text to nodes. The ids in brackets are rows of the list of bad inputs that the program promises to survive."""

import itertools
import time

import pytest

from brochure.base.findings import BadInput, Finding
from brochure.content.nodes import List, Map, Node, Scalar, read_nodes


def faults_of(text: str | bytes) -> tuple[Finding, ...]:
    with pytest.raises(BadInput) as caught:
        read_nodes(text.encode() if isinstance(text, str) else text, file="x.yaml")
    return caught.value.findings


def value_of(text: str | bytes, key: str) -> str:
    node = read_nodes(text.encode() if isinstance(text, str) else text, file="x.yaml")
    assert isinstance(node, Map)
    value = next(entry.value for entry in node.entries if entry.key.text == key)
    assert isinstance(value, Scalar)
    return value.text


@pytest.mark.parametrize(
    "typed", ["0123", "01067", "no", "on", "y", "9:30", "2026-01-02", "1e3", "0x1F", "~", "null", "1" * 5000]
)
def test_scalars_stay_the_text_that_was_typed(typed: str) -> None:
    """[YA07, YA08, YA10, YA14] A postcode is no octal number, Norway is no boolean, half past nine is no 570."""
    assert value_of(f"field: {typed}", "field") == typed


@pytest.mark.parametrize("typed", ["", "~", "null", "Null", "NULL"])
@pytest.mark.parametrize("where", ["field: {}", "field: [a, {}]", "field:\n- {}"])
def test_what_yaml_takes_for_nothing_is_nothing(typed: str, where: str) -> None:
    """`author: null` would print the word `null`; in quotes it is a name."""
    if not typed and "[" in where:
        where = "field:\n- a\n- {}"

    def last(text: str) -> Scalar:
        node: Node = read_nodes(text.encode(), file="x.yaml")
        while isinstance(node, Map | List):
            node = node.entries[-1].value if isinstance(node, Map) else node.items[-1]
        return node

    assert last(where.format(typed)).empty
    assert not last(where.format(f"'{typed}'")).empty


@pytest.mark.parametrize("sign", ["@", "`", "%", "&", "* ", "| ", "> ", "- ", "? "])
def test_a_text_that_begins_with_a_sign_is_told_to_stand_in_quotes(sign: str) -> None:
    """A person types an account, a share or a bullet, and knows nothing of YAML's signs."""
    (fault,) = faults_of(f"a: {sign}x\nb: c\n" if sign != "&" else "a: & x\nb: c\n")

    assert fault.hint.startswith("put the text in quotes")
    assert fault.origin is not None
    assert fault.origin.line == 1


def test_a_text_that_goes_on_behind_a_comment_is_told_to_stand_in_quotes() -> None:
    """The line that the parser stumbles over holds no `#`."""
    comment, fault = faults_of("a: Seven\n  #4 points\n  more\n")

    assert comment.code == "yaml-comment"
    assert fault.hint == "put the text in quotes: a '#' on the line before begins a comment"


@pytest.mark.parametrize("text", ["a: [?a, b]\n", "a: {?a: b}\n", "a: [b, ?c]\n", 'a: [?"b", c]\n'])
def test_a_question_mark_before_a_text_is_not_swallowed(text: str) -> None:
    """In brackets it would begin a key, and be gone."""
    fault = faults_of(text)[0]

    assert (fault.code, fault.hint) == ("yaml-key", "put the text in quotes")
    assert fault.origin is not None
    assert text[fault.origin.column - 1] == "?"


@pytest.mark.parametrize("text", ["a:\n\t- b\n", "\ta: b\n", "a: b\n\tc: d\n", "a:\n  - b\n \t- c\n"])
def test_a_tab_is_told_as_a_tab(text: str) -> None:
    """Nobody sees the difference on a screen."""
    (fault,) = faults_of(text)

    assert fault.hint == "indent with spaces, not with tabs"


def test_a_billion_laughs_are_refused_at_once() -> None:
    """[YA01] Aliases blow half a kilobyte up into gigabytes; they are refused before anything is built."""
    bomb = "a: &a [" + ",".join(["x"] * 9) + "]\n"
    names = "abcdefghi"
    for before, name in itertools.pairwise(names):
        bomb += f"{name}: &{name} [" + ",".join([f"*{before}"] * 9) + "]\n"
    start = time.perf_counter()

    faults = faults_of(bomb)

    assert {fault.code for fault in faults} == {"yaml-alias"}
    assert time.perf_counter() - start < 1


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a: &a [*a]\n", "yaml-alias", 1),  # YA02
        ("a: 1\nb: !foo x\n", "yaml-tag", 2),  # YA04
        ("a: 1\n<<: {b: 2}\n", "yaml-alias", 2),  # YA19
        ("a: 1\n---\nb: 2\n", "yaml-documents", 2),  # YA20
        ("a: [1\n", "yaml-damaged", 2),
        ("a:\n\t- b\n", "yaml-damaged", 2),
        ("title: Pain: what helps\n", "yaml-damaged", 1),
        ("? [a, b]\n: c\n", "yaml-key", 1),
        ("", "yaml-damaged", 1),
    ],
)
def test_each_fault_names_its_line(text: str, code: str, line: int) -> None:
    """[YA02, YA04, YA19, YA20] A person mends what they can find."""
    fault = faults_of(text)[0]

    assert fault.code == code
    assert fault.origin is not None
    assert fault.origin.line == line
    assert fault.hint


def test_duplicate_keys_name_both_lines() -> None:
    """[YA05] YAML would drop the first telephone number in silence."""
    (fault,) = faults_of("phone: 1\nname: x\nphone: 2\n")

    assert fault.code == "yaml-duplicate"
    assert "line 1" in fault.message
    assert fault.origin is not None
    assert fault.origin.line == 3


@pytest.mark.parametrize("text", ["[" * 10_000, "- " * 10_000, "a: [" * 30], ids=["brackets", "dashes", "few"])
def test_deep_nesting_is_refused_quickly(text: str) -> None:
    """[YA11] Depth is counted, not recursed into; the library's own limit is told in our words, with a place."""
    start = time.perf_counter()

    faults = faults_of(text)

    assert [fault.code for fault in faults] == ["yaml-too-deep"]
    assert faults[0].hint == "take out the nesting"
    assert faults[0].origin is not None
    assert faults[0].origin.line == 1
    assert time.perf_counter() - start < 1


def test_a_list_of_200_000_entries_is_refused() -> None:
    """[YA13] The limit of nodes stops it, not the patience of the reader."""
    assert faults_of("- x\n" * 200_000)[0].code == "yaml-too-large"


def test_an_over_large_file_is_refused_before_it_is_parsed() -> None:
    """A leaflet of a megabyte is a mistake."""
    assert faults_of(b"a: " + b"x" * 1_000_000)[0].code == "yaml-too-large"


def test_latin_1_is_refused_with_its_byte() -> None:
    """[YA16] Guessing an encoding prints mojibake."""
    (fault,) = faults_of(b"name: Gr\xf6\xdfe\n")

    assert fault.code == "yaml-encoding"
    assert "0xf6" in fault.message
    assert "offset 8" in fault.message


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le"])
def test_utf_16_is_refused_and_never_mojibake(encoding: str) -> None:
    """[YA17] The stated rule is UTF-8."""
    assert faults_of("name: Größe\n".encode(encoding))[0].code in ("yaml-encoding", "bad-character", "yaml-damaged")


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    """Editors on Windows write it."""
    assert value_of(b"\xef\xbb\xbfname: x\n", "name") == "x"


def test_all_faults_are_told_at_once() -> None:
    """A second run for every fault costs a clinic its afternoon."""
    faults = faults_of("a: &x 1\nb: *x\nc: !t 2\na: 3\n")

    assert [fault.code for fault in faults] == ["yaml-alias", "yaml-alias", "yaml-tag", "yaml-duplicate"]


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("title: Pain #1 advice\n", 1, 13),
        ("text: Come to\n  Room #4 on the left\nb: c\n", 2, 8),
        ("text: Come to Room #4\n  on the left\n", 1, 20),
        ("- Take tablet #1 first\n- Then rest\n", 1, 15),
        ("a: [Room #4\n, b]\n", 1, 10),
        ("a: {b: Room #4\n}\n", 1, 13),
        ("a: [Room, #4 left\nb]\n", 1, 11),
        ("a: ['Room', #4 left\nb]\n", 1, 13),
        ("title #1: x\n", 1, 7),
        ("strapline: #1 advice\n", 1, 12),
        ("a: b\t# c", 1, 6),
        ("a: Größe #4\r\n", 1, 10),
        ('a: "text"#4\n', 1, 10),
        ("a: 'text' #4 left\n", 1, 11),
        ("a: [#4 left\nb]\n", 1, 5),
        ("a: [ #4 left\nb]\n", 1, 6),
        ("a: [b,#4 left\nc]\n", 1, 7),
        ("a: ['b',#4 left\nc]\n", 1, 9),
        ("a: {#4 left\nb: c}\n", 1, 5),
        ("a: [b]#4 left\n", 1, 7),
        ("a: [[b],#4 left\nc]\n", 1, 9),
        ("a:  # of a text\n  b\nc: d\n", 1, 5),
        ("a: #1 in\n  b\n", 1, 4),
        ("a:\n- #Stop\n  b\n", 2, 3),
        ("a: #Flat12\n- b\n", 1, 4),
        ("- # c\n  d: e\n-\n  #g\n  h\n", 4, 3),
        ("a: b\n  #StayWell\n", 2, 3),
        ("a: [b,\n#Flat 4,\nc]\n", 2, 1),
        ("a: [[b]\n  ]\n  #Flat 4\n", 3, 3),
        ("a: |\n    b #4\n    #5\n  #6\nc: d\n", 4, 3),
        ("a: >-  # of a block\n  b\n", 1, 8),
        ("a: | #Stop\n  b\n", 1, 6),
    ],
)
def test_a_comment_that_cuts_a_text_is_refused(text: str, line: int, column: int) -> None:
    """YAML drops `#4 on the left` without a word, and the proof would never hear of it."""
    fault = faults_of(text)[0]

    assert fault.code == "yaml-comment"
    assert fault.origin is not None
    assert (fault.origin.line, fault.origin.column) == (line, column)
    assert "quotes" in fault.hint or "line below" in fault.hint


@pytest.mark.parametrize(
    "text",
    [
        "# own line\na: b\n  # own line\nc: d\n",
        "a: 'Room #4' # quoted\n",
        'a: "Room #4" # quoted\n',
        "a: >-\n  Room #4\n# after it\nc: d\n",
        "a:  # of a key\n  - b\n",
        "a:\n- b: c\n  #d: e\n  f: g\n",
        "a: b\n#c: d\n",
        "a: [[b],\n  c]\n#d: e\n",
        "a:\n  #- b\n  - c\n",
        "a: 'b\n\n  #c'\n",
        "a: |\n  b\n\n  #c\n",
        "photo: # none yet\nc: d\n",
        "a: [b, c] # of a list\n",
        "a: {b: c} # of fields\n",
        "a: [ # of a list\n  b]\n",
        "a: [\n  b,\n  # own line\n  c]\n",
        "a: [\n  b, # of an entry\n  c]\n",
        "a: b#4\n",
    ],
)
def test_a_comment_that_cuts_nothing_stays_allowed(text: str) -> None:
    """Notes to oneself are what comments are for."""
    assert isinstance(read_nodes(text.encode(), file="x.yaml"), Map)
