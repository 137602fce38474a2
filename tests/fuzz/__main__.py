"""`python -m tests.fuzz N [KIND]...`: feeds N inputs, of these kinds or all, the same ones each time."""

from __future__ import annotations

import sys

from tests.fuzz.fuzzing import KINDS, Ended, feed

SHARES = {"case": 50, "base": 20, "record": 10, "saved": 10, "command": 2, "table": 8}
"""How many of each hundred: a command takes as long as a hundred cases."""

if __name__ == "__main__":
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    ended = Ended()
    for kind in sys.argv[2:] or KINDS:
        before = len(ended.wrong)
        feed(kind, range(wanted * SHARES[kind] // 100), ended)
        counts = ", ".join(f"{ended.counts[kind, how]} {how}" for how in ("taken", "refused"))
        print(f"{kind}: {counts}", *ended.wrong[before : before + 20], sep="\n  ", flush=True)
    print(f"{ended.counts.total()} inputs, {len(ended.wrong)} ended wrongly")
    sys.exit(bool(ended.wrong))
