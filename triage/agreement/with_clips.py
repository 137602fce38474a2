"""A base run by CLIPS, from the very text that `to_clips` writes."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

import clips

from triage.agreement.conclusion import Conclusion
from triage.agreement.to_clips import to_clips
from triage.language.base import Base
from triage.language.evaluate import Answer


class Clips:
    """One CLIPS environment with the rules of a base; one case after the other, in one thread.

    Facts stay in CLIPS: each one that clipspy hands over is memory that CLIPS never gets back."""

    def __init__(self, base: Base, text: str | None = None) -> None:
        """`text`: other rules than those that the base comes to, to see how they differ."""
        self.environment = clips.Environment()
        self.environment.add_router(_Silent())
        with TemporaryDirectory(prefix="triage-") as place:
            file = Path(place, "rules.clp")
            file.write_text((to_clips(base) if text is None else text) + READ, encoding="utf-8")
            self.environment.load(str(file))

    def conclude(self, answers: Mapping[str, Answer]) -> Conclusion:
        self.environment.reset()
        for question, answer in answers.items():
            value = [clips.Symbol(part) if isinstance(part, str) else part for part in _parts(answer)]
            self.environment.call("engine-hears", clips.Symbol(question), *value)
        self.environment.run()
        told = map(str, self.environment.call("engine-tells"))
        words = [list(group) for more, group in groupby(told, END.__ne__) if more]
        findings, fired, cautions, (urgency, demanded, pathway, *leading) = (group[1:] for group in words)
        return Conclusion(
            findings={
                finding: status == "established" for finding, status in zip(findings[::2], findings[1::2], strict=True)
            },
            fired=frozenset(fired),
            cautions=frozenset(cautions),
            urgency=urgency,
            demanded=demanded == "yes",
            leading=leading[0] if leading else None,
            pathway=pathway,
        )


END = "END"
"""What stands between what is told; no id has a capital."""
READ = f"""
(deffunction engine-hears (?question $?value)
  (assert (answer (question ?question) (value ?value)))
  TRUE)

(deffunction engine-tells ()
  (bind ?told (create$ findings))
  (do-for-all-facts ((?f finding)) TRUE (bind ?told (create$ ?told ?f:id ?f:status)))
  (bind ?told (create$ ?told {END} fired))
  (do-for-all-facts ((?f fired)) TRUE (bind ?told (create$ ?told ?f:rule)))
  (bind ?told (create$ ?told {END} cautions))
  (do-for-all-facts ((?f caution)) TRUE (bind ?told (create$ ?told ?f:id)))
  (do-for-all-facts ((?f outcome)) TRUE
    (bind ?told (create$ ?told {END} outcome ?f:urgency ?f:demanded ?f:pathway ?f:leading)))
  ?told)
"""


class _Silent(clips.Router):  # type: ignore[misc]  # clipspy is untyped
    """Keeps what CLIPS says of refused answers off our own output; answers are checked before they come here."""

    def __init__(self) -> None:
        super().__init__("silent", 40)

    def query(self, name: str) -> bool:
        return name in ("stdout", "t")

    def write(self, name: str, message: str) -> None:
        """Nothing."""


def _parts(answer: Answer) -> tuple[str | int | float, ...]:
    return answer if isinstance(answer, tuple) else (answer,)
