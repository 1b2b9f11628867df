"""Words of the brand that no reader would meet."""

from tests.losses.clinic import BRAND, LAYOUT, TEMPLATE, Loss, both, changing

HOURS = "{% for line in clinic.hours %}"
SOCIAL = "{{ account.network }} {{ account.account }}"


def _unsaid(what: str, old: str, new: str, at: str, omits: str) -> Loss:
    """A field of the brand that the template does not print, and a layout that says so."""
    return Loss(
        f"a template without {what}",
        changing(TEMPLATE, old, new),
        changing(LAYOUT, "template:", f"omits: [{omits}]\ntemplate:"),
        code="text-left-out",
        at=at,
    )


LINK = "{{ booking.link or clinic.booking }}"
BOOKING = f'source="{LINK}" link="{LINK}"'


SAID = (
    _unsaid("the web address", "{{ clinic.web }}</p>", "{{ clinic.name }}</p>", "web:", "clinic web"),
    _unsaid("the hours", HOURS, "{% for line in clinic.address %}", "days:", "clinic hours"),
    _unsaid(
        "the accounts",
        f'link="{{{{ account.url }}}}">{SOCIAL}',
        'link="{{ account.url }}">Find us',
        "network:",
        "clinic social",
    ),
    Loss(
        "a map that no line leads to",
        both(
            changing(BRAND, "  booking:", "  map: https://map.example\n  booking:"),
            changing(TEMPLATE, "{% if clinic.map %}", "{% if clinic.map == 'x' %}"),
        ),
        changing(BRAND, "  booking:", "  map: https://map.example\n  booking:"),
        code="text-left-out",
        at="map:",
    ),
    Loss(
        "a code that leads elsewhere",
        changing(TEMPLATE, BOOKING, 'source="https://other.example"'),
        changing(TEMPLATE, BOOKING, f'source="{LINK}"'),
        code="text-left-out",
        at="booking:",
    ),
    Loss(
        "the telephone number under its link alone",
        changing(TEMPLATE, "{{ clinic.telephone }}</p>", "Ring us</p>"),
        changing(TEMPLATE, "{{ clinic.telephone }}</p>", "Ring {{ clinic.telephone }}</p>"),
        code="text-left-out",
        at="telephone:",
    ),
    Loss(
        "the e-mail address under its link alone",
        changing(TEMPLATE, "{{ clinic.email }}</p>", "Write to us</p>"),
        changing(TEMPLATE, "{{ clinic.email }}</p>", "Write to {{ clinic.email }}</p>"),
        code="text-left-out",
        at="email:",
    ),
    Loss(
        "the mark in words",
        changing(TEMPLATE, "{{ clinic.logo_alt }}", "Mark", every=True),
        changing(TEMPLATE, "{{ clinic.logo_alt }}", "{{ clinic.logo_alt }}.", every=True),
        code="text-left-out",
        at="alt:",
    ),
)
