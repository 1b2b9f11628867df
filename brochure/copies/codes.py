"""QR codes of one size and one mask for many texts, as sums of parts met before."""

import re

from brochure.layout.qr import encode_qr, module_rows

_DARK = re.compile("1+")


class _Piece(dict[int, str]):
    """Eight modules of a row as rectangles, by their bits."""

    def __init__(self, column: int, up: int) -> None:
        self.column, self.up = column, up

    def __missing__(self, bits: int) -> str:
        runs = _DARK.finditer(f"{bits:08b}")
        said = " ".join(f"{self.column + run.start()} {self.up} {len(run[0])} 1 re" for run in runs)
        self[bits] = said
        return said


class QrFamily:
    """Codes of one size and one mask for many texts, thousands a second.

    Its modules are a sum over GF(2) of what each bit of the text brings, because the code words, their correction and
    the mask are. So a bit is encoded once by the library, and every text with it is an exclusive or of what was met.
    Source: ISO/IEC 18004:2015, 7.5 and 7.8. Any mask is read; the one of the first text is kept.
    """

    def __init__(self, longest: str) -> None:
        """`longest` sets the size; texts are ASCII.

        Raises:
            BadInput: the text does not fit into the largest code.
        """
        code = encode_qr(longest)
        self._version, self._level, self._mask = code.get_version(), code.get_error_correction_level(), code.get_mask()
        self.side: int = code.get_size()
        self._model = longest.encode("ascii")
        self._whole = self._summed(self._model)
        self._bits: dict[tuple[int, int], int] = {}  # by place and bit
        self._bytes: dict[tuple[int, int], int] = {}  # by place, and how the byte differs from the model's
        columns = range(0, self.side, 8)
        self._pieces = [[_Piece(column, self.side - 1 - row) for column in columns] for row in range(self.side)]
        self._starts = {len(self._model): self._whole}  # by length: what the model's first bytes alone give

    def holds(self, text: str) -> bool:
        """Whether a text can have a code of this family."""
        return len(text) <= len(self._model) and text.isascii()

    def modules(self, text: str) -> int:
        """The modules as one number: the top left one is its highest bit, row follows row."""
        data = text.encode("ascii")
        assert len(data) <= len(self._model), "the longest text sets the size"
        if len(data) not in self._starts:
            self._starts[len(data)] = self._summed(self._model[: len(data)])
        sum_ = self._starts[len(data)]
        for place, (byte, own) in enumerate(zip(data, self._model, strict=False)):
            if byte != own:
                sum_ ^= self._difference(place, byte ^ own)
        return sum_

    def encoded(self, text: str) -> int:
        """The same by the library alone: what `modules` is held against."""
        return self._summed(text.encode("ascii"))

    def path(self, modules: int) -> str:
        """The dark modules as rectangles of a path, counted in modules from the bottom left of the code."""
        side, width = self.side, len(self._pieces[0])
        pad, row_mask = width * 8 - side, (1 << side) - 1
        path = []
        for row, pieces in enumerate(self._pieces):
            bits = modules >> side * (side - 1 - row) & row_mask
            # What lies in one byte is drawn by itself: a run that goes on in the next is two that touch, in one path.
            path += [piece[byte] for piece, byte in zip(pieces, (bits << pad).to_bytes(width), strict=True)]
        return " ".join(filter(None, path))

    def _difference(self, place: int, bits: int) -> int:
        key = (place, bits)
        if key not in self._bytes:
            sum_ = 0
            for bit in range(8):
                if bits >> bit & 1:
                    sum_ ^= self._bit(place, bit)
            self._bytes[key] = sum_
        return self._bytes[key]

    def _bit(self, place: int, bit: int) -> int:
        key = (place, bit)
        if key not in self._bits:
            turned = bytearray(self._model)
            turned[place] ^= 1 << bit
            self._bits[key] = self._summed(bytes(turned)) ^ self._whole
        return self._bits[key]

    def _summed(self, data: bytes) -> int:
        import qrcodegen  # noqa: PLC0415

        segment = qrcodegen.QrSegment.make_bytes(data)
        code = qrcodegen.QrCode.encode_segments(
            [segment], self._level, self._version, self._version, self._mask, boostecl=False
        )
        return int("".join("01"[module] for row in module_rows(code) for module in row), 2)
