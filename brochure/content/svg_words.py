"""The words of SVG and CSS that a drawing may use, as lists. Source: SVG 2, appendices; CSS property index."""

_HARMLESS = """
alignment-baseline baseline-shift block-progression color-interpolation-filters color-profile color-rendering
cursor direction
dominant-baseline flood-color flood-opacity font font-family font-feature-settings font-kerning
font-optical-sizing font-size font-size-adjust font-stretch font-style font-synthesis font-variant
font-variant-alternates font-variant-caps font-variant-east-asian font-variant-ligatures font-variant-numeric
font-variant-position font-variation-settings font-weight glyph-orientation-horizontal
glyph-orientation-vertical hyphens inline-size isolation kerning letter-spacing lighting-color line-height
mask-type overflow overflow-x overflow-y pointer-events shape-inside shape-margin shape-padding shape-rendering
shape-subtract solid-color solid-opacity tab-size text-align text-anchor text-decoration text-decoration-color
text-decoration-line text-decoration-style text-indent text-orientation text-overflow text-rendering
text-transform touch-action unicode-bidi user-select white-space will-change word-spacing writing-mode z-index
"""
_DRAWN = """
clip-path clip-rule color display fill fill-opacity fill-rule opacity paint-order stop-color stop-opacity stroke
stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width
visibility
"""
_UNSEEN = """
clipPath color-profile cursor defs desc filter font font-face hatch linearGradient marker mask meshgradient
metadata pattern radialGradient solidcolor style symbol title view
"""
_IDLE = """
baseProfile class contentScriptType contentStyleType externalResourcesRequired focusable id lang p-id pathLength
role style t tabindex transform version zoomAndPan
"""

# Properties that speak of type, of a screen, of a pointer, or of parts that are refused where they are used.
HARMLESS_PROPERTIES = frozenset(_HARMLESS.split())
DRAWN_PROPERTIES = frozenset(_DRAWN.split())
UNSEEN_ELEMENTS = frozenset(_UNSEEN.split())  # seen only where something refers to them, or not at all
IDLE_ATTRIBUTES = frozenset(_IDLE.split())
SHAPES = frozenset({"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"})
