"""The body of the figures: outlines in three views, what is drawn inside them, and some common points.

Standing it is 1,000 units high, its axis lies at nought across, its crown at nought down; places count downwards. It
has no face, no sex and no age. The paths are the project's own drawing.

The points are those of the WHO's standard (WHO Standard Acupuncture Point Locations in the Western Pacific Region,
2008): their places as that book words them, in its proportional cun, laid off between the landmarks of this outline.
"""

from functools import lru_cache
from typing import Final, Literal

from brochure.base.art import Segment
from brochure.base.matrix import Matrix
from brochure.base.records import NamedTuple

View = Literal["front", "back", "seated"]
Spot = tuple[float, float]


class Body(NamedTuple):
    """One view: its closed outline, and the strokes inside it."""

    outline: str
    strokes: tuple[str, ...]
    covers: bool = False  # the strokes are closed parts in front of the outline, as a near arm


class BodyPoint(NamedTuple):
    """An acupuncture point on a view, by its code."""

    code: str
    view: View
    x: float
    y: float
    is_paired: bool = True  # it is on both sides of the axis


# Seen from the front and from behind an outline is one.
_OUTLINE: Final = (
    "M 0 0 C 28 0 46 28 49 58 C 50 73 48 88 43 102 C 39 112 34 121 29 130 C 30 137 28 145 30 152 "
    "C 37 178 69 180 96 188 C 117 194 128 215 134 236 C 149 284 150 335 158 385 C 164 423 173 460 180 497 "
    "C 188 517 201 535 202 556 C 202 568 198 580 198 592 C 198 604 195 617 185 617 C 178 617 174 609 172 602 "
    "C 169 591 167 580 165 568 C 162 574 162 582 156 583 C 148 585 144 573 147 562 C 152 543 151 523 154 503 "
    "C 146 466 135 429 126 392 C 116 351 110 310 104 268 C 101 303 92 337 90 372 C 89 400 93 428 98 455 "
    "C 102 478 108 501 110 525 C 116 596 87 664 86 735 C 86 757 88 778 87 800 C 85 844 69 886 61 930 "
    "C 63 943 69 955 76 966 C 81 974 86 982 82 990 C 79 996 72 998 66 1000 C 57 1002 48 1002 40 998 "
    "C 33 994 29 987 27 980 C 22 964 27 947 29 930 C 36 865 33 800 27 735 C 21 666 12 598 2 530 L -2 530 "
    "C -12 598 -21 666 -27 735 C -33 800 -36 865 -29 930 C -27 947 -22 964 -27 980 C -29 987 -33 994 -40 998 "
    "C -48 1002 -57 1002 -66 1000 C -72 998 -79 996 -82 990 C -86 982 -81 974 -76 966 "
    "C -69 955 -63 943 -61 930 C -69 886 -85 844 -87 800 C -88 778 -86 757 -86 735 "
    "C -87 664 -116 596 -110 525 C -108 501 -102 478 -98 455 C -93 428 -89 400 -90 372 "
    "C -92 337 -101 303 -104 268 C -110 310 -116 351 -126 392 C -135 429 -146 466 -154 503 "
    "C -151 523 -152 543 -147 562 C -144 573 -148 585 -156 583 C -162 582 -162 574 -165 568 "
    "C -167 580 -169 591 -172 602 C -174 609 -178 617 -185 617 C -195 617 -198 604 -198 592 "
    "C -198 580 -202 568 -202 556 C -201 535 -188 517 -180 497 C -173 460 -164 423 -158 385 "
    "C -150 335 -149 284 -134 236 C -128 215 -117 194 -96 188 C -69 180 -37 178 -30 152 "
    "C -28 145 -30 137 -29 130 C -34 121 -39 112 -43 102 C -48 88 -50 73 -49 58 C -46 28 -28 0 0 0 Z"
)

