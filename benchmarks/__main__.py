"""`make bench`, or one part of it: `python -m benchmarks starting`."""

import sys

from benchmarks.answering import answering
from benchmarks.measure import Row, line
from benchmarks.starting import starting

PARTS = {"starting": starting, "answering": answering}

print(line(Row("", "measured", "aim")))
for part in sys.argv[1:] or PARTS:
    for row in PARTS[part]():
        print(line(row), flush=True)
