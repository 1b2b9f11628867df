"""Words lost between the fingers and the reader: YAML."""

from tests.losses.clinic import LEAFLET, Loss, changing

TITLE = "title: "

TYPED = (
    Loss(
        "a comment behind a plain text",
        changing(LEAFLET, "author:", "file_title: Come to Room #4 on the left\nauthor:"),
        changing(LEAFLET, "author:", 'file_title: "Come to Room #4 on the left"\nauthor:'),
        code="yaml-comment",
        at="Room #4",
    ),
)
