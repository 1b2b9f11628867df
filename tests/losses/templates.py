"""Words lost between a leaflet and its stories: templates that leave out, drop or repeat."""

from collections.abc import Callable
from typing import NamedTuple

from tests.losses.clinic import LAYOUT, LEAFLET, TEMPLATE, Clinic, Loss, changing

STRAPLINE = '  <p style="strapline">{{ strapline }}</p>'
POINT_TEXT = '      <p before="0">{{ paragraph }}</p>\n'
ADDRESS = '<p style="contact">{{ line }}</p>'


class _Bare(NamedTuple):
    """A place in which words stand outside a tag."""

    where: str
    old: str
    new: str  # holds `WORDS`


_BARE = (
    _Bare("before the first tag of a story", '<story name="flap">', '<story name="flap">\nWORDS'),
    _Bare("after a tag", "  <title>{{ title }}</title>", "  <title>{{ title }}</title>\nWORDS"),
    _Bare("between stories", '<story name="flap">', 'WORDS\n<story name="flap">'),
    _Bare("before the stories end", "</stories>", "WORDS\n</stories>"),
    _Bare("in a list", '<list ruled="yes">', '<list ruled="yes">\nWORDS'),
    _Bare("in the points", "  <points>", "  <points>\nWORDS"),
    _Bare("in a point", "    <point>", "    <point>\nWORDS"),
    _Bare("in the safety note", "  <note>", "  <note>\nWORDS"),
    _Bare("in a figure", 'alt="{{ drawing.alt }}"/>', 'alt="{{ drawing.alt }}">\nWORDS\n</figure>'),
)


def _bare(place: _Bare) -> Loss:
    return Loss(
        f"words outside a tag, {place.where}",
        changing(TEMPLATE, place.old, place.new.replace("WORDS", "Ring us first")),
        changing(TEMPLATE, place.old, place.new.replace("WORDS", "<!-- Ring us first -->")),
        code="template-tag",
        at="Ring us first",
    )


def _left_out(what: str, old: str, new: str, at: str, omits: str) -> Loss:
    """A field that the template does not print, and one that its layout says that it does not."""

    def omitted(clinic: Clinic) -> None:
        clinic.change(TEMPLATE, old, new)
        clinic.change(LAYOUT, "template:", f"omits: [{omits}]\ntemplate:")

    return Loss(f"a template without {what}", changing(TEMPLATE, old, new), omitted, code="text-left-out", at=at)


def _nested(depth: int) -> Callable[[Clinic], None]:
    loops = "".join(f"{{% for p{at} in points %}}" for at in range(depth))
    words = f"{loops}<!-- {{{{ p0.heading }}}} -->{'{% endfor %}' * depth}"
    return changing(TEMPLATE, "<title>", f"{words}\n  <title>")


TEMPLATES = (
    *map(_bare, _BARE),
    Loss(
        "a value outside a tag",
        changing(TEMPLATE, STRAPLINE, "{{ strapline }}"),
        changing(TEMPLATE, STRAPLINE, '  <p colour="cover_text">{{ strapline }}</p>'),
        code="template-tag",
        at="{{ strapline }}",
    ),
    Loss(
        "an entity that nobody reads",
        changing(TEMPLATE, "<stories>", '<!DOCTYPE stories SYSTEM "words.dtd">\n<stories>'),
        changing(TEMPLATE, "<stories>", "<!-- words -->\n<stories>"),
        code="template-not-allowed",
        at="<!DOCTYPE",
    ),
    Loss(
        "an instruction to nobody",
        changing(TEMPLATE, "  <title>", "  <?print Ring us first?>\n  <title>"),
        changing(TEMPLATE, "  <title>", "  <!-- Ring us first -->\n  <title>"),
        code="template-not-allowed",
        at="<?print",
    ),
    Loss(
        "words under an unknown tag",
        changing(TEMPLATE, STRAPLINE, "  <para>{{ strapline }}</para>"),
        changing(TEMPLATE, STRAPLINE, '  <p colour="cover_text">{{ strapline }}</p>'),
        code="template-tag",
        at="<para>",
    ),
    Loss(
        "words under an unknown tag in a point",
        changing(TEMPLATE, POINT_TEXT, POINT_TEXT.replace("p>", "para>").replace("<p", "<para")),
        changing(TEMPLATE, POINT_TEXT, POINT_TEXT.replace(' before="0"', "")),
        code="template-tag",
        at="<para",
    ),
    Loss(
        "tags inside a paragraph",
        changing(TEMPLATE, STRAPLINE, "  <p>{{ strapline }}<p>more</p></p>"),
        changing(TEMPLATE, STRAPLINE, STRAPLINE),
        code="template-tag",
        at="<p>more</p>",
    ),
    Loss(
        "a picture without words",
        changing(TEMPLATE, ' alt="{{ drawing.alt }}"', ""),
        changing(TEMPLATE, ' alt="{{ drawing.alt }}"', ' alt="The line: {{ drawing.alt }}"'),
        code="figure-without-alt",
        at="calming-line",
    ),
    Loss(
        "a paragraph without words",
        changing(TEMPLATE, STRAPLINE, f"{STRAPLINE}\n  <p> </p>"),
        changing(TEMPLATE, STRAPLINE, f"{STRAPLINE}\n  <!-- words -->"),
        code="empty-block",
        at="<p> </p>",
    ),
    Loss(
        "a field that is not there",
        changing(TEMPLATE, STRAPLINE, "{{ photo.alt }}"),
        changing(TEMPLATE, STRAPLINE, f"{STRAPLINE}{{% if photo %}}<p>{{{{ photo.alt }}}}</p>{{% endif %}}"),
        code="template-name",
        at="{{ photo.alt }}",
    ),
    Loss("loops in loops", _nested(4), _nested(3), code="template-not-allowed", at="p3 in points"),
    Loss(
        "a story twice",
        changing(TEMPLATE, '<story name="flap">', '<story name="flap"><p>x</p></story>\n<story name="flap">'),
        changing(TEMPLATE, '<story name="flap">', "<!-- once -->\n" + '<story name="flap">'),
        code="unknown-story",
        at='<story name="flap">',
    ),
    _left_out("the lead", '  <p style="lead">{{ lead }}</p>', "<!-- {{ lead }} -->", "lead:", "lead"),
    _left_out("the strapline", STRAPLINE, "", "strapline:", "strapline"),
    _left_out("the texts of its points", POINT_TEXT, "", "text:", "points text"),
    _left_out("the end of a section", '  <p before="1">{{ paragraph }}</p>\n', "", "- >-", "aside closing"),
    _left_out("the other formats", '  <p style="formats">{{ formats }}</p>', "", "formats:", "formats"),
    _left_out("its number", "{{ code }}", "", "code:", "code"),
    _left_out("its day of issue", "{{ issued }}", "", "issued:", "issued"),
    _left_out("a list of the flap", "{% if aside.items %}", "{% if aside.items == 'x' %}", "- ", "aside items"),
    Loss(
        "a layout that omits the safety note",
        changing(LAYOUT, "template:", "omits: [safety]\ntemplate:"),
        changing(LAYOUT, "template:", "omits: [formats]\ntemplate:"),
        code="unknown-field",
        at="omits: [safety]",
    ),
    Loss(
        "the alternative text of the drawing",
        changing(TEMPLATE, "{{ drawing.alt }}", "A line"),
        changing(LEAFLET, "drawing:\n", "drawing:\n  # for those who listen\n"),
        code="text-left-out",
        at="alt:",
    ),
)
