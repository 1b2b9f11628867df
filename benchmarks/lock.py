"""Pin what the README's two commands install: `.venv/bin/python benchmarks/lock.py` writes `constraints.txt` anew.

Everything is installed into a fresh environment as new as the floors of `pyproject.toml` allow, then written down with
its version. What only Windows asks for gets a marker. The build backend and what it needs stand in `requires` of
`pyproject.toml` too, because pip builds in an environment of its own, to which `--constraint` does not reach.
"""

import os
import re
import subprocess
import sys
import tempfile
import venv
from importlib.metadata import Distribution, distributions
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
OURS = "brochure[password,dev,cluster,peers,mutation,studio,studio-test]"
BACKEND = ("hatchling", "editables")  # the second only for an editable install
WINDOWS = {"sys_platform": "win32", "os_name": "nt", "platform_system": "Windows"}

Found = dict[str, Distribution]


def main() -> None:
    """Install, look, write."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        pip = [str(next(Path(folder).glob("[bS]*/python*"))), "-m", "pip", "--quiet"]
        # An environment may come with an old setuptools, which the newest Python cannot use.
        subprocess.run([*pip, "uninstall", "--yes", "setuptools"], check=True)
        subprocess.run([*pip, "install", "--editable", OURS.replace("brochure", str(ROOT)), *BACKEND], check=True)
        everywhere = set(_found(folder))
        while missing := [str(each) for each in _needed(_found(folder), (OURS, *BACKEND)).missing]:
            subprocess.run([*pip, "install", *missing], check=True)
        _write(_found(folder), everywhere)


def _write(found: Found, everywhere: set[str]) -> None:
    pins = {name: f"{name}=={each.version}" for name, each in sorted(found.items()) if name not in ("brochure", "pip")}
    lines = [pin if name in everywhere else f'{pin} ; sys_platform == "win32"' for name, pin in pins.items()]
    head = "# What the commands of the README install. Renew it with: .venv/bin/python benchmarks/lock.py\n"
    (ROOT / "constraints.txt").write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    backend = ", ".join(f'"{pins[name]}"' for name in sorted(_needed(found, BACKEND).names))
    project = ROOT / "pyproject.toml"
    told = re.sub(r"^requires = \[.*?\]", f"requires = [{backend}]", project.read_text(encoding="utf-8"), flags=re.M)
    project.write_text(told, encoding="utf-8")
    sys.stdout.write(f"{len(lines)} pins\n")


class _Needed:
    """What some requirements come to on Windows, with all that they need themselves."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        self.missing: list[Requirement] = []


def _needed(found: Found, roots: tuple[str, ...]) -> _Needed:
    needed = _Needed()
    waiting = [Requirement(root) for root in roots]
    done: set[tuple[str, str]] = set()
    while waiting:
        asked = waiting.pop()
        name = canonicalize_name(asked.name)
        if name not in found:
            needed.missing.append(asked)
            continue
        needed.names.add(name)
        for extra in {"", *asked.extras}:
            if (name, extra) in done:
                continue
            done.add((name, extra))
            for each in map(Requirement, found[name].requires or ()):
                if each.marker is None or each.marker.evaluate({**WINDOWS, "extra": extra}):
                    each.marker = None
                    waiting.append(each)
    return needed


def _found(folder: str) -> Found:
    """What is installed in an environment."""
    libraries = [str(path) for path in Path(folder).rglob("site-packages") if path.is_dir()]
    return {canonicalize_name(each.metadata["Name"]): each for each in distributions(path=libraries)}


if __name__ == "__main__":
    if os.environ.get("PIP_CONSTRAINT"):
        sys.exit("unset PIP_CONSTRAINT: the lock would hold itself")
    main()
