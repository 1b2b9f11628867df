"""Templates judged before they run. Ids in brackets are rows of the list of bad inputs."""

import time
from collections.abc import Callable, Iterator

import pytest

from brochure.base.findings import BadInput, Finding
from brochure.base.manuscript import TemplateText
from brochure.base.origin import Origin
from brochure.draft.template import CLOSE, DEEPEST, MIDDLE, MOST_LETTERS, OPEN, render
from brochure.draft.values import MarkedText, TemplateData
from tests.conftest import Told

DATA = TemplateData({"title": "a < b & c", "lead": None, "points": [{"heading": "one"}, {"heading": "two"}]}, ())


Codes = Callable[[str], list[str]]


@pytest.fixture
def codes_of(told: Told) -> Iterator[Codes]:
    """What is wrong with a template; the golden has what is said."""
    said: list[Finding] = []

    def codes(text: str) -> list[str]:
        with pytest.raises(BadInput) as caught:
            render(TemplateText(text, "stories.xml"), DATA)
        said.extend(caught.value.findings)
        return [fault.code for fault in caught.value.findings]

    yield codes
    told(said)


@pytest.mark.parametrize(
    "text",
    [
        "{{ title|attr('format') }}",  # JI02, CVE-2025-27516
        "{% set f = title.format %}{{ f(p) }}",  # JI02, CVE-2024-56326
        "{{ 'a' * 2000000000 }}",  # JI03
        "{{ 1 + 1 }}",
        "{{ title ~ title }}",
        "{{ lipsum(n=1000000) }}",  # JI05
        "{{ 'x'|center(2000000000) }}",  # JI05
        "{{ title[0] }}",
        "{{ [1, 2] }}",
        "{{ title is defined }}",
        "{{ title if lead else lead }}",
        "{% include 'other.xml' %}",
        "{% extends 'other.xml' %}",
        "{% import 'other.xml' as other %}",
        "{% macro f() %}{% endmacro %}",
        "{% call f() %}{% endcall %}",
        "{% filter upper %}x{% endfilter %}",
        "{% with x = 1 %}{% endwith %}",
        "{% autoescape false %}{{ title }}{% endautoescape %}",
        "{% for a, b in points %}{% endfor %}",
        "{% for p in points recursive %}{% endfor %}",
        "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",  # JI11
        "{{ " + "(\n" * 3000 + "1" + ")" * 3000 + " }}",  # JI11
    ],
    ids=range(23),
)
def test_anything_but_fields_if_and_for_is_refused_when_read(text: str, codes_of: Codes) -> None:
    """[JI02, JI03, JI05, JI11] A template that cannot calculate cannot be made to attack or to hang."""
    start = time.perf_counter()

    codes = codes_of(text)

    assert "template-not-allowed" in codes
    assert time.perf_counter() - start < 2


@pytest.mark.parametrize(
    "text", ["{{ title.__class__ }}", "{{ title.secret }}", "{{ points.heading }}", "{{ loop.index }}"]
)
def test_only_declared_fields_can_be_reached(text: str, codes_of: Codes) -> None:
    """[JI06] Objects of the program are out of reach: a text has no fields."""
    assert codes_of(text) == ["template-name"]


def test_an_unknown_field_is_refused_with_its_likely_name() -> None:
    """[JI08] Found when the template is read, also inside a branch that would not run."""
    with pytest.raises(BadInput) as caught:
        render(TemplateText("\n{% if lead %}{{ titel }}{% endif %}", "stories.xml"), DATA)

    (fault,) = caught.value.findings
    assert fault.hint == "did you mean 'title'?"
    assert fault.origin is not None
    assert fault.origin.line == 2


def test_an_empty_field_is_a_fault_and_not_the_word_none(codes_of: Codes) -> None:
    """Python's None on paper is the classic template slip."""
    assert codes_of("{{ lead }}") == ["template-name"]


def test_values_are_escaped() -> None:
    """A `<` in a text is a `<` on paper."""
    assert render(TemplateText("<p>{{ title }}</p>", "s"), DATA) == "<p>a &lt; b &amp; c</p>"


