"""Templates: read, judged before they run, and rendered with plain data only.

A template chooses and orders words. It cannot call, filter, calculate, include or reach an attribute that the models do
not declare; all of that is refused when the template is read, so that no leaflet finds out at printing time.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from brochure.base.code_names import Code
from brochure.base.findings import BadInput, Finding, did_you_mean
from brochure.base.manuscript import TemplateText
from brochure.base.origin import Origin
from brochure.base.patterns import late_pattern
from brochure.draft.values import TEXT, MarkedText, TemplateData, data_shape

# Noncharacters: no text may hold them (content.characters), so no value can forge a mark.
OPEN, MIDDLE, CLOSE = "\ufdd0", "\ufdd1", "\ufdd2"
MOST_LETTERS = 64_000
MOST_RENDERED = 1_000_000  # letters and pieces; a leaflet file has no more bytes
DEEPEST = 40  # brackets
DEEPEST_LOOP = 3  # sections, their lists, and one to spare
AT = "at"  # the instruction that tells the line of a template, `<?at 12?>`

_LINE = late_pattern(rf"<\?{AT} (\d+)\?>")
_LOOP = {"index": TEXT, "first": TEXT, "last": TEXT, "length": TEXT}
_PLAIN = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.Const, nodes.And, nodes.Or, nodes.Not)


def render(template: TemplateText, data: TemplateData) -> str:
    """The template's text with every value between marks that tell its origin, and with the lines of the template.

    Raises:
        BadInput: a construct that is not allowed, an unknown name, a field that is empty, or too many words.
    """
    pieces: list[str] = []
    size = 0
    try:
        for piece in _compiled(template).generate(data.values):
            pieces.append(piece)
            size += len(piece) + 1  # a loop that prints nothing counts too
            if size > MOST_RENDERED:
                message = f"the template makes more than {MOST_RENDERED:,} letters"
                hint = "loop over each list once"
                raise BadInput(_fault("template-too-large", message, template, _line_of(pieces), hint))
    except jinja2.UndefinedError as fault:
        message = f"a field is missing: {fault.message}"
        hint = "ask with {% if %} before using it"
        raise BadInput(_fault("template-name", message, template, _line_of(pieces), hint)) from None
    return "".join(pieces)


@lru_cache(maxsize=32)
def _compiled(template: TemplateText) -> jinja2.Template:
    tree = _parsed(template)
    faults = list(_Judge(template).visit(tree, dict(data_shape())))
    if faults:
        raise BadInput(*faults)
    _number_lines(tree)
    return _environment().from_string(tree)


def _number_lines(tree: nodes.Template) -> None:
    """Let the text say in which line of the template each tag, word and value stands, wherever no tag is open."""
    in_tag = ""
    for output in tree.find_all(nodes.Output):
        told = int(output.lineno == 1)  # the line that was told last; nothing stands before an XML declaration
        numbered: list[nodes.Expr] = []
        for node in output.nodes:
            if isinstance(node, nodes.TemplateData):
                node.data, in_tag, told = _numbered(node.data, node.lineno, in_tag, told)
            elif not in_tag and node.lineno != told:
                told = node.lineno
                numbered.append(nodes.TemplateData(_instruction(told)))
            numbered.append(node)
        output.nodes = numbered
    for loop in tree.find_all(nodes.For):
        loop.body.append(nodes.Output([nodes.TemplateData("")]))  # each turn is counted


def _instruction(line: int) -> str:
    return f"<?{AT} {line}?>"


def _numbered(text: str, line: int, in_tag: str, told: int) -> tuple[str, str, int]:
    """The text with its lines; `in_tag` is `<`, the quote that is open in a tag, `!` in a comment, or nothing."""
    numbered = ""
    for at, letter in enumerate(text):
        if line != told and not in_tag and letter != "\n":
            told = line
            numbered += _instruction(line)
        numbered += letter
        line += letter == "\n"
        if in_tag in ("'", '"'):
            in_tag = "<" if letter == in_tag else in_tag
        elif in_tag == "!":
            in_tag = "" if text[at - 2 : at + 1] == "-->" else in_tag
        elif letter in "<>" or (in_tag and letter in "'\""):
            in_tag = "!" if text.startswith("<!--", at) else "" if letter == ">" else letter
    return numbered, in_tag, told


def _line_of(pieces: list[str]) -> int:
    """The line of a template that was reached."""
    found = next((found for piece in reversed(pieces) if (found := _LINE.search(piece))), None)
    return int(found[1]) if found else 1


class _Environment(ImmutableSandboxedEnvironment):
    """Looks fields up in the data first: Jinja would find Python's own `items` of a map before the field."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, dict):
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)


@lru_cache(maxsize=1)
def _environment() -> ImmutableSandboxedEnvironment:
    environment = _Environment(
        undefined=jinja2.StrictUndefined, autoescape=True, finalize=_mark, trim_blocks=True, lstrip_blocks=True
    )
    environment.globals.clear()
    environment.filters.clear()
    environment.tests.clear()
    return environment


