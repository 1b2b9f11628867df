# ruff: noqa: E501 - a table of drawings
"""Small drawings, one for each feature that drawing programs write, in a box of 100 by 100; and those refused."""

_PNG = (
    "iVBORw0KGgoAAAANSUhEUgAAACgAAAAoCAIAAAADnC86AAAAQklEQVR42u3WMQ0AIAxFwRZVlYsclKADCSQdYLm3N5f8qbmiX83+"
    "7YhPgcFgMBgMBr8vI/pf115lajAYDAaDweB7B2K0BJ1b7OT4AAAAAElFTkSuQmCC"
)
_SHEER = (
    "iVBORw0KGgoAAAANSUhEUgAAACgAAAAoCAYAAACM/rhtAAAASklEQVR42u3RQQ0AIAwEwYIaNPHHK66KBRL64DEr4DLJtT0io7ZV"
    "Odbj8wABAQEBAQEBAQEBX2oxd/VmuhgQEBAQEBAQEBAQ8LID20AExFADpLIAAAAASUVORK5CYII="
)
_LINE = '<linearGradient id="g" {}><stop offset="0" stop-color="#d00"/><stop offset="1" stop-color="#00d"/></linearGradient>'
_ROUND = '<radialGradient id="g" {}><stop offset=".2" stop-color="#fff"/><stop offset="1" stop-color="#063"/></radialGradient>'
_HERE = 'gradientUnits="userSpaceOnUse" '
_RECT = '<rect x="10" y="20" width="80" height="50" fill="url(#g)"/>'
_CLIP = '<clipPath id="c">{}</clipPath><g clip-path="url(#c)"><rect width="100" height="100" fill="#07a"/></g>'
_DASHED = 'stroke-dasharray="9 4"'
_STAR = "M50 5L79 95 3 38H97L21 95Z"


def _lines(more: str) -> str:
    return f'<path d="M20 80L50 20L80 80" fill="none" stroke="#00a" stroke-width="12" {more}/>'


