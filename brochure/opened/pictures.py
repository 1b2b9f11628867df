"""Pictures of a file as the grey of one plate."""

from collections.abc import Callable, Mapping

from brochure.opened import objects, pixels
from brochure.opened.objects import Raw
from brochure.opened.pixels import Pixels, Separator, Unpaintable
from brochure.opened.spaces import GRAY, PROCESS, REGISTRATION, Space, SpaceColour, space_of

_PACKED = {"DCTDecode": True, "DCT": True, "JPXDecode": True}
_UNREAD = {"CCITTFaxDecode", "CCF", "JBIG2Decode"}
Inks = Callable[[SpaceColour], Mapping[str, float]]


def plate_picture(raw: Raw, plate: str, press: Separator, inks: Inks) -> Pixels:
    """What a picture puts on a plate, as grey: 255 is bare paper.

    Raises:
        Unpaintable: damaged, too large, or packed in a way that is not read.
    """
    named = objects.get(raw, "ColorSpace")
    space = space_of(named) if named is not None else GRAY
    if space.family == "Indexed":
        return _through_table(raw, space, plate, inks)
    channels = _channels(raw, space)
    if _is_turned(raw):
        channels = [pixels.inverted(each) for each in channels]
    return _on_plate(channels, space, plate, press)


def _on_plate(channels: list[Pixels], space: Space, plate: str, press: Separator) -> Pixels:
    match space.model:
        case "gray":
            return channels[0] if plate == "Black" else pixels.white()
        case "cmyk" if len(channels) == 4:
            return pixels.inverted(channels[PROCESS.index(plate)]) if plate in PROCESS else pixels.white()
        case "inks":
            for name, channel in zip(space.names, channels, strict=False):
                if name in (plate, REGISTRATION):
                    return pixels.inverted(channel)
            return pixels.white()
    if space.model == "lab":
        raise Unpaintable("in Lab")
    if plate not in PROCESS:
        return pixels.white()
    light = pixels.merged(channels if len(channels) >= 3 else channels * 3)
    return pixels.inverted(press.picture(light).split()[PROCESS.index(plate)])


def _channels(raw: Raw, space: Space) -> list[Pixels]:
    filters = objects.filters_of(raw)
    if set(filters) & _UNREAD:
        raise Unpaintable("packed as a fax")
    if filters and filters[-1] in _PACKED:
        data = objects.packed_data_of(raw) if len(filters) == 1 else objects.data_of(raw)
        return list(pixels.decoded(data).split())
    return pixels.from_samples(objects.data_of(raw), _size(raw), bits=_bits(raw), components=max(1, space.components))


def _through_table(raw: Raw, space: Space, plate: str, inks: Inks) -> Pixels:
    filters = objects.filters_of(raw)
    if set(filters) & (_UNREAD | _PACKED.keys()):
        raise Unpaintable("a table of colours with a packing of its own")
    numbers = pixels.indexed(objects.data_of(raw), _size(raw), bits=_bits(raw))
    shares = [inks(SpaceColour(space, (float(at),)).solid) for at in range(256)]
    table = [round(255 * (1 - each.get(plate, each.get(REGISTRATION, 0.0)))) for each in shares]
    return pixels.through_table(numbers, table)


def _size(raw: Raw) -> tuple[int, int]:
    return int(objects.number(objects.get(raw, "Width"))), int(objects.number(objects.get(raw, "Height")))


def _bits(raw: Raw) -> int:
    return int(objects.number(objects.get(raw, "BitsPerComponent"), 8))


def _is_turned(raw: Raw) -> bool:
    decode = objects.numbers(objects.get(raw, "Decode"))
    return len(decode) >= 2 and decode[0] > decode[1]