def test_loops_and_branches_choose_and_order_words() -> None:
    """The whole power of a template."""
    text = "{% for p in points %}{{ loop.index }} {{ p.heading }}{% if not loop.last %}, {% endif %}{% endfor %}"

    assert render(TemplateText(text, "s"), DATA) == "1 one, 2 two"


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("x" * MOST_LETTERS, "", 0),
        ("x" * (MOST_LETTERS + 1), "template-too-large", 1),
        ("\n" + "(" * (DEEPEST - 2) + "[{", "", 0),
        ("\n" + "(" * (DEEPEST - 1) + "[{", "template-not-allowed", 2),
        ("\n\n{% if lead %}", "template-damaged", 3),
        ("\n{{ title title }}", "template-damaged", 2),
        ("\n{% for t in title %}x{% endfor %}", "template-name", 2),
        ("\n{% for p in points if lead %}x{% endfor %}", "template-not-allowed", 2),
        ("\n{% for p in points %}x{% else %}y{% endfor %}", "template-not-allowed", 2),
        ("\n{% for p in nothing %}x{% endfor %}", "template-name", 2),
        ("\n{% for p in points %}{{ p.headin }}{% endfor %}{{ p }}", "template-name", 2),
        ("\n{% if lead and (not title or lead == 'x') %}{% elif leed != 'y' %}{% else %}{{ lede }}{% endif %}",
         "template-name", 2),
        ("\n{% if 'a' < 'b' %}x{% endif %}", "template-not-allowed", 2),
        ("\n{{ points }}", "template-name", 2),
        ("\n{{ title() }}{{ 2 * 2 }}{{ title|upper }}{{ 1 + 1 }}{{ -1 }}", "template-not-allowed", 2),
        ("\n{{ title[0].heading }}", "template-not-allowed", 2),
    ],
    ids=range(16),
)  # fmt: skip
def test_what_is_wrong_with_a_template_is_told_at_its_line(text: str, code: str, line: int, told: Told) -> None:
    """At each limit: what is just allowed, and what is not any more."""
    try:
        render(TemplateText(text, "stories.xml"), DATA)
    except BadInput as fault:
        found = fault.findings
    else:
        found = ()

    assert {each.code for each in found} == ({code} if code else set())
    assert {each.origin.line for each in found if each.origin} == ({line} if line else set())
    told(found)


DEEP = "{% for a in points %}\n-{% for b in points %}{% for c in points %}"
ENDS = "{% endfor %}"


@pytest.mark.parametrize(
    ("text", "rows", "code"),
    [
        (f"{DEEP}{{{{ c.heading }}}}{ENDS * 3}", 9, ""),
        (f"{DEEP}{{{{ c.heading }}}}{ENDS * 3}", 99, "template-too-large"),
        (f"{DEEP}{ENDS * 3}", 400, "template-too-large"),
        (f"{DEEP}{{% for d in points %}}{ENDS * 4}", 1, "template-not-allowed"),
        (f"{DEEP}{ENDS * 3}" * 9, 1, ""),
    ],
    ids=range(5),
)
def test_loops_are_bounded_in_depth_and_in_what_they_make(text: str, rows: int, code: str, told: Told) -> None:
    """Eight loops in each other over seven points take a machine's memory; one that prints nothing takes its time."""
    data = TemplateData({"points": [{"heading": "x" * 20}] * rows}, ())
    start = time.perf_counter()
    found: tuple[Finding, ...] = ()
    try:
        render(TemplateText(text, "stories.xml"), data)
    except BadInput as fault:
        found = fault.findings

    assert [(each.code, each.origin and each.origin.line) for each in found] == ([(code, 2)] if code else [])
    assert time.perf_counter() - start < 5
    told(found)


def test_the_text_tells_the_lines_of_its_template_outside_tags() -> None:
    """Also behind a block that swallowed its line end, and not where a tag or a quote is open."""
    text = "<a><!-- don't\n >-->\n{% if title %}\n<b one='>'\n  two='x\n'>{{ title }}\n</b>\n{% endif %}\n</a>"

    rendered = render(TemplateText(text, "s"), DATA)

    value, ends = "<?at 6?>a &lt; b &amp; c", "\n<?at 7?></b>\n<?at 9?></a>"
    assert rendered == f"<a><!-- don't\n >-->\n<?at 4?><b one='>'\n  two='x\n'>{value}{ends}"


def test_a_fault_shows_the_line_as_it_is_written() -> None:
    """For the caret below it; a line without end is cut."""
    with pytest.raises(BadInput) as caught:
        render(TemplateText("\n  {{ titel }}" + "x" * 200, "stories.xml"), DATA)

    (fault,) = caught.value.findings
    assert fault.origin == Origin("stories.xml", 2, 1, ("  {{ titel }}" + "x" * 200)[:160])


def test_each_value_stands_between_marks_that_tell_its_place() -> None:
    """The draft turns the number back into a line of the leaflet."""
    title = MarkedText("a < b")
    title.at = 7
    data = TemplateData({"title": title}, ())

    assert render(TemplateText("<p>{{ title }}</p>", "s"), data) == f"<p>{OPEN}7{MIDDLE}a &lt; b{CLOSE}</p>"
