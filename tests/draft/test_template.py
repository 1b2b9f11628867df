"""Templates judged before they run. Ids in brackets are rows of the list of bad inputs."""

import time

import pytest

from brochure.base.findings import BadInput
from brochure.base.manuscript import TemplateText
from brochure.draft.template import render
from brochure.draft.values import TemplateData

DATA = TemplateData({"title": "a < b & c", "lead": None, "points": [{"heading": "one"}, {"heading": "two"}]}, ())


def codes_of(text: str) -> list[str]:
    with pytest.raises(BadInput) as caught:
        render(TemplateText(text, "stories.xml"), DATA)
    return [fault.code for fault in caught.value.findings]


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
)
def test_anything_but_fields_if_and_for_is_refused_when_read(text: str) -> None:
    """[JI02, JI03, JI05, JI11] A template that cannot calculate cannot be made to attack or to hang."""
    start = time.perf_counter()

    codes = codes_of(text)

    assert "template-not-allowed" in codes
    assert time.perf_counter() - start < 2


@pytest.mark.parametrize(
    "text", ["{{ title.__class__ }}", "{{ title.secret }}", "{{ points.heading }}", "{{ loop.index }}"]
)
def test_only_declared_fields_can_be_reached(text: str) -> None:
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


def test_an_empty_field_is_a_fault_and_not_the_word_none() -> None:
    """Python's None on paper is the classic template slip."""
    assert codes_of("{{ lead }}") == ["template-name"]


def test_values_are_escaped() -> None:
    """A `<` in a text is a `<` on paper."""
    assert render(TemplateText("<p>{{ title }}</p>", "s"), DATA) == "<p>a &lt; b &amp; c</p>"


def test_loops_and_branches_choose_and_order_words() -> None:
    """The whole power of a template."""
    text = "{% for p in points %}{{ loop.index }} {{ p.heading }}{% if not loop.last %}, {% endif %}{% endfor %}"

    assert render(TemplateText(text, "s"), DATA) == "1 one, 2 two"