def _mark(value: object) -> object:
    """Put a value between marks; what has no text is a fault of the template."""
    if isinstance(value, MarkedText):
        return Markup(f"{OPEN}{value.at}{MIDDLE}{escape(str(value))}{CLOSE}")  # noqa: S704 - escaped on the spot
    if isinstance(value, str | int):
        return value
    raise jinja2.UndefinedError("a value that holds no text")


def _parsed(template: TemplateText) -> nodes.Template:
    """The template as a tree.

    Raises:
        BadInput: it is too large, too deep or not a template.
    """
    if len(template.text) > MOST_LETTERS:
        message = f"template is {len(template.text):,} letters long"
        raise BadInput(_fault("template-too-large", message, template, 1, "split it"))
    deep = _line_too_deep(template.text)
    if deep:
        message = f"more than {DEEPEST} brackets in one line"
        raise BadInput(_fault("template-not-allowed", message, template, deep, "take them out"))
    try:
        return _environment().parse(template.text, template.name)
    except jinja2.TemplateSyntaxError as fault:
        said = (fault.message or "cannot be read").rstrip(".")
        message = f"not a template: {said}"
        raise BadInput(_fault("template-damaged", message, template, fault.lineno, "check the braces")) from None
    except RecursionError:
        message = "brackets nest too deep"
        raise BadInput(_fault("template-not-allowed", message, template, 1, "take them out")) from None


def _line_too_deep(text: str) -> int:
    for number, line in enumerate(text.splitlines(), 1):
        if sum(line.count(bracket) for bracket in "([{") > DEEPEST:
            return number
    return 0


def _fault(code: Code, message: str, template: TemplateText, line: int, hint: str) -> Finding:
    lines = template.text.splitlines()
    excerpt = lines[line - 1][:160] if 0 < line <= len(lines) else ""
    return Finding(code, message, Origin(template.name, line, 1, excerpt), hint)


class _Judge:
    """Walks over a parsed template with the shape of the data in hand."""

    def __init__(self, template: TemplateText) -> None:
        self.template = template
        self.depth = 0  # of the loops around

    def visit(self, node: nodes.Node, names: dict[str, Any]) -> Iterator[Finding]:
        match node:
            case nodes.For():
                yield from self._visit_for(node, names)
            case nodes.If():
                yield from self._visit_all([node.test, *node.body, *node.elif_, *node.else_], names)
            case nodes.Name() | nodes.Getattr():
                if isinstance(found := self._shape(node, names), Finding):
                    yield found
            case nodes.Compare() if all(each.op in ("eq", "ne") for each in node.ops):
                yield from self._visit_all([node.expr, *(each.expr for each in node.ops)], names)
            case _ if type(node) in _PLAIN:
                yield from self._visit_all(list(node.iter_child_nodes()), names)
            case _:
                yield self._refuse(node)

    def _visit_all(self, each: list[nodes.Node] | list[nodes.Expr], names: dict[str, Any]) -> Iterator[Finding]:
        for node in each:
            yield from self.visit(node, names)

    def _visit_for(self, node: nodes.For, names: dict[str, Any]) -> Iterator[Finding]:
        if not isinstance(node.target, nodes.Name) or node.recursive or node.test is not None or node.else_:
            yield self._refuse(node)
            return
        many = self._shape(node.iter, names)
        if isinstance(many, Finding):
            yield many
        elif not isinstance(many, list):
            hint = "loop over a list such as `points`"
            yield _fault("template-name", "this is no list", self.template, node.lineno or 1, hint)
        elif self.depth == DEEPEST_LOOP:
            message = f"loops nest more than {DEEPEST_LOOP} deep"
            yield _fault("template-not-allowed", message, self.template, node.lineno or 1, "take the inner loops out")
        else:
            self.depth += 1
            yield from self._visit_all(node.body, {**names, node.target.name: many[0], "loop": _LOOP})
            self.depth -= 1

    def _shape(self, node: nodes.Node, names: dict[str, Any]) -> Any:
        if isinstance(node, nodes.Name):
            return names[node.name] if node.name in names else self._unknown(node.name, names, node)
        if not isinstance(node, nodes.Getattr):
            return self._refuse(node)
        owner = self._shape(node.node, names)
        if isinstance(owner, Finding):
            return owner
        if not isinstance(owner, dict):
            return self._unknown(node.attr, {}, node)
        return owner[node.attr] if node.attr in owner else self._unknown(node.attr, owner, node)

    def _unknown(self, name: str, known: dict[str, Any], node: nodes.Node) -> Finding:
        hint = did_you_mean(name, known) if known else "a text has no fields of its own"
        return _fault("template-name", f"unknown field '{name}'", self.template, node.lineno or 1, hint)

    def _refuse(self, node: nodes.Node) -> Finding:
        what = {"Call": "a call", "Filter": "a filter", "Mul": "arithmetic", "Add": "arithmetic"}
        name = what.get(type(node).__name__, f"'{type(node).__name__.lower()}'")
        hint = "a template holds fields, `if` and `for`; prepare anything else in the content"
        return _fault(
            "template-not-allowed", f"{name} is not allowed in a template", self.template, node.lineno or 1, hint
        )
