"""A check-in is never lost: two at once, a correction meanwhile, a program that is killed, a file that is a link."""

from __future__ import annotations

import random
import signal
import stat
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from tests.deep import examples, seed
from tests.follow_up.conftest import Run
from tests.killing import killed
from tests.warm import Program
from triage.commands.main import main
from triage.language.base import Base
from triage.terminal import checking_in
from triage.terminal.checking_in import Checked, position

WRIST = Path(__file__).parent / "wrist"
NOW = date(2026, 12, 1)
Answers = Callable[..., Path]


def check_ins(place: Path) -> list[tuple[str, str]]:
    found = yaml.safe_load(place.read_text()).get("check-ins", [])
    return [(str(done["date"]), done["decision"]) for done in found]


@pytest.fixture
def together(base: Base, check_in: Base, case: Path) -> Callable[..., tuple[Checked, Checked]]:
    """Two people who both read the file before either of them is done; the second keeps it last."""

    def both(first: Path, one: str, second: Path, other: str) -> tuple[Checked, Checked]:
        days = [date.fromisoformat(day) for day in (one, other)]
        stood = [position(base, case, day, NOW) for day in days]
        done = [
            checking_in.check_in(base, check_in, case, here, day, "en", given)
            for here, day, given in zip(stood, days, (first, second), strict=True)
        ]
        assert done[0] is not None
        assert done[1] is not None
        return done[0], done[1]

    return both


def test_two_of_different_days_both_stand_in_the_file(
    together: Callable[..., tuple[Checked, Checked]], case: Path, answers: Answers
) -> None:
    rested = answers("rest-days-over-and-walking")
    one, other = together(rested, "2026-03-04", rested, "2026-03-08")
    assert check_ins(case) == [("2026-03-04", "hold"), ("2026-03-08", "go-on")]
    assert (one.trouble, other.trouble) == (None, None)
    assert [done.date for done in other.done.follow_up.check_ins] == [date(2026, 3, 4), date(2026, 3, 8)]


@pytest.mark.parametrize(("one", "other"), [("2026-03-08", "2026-03-08"), ("2026-03-09", "2026-03-08")])
def test_two_that_cannot_stand_together_are_both_kept(
    together: Callable[..., tuple[Checked, Checked]], case: Path, answers: Answers, one: str, other: str
) -> None:
    rested = answers("rest-days-over-and-walking")
    _, second = together(rested, one, rested, other)
    aside = Path(f"case-check-in-{other}.yaml")
    assert check_ins(case) == [(one, "go-on")]
    assert check_ins(aside) == [(other, "go-on")]
    assert second.code == 2
    assert f"kept in {aside}" in str(second.trouble)
    assert aside.read_text().startswith(case.read_text().partition("saved:")[0])


@pytest.mark.parametrize("turned", [False, True], ids=["the emergency last", "the emergency first"])
def test_an_emergency_stays_last_whoever_was_first(
    together: Callable[..., tuple[Checked, Checked]], case: Path, answers: Answers, turned: bool
) -> None:
    well, ill = answers("rest-days-over-and-walking"), answers("cannot-pee-any-more")
    order = (ill, well) if turned else (well, ill)
    together(order[0], "2026-03-08", order[1], "2026-03-08")
    assert check_ins(case)[-1] == ("2026-03-08", "be-seen")
    aside = Path("case-check-in-2026-03-08.yaml")
    assert check_ins(aside) == [("2026-03-08", "go-on")] if turned else not aside.exists()


def test_answers_that_do_not_do_any_more_are_kept_aside(
    together: Callable[..., tuple[Checked, Checked]], case: Path, answers: Answers
) -> None:
    """The first moved on to the next phase, of which the second was asked nothing."""
    rested = answers("rest-days-over-and-walking")
    _, second = together(rested, "2026-03-08", rested, "2026-03-10")
    assert check_ins(case) == [("2026-03-08", "go-on")]
    assert check_ins(Path("case-check-in-2026-03-10.yaml")) == [("2026-03-10", "go-on")]
    assert second.code == 2