BODIES: Final[dict[View, Body]] = {
    "front": Body(
        _OUTLINE,
        (
            "M 12 186 C 23 181 36 179 48 180 C 62 181 74 185 86 192",
            "M 104 268 C 101 262 99 256 98 250 C 97 245 97 241 98 236",
            "M 129 392 C 131 397 136 400 142 400 C 148 400 153 396 154 390",
            "M 38 716 C 42 710 49 706 56 706 C 63 706 70 710 74 716",
            "M 42 752 C 45 756 50 759 56 759 C 62 759 67 756 70 752",
            "M 92 482 C 81 496 68 509 54 520 C 43 528 32 536 20 542",
            "M 173 566 C 174 573 175 581 176 588 C 177 594 178 600 180 606",
            "M 181 563 C 182 570 184 577 185 584 C 186 590 187 596 188 602",
            "M 189 560 C 191 566 192 572 193 578 C 194 583 194 589 194 594",
            "M -12 186 C -23 181 -36 179 -48 180 C -62 181 -74 185 -86 192",
            "M -104 268 C -101 262 -99 256 -98 250 C -97 245 -97 241 -98 236",
            "M -129 392 C -131 397 -136 400 -142 400 C -148 400 -153 396 -154 390",
            "M -38 716 C -42 710 -49 706 -56 706 C -63 706 -70 710 -74 716",
            "M -42 752 C -45 756 -50 759 -56 759 C -62 759 -67 756 -70 752",
            "M -92 482 C -81 496 -68 509 -54 520 C -43 528 -32 536 -20 542",
            "M -173 566 C -174 573 -175 581 -176 588 C -177 594 -178 600 -180 606",
            "M -181 563 C -182 570 -184 577 -185 584 C -186 590 -187 596 -188 602",
            "M -189 560 C -191 566 -192 572 -193 578 C -194 583 -194 589 -194 594",
            "M -1 424 C -4 425 -4 430 0 430 C 4 430 4 425 1 424",
        ),
    ),
    "back": Body(
        _OUTLINE,
        (
            "M 50 216 C 48 231 46 247 44 262 C 42 276 41 292 52 300 C 55 302 58 304 62 303 C 68 302 73 296 72 290",
            "M 104 268 C 99 261 96 252 94 244 C 92 237 92 229 92 222",
            "M 10 550 C 20 557 32 561 44 560 C 58 559 71 553 80 542",
            "M 132 386 C 133 391 138 394 143 394 C 148 394 153 389 153 384",
            "M 36 738 C 42 743 49 745 56 745 C 64 745 71 742 76 736",
            "M 56 774 C 58 786 59 799 58 812 C 57 824 55 835 52 846",
            "M 173 566 C 174 573 175 581 176 588 C 177 594 178 600 180 606",
            "M 181 563 C 182 570 184 577 185 584 C 186 590 187 596 188 602",
            "M 189 560 C 191 566 192 572 193 578 C 194 583 194 589 194 594",
            "M -50 216 C -48 231 -46 247 -44 262 C -42 276 -41 292 -52 300 C -55 302 -58 304 -62 303 "
            "C -68 302 -73 296 -72 290",
            "M -104 268 C -99 261 -96 252 -94 244 C -92 237 -92 229 -92 222",
            "M -10 550 C -20 557 -32 561 -44 560 C -58 559 -71 553 -80 542",
            "M -132 386 C -133 391 -138 394 -143 394 C -148 394 -153 389 -153 384",
            "M -36 738 C -42 743 -49 745 -56 745 C -64 745 -71 742 -76 736",
            "M -56 774 C -58 786 -59 799 -58 812 C -57 824 -55 835 -52 846",
            "M -173 566 C -174 573 -175 581 -176 588 C -177 594 -178 600 -180 606",
            "M -181 563 C -182 570 -184 577 -185 584 C -186 590 -187 596 -188 602",
            "M -189 560 C -191 566 -192 572 -193 578 C -194 583 -194 589 -194 594",
            "M 0 168 C 0 268 0 368 0 468",
            "M 0 498 C 0 509 0 519 0 530",
        ),
    ),
    "seated": Body(
        "M 38 182 C 37 174 39 167 42 160 C 51 159 60 158 68 153 C 83 143 83 122 81 104 C 77 61 59 16 20 17 "
        "C -11 18 -31 49 -30 82 C -29 107 -17 131 -20 156 C -27 195 -60 223 -72 260 C -89 312 -62 366 -62 420 "
        "C -62 467 -82 513 -80 560 C -78 598 -60 635 -24 640 C 37 644 98 640 158 632 C 153 661 152 690 152 720 "
        "C 153 782 162 843 164 905 C 160 916 149 924 151 936 C 152 943 159 948 166 951 C 181 957 198 953 214 953 "
        "C 230 953 246 957 260 951 C 267 948 274 942 274 934 C 277 895 214 918 204 892 C 207 796 257 706 250 610 "
        "C 248 578 235 546 206 540 C 161 533 112 522 62 524 C 58 489 58 455 62 420 C 66 377 77 333 72 290 "
        "C 68 252 52 216 38 180 Z",
        (
            "M 30 246 C 37 288 19 330 26 372 C 29 389 36 406 46 420 C 68 451 101 472 138 482 "
            "C 162 489 186 497 206 512 C 218 521 228 535 222 548 C 219 553 214 557 208 556 C 200 550 192 544 184 538 "
            "C 168 527 149 521 130 518 C 88 506 42 502 8 474 C -17 454 -31 424 -38 392 C -48 344 -41 295 -36 246",
        ),
        covers=True,
    ),
}

