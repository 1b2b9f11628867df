"""What a plain form of a page sends: its fields, and a file where it has one. No script is needed for it."""

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import parse_qsl

from brochure.base.records import NamedTuple

_MOST_FIELDS: Final = 2_000
_BOUNDARY: Final = re.compile(r'boundary="?([A-Za-z0-9\'()+_,./:=? -]{1,70})"?')
_NAMED: Final = re.compile(r'\bname="([^"]*)"')
_FILE: Final = re.compile(r'\bfilename="([^"]*)"')


class SentForm(NamedTuple):
    """A form that was sent."""

    fields: dict[str, str]
    file: bytes = b""
    file_name: str = ""

    def __repr__(self) -> str:
        """It holds patients' words."""
        return f"SentForm(fields={len(self.fields)})"

    def get(self, name: str) -> str:
        """What stands in a field; nothing where it is not there."""
        return self.fields.get(name, "").strip()


def sent_form(kind: str, body: bytes) -> SentForm:
    """The form that a request carries.

    Raises:
        ValueError: it is none.
    """
    if kind.partition(";")[0].strip().lower() == "multipart/form-data":
        return _parts(kind, body)
    pairs = parse_qsl(
        body.decode("utf-8"), keep_blank_values=True, max_num_fields=_MOST_FIELDS, errors="strict", separator="&"
    )
    return SentForm(dict(pairs))


def _parts(kind: str, body: bytes) -> SentForm:
    """Source: RFC 7578."""
    found = _BOUNDARY.search(kind)
    if found is None:
        raise ValueError(kind)
    form = SentForm({})
    for head, data in _between(body, b"--" + found[1].strip().encode()):
        name, file = _NAMED.search(head), _FILE.search(head)
        if name and file:
            form = form._replace(file=data, file_name=file[1][-100:])
        elif name:
            form.fields[name[1]] = data.decode("utf-8")
    return form


def _between(body: bytes, mark: bytes) -> Iterator[tuple[str, bytes]]:
    for part in body.split(mark)[1:-1][:_MOST_FIELDS]:
        head, _, data = part.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        yield head.decode("utf-8"), data.removesuffix(b"\r\n")
