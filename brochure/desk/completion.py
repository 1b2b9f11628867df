"""`brochure completion`: the words of the program as a shell completes them, by shtab; names are asked of the folder.

Names of leaflets, languages and layouts are looked up by the shell itself, so that a tab costs no start of the program.
"""

import importlib
from collections.abc import Iterator
from typing import Any, Final

from brochure.base.edition import NAMED_EDITIONS
from brochure.base.findings import BadInput, Finding
from brochure.base.language import WRITTEN
from brochure.desk.arguments import parser
from brochure.desk.here import desk_shelf

# By what an option or a place is called.
_ASKED: Final = {"leaflet": "leaflets", "what": "leaflets", "language": "languages", "layout": "layouts",
                 "edition": "editions"}  # fmt: skip
_NAMES: Final = """
_brochure_above() {{
  local at="$PWD"
  while [ ! -d "$at/content" ]; do [ -n "$at" ] || return 1; at="${{at%/*}}"; done
  printf '%s' "$at"
}}
_brochure_leaflets() {{
  local at file; at="$(_brochure_above)" || return 0
  for file in "$at"/content/*/*.yaml; do [ -e "$file" ] && file="${{file%/*}}" && echo "${{file##*/}}"; done
}}
_brochure_languages() {{
  local at tag; at="$(_brochure_above)" || return 0
  for tag in {languages}; do for file in "$at"/content/*/"$tag".yaml; do [ -e "$file" ] && echo "$tag"; done; done
}}
_brochure_layouts() {{
  local at file; at="$(_brochure_above)" || at=""
  echo {layouts} | tr ' ' '\\n'
  for file in "$at"/layouts/*/layout.yaml; do [ -e "$file" ] && file="${{file%/*}}" && echo "${{file##*/}}"; done
}}
_brochure_editions() {{ echo {editions} all | tr ' ' '\\n'; }}
"""
_BASH: Final = """_brochure_tab_{kind}() {{ compgen -W "$(_brochure_{kind} 2>/dev/null | sort -u)" -- "$1"; }}
"""
_ZSH: Final = """_brochure_tab_{kind}() {{
  local -aU names; setopt localoptions nonomatch
  names=("${{(@f)$(_brochure_{kind} 2>/dev/null)}}"); compadd -a names
}}
"""
_SHAPES: Final = {"bash": _BASH, "zsh": _ZSH}


def completion_script(shell: str) -> str:
    """What a shell reads once to complete the words of this program, and where it can the names of the folder.

    Raises:
        BadInput: shtab is not installed.
    """
    try:
        shtab = importlib.import_module("shtab")
    except ImportError:
        hint = "install it with `pip install 'brochure[completion]'`"
        raise BadInput(Finding("missing-library", "completion is written by 'shtab'", None, hint)) from None
    words = parser("brochure")
    for action in _actions(words) if shell in _SHAPES else ():
        if kind := _ASKED.get(action.dest) if not action.choices else None:
            action.complete = {shell: f"_brochure_tab_{kind}"}
    return str(shtab.complete(words, shell=shell, preamble=_preamble(shell)))


def _preamble(shell: str) -> str:
    if shell not in _SHAPES:
        return ""
    names = _NAMES.format(
        languages=" ".join(WRITTEN),
        layouts=" ".join(desk_shelf(samples=True).names("layouts")),
        editions=" ".join(NAMED_EDITIONS),
    )
    return names + "".join(_SHAPES[shell].format(kind=kind) for kind in dict.fromkeys(_ASKED.values()))


def _actions(words: Any) -> Iterator[Any]:
    """Every option and place of every command."""
    for action in words._actions:
        if isinstance(action.choices, dict):
            for inner in action.choices.values():
                yield from _actions(inner)
        else:
            yield action