# The landmarks: crown 0, brows 62, shoulder (112, 205), breastbone 186 to 330, navel 426, pubic bone 520, crease of the
# elbow 392, wrist 500, knee-cap 716 to 752, ankle 930. The forearm has 12 cun, the belly 8 above the navel and 5 below
# it, the thigh 18, the shin 16.
POINTS: Final[tuple[BodyPoint, ...]] = (
    BodyPoint("EX-HN3", "front", 0, 62, is_paired=False),  # between the brows
    BodyPoint("CV17", "front", 0, 282, is_paired=False),  # level with the fourth space between the ribs
    BodyPoint("CV12", "front", 0, 378, is_paired=False),  # 4 cun above the navel
    BodyPoint("CV6", "front", 0, 454, is_paired=False),  # 1.5 cun below the navel
    BodyPoint("ST25", "front", 24, 426),  # 2 cun beside the navel
    BodyPoint("LI15", "front", 116, 218),  # in the dip before the shoulder's point
    BodyPoint("LU1", "front", 84, 224),  # under the outer end of the collar bone, 6 cun from the middle
    BodyPoint("LI14", "front", 133, 292),  # at the lower end of the shoulder's muscle
    BodyPoint("LI11", "front", 152, 390),  # at the outer end of the crease of the elbow
    BodyPoint("LI10", "front", 158, 410),  # 2 cun below it
    BodyPoint("TE5", "front", 164, 482),  # 2 cun above the wrist, on its back
    BodyPoint("LI4", "front", 162, 548),  # on the back of the hand, beside the second metacarpal
    BodyPoint("LU7", "front", 156, 487),  # 1.5 cun above the wrist, towards the thumb
    BodyPoint("TE4", "front", 168, 501),  # on the back of the wrist
    BodyPoint("TE3", "front", 182, 554),  # behind the knuckles of ring and little finger
    BodyPoint("SP10", "front", 42, 694),  # 2 cun above the inner end of the knee-cap
    BodyPoint("ST35", "front", 66, 750),  # in the dip beside the tendon of the knee-cap
    BodyPoint("SP9", "front", 36, 766),  # under the inner head of the shin
    BodyPoint("GB34", "front", 82, 768),  # before and below the head of the fibula
    BodyPoint("ST36", "front", 70, 784),  # 3 cun below ST35
    BodyPoint("SP6", "front", 37, 892),  # 3 cun above the inner ankle
    BodyPoint("ST41", "front", 46, 930),  # on the front of the ankle
    BodyPoint("GB40", "front", 60, 940),  # below and before the outer ankle
    BodyPoint("LR3", "front", 45, 966),  # between the first two metatarsals
    BodyPoint("GV20", "back", 0, 12, is_paired=False),  # on the crown
    BodyPoint("GB20", "back", 21, 126),  # under the back of the head
    BodyPoint("GV14", "back", 0, 172, is_paired=False),  # below the seventh vertebra of the neck
    BodyPoint("GB21", "back", 58, 187),  # half way to the shoulder's point
    BodyPoint("BL13", "back", 23, 220),  # 1.5 cun beside the third vertebra of the chest
    BodyPoint("BL17", "back", 23, 300),  # the seventh
    BodyPoint("BL23", "back", 23, 408),  # the second of the loins
    BodyPoint("BL25", "back", 23, 446),  # the fourth
    BodyPoint("GB30", "back", 76, 508),  # a third of the way from the thigh bone to the sacrum
    BodyPoint("BL40", "back", 56, 741),  # the middle of the hollow of the knee
    BodyPoint("BL57", "back", 55, 836),  # 8 cun below it
    BodyPoint("BL60", "back", 55, 926),  # behind the outer ankle
    BodyPoint("GV20", "seated", 16, 26, is_paired=False),
    BodyPoint("EX-HN5", "seated", 56, 74, is_paired=False),  # on the temple
    BodyPoint("ST7", "seated", 40, 108, is_paired=False),  # before the ear, below the cheekbone
    BodyPoint("TE17", "seated", 18, 122, is_paired=False),  # behind the lobe of the ear
    BodyPoint("GB20", "seated", -8, 138, is_paired=False),
    BodyPoint("GV14", "seated", -34, 196, is_paired=False),
    BodyPoint("LI15", "seated", 4, 236, is_paired=False),
    BodyPoint("BL23", "seated", -50, 428, is_paired=False),
    BodyPoint("LI11", "seated", 40, 448, is_paired=False),
    BodyPoint("GB30", "seated", -38, 566, is_paired=False),
    BodyPoint("GB34", "seated", 212, 648, is_paired=False),
    BodyPoint("ST36", "seated", 226, 690, is_paired=False),
    BodyPoint("BL57", "seated", 172, 760, is_paired=False),
    BodyPoint("BL60", "seated", 174, 912, is_paired=False),
)


