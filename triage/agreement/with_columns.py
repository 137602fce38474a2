"""A base run as columns, a batch of cases at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from triage.agreement.conclusion import Conclusion
from triage.cases.random_cases import Answers
from triage.language.base import Base
from triage.population.columns import FINDING, RULE, Columns


def concluder(base: Base) -> Callable[[Sequence[Answers]], list[Conclusion]]:
    columns = Columns(base)
    findings, rules = list(base.findings), list(base.rules)
    order = [*(FINDING + name for name in findings), *(RULE + name for name in rules), "urgency", "leading", "pathway"]

    def concluded(cases: Sequence[Answers]) -> list[Conclusion]:
        frame = columns.conclude(columns.of_cases(cases)).select(order)
        return [read(row) for row in frame.iter_rows()]

    def read(row: tuple[object, ...]) -> Conclusion:
        values, fired = row[: len(findings)], row[len(findings) : -3]
        urgency, leading, pathway = (None if word is None else str(word) for word in row[-3:])
        return Conclusion(
            findings={name: bool(is_so) for name, is_so in zip(findings, values, strict=True) if is_so is not None},
            fired=frozenset(name for name, is_so in zip(rules, fired, strict=True) if is_so),
            cautions=None,
            urgency=urgency or base.default_urgency,
            demanded=urgency is not None,
            leading=leading,
            pathway=str(pathway),
        )

    return concluded