def test_a_correction_made_meanwhile_stays(base: Base, check_in: Base, case: Path, answers: Answers) -> None:
    here = position(base, case, date(2026, 3, 8), NOW)
    case.write_text(case.read_text().replace("age: 24", "age: 25   # had a birthday"))
    done = checking_in.check_in(
        base, check_in, case, here, date(2026, 3, 8), "en", answers("rest-days-over-and-walking")
    )
    assert done is not None
    assert done.trouble is None
    assert "age: 25   # had a birthday\n" in case.read_text()
    assert check_ins(case) == [("2026-03-08", "go-on")]


@pytest.mark.parametrize(
    "text", [None, "", "answers: [", "answers: {numb-saddle: yes}\nsaved: {format: 1, base: hamstring, hash: x}\n"]
)
def test_a_file_that_became_another_one_is_left_alone(
    base: Base, check_in: Base, case: Path, answers: Answers, text: str | None
) -> None:
    here = position(base, case, date(2026, 3, 8), NOW)
    if text is None:
        case.unlink()
    else:
        case.write_text(text)
    done = checking_in.check_in(
        base, check_in, case, here, date(2026, 3, 8), "en", answers("rest-days-over-and-walking")
    )
    assert done is not None
    assert done.code == 2
    assert check_ins(Path("case-check-in-2026-03-08.yaml")) == [("2026-03-08", "go-on")]
    assert (case.read_text() if case.exists() else None) == text


def test_a_link_stays_a_link_and_a_mode_a_mode(run: Run, case: Path, answers: Answers) -> None:
    case.chmod(0o640)
    Path("kept").mkdir()
    case.rename("kept/real.yaml")
    case.symlink_to("kept/real.yaml")
    assert (
        run("check-in", case, "--date", "2026-03-08", "--answers", answers("rest-days-over-and-walking")).exit_code == 0
    )
    assert case.is_symlink()
    assert stat.S_IMODE(Path("kept/real.yaml").stat().st_mode) == 0o640
    assert check_ins(Path("kept/real.yaml")) == [("2026-03-08", "go-on")]
    assert sorted(path.name for path in Path("kept").iterdir()) == ["real.yaml"]


def test_comments_stay_where_they_are(run: Run, case: Path, answers: Answers) -> None:
    text = "# for the physiotherapist\n" + case.read_text().replace("age: 24", "age: 24  # in May")
    case.write_text(text + "# the end\n")
    assert (
        run("check-in", case, "--date", "2026-03-04", "--answers", answers("rest-days-over-and-walking")).exit_code == 0
    )
    once = case.read_text()
    case.write_text(once.replace("  decision: hold\n", "  decision: hold  # she disagreed\n"))
    assert (
        run("check-in", case, "--date", "2026-03-08", "--answers", answers("rest-days-over-and-walking")).exit_code == 0
    )
    twice = case.read_text()
    for remark in (
        "# for the physiotherapist\n",
        "age: 24  # in May\n",
        "  decision: hold  # she disagreed\n",
        "# the end\n",
    ):
        assert twice.count(remark) == 1, remark
    assert twice.startswith(text.partition("saved:")[0])
    assert check_ins(case) == [("2026-03-04", "hold"), ("2026-03-08", "go-on")]


