"""`make bench`, or one part of it: `python -m benchmarks starting`."""

from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from functools import partial

from benchmarks.answering import answering
from benchmarks.classroom import STUDENTS, classroom
from benchmarks.clinic import CASES, clinic
from benchmarks.measure import Row, line
from benchmarks.phone import phone
from benchmarks.population import Sizes, population
from benchmarks.starting import starting
from benchmarks.steady import steady
from benchmarks.traces import traces
from benchmarks.web import LONG, PAGES, memory, web

usual = Sizes()
parser = ArgumentParser(prog="python -m benchmarks")
parser.add_argument(
    "part",
    nargs="*",
    choices=[
        "starting",
        "answering",
        "population",
        "traces",
        "web",
        "memory",
        "phone",
        "classroom",
        "clinic",
        "steady",
        [],
    ],
    help="otherwise all",
)
parser.add_argument("--rows", type=int, default=usual.rows, help="rows that everything is compared on")
parser.add_argument("--lines", type=int, default=usual.lines, help="rows of NDJSON, which takes a kilobyte a row")
parser.add_argument("--rounds", type=int, default=usual.rounds, help="how often each is measured")
parser.add_argument("--growth", type=int, nargs="+", default=usual.growth, help="rows of ever larger tables")
parser.add_argument("--sample", type=int, default=usual.sample, help="cases for engines that do one at a time")
parser.add_argument("--pages", type=int, default=PAGES, help="pages that each number of people asks for")
parser.add_argument("--long", type=int, default=LONG, help="pages that memory is watched over")
parser.add_argument("--students", type=int, default=STUDENTS, help="phones in a classroom")
parser.add_argument("--cases", type=int, default=CASES, help="cases in the clinician's store")
parser.add_argument("--text", action="store_true", help="words as plain text, not as enums")
parser.add_argument("--spark", action="store_true", help="also on Spark, which needs Java")
asked = parser.parse_args()

sizes = Sizes(asked.rows, asked.lines, asked.rounds, tuple(asked.growth), asked.sample, not asked.text, asked.spark)
PARTS: dict[str, Callable[[], Iterator[Row]]] = {
    "starting": starting,
    "answering": answering,
    "population": partial(population, sizes),
    "traces": partial(traces, asked.sample),
    "web": partial(web, asked.pages),
    "memory": partial(memory, asked.long),
    "phone": phone,
    "classroom": partial(classroom, asked.students),
    "clinic": partial(clinic, asked.cases),
    "steady": steady,
}

print(line(Row("", "measured", "aim")))
for part in asked.part or PARTS:
    for row in PARTS[part]():
        print(line(row), flush=True)
