"""Workbooks as spreadsheet programs write them: by openpyxl, xlwt, and for ods by hand as LibreOffice writes it."""

import io
import zipfile
from collections.abc import Sequence
from html import escape
from typing import Any

import msoffcrypto.format.ooxml as office
import openpyxl
import xlwt

_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)


def saved(book: Any) -> bytes:
    """The bytes of a workbook."""
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def xlsx(rows: Sequence[Sequence[object]]) -> bytes:
    """One sheet."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    return saved(book)


def xls(rows: Sequence[Sequence[object]], date_format: str = "YYYY-MM-DD") -> bytes:
    """One sheet of before 2007."""
    book = xlwt.Workbook()
    sheet, style = book.add_sheet("A"), xlwt.easyxf(num_format_str=date_format)
    for at, row in enumerate(rows):
        for cell, value in enumerate(row):
            sheet.write(at, cell, value, style if hasattr(value, "year") else xlwt.Style.default_style)
    return saved(book)


def locked(data: bytes) -> bytes:
    """An xlsx with a password."""
    file = io.BytesIO()
    office.OOXMLFile(io.BytesIO(data)).encrypt("a long password", file)
    return file.getvalue()


def ods(*tables: str) -> bytes:
    """Tables as XML in a package."""
    body = "".join(f'<table:table table:name="T{at}">{rows}</table:table>' for at, rows in enumerate(tables))
    content = (
        f'<?xml version="1.0"?><office:document-content {_NAMES} office:version="1.3"><office:body>'
        f"<office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(zipfile.ZipInfo("mimetype"), _ODS)
        package.writestr("content.xml", content)
        package.writestr(
            "META-INF/manifest.xml",
            '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            f'<m:file-entry m:full-path="/" m:media-type="{_ODS}"/>'
            '<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/></m:manifest>',
        )
    return file.getvalue()


def ods_row(*cells: str, hidden: bool = False) -> str:
    """A row of cells."""
    mark = ' table:visibility="filter"' if hidden else ""
    return f"<table:table-row{mark}>{''.join(cells)}</table:table-row>"


def ods_text(said: str, marks: str = "") -> str:
    """A cell with words."""
    kind = f'office:value-type="string" {marks}'
    return f"<table:table-cell {kind}><text:p>{escape(said)}</text:p></table:table-cell>"


def ods_cell(kind: str, value: str, shown: str, marks: str = "") -> str:
    """A typed cell: `float`, `date`, `time`, `boolean`."""
    name = {"float": "value"}.get(kind, f"{kind}-value")
    marks = f'office:value-type="{kind}" office:{name}="{value}" {marks}'
    return f"<table:table-cell {marks}><text:p>{escape(shown)}</text:p></table:table-cell>"
