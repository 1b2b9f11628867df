"""What becomes of letters when the sender is killed and the server breaks off, counted by the server.

Run it with `python benchmarks/post_faults.py`: ten runs of 1,000 recipients with 30 kills each, some minutes. The
sender is a process of its own, killed with SIGKILL at random moments of its work and started again with the same words.
The server puts off, refuses for now, and drops connections before and after the dot. It runs on Linux and macOS.
"""

import argparse
import os
import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.send.fault_runs import one_run


def main() -> int:
    """Print a row for each run, and whether the promises were kept."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=10)
    parser.add_argument("--recipients", type=int, default=1000)
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--seed", type=int, default=2026)
    arguments = parser.parse_args()
    if os.name != "posix":
        print("this needs SIGKILL")
        return 2
    head = ("run", "recipients", "kills", "drops before dot", "dropped dots", "unknown",
            "silent duplicates", "silent losses", "wrong after reconcile", "s")  # fmt: skip
    print(" | ".join(head))
    totals: Counter[str] = Counter()
    good = True
    for number in range(1, arguments.runs + 1):
        with tempfile.TemporaryDirectory() as folder:
            told = one_run(Path(folder), arguments.recipients, arguments.kills, arguments.seed + 10 * number)
        row = (number, told.recipients, told.kills, told.drops, told.dropped_dots, told.unknown, told.silent_duplicates,
               told.silent_losses, told.wrong_after, f"{told.seconds:.0f}")  # fmt: skip
        print(" | ".join(str(cell).rjust(len(name)) for cell, name in zip(row, head, strict=True)), flush=True)
        totals.update({name: value for name, value in told._asdict().items() if name != "seconds"})
        good = good and told.holds
    print(
        f"in all: {totals['recipients']:,} recipients, {totals['kills']} kills, {totals['dropped_dots']} dropped dots: "
        f"{totals['silent_duplicates']} silent duplicates, {totals['silent_losses']} silent losses, "
        f"{totals['unknown']} unknown (at most {totals['kills'] + totals['dropped_dots']} promised), "
        f"{totals['wrong_after']} wrong after reconciling"
    )
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
