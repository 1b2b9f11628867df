"""The one door to pypdf for writing: a file of plates, all of whose streams share one set of resources."""

import io
from collections.abc import Callable, Sequence
from typing import Any

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DecodedStreamObject,
    DictionaryObject,
    EncodedStreamObject,
    FloatObject,
    NameObject,
    NumberObject,
)

from brochure.opened import objects
from brochure.opened.objects import Raw
from brochure.opened.pixels import Pixels, Unpaintable
from brochure.opened.spaces import Space

_GREY = NameObject("/DeviceGray")
_NOT_CLONED = ("/TR", "/TR2", "/HT", "/op", "/OP", "/OPM", "/BG", "/BG2", "/UCR", "/UCR2", "/Font")
_FILTERS = {"Fl": "FlateDecode", "LZW": "LZWDecode", "RL": "RunLengthDecode", "A85": "ASCII85Decode",
            "AHx": "ASCIIHexDecode", "DCT": "DCTDecode", "CCF": "CCITTFaxDecode"}  # fmt: skip


class PlateFile:
    """A PDF in the making."""

    def __init__(self) -> None:
        self.writer = PdfWriter()
        self.resources = DictionaryObject()
        self.shared = self.writer._add_object(self.resources)
        for kind in ("Font", "ExtGState", "XObject", "Shading", "Pattern", "Properties"):
            self.resources[NameObject("/" + kind)] = DictionaryObject()
        self.resources[NameObject("/ColorSpace")] = DictionaryObject()
        self.names: dict[tuple[str, int], bytes] = {}
        self.pictures: dict[tuple[int, str], bytes] = {}
        self.count = 0

    @property
    def data(self) -> bytes:
        """The bytes of the file.

        Raises:
            Unpaintable: something that was taken over cannot be written.
        """
        out = io.BytesIO()
        try:
            self.writer.write(out)
        except Exception:
            raise Unpaintable("a resource of the page is damaged") from None
        return out.getvalue()

    def add_page(self, content: bytes, media: Sequence[float]) -> None:
        """A page with its content."""
        left, bottom, right, top = media
        page = self.writer.add_blank_page(width=right - left, height=top - bottom)
        page[NameObject("/MediaBox")] = _numbers(media)
        page[NameObject("/Resources")] = self.shared
        page[NameObject("/Contents")] = self.writer._add_object(_stream(content, DictionaryObject()))

    def use(self, kind: str, raw: Raw, operator: bytes, *, before: bytes = b"") -> bytes:
        """An operator with the name of a resource that is taken over as it is; nothing where there is none."""
        thing = objects.value(raw)
        if thing is None:
            return b""
        key = (kind, objects.identity(raw))
        if key not in self.names:
            ignored = _NOT_CLONED if kind == "ExtGState" else ("/Parent", "/StructParent")
            self.names[key] = self._add(kind, self._cloned(thing, True, ignored))
        return b"%b%b %b" % (before, self.names[key], operator)

    def _cloned(self, thing: Raw, *how: Any) -> Any:
        """A copy for the file of plates.

        Raises:
            Unpaintable: something that it refers to cannot be read.
        """
        try:
            return thing.clone(self.writer, *how)
        except Exception:  # pypdf raises whatever its own reading of a damaged file runs into
            raise Unpaintable("a resource of the page is damaged") from None

    def _add(self, kind: str, thing: Any) -> bytes:
        self.count += 1
        name = f"/{kind[0]}{self.count}"
        reference = getattr(thing, "indirect_reference", None) or self.writer._add_object(thing)
        self.resources["/" + kind][NameObject(name)] = reference
        return name.encode()

    def add_form(self, form: Raw, content: bytes) -> bytes:
        """The operator that draws a rewritten form."""
        made = DictionaryObject(
            {NameObject("/Type"): NameObject("/XObject"), NameObject("/Subtype"): NameObject("/Form")}
        )
        self._take(form, made, "BBox", "Matrix", "OC")
        group = objects.get(form, "Group")
        if isinstance(group, dict):
            flags = {key: BooleanObject(objects.flag(objects.get(group, key[1:]))) for key in ("/I", "/K")}
            made[NameObject("/Group")] = DictionaryObject(
                {NameObject("/S"): NameObject("/Transparency"), NameObject("/CS"): _GREY}
                | {NameObject(key): flag for key, flag in flags.items()}
            )
        made[NameObject("/Resources")] = self.shared
        return self._add("XObject", _stream(content, made)) + b" Do"

    def _take(self, source: Raw, made: DictionaryObject, *keys: str) -> None:
        for key in keys:
            entry = objects.get(source, key)
            if entry is not None:
                made[NameObject("/" + key)] = self._cloned(entry) if hasattr(entry, "clone") else entry

    def known_picture(self, identity: int, plate: str) -> bytes:
        """The operator for a picture that stands on this plate already; empty for a new one."""
        return self.pictures.get((identity, plate), b"")

    def add_picture(self, identity: int, plate: str, source: Raw, grey: Pixels) -> bytes:
        """The operator that draws a picture as grey, with the soft mask of its source."""
        made = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/XObject"),
                NameObject("/Subtype"): NameObject("/Image"),
                NameObject("/Width"): NumberObject(grey.width),
                NameObject("/Height"): NumberObject(grey.height),
                NameObject("/ColorSpace"): _GREY,
                NameObject("/BitsPerComponent"): NumberObject(8),
            }
        )
        for key in ("SMask", "Mask"):
            mask = objects.get(source, key)
            if objects.is_stream(mask):
                cloned = self._cloned(mask, False)
                made[NameObject("/" + key)] = cloned.indirect_reference or self.writer._add_object(cloned)
        operator = self._add("XObject", _stream(grey.tobytes(), made)) + b" Do"
        if identity:
            self.pictures[identity, plate] = operator
        return operator

    def inline_picture(self, head: dict[str, Any], data: bytes, space: Callable[[str], Space]) -> Raw:
        """An inline picture as if it were one of the file's own objects."""
        made: dict[str, Any] = {}
        for short, long in (("W", "Width"), ("H", "Height"), ("BPC", "BitsPerComponent")):
            made[NameObject("/" + long)] = NumberObject(head.get(short, head.get(long, 8)))
        named = str(head.get("CS", head.get("ColorSpace", "DeviceGray")))
        device = {"rgb": "DeviceRGB", "cmyk": "DeviceCMYK"}.get(space(named).model, "DeviceGray")
        made[NameObject("/ColorSpace")] = NameObject("/" + device)
        packing = head.get("F", head.get("Filter"))
        chain = packing if isinstance(packing, list) else [packing] if packing else []
        stream = EncodedStreamObject() if chain else DecodedStreamObject()
        stream._data = data
        stream.update(made)
        if chain:
            names = [NameObject("/" + _FILTERS.get(str(each), str(each))) for each in chain]
            stream[NameObject("/Filter")] = ArrayObject(names)
        return stream

    def _sampled(self, greys: bytes, domain: tuple[float, ...]) -> Any:
        made = DictionaryObject(
            {
                NameObject("/FunctionType"): NumberObject(0),
                NameObject("/Domain"): _numbers(domain),
                NameObject("/Range"): _numbers((0, 1)),
                NameObject("/Size"): ArrayObject([NumberObject(len(greys))]),
                NameObject("/BitsPerSample"): NumberObject(8),
            }
        )
        return self.writer._add_object(_stream(greys, made))

    def _shading(self, source: Raw, greys: bytes) -> DictionaryObject:
        made = DictionaryObject({NameObject("/ColorSpace"): _GREY})
        self._take(source, made, "ShadingType", "Coords", "Domain", "Extend", "BBox")
        domain = objects.numbers(objects.get(source, "Domain")) or (0.0, 1.0)
        made[NameObject("/Function")] = self._sampled(greys, domain)
        return made

    def add_shading(self, source: Raw, greys: bytes, operator: bytes) -> bytes:
        """The operator that paints a gradient."""
        return self._add("Shading", self._shading(source, greys)) + b" " + operator

    def add_shading_pattern(self, source: Raw, greys: bytes, *, stroke: bool) -> bytes:
        """The operators that choose a gradient as colour."""
        made = DictionaryObject({NameObject("/PatternType"): NumberObject(2)})
        self._take(source, made, "Matrix")
        made[NameObject("/Shading")] = self._shading(objects.get(source, "Shading"), greys)
        return _chosen(self._add("Pattern", made), stroke=stroke)

    def add_tiling(self, source: Raw, content: bytes, *, stroke: bool) -> bytes:
        """The operators that choose a rewritten tiling as colour."""
        made = DictionaryObject(
            {NameObject("/PatternType"): NumberObject(1), NameObject("/PaintType"): NumberObject(1)}
        )
        self._take(source, made, "TilingType", "BBox", "XStep", "YStep", "Matrix")
        made[NameObject("/Resources")] = self.shared
        return _chosen(self._add("Pattern", _stream(content, made)), stroke=stroke)


def _chosen(name: bytes, *, stroke: bool) -> bytes:
    return b"/Pattern CS %b SCN" % name if stroke else b"/Pattern cs %b scn" % name


def _stream(content: bytes, made: DictionaryObject) -> DecodedStreamObject:
    stream = DecodedStreamObject()
    stream.set_data(content)
    stream.update(made)
    return stream


def _numbers(figures: Sequence[float]) -> ArrayObject:
    return ArrayObject([FloatObject(round(each, 4)) for each in figures])
