"""`triage sources`: what rests on what, what is unused, and where sources disagree."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from triage.commands.main import main
from triage.language.errors import KnowledgeError
from triage.language.load import load
from triage.language.provenance import provenance
from triage.language.starter import TEMPLATES


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A copy of a small base, to change."""
    return Path(shutil.copytree(TEMPLATES, tmp_path / "base", ignore=shutil.ignore_patterns("check-in")))


def run(base: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["sources", "-k", str(base), "--lang", "en", *arguments])


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text()
    assert text.count(old) == 1
    file.write_text(text.replace(old, new))


UNUSED = """      unused:                   # nothing rests on this claim, and this says why that is on purpose
        nl: Hoe vaak het voorkomt, verandert niets aan het advies.
        en: How often it happens changes nothing in the advice.
"""


def test_everything_that_names_a_claim_rests_on_it(base: Path) -> None:
    found = provenance(load(base))
    assert [(part.kind, part.id) for part in found.resting["keep-moving"]] == [
        ("rule", "mild-at-home"),
        ("item", "get-going-again/first-days/do/1"),
        ("phase", "get-going-again/building-up"),
        ("exercise", "short-walk"),
    ]
    assert {part.kind for part in found.resting["danger-needs-help"]} == {"rule", "phase", "safety-net"}
    assert [conflict.id for conflict in found.disputed["total-rest"]] == ["moving-or-resting"]
    assert {part.kind for part in found.parts if part.on_experts_alone} == {"rule", "phase", "caution", "question"}


@pytest.mark.parametrize(
    ("only", "says", "says_not"),
    [
        (
            [],
            [
                "An example, no real guideline [example-guideline]",
                "keep-moving: To keep moving calmly helps better than to sit still.",
                "rule: mild-at-home",
                "left out on purpose: How often it happens changes nothing in the advice.",
                "Where sources disagree",
                "followed: keep-moving:",
                "beside it: total-rest:",
                "When: For a mild complaint without warning signs.",
                "Why: Who keeps moving is back on their feet sooner.",
            ],
            ["nobody is shown anything of it"],
        ),
        (
            ["danger-needs-help"],
            ["danger-needs-help:", "safety net: short-of-breath"],
            ["keep-moving", "Where sources"],
        ),
        (["example-leaflet"], ["total-rest:", "conflict: moving-or-resting", "followed:"], ["danger-needs-help"]),
        (["moving-or-resting"], ["total-rest:", "keep-moving:", "followed:"], ["danger-needs-help"]),
    ],
    ids=["all", "a claim", "a document", "a conflict"],
)
def test_what_is_shown(base: Path, only: list[str], says: list[str], says_not: list[str]) -> None:
    done = run(base, *only)
    assert done.exit_code == 0
    said = " ".join(done.output.split())
    assert [words for words in says if words not in said] == []
    assert [words for words in says_not if words in said] == []


def test_the_same_as_data(base: Path) -> None:
    data = json.loads(run(base, "--format", "json").output)
    assert [document["id"] for document in data["documents"]] == ["example-guideline", "example-leaflet"]
    claims = {claim["id"]: claim for document in data["documents"] for claim in document["claims"]}
    assert {name: claim["status"] for name, claim in claims.items()} == {
        "danger-needs-help": "used",
        "mostly-over-in-two-weeks": "used",
        "keep-moving": "used",
        "how-common": "excused",
        "total-rest": "excused",
    }
    assert {"kind": "exercise", "id": "short-walk"} in claims["keep-moving"]["resting"]
    (conflict,) = data["conflicts"]
    assert (conflict["follow"], [claim["id"] for claim in conflict["claims"]]) == (
        "keep-moving",
        ["keep-moving", "total-rest"],
    )
    assert conflict["situation"] == "For a mild complaint without warning signs."


