"""PDF functions, as tint transforms and shadings use them. Source: ISO 32000-1, 7.10."""

import math
from collections.abc import Callable, Sequence

from brochure.opened import lexer, objects
from brochure.opened.objects import Raw

Function = Callable[[Sequence[float]], tuple[float, ...]]
_DEEPEST = 8


def function_of(raw: Raw, *, depth: int = 0) -> Function | None:
    """A function, or an array of functions of one result each; None for what cannot be computed."""
    if depth > _DEEPEST:
        return None
    if isinstance(objects.value(raw), list):
        parts = [function_of(each, depth=depth + 1) for each in objects.listed(raw)]
        known = [part for part in parts if part is not None]
        return (lambda at: tuple(part(at)[0] for part in known)) if known and len(known) == len(parts) else None
    kinds = {0: _sampled, 2: _exponential, 3: lambda each: _stitched(each, depth), 4: _calculated}
    make = kinds.get(int(objects.number(objects.get(raw, "FunctionType"), -1)))
    return make(raw) if make else None


def _exponential(raw: Raw) -> Function:
    low = objects.numbers(objects.get(raw, "C0")) or (0.0,)
    high = objects.numbers(objects.get(raw, "C1")) or (1.0,)
    exponent = objects.number(objects.get(raw, "N"), 1.0)

    def compute(at: Sequence[float]) -> tuple[float, ...]:
        share = max(at[0], 0.0) ** exponent if at[0] or exponent > 0 else 0.0
        return tuple(a + share * (b - a) for a, b in zip(low, high, strict=False))

    return compute


def _stitched(raw: Raw, depth: int) -> Function | None:
    parts = [function_of(each, depth=depth + 1) for each in objects.listed(objects.get(raw, "Functions"))]
    known = [part for part in parts if part is not None]
    domain = objects.numbers(objects.get(raw, "Domain")) or (0.0, 1.0)
    bounds = objects.numbers(objects.get(raw, "Bounds"))
    encode = objects.numbers(objects.get(raw, "Encode")) or (0.0, 1.0) * len(parts)
    if not known or len(known) != len(parts) or len(bounds) != len(parts) - 1 or len(encode) < 2 * len(parts):
        return None
    edges = [domain[0], *bounds, domain[-1]]

    def compute(at: Sequence[float]) -> tuple[float, ...]:
        x = min(max(at[0], edges[0]), edges[-1])
        which = min(sum(x >= bound for bound in bounds), len(known) - 1)
        return known[which]((_between(x, edges[which], edges[which + 1], encode[2 * which], encode[2 * which + 1]),))

    return compute


def _sampled(raw: Raw) -> Function | None:
    """Samples are read at the nearest grid point: a tint needs no more."""
    size = [max(1, int(each)) for each in objects.numbers(objects.get(raw, "Size"))]
    bits = int(objects.number(objects.get(raw, "BitsPerSample"), 8))
    domain, span = objects.numbers(objects.get(raw, "Domain")), objects.numbers(objects.get(raw, "Range"))
    data = objects.data_of(raw)
    outputs = len(span) // 2
    if bits not in (8, 16) or not size or len(domain) < 2 * len(size) or not outputs:
        return None
    if len(data) < math.prod(size) * outputs * bits // 8:
        return None
    decode = objects.numbers(objects.get(raw, "Decode")) or span
    wide, most = bits // 8, 2**bits - 1

    def compute(at: Sequence[float]) -> tuple[float, ...]:
        index, stride = 0, 1
        for axis, x in enumerate(list(at)[: len(size)]):
            place = _between(x, domain[2 * axis], domain[2 * axis + 1], 0, size[axis] - 1)
            index += round(min(max(place, 0), size[axis] - 1)) * stride
            stride *= size[axis]
        start = index * outputs * wide
        raws = [int.from_bytes(data[start + n * wide : start + n * wide + wide], "big") for n in range(outputs)]
        return tuple(_between(each, 0, most, decode[2 * n], decode[2 * n + 1]) for n, each in enumerate(raws))

    return compute


def _between(x: float, a: float, b: float, c: float, d: float) -> float:
    return c if b == a else c + (x - a) * (d - c) / (b - a)


Program = list["float | str | Program"]