DRAWN = {
    # strokes
    "stroke of an uneven scale": '<path d="M15 20V90" stroke="red" stroke-width="10" transform="scale(3,1)"/>',
    "ring of an uneven scale": '<g transform="scale(3,1)"><circle cx="16" cy="50" r="12" fill="none" stroke="#000" stroke-width="4"/></g>',
    "skewed stroke": f'<g transform="translate(-20) skewX(30)">{_lines("")}</g>',
    "mirrored uneven dashes": f"<g transform=\"matrix(-1 0 0 .5 100 20)\">{_lines(_DASHED)}</g>",
    "round joins": _lines('stroke-linejoin="round" stroke-linecap="round"'),
    "bevel joins": _lines('stroke-linejoin="bevel" stroke-linecap="square"'),
    "short miters": _lines('stroke-miterlimit="1.2"'),
    "dashes": _lines('stroke-dasharray="20 6 3"'),
    "dashes from the middle": _lines('stroke-dasharray="20,10" stroke-dashoffset="-7"'),
    "dots": _lines('stroke-dasharray="0 16" stroke-linecap="round"'),
    "dashes in per cent": _lines('stroke-dasharray="10% 5%"'),
    "stroke below its fill": '<circle cx="50" cy="50" r="30" fill="#0a0" stroke="#a00" stroke-width="20" paint-order="stroke"/>',
    "order of Inkscape": '<rect x="20" y="20" width="60" height="60" style="fill:#008080;stroke:#000;stroke-width:8;paint-order:stroke fill markers"/>',
    # shapes
    "ellipse with one radius": '<ellipse cx="50" cy="50" rx="40" fill="#0a0"/>',
    "rectangle with one radius": '<rect x="10" y="10" width="80" height="40" ry="15" fill="#0c0"/>',
    "rectangle with large radii": '<rect x="10" y="10" width="80" height="40" rx="90" fill="#0c0"/>',
    "lengths in per cent": '<rect x="10%" y="25%" width="50%" height="50%" fill="#a0a"/><circle cx="50%" cy="50%" r="10%"/>',
    "lengths in millimetres": '<rect x="2mm" y="10px" width="1in" height="1cm" fill="#a0a"/>',
    "even-odd star": f'<path d="{_STAR}" fill-rule="evenodd" fill="#a50"/>',
    "arcs and smooth curves": '<path d="M10 50A30 20 15 1 1 90 50Q70 90 50 60T10 50z" fill="#a50"/>',
    "none as a transform": '<rect width="50" height="50" transform="none"/>',
    # colours
    "hexadecimal with opacity": '<rect width="60" height="60" fill="#f00"/><rect x="30" y="30" width="60" height="60" fill="#0000ff80"/>',
    "function with opacity": '<rect width="60" height="60"/><rect x="30" y="30" width="60" height="60" fill="rgba(10,200,30,.5)"/>',
    "hue": '<rect width="60" height="60" fill="hsl(200, 80%, 40%)"/><rect x="60" width="40" height="60" fill="hsl(0.3turn 80% 40% / 60%)"/>',
    "names": '<rect width="50" height="60" fill="darkgreen"/><rect x="50" width="50" height="60" fill="RebeccaPurple"/>',
    "current colour is black": '<rect width="60" height="60" fill="currentColor"/>',
    "current colour of a group": '<g color="#c30"><rect width="60" height="60" fill="currentColor" stroke="currentcolor"/></g>',
    "current colour is handed on": '<g color="red" fill="currentColor"><rect color="blue" width="60" height="60"/></g>',
    "transparent": '<rect width="60" height="60"/><rect width="90" height="90" fill="transparent"/>',
    "clamped shares": '<rect width="60" height="60" fill="rgb(300,-5,128)"/>',
    # styles
    "comment in style": '<rect width="100" height="100" style="/* brand */fill:#0a0"/>',
    "classes": '<style>.cls-1{fill:#c00}.cls-2,.cls-3{fill:none;stroke:#00c;stroke-width:6px}</style><rect class="cls-1" width="40" height="40"/><circle class="x cls-2" cx="60" cy="60" r="30"/>',
    "weight of rules": '<style>#a{fill:#0a0}.b{fill:#a00}rect{fill:#00a}*{stroke:#fff}</style><rect id="a" class="b" width="40" height="40"/><rect class="b" x="40" width="40" height="40"/><rect x="40" y="40" width="40" height="40"/>',
    "compound selector": '<style>rect.b{fill:#0a0}.b{fill:#a00}</style><rect class="b" width="40" height="40"/><circle class="b" cx="70" cy="70" r="20"/>',
    "later rule": '<style>.a{fill:#a00}.b{fill:#0a0}</style><rect class="b a" width="60" height="60"/>',
    "style over rule over attribute": '<style>.a{fill:#a00;stroke:#00f}</style><rect class="a" width="60" height="60" fill="#ff0" style="fill:#0a0"/>',
    "important": '<style>.a{fill:#a00!important}</style><rect class="a" width="60" height="60" style="fill:#0a0"/>',
    "character data": "<style><![CDATA[ .a { fill : #a00 ; } /* x */ ]]></style><rect class='a' width='60' height='60'/>",
    "style in defs": '<defs><style type="text/css">.a{fill:#a00}</style></defs><rect class="a" width="60" height="60"/>',
    "empty values": '<rect width="60" height="60" style="fill:;stroke:#00f;" fill=""/>',
    "hidden parts": '<rect width="60" height="60"/><rect width="99" height="99" fill="red" display="none"/><g visibility="hidden"><rect width="50" height="50" fill="red"/><rect x="50" width="50" height="50" fill="#0a0" visibility="visible"/></g>',
    # gradients
    "linear": _LINE.format("") + _RECT,
    "linear, turned": _LINE.format('gradientTransform="rotate(45)"') + _RECT,
    "linear, of the plane": _LINE.format(_HERE + 'x1="20" y1="0" x2="60" y2="40"') + _RECT,
    "linear, of the plane, transformed": _LINE.format(_HERE + 'x1="0" x2="10" y1="0" y2="0" gradientTransform="matrix(4 2 -1 3 20 10)"') + f'<g transform="rotate(10)">{_RECT}</g>',
    "linear in per cent": _LINE.format(_HERE + 'x1="20%" x2="80%" y1="0%" y2="50%"') + _RECT,
    "around a curve": _LINE.format('x2="0" y2="1"') + '<path d="M10 80C10 -20 90 -20 90 80z" fill="url(#g)"/>',
    "radial": _ROUND.format("") + _RECT,
    "radial with a focus": _ROUND.format('cx=".4" cy=".5" r=".5" fx=".25" fy=".3"') + _RECT,
    "radial of the plane": _ROUND.format(_HERE + 'cx="50" cy="45" r="30" gradientTransform="translate(0 20) scale(1 .5)"') + _RECT,
    "radial from a circle": _ROUND.format('fr=".2"') + _RECT,
    "edges": '<linearGradient id="g"><stop offset=".3" stop-color="#f00"/><stop offset=".3" stop-color="#0f0"/><stop offset="60%" stop-color="#0f0"/><stop offset=".6" stop-color="#00f"/></linearGradient>' + _RECT,
    "stops out of order": '<linearGradient id="g"><stop offset=".6" stop-color="#f00"/><stop offset=".2" stop-color="#0f0"/><stop offset="1" stop-color="#00f"/></linearGradient>' + _RECT,
    "an edge at the end": '<linearGradient id="g" x1=".2" x2=".6"><stop stop-color="#f00"/><stop offset="1" stop-color="#0f0"/><stop offset="2" stop-color="#00f"/></linearGradient>' + _RECT,
    "an edge at the start": '<linearGradient id="g" x1=".4" x2=".8"><stop stop-color="#f00"/><stop stop-color="#0f0"/><stop offset="1" stop-color="#00f"/></linearGradient>' + _RECT,
    "an edge around a circle": '<radialGradient id="g" r=".3"><stop stop-color="#f00"/><stop stop-color="#0f0"/><stop offset="1" stop-color="#0f0"/><stop offset="1" stop-color="#00f"/></radialGradient>' + _RECT,
    "one stop": '<linearGradient id="g"><stop offset=".6" stop-color="#f80"/></linearGradient>' + _RECT,
    "no stop": '<linearGradient id="g"/>' + _RECT + '<rect width="9" height="9"/>',
    "no run": '<linearGradient id="g" x2="0%"><stop offset="0" stop-color="#f00"/><stop offset="1" stop-color="#00f"/></linearGradient>' + _RECT,
    "stops that let through": '<rect width="50" height="100"/><linearGradient id="g"><stop offset="0" stop-color="#f00"/><stop offset="1" stop-color="#00f" stop-opacity="0"/></linearGradient>' + _RECT,
    "round, lets through, half": '<rect width="50" height="100"/><radialGradient id="g"><stop offset="0" stop-color="#ff0" stop-opacity=".3"/><stop offset="1" stop-color="rgba(0,0,255,.9)"/></radialGradient><g opacity=".8">' + _RECT + "</g>",
    "inherited stops": '<linearGradient id="s"><stop stop-color="#f00" offset="0"/><stop stop-color="#ff0" offset="1"/></linearGradient><linearGradient id="g" xlink:href="#s" x1="0" y1="0" x2="0" y2="1"/>' + _RECT,
    "stops by style": '<style>.s{stop-color:#080}</style><linearGradient id="g"><stop class="s" offset="0"/><stop style="stop-color:#fc0;stop-opacity:1" offset="1"/></linearGradient>' + _RECT,
    "gradient on a stroke": _LINE.format("") + '<circle cx="50" cy="50" r="30" fill="none" stroke="url(#g)" stroke-width="16"/>',
    "gradient on an uneven stroke": _LINE.format("") + '<g transform="scale(1,.5)"><circle cx="50" cy="90" r="30" fill="none" stroke="url(#g)" stroke-width="16"/></g>',
    "gradient on a level line": _LINE.format("") + '<path d="M10 50H90" stroke="url(#g)" stroke-width="16"/><rect width="9" height="9"/>',
    # clips
    "clip": _CLIP.format('<circle cx="50" cy="50" r="40"/>'),
    "clip by a star": _CLIP.format(f'<path d="{_STAR}" clip-rule="evenodd"/>'),
    "clip whose rule is inherited": f'<g clip-rule="evenodd"><clipPath id="c"><path d="{_STAR}"/></clipPath></g><g clip-path="url(#c)"><rect width="100" height="100"/></g>',
    "clip by two": _CLIP.format('<rect width="40" height="40"/><rect x="50" y="50" width="40" height="40"/>'),
    "clip by overlapping boxes": _CLIP.format('<rect width="60" height="60"/><circle cx="60" cy="60" r="30"/>'),
    "clip of the page": '<clipPath id="c"><rect width="100" height="100" fill="white"/></clipPath><g clip-path="url(#c)"><circle cx="90" cy="50" r="40" fill="#07a"/></g>',
    "clip in shares": '<clipPath id="c" clipPathUnits="objectBoundingBox"><circle cx=".5" cy=".5" r=".4"/></clipPath><rect x="10" y="30" width="80" height="50" clip-path="url(#c)"/>',
    "clip within clip": '<clipPath id="d"><rect width="50" height="100"/></clipPath><clipPath id="c" clip-path="url(#d)"><circle cx="50" cy="50" r="40"/></clipPath><rect width="100" height="100" clip-path="url(#c)"/>',
    "clip of a copy, moved": '<defs><circle id="s" cx="50" cy="50" r="40"/></defs><clipPath id="c" transform="translate(10)"><use xlink:href="#s"/></clipPath><g transform="scale(.8)" clip-path="url(#c)"><rect width="100" height="100"/></g>',
    "empty clip": '<rect width="9" height="9"/>' + _CLIP.format(""),
    "clip by style": '<clipPath id="c"><circle cx="50" cy="50" r="40"/></clipPath><rect width="100" height="100" style="clip-path:url(&quot;#c&quot;)"/>',
    # opacity
    "opacity of one": '<rect width="60" height="60"/><rect x="30" y="30" width="60" height="60" fill="red" opacity=".5"/>',
    "opacity of a group": '<g opacity="50%"><rect width="60" height="60"/><rect x="30" y="30" width="60" height="60" fill="red"/></g>',
    "opacity of fill and stroke": '<rect x="20" y="20" width="60" height="60" fill="red" stroke="blue" stroke-width="20" opacity=".5"/>',
    "opacities apart": '<rect x="20" y="20" width="60" height="60" fill="red" stroke="blue" stroke-width="20" fill-opacity=".5" stroke-opacity=".3"/>',
    "opacity within opacity": '<g opacity=".6"><rect width="60" height="60"/><g opacity=".5"><rect x="30" y="30" width="60" height="60" fill="red"/><circle cx="70" cy="70" r="25" fill="#0a0"/></g></g>',
    "opacity of a cut group": '<clipPath id="c"><circle cx="50" cy="50" r="40"/></clipPath><g opacity=".5" clip-path="url(#c)"><rect width="60" height="60"/><rect x="30" y="30" width="60" height="60" fill="red"/></g>',
    "no opacity": '<rect width="9" height="9"/><rect width="99" height="99" opacity="0"/>',
    # copies
    "copies": '<defs><path id="p" d="M0 0h20v20z"/></defs><use href="#p" x="10" y="10"/><use xlink:href="#p" transform="translate(50 50) rotate(30)" fill="red"/>',
    "symbol": '<symbol id="p" viewBox="0 0 10 10"><circle cx="5" cy="5" r="6"/></symbol><use href="#p" x="10" y="10" width="40" height="80" fill="#07a"/>',
    "symbol that fills": '<symbol id="p" viewBox="0 0 10 10" preserveAspectRatio="xMinYMin slice"><circle cx="5" cy="5" r="5"/></symbol><use href="#p" x="10" y="10" width="40" height="80"/>',
    "symbol without a box": '<symbol id="p"><circle cx="20" cy="20" r="30"/></symbol><use href="#p" x="10" y="10"/>',
    "symbol that overflows": '<symbol id="p" viewBox="0 0 10 10" overflow="visible"><circle cx="5" cy="5" r="8"/></symbol><use href="#p" x="30" y="30" width="40" height="40"/>',
    "drawing within": '<svg x="20" y="20" width="60" height="30" viewBox="0 0 10 10"><circle cx="5" cy="5" r="7"/></svg>',
    "drawing within, stretched": '<svg x="20" y="20" width="60" height="30" viewBox="0 0 10 10" preserveAspectRatio="none"><circle cx="5" cy="5" r="4" stroke="red"/></svg>',
    "copy of a group": '<g id="p" fill="#0a0"><rect width="20" height="20"/><rect x="20" y="20" width="20" height="20"/></g><use href="#p" x="40" y="40"/>',
    # pictures
    "picture": f'<image x="10" y="20" width="80" height="60" xlink:href="data:image/png;base64,{_PNG}"/>',
    "picture that lets light through": f'<rect width="50" height="100" fill="#063"/><image x="10" y="20" width="80" height="60" xlink:href="data:image/png;base64,{_SHEER}"/>',
    "stretched picture": f'<image x="10" y="20" width="80" height="60" preserveAspectRatio="none" transform="rotate(10 50 50)" href="data:image/png;base64,{_PNG}"/>',
    "picture that fills": f'<image x="10" y="20" width="80" height="60" preserveAspectRatio="xMaxYMax slice" href="data:image/png;base64,{_PNG}"/>',
    # what is passed over
    "unused parts": '<defs><mask id="m"/><filter id="f"/><pattern id="p"/><text>x</text><marker id="k"/></defs><rect width="60" height="60"/>',
    "switch of Illustrator": '<switch><foreignObject requiredExtensions="http://ns.adobe.com/AdobeIllustrator/10.0/" width="1" height="1"/><g><rect width="60" height="60"/></g></switch>',
}  # fmt: skip
HEADS = {
    "stretched": 'viewBox="0 0 100 100" width="200" height="100" preserveAspectRatio="none"',
    "sliced": 'viewBox="0 0 100 100" width="200" height="100" preserveAspectRatio="xMidYMin slice"',
    "framed": 'viewBox="0 0 100 100" width="200" height="100"',
    "moved": 'viewBox="-20 10 100 100"',
    "units": 'width="30mm" height="2cm"',
}
REFUSED = {
    "text": ("<text>Hello</text>", "<text>"),
    "script": ("<script>alert(1)</script>", "<script>"),
    "handler": ("<path d='M0 0h1' onload='x()'/>", "'onload' is a script"),
    "foreign object": ("<foreignObject/>", "<foreignObject>"),
    "animation": ("<animate/>", "<animate>"),
    "animation of a shape": ("<rect width='9' height='9'><set/></rect>", "<set>"),
    "shape in a shape": ("<rect width='9' height='9'><rect width='5' height='5'/></rect>", "inside <rect>"),
    "background of the root": (None, "background"),
    "mask": ("<mask id='m'/><path d='M0 0h1' mask='url(#m)'/>", "mask"),
    "mask of CSS": ("<path d='M0 0h1' style='mask-image:linear-gradient(#000,#fff)'/>", "mask-image"),
    "mask of one browser": ("<path d='M0 0h1' style='-webkit-mask-image:none'/>", "-webkit-mask-image"),
    "filter": ("<path d='M0 0h1' filter='url(#f)'/>", "filter"),
    "blend": ("<path d='M0 0h1' style='mix-blend-mode:multiply'/>", "mix-blend-mode"),
    "turned by CSS": ("<path d='M0 0h1' style='rotate:45deg'/>", "rotate"),
    "scaled by CSS": ("<path d='M0 0h1' style='scale:2'/>", "scale"),
    "moved by CSS": ("<path d='M0 0h1' style='translate:2px'/>", "translate"),
    "transformed by CSS": ("<path d='M0 0h1' style='transform:scale(2)'/>", "transform"),
    "shaped by CSS": ("<rect style='width:5px;height:5px'/>", "width"),
    "all of CSS": ("<path d='M0 0h1' style='all:unset'/>", "all"),
    "escape of CSS": ("<path d='M0 0h1' style='f\\69ll:red'/>", "escape"),
    "variable": ("<path d='M0 0h1' style='fill:var(--a)'/>", "var"),
    "media rule": ("<style>@media print{.a{fill:red}}</style><path d='M0 0h1'/>", "@media"),
    "child selector": ("<style>g>path{fill:red}</style><path d='M0 0h1'/>", "g>path"),
    "attribute selector": ("<style>[d]{fill:red}</style><path d='M0 0h1'/>", "[d]"),
    "pseudo class": ("<style>path:hover{fill:red}</style><path d='M0 0h1'/>", "path:hover"),
    "language": ("<path d='M0 0h1' systemLanguage='de'/>", "systemLanguage"),
    "extension": ("<path d='M0 0h1' requiredExtensions='urn:x'/>", "requiredExtensions"),
    "unknown attribute": ("<path d='M0 0h1' frobnicate='1'/>", "frobnicate"),
    "unknown property": ("<path d='M0 0h1' style='frobnicate:1'/>", "frobnicate"),
    "reflected gradient": ("<linearGradient id='g' spreadMethod='reflect'><stop/><stop offset='1'/></linearGradient><path d='M0 0h9v9z' fill='url(#g)'/>", "reflect"),
    "gradient from outside": ("<radialGradient id='g' fx='2'><stop/><stop offset='1'/></radialGradient><path d='M0 0h9v9z' fill='url(#g)'/>", "outside its circle"),
    "gradient in a ring": ("<linearGradient id='g' href='#h'/><linearGradient id='h' href='#g'/><path d='M0 0h9v9z' fill='url(#g)'/>", "refers to itself"),
    "pattern": ("<pattern id='p'/><path d='M0 0h9v9z' fill='url(#p)'/>", "<pattern>"),
    "missing part": ("<path d='M0 0h9v9z' fill='url(#p)'/>", "not in the drawing"),
    "missing clip": ("<path d='M0 0h9v9z' clip-path='url(#p)'/>", "no clipPath"),
    "clip by a shape of CSS": ("<path d='M0 0h9v9z' clip-path='circle(5px)'/>", "clip-path"),
    "clip by overlapping paths": ("<clipPath id='c'><path d='M0 0h9v9z'/><path d='M5 0h9v9z'/></clipPath><path d='M0 0h9v9z' clip-path='url(#c)'/>", "overlap"),
    "hidden clip": ("<clipPath id='c' display='none'><path d='M0 0h9v9z'/></clipPath><path d='M0 0h9v9z' clip-path='url(#c)'/>", "hidden"),
    "clip in unknown units": ("<clipPath id='c' clipPathUnits='x'><path d='M0 0h9v9z'/></clipPath><path d='M0 0h9v9z' clip-path='url(#c)'/>", "unknown units"),
    "hidden gradient": ("<linearGradient id='g' display='none'><stop/><stop offset='1'/></linearGradient><path d='M0 0h9v9z' fill='url(#g)'/>", "hidden"),
    "gradient without a radius": ("<radialGradient id='g' r='0'><stop/><stop offset='1'/></radialGradient><path d='M0 0h9v9z' fill='url(#g)'/>", "outside its circle"),
    "turned symbol": ("<symbol id='s' transform='rotate(9)'><path d='M0 0h9v9z'/></symbol><use href='#s'/>", "transformed"),
    "picture without a size": (f"<image href='data:image/png;base64,{_PNG}'/>", "its size"),
    "clip by text": ("<clipPath id='c'><text>x</text></clipPath><path d='M0 0h9v9z' clip-path='url(#c)'/>", "<text>"),
    "copy of itself": ("<g id='a'><use href='#a'/></g>", "its own copy"),
    "copy of nothing": ("<use href='#a'/>", "not in the drawing"),
    "markers": ("<path d='M0 0h9' marker-end='url(#m)'/>", "marker-end"),
    "line that does not scale": ("<path d='M0 0h9' vector-effect='non-scaling-stroke'/>", "vector-effect"),
    "picture of SVG": ("<image width='9' height='9' href='data:image/svg+xml;base64,AAAA'/>", "no PNG or JPEG"),
    "square dot": ("<path d='M5 5z' stroke='#000' stroke-linecap='square'/>", "square caps"),
    "wide colour": ("<path d='M0 0h9v9z' fill='color(display-p3 1 0 0)'/>", "plain colour"),
    "base of links": ("<g xml:base='http://a.invalid/'><path d='M0 0h9v9z'/></g>", "xml:base"),
}  # fmt: skip
