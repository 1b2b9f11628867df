"""How many mutants the tests killed, module by module: `python benchmarks/mutants.py` after `mutmut run`.

A mutant is the program with one small fault; a test that fails kills it. docs/mutants.md says which may live and why.
"""

import json
import sys
from collections import Counter
from pathlib import Path

MUTANTS = Path(__file__).resolve().parent.parent / "mutants"
ALIVE, UNTESTED = 0, 33  # exit codes of the tests, as mutmut keeps them


def main() -> None:
    """Print the table, then the names of those that live, for `mutmut show NAME`."""
    alive: list[str] = []
    whole: Counter[str] = Counter()
    for path in sorted(MUTANTS.rglob("*.py.meta")):
        codes: dict[str, int | None] = json.loads(path.read_text(encoding="utf-8"))["exit_code_by_key"]
        run = {name: code for name, code in codes.items() if code is not None}
        lives = [name for name, code in run.items() if code in (ALIVE, UNTESTED)]
        alive += lives
        whole.update(all=len(codes), run=len(run), alive=len(lives))
        if run:
            name = path.relative_to(MUTANTS).as_posix().removesuffix(".meta")
            print(_row(name, len(codes), len(run), len(run) - len(lives)))
    print(_row("all", whole["all"], whole["run"], whole["run"] - whole["alive"]))
    print("\n".join(alive))


def _row(name: str, count: int, run: int, killed: int) -> str:
    return f"{name:32} {count:5} mutants {run:5} run {killed:5} killed {100 * killed / max(1, run):6.1f} %"


if __name__ == "__main__":
    if not MUTANTS.is_dir():
        sys.exit("there are no mutants: run `mutmut run` first")
    main()
