"""`python -m tests.fuzz N`: feeds N inputs, the same ones each time."""

from __future__ import annotations

import sys

from tests.fuzz.fuzzing import KINDS, Ended, feed

SHARES = {"case": 50, "base": 20, "record": 10, "saved": 10, "command": 2, "table": 8}
"""How many of each hundred: a command takes as long as a hundred cases."""

if __name__ == "__main__":
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    ended = Ended()
    for kind in KINDS:
        feed(kind, range(wanted * SHARES[kind] // 100), ended)
        print(kind, {how: ended.counts[kind, how] for how in ("taken", "refused")}, flush=True)
    print(*ended.wrong[:20], f"{ended.counts.total()} inputs, {len(ended.wrong)} ended wrongly", sep="\n")
    sys.exit(bool(ended.wrong))