def test_every_language_is_spoken(base: Path) -> None:
    done = CliRunner().invoke(main, ["sources", "-k", str(base), "--lang", "nl"])
    assert "bewust niet gebruikt: Hoe vaak" in done.output
    assert "Waar bronnen elkaar tegenspreken" in done.output


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["keep-movin"], "no document, claim or conflict `keep-movin`; did you mean `keep-moving`?\n"),
        (["keep-moving", "--coverage"], "--coverage is about the whole knowledge base; leave ID out\n"),
    ],
)
def test_what_is_asked_for_must_be_there(base: Path, arguments: list[str], message: str) -> None:
    done = run(base, *arguments)
    assert (done.exit_code, done.output) == (2, message)


def test_all_is_covered(base: Path) -> None:
    done = run(base, "--coverage")
    assert done.exit_code == 0
    assert "5 claims from 2 documents: 3 used, 2 left out with a reason, 0 unused. 1 conflict.\n" in done.output
    assert "rule: 6, of which 4 rest on claims and 2 on the agreement of experts alone\n" in done.output
    assert done.output.endswith("Everything is covered.\n")


def test_a_claim_that_is_neither_used_nor_excused(base: Path) -> None:
    change(base / "sources.yaml", UNUSED, "")
    done = run(base, "--coverage")
    assert done.exit_code == 1
    assert f"{base}/sources.yaml:23:7: nothing that someone is shown rests on the claim `how-common`" in done.output
    assert "1 left out with a reason, 1 unused" in done.output
    assert done.output.endswith("1 to mend.\n")
    data = json.loads(run(base, "--coverage", "--format", "json").output)
    assert (data["unused"], [problem["line"] for problem in data["problems"]]) == (1, [23])
    assert "how-common: Each year 1 in 10 people get this complaint. - nobody is shown anything of it" in " ".join(
        run(base, "how-common").output.split()
    )


USES = {
    "rule": ("rules.yaml", "  sources: [danger-needs-help]", "danger-to-life"),
    "exercise": (
        "care.yaml",
        "    en: A little pain is fine. It is gone the next day.\n  sources: [keep-moving]",
        "short-walk",
    ),
    "safety-net": (
        "care.yaml",
        "  urgency: emergency                                # how soon to act if it happens\n"
        "  sources: [danger-needs-help]",
        "short-of-breath",
    ),
}


@pytest.mark.parametrize("kind", USES)
def test_excused_and_used_is_an_error(base: Path, kind: str) -> None:
    file, line, user = USES[kind]
    change(base / file, line, f"{line.removesuffix(']')}, how-common]")
    with pytest.raises(KnowledgeError) as caught:
        load(base)
    (problem,) = caught.value.problems
    assert problem.place.line == 23
    assert problem.message.startswith(
        f"claim `how-common` says why it is `unused`, but the {kind} `{user}` names it, at "
    )
    assert problem.message.endswith("; take `unused` away, or the claim out of there")


def test_reasons_need_every_language(base: Path) -> None:
    change(base / "sources.yaml", "        en: How often it happens changes nothing in the advice.\n", "")
    change(base / "sources.yaml", "    en: For a mild complaint without warning signs.\n", "")
    with pytest.raises(KnowledgeError) as caught:
        load(base)
    assert [problem.message for problem in caught.value.problems] == [
        "`unused` has no translation in `en`",
        "`situation` has no translation in `en`",
    ]


def test_the_check_in_counts(base: Path, tmp_path: Path) -> None:
    """What the check-in of a base rests on is used; what both have in common counts once."""
    other = Path(shutil.copytree(base, tmp_path / "other"))  # stands in for a check-in, which is a base too
    change(other / "sources.yaml", UNUSED, "")
    change(other / "rules.yaml", "  sources: [danger-needs-help]", "  sources: [danger-needs-help, how-common]")
    found = provenance(load(base), load(other))
    assert found.used("how-common")
    assert [part.id for part in found.resting["how-common"]] == ["check-in/danger-to-life"]
    assert provenance(load(base), load(base)).parts == provenance(load(base)).parts