# Places by the names that people call them, on the axis or on the right of the picture; most are on both sides.
PLACES: Final[dict[View, dict[str, Spot]]] = {
    "front": {
        "head": (0, 36), "temple": (43, 70), "jaw": (34, 110), "neck": (0, 150), "shoulder": (104, 212),
        "chest": (0, 280), "upper-arm": (136, 310), "elbow": (142, 392), "forearm": (158, 450), "wrist": (165, 502),
        "hand": (180, 560), "belly": (0, 430), "hip": (94, 490), "thigh": (64, 610), "knee": (56, 734),
        "shin": (60, 830), "ankle": (45, 926), "foot": (50, 972),
    },
    "back": {
        "head": (0, 50), "neck": (0, 146), "shoulder": (94, 208), "upper-back": (0, 250), "shoulder-blade": (64, 262),
        "upper-arm": (136, 310), "elbow": (142, 392), "forearm": (158, 450), "wrist": (165, 502), "hand": (180, 560),
        "lower-back": (0, 430), "buttock": (56, 500), "thigh": (62, 620), "knee": (56, 742), "calf": (57, 820),
        "heel": (50, 976),
    },
    "seated": {
        "head": (16, 46), "temple": (56, 74), "jaw": (50, 118), "neck": (4, 164), "shoulder": (2, 240),
        "upper-back": (-58, 292), "lower-back": (-50, 420), "belly": (40, 400), "elbow": (44, 452), "hip": (-34, 566),
        "thigh": (100, 570), "knee": (222, 580), "calf": (172, 740), "ankle": (180, 915), "foot": (226, 940),
    },
}  # fmt: skip
_SIDES: Final = ("left-", "right-")  # of the body, which looks at whoever sees its front


def spots_of(view: View, name: str) -> tuple[Spot, ...]:
    """Where a view has a place or a point, in the units of the outline; nowhere where it has none.

    `knee` is on both sides, `left-knee` on one; a point is called by its code.
    """
    side = next((each for each in _SIDES if name.startswith(each)), "")
    spot, is_paired = PLACES[view].get(name.removeprefix(side)), view != "seated"
    if spot is None:
        point = next((each for each in POINTS if (each.view, each.code) == (view, name.upper())), None)
        if point is None:
            return ()
        spot, is_paired = (point.x, point.y), point.is_paired
    x, y = spot
    if not x or not is_paired:
        return () if side else (spot,)
    is_right = (side == "left-") == (view == "front")
    return ((x, y), (-x, y)) if not side else ((x if is_right else -x, y),)


def names_of(view: View) -> tuple[str, ...]:
    """All that may be marked on a view."""
    named = PLACES[view]
    sides = [f"{side}{name}" for side in _SIDES for name, (x, _) in named.items() if x and view != "seated"]
    return (*named, *sides, *(each.code for each in POINTS if each.view == view))


@lru_cache(maxsize=64)
def path_of_body(drawn: str, matrix: Matrix) -> tuple[Segment, ...]:
    """A path of this module at its place; the matrix turns y upwards too."""
    return tuple(segment.through(matrix) for segment in _segments(drawn))


def _segments(drawn: str) -> tuple[Segment, ...]:
    kinds = {"M": "m", "L": "l", "C": "c", "Z": "h"}
    steps: list[tuple[str, list[float]]] = []
    for word in drawn.split():
        if word in kinds:
            steps.append((kinds[word], []))
        else:
            steps[-1][1].append(float(word))
    return tuple(Segment(kind, tuple(numbers)) for kind, numbers in steps)  # type: ignore[arg-type]  # the four above