def _calculated(raw: Raw) -> Function | None:
    """A PostScript calculator function."""
    span = objects.numbers(objects.get(raw, "Range"))
    program = _parsed(objects.data_of(raw))
    if program is None or not span:
        return None

    def compute(at: Sequence[float]) -> tuple[float, ...]:
        stack = [float(each) for each in at]
        try:
            _run(program, stack)
        except (IndexError, ValueError, ZeroDivisionError, OverflowError):
            stack = []
        count = len(span) // 2
        values = ([0.0] * count + stack)[-count:]
        return tuple(min(max(each, span[2 * n]), span[2 * n + 1]) for n, each in enumerate(values))

    return compute


def _parsed(source: bytes) -> Program | None:
    words = source.replace(b"{", b" { ").replace(b"}", b" } ").decode("latin-1").split()
    if len(words) > lexer.MOST_OPERANDS:
        return None
    stack: list[Program] = [[]]
    for word in words:
        if word == "{":
            stack.append([])
        elif word == "}":
            if len(stack) < 2:
                return None
            inner = stack.pop()
            stack[-1].append(inner)
        else:
            try:
                stack[-1].append(float(word))
            except ValueError:
                stack[-1].append(word)
    outer = stack[0]
    return outer[0] if len(stack) == 1 and outer and isinstance(outer[0], list) else None


_TWO: dict[str, Callable[[float, float], float]] = {
    "add": lambda a, b: a + b, "sub": lambda a, b: a - b, "mul": lambda a, b: a * b, "div": lambda a, b: a / b,
    "exp": lambda a, b: float(a**b), "idiv": lambda a, b: float(int(a / b)), "mod": math.fmod,
    "eq": lambda a, b: float(a == b), "ne": lambda a, b: float(a != b), "gt": lambda a, b: float(a > b),
    "ge": lambda a, b: float(a >= b), "lt": lambda a, b: float(a < b), "le": lambda a, b: float(a <= b),
    "and": lambda a, b: float(int(a) & int(b)), "or": lambda a, b: float(int(a) | int(b)),
    "xor": lambda a, b: float(int(a) ^ int(b)), "atan": lambda a, b: math.degrees(math.atan2(a, b)) % 360,
    "bitshift": lambda a, b: float(int(a) << min(int(b), 31) if b >= 0 else int(a) >> min(int(-b), 31)),
}  # fmt: skip
_ONE: dict[str, Callable[[float], float]] = {
    "abs": abs, "neg": lambda a: -a, "sqrt": math.sqrt, "ln": math.log, "log": math.log10, "ceiling": math.ceil,
    "floor": math.floor, "round": round, "truncate": lambda a: float(int(a)), "cvi": lambda a: float(int(a)),
    "cvr": float, "not": lambda a: float(not a), "sin": lambda a: math.sin(math.radians(a)),
    "cos": lambda a: math.cos(math.radians(a)),
}  # fmt: skip
_CONSTANTS = {"true": 1.0, "false": 0.0}


def _run(program: Program, stack: list[float]) -> None:
    for at, word in enumerate(program):
        if isinstance(word, float):
            stack.append(word)
        elif isinstance(word, list):
            continue  # run by the `if` or `ifelse` behind it
        elif word in _TWO:
            b, a = stack.pop(), stack.pop()
            stack.append(float(_TWO[word](a, b)))
        elif word in _ONE:
            stack.append(float(_ONE[word](stack.pop())))
        elif word in _CONSTANTS:
            stack.append(_CONSTANTS[word])
        else:
            _move(word, stack, program, at)


def _move(word: str, stack: list[float], program: Program, at: int) -> None:
    match word:
        case "pop":
            stack.pop()
        case "dup":
            stack.append(stack[-1])
        case "exch":
            stack[-1], stack[-2] = stack[-2], stack[-1]
        case "copy":
            count = int(stack.pop())
            stack += stack[-count:] if 0 < count <= len(stack) else []
        case "index":
            stack.append(stack[-1 - int(stack.pop())])
        case "roll":
            turns, count = int(stack.pop()), int(stack.pop())
            if 0 < count <= len(stack):
                turns %= count
                part = stack[-count:]
                stack[-count:] = part[count - turns :] + part[: count - turns]
        case "if" | "ifelse":
            blocks = [each for each in program[max(0, at - 2) : at] if isinstance(each, list)]
            chosen = bool(stack.pop())
            if word == "if" and chosen:
                _run(blocks[-1], stack)
            elif word == "ifelse":
                _run(blocks[0 if chosen else 1], stack)
        case _:
            raise ValueError(word)
