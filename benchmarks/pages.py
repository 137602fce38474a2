"""Whether the page of an outcome fits on a screen, whatever the case: `python -m benchmarks.pages 10000`.

Prints the longest page in lines and words, how often each urgency came out, and how many lines a list has. Exit code 1:
a page was too long, or did not say why a doctor is needed so soon.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from random import Random

from triage.cases.case import load_case
from triage.cases.random_cases import Cases
from triage.inference.outcome import infer
from triage.language.load import load
from triage.reports.person.page import LINES, WORDS, every_page

WORKED = Path(__file__).parents[1] / "knowledge" / "cases"


def main() -> int:
    parser = ArgumentParser(prog="python -m benchmarks.pages")
    parser.add_argument("count", type=int, nargs="?", default=10_000, help="so many random cases")
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    base = load()
    drawn = Cases(base, [load_case(base, path).answers for path in sorted(WORKED.glob("*.yaml"))], Random(asked.seed))
    lines = words = cut = silent = 0
    urgencies: Counter[str] = Counter()
    points: Counter[str] = Counter()
    for _ in range(asked.count):
        outcome = infer(base, drawn.draw())
        urgencies[outcome.urgency] += 1
        for page in every_page(outcome).values():
            lines = max(lines, len(page.text.splitlines()))
            words = max(words, len(page.text.split()))
            cut += page.signs is not None and page.signs.more > 0
            silent += base.levels.presses(outcome.urgency) and page.signs is None and page.reasons is None
            for shown in page.lists:
                points[shown.key] += len(shown.points)
    pages = asked.count * len(base.languages)
    print(f"{pages} pages of {asked.count} cases (seed {asked.seed}): at most {lines} lines, {words} words")
    print(f"warning signs left out on {cut}; a doctor now or today and not a word why on {silent}")
    print("urgencies:", ", ".join(f"{level} {urgencies[level]}" for level in base.urgencies))
    print("lines a page:", ", ".join(f"{key} {count / pages:.1f}" for key, count in points.items()))
    return int(lines > LINES or words > WORDS or silent > 0)


if __name__ == "__main__":
    sys.exit(main())