@pytest.mark.parametrize("name", ["read-only", "full"])
@pytest.mark.parametrize(
    ("language", "why", "first"),
    [
        ("en", "the check-in cannot be kept there: the disk is full", "How soon: Help needed now\nCall 112 now"),
        ("nl", "je check-in kan daar niet worden bewaard: de schijf is vol", "Hoe snel: Nu hulp nodig\nBel nu 112"),
    ],
)
def test_what_cannot_be_kept_is_told_all_the_same(
    run: Run,
    case: Path,
    answers: Answers,
    name: str,
    language: str,
    why: str,
    first: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = case.read_bytes()

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync" if name == "full" else "os.replace", refuse)
    done = run(
        "check-in", case, "--date", "2026-03-08", "--answers", answers("cannot-pee-any-more"), "--lang", language
    )
    assert done.exit_code == 2
    assert f"case.yaml: {why}" in done.stderr
    assert done.stdout.startswith(first)
    assert (
        done.stdout.rstrip()
        .splitlines()[-1]
        .startswith(
            (
                "Help needed now: Call 112 now",
                "not wait",
                "wait.",
                "Nu hulp nodig: Bel nu 112",
                "Wacht niet",
                "niet af.",
            )
        )
    )
    assert case.read_bytes() == before
    assert [path.name for path in Path.cwd().iterdir() if path.name.startswith(".")] == []


# With programs of their own


def wrist_case(place: Path) -> Path:
    saved = "{format: 1, base: wrist, version: '1', hash: x, date: 2026-03-02}"
    place.write_text(f"answers: {{crooked: no, fell: yes, days-since-start: 1}}\nsaved: {saved}\n")
    (place.parent / "given.yaml").write_text("answers: {crooked: no, pain: 4}\n")
    return place


def start(place: Path, day: str, given: str = "given.yaml") -> Program:
    words = ["check-in", place.name, "--date", day, "--answers", given, "-k", str(WRIST)]
    return Program(words, {"LANG": "en_GB.UTF-8"}, place.parent)


def finish(process: Program) -> int | None:
    process.communicate()
    return process.returncode


def test_of_pairs_at_once_none_is_lost(tmp_path: Path) -> None:
    """Whoever is told that it is kept finds it in the file, or in the one that was named."""
    place = wrist_case(tmp_path / "wrist.yaml")
    told = 0
    for number in range(examples(6)):
        days = [str(date(2026, 3, 5) + timedelta(days=2 * number + late)) for late in (0, number % 2)]
        pair = [start(place, day) for day in days]
        for day, process in zip(days, pair, strict=True):
            out, err = process.communicate()
            told += 1
            if process.returncode == 0:
                assert (day, "hold") in check_ins(place), out
            elif "is kept in" in err:
                other = place.parent / err.partition("is kept in ")[2].partition(",")[0]
                assert check_ins(other)[-1] == (day, "hold"), err
            else:
                # The other, of a day later, was kept before this one had begun.
                assert process.returncode == 2
                assert "lies before the last check-in" in err
                told -= 1
    aside = [check_ins(path)[-1] for path in tmp_path.glob("wrist*.yaml") if path != place]
    assert len(check_ins(place)) + len(aside) == told
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_kill_at_any_step_leaves_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    """At every call that touches a disk; the next check-in takes away what was left behind."""
    outcomes = set()
    words = ["check-in", "wrist.yaml", "--date", "2026-03-05", "--answers", "given.yaml", "-k", str(WRIST)]
    prepare = "from triage.commands.main import main; from triage.terminal import checking_in, keeping_check_ins"
    calls = ("open", "close", "fsync", "chmod", "replace", "unlink")
    with killed(prepare, f"main({words!r})", calls, tmp_path) as at:
        for step in range(1, 60):
            place = wrist_case(tmp_path / "wrist.yaml")
            code = at(step)
            assert check_ins(place) in ([], [("2026-03-05", "hold")]), step
            outcomes.add((code, len(check_ins(place))))
            if code == 0:
                break
            assert code == -signal.SIGKILL
            later = ["check-in", str(place), "--date", "2026-03-06", "--answers", str(tmp_path / "given.yaml")]
            assert CliRunner().invoke(main, [*later, "-k", str(WRIST)]).exit_code == 0
            assert check_ins(place)[-1] == ("2026-03-06", "hold")
            left = [path.name for path in tmp_path.iterdir() if path.name.endswith(".partial")]
            assert left == [], step
    assert outcomes == {(-9, 0), (-9, 1), (0, 1)}, "killed before and after the file is in its place, and not at all"


def test_kills_at_random_moments_lose_nothing(tmp_path: Path) -> None:
    """What was there before a kill is there after it, and at most the one that was under way is missing."""
    place = wrist_case(tmp_path / "wrist.yaml")
    chance = random.Random(seed())
    for number in range(examples(10)):
        before = check_ins(place)
        day = str(date(2026, 3, 5) + timedelta(days=number))
        process = start(place, day)
        time.sleep(chance.uniform(0.0, 0.15))
        process.kill()
        process.communicate()
        after = check_ins(place)
        assert after in (before, [*before, (day, "hold")])
    assert finish(start(place, "2026-05-01")) == 0
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".partial")] == []
