"""Answers have a day: what counts days is a date, and what may have changed is asked again."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml

from tests.follow_up.conftest import Run, ready_case
from tests.follow_up.truth import flat
from triage.cases.case import SAVE_FORMAT, Case, Saved, days_data, load_case, read_case
from triage.follow_up.anew import Anew, anew, saved_now, screens
from triage.follow_up.beginning import started_on
from triage.follow_up.standing import standing
from triage.language.base import Base
from triage.terminal.saving import Keeper

DAY = date(2026, 3, 2)


@pytest.fixture
def kept(base: Base, case: Path) -> Case:
    return load_case(base, case)


def later(days: int) -> date:
    return DAY + timedelta(days=days)


def on(monkeypatch: pytest.MonkeyPatch, days: int) -> date:
    today = later(days)
    for place in ("triage.terminal.saving.today", "triage.terminal.kept.today"):
        monkeypatch.setattr(place, lambda: today)
    return today


def test_the_same_day_nothing_is_asked_again(base: Base, kept: Case) -> None:
    assert anew(base, kept, DAY).old == {}
    assert anew(base, kept, later(1)).old == {}, "an answer about a sign stands for a day"


def test_what_is_old_is_asked_again_and_what_counts_days_is_a_date(base: Base, kept: Case) -> None:
    begun = anew(base, kept, later(20))
    assert "numb-saddle" in begun.old
    assert begun.old["numb-saddle"] == "no"
    assert all(screens(base, name) or base.questions[name].lasts is not None for name in begun.old)
    assert begun.holds["days-since-start"] == 21
    assert begun.holds["onset"] == kept.answers["onset"]
    assert begun.age == 20
    assert {**begun.holds, **begun.old}.keys() == kept.answers.keys()


def test_without_a_day_a_file_is_read_as_before(base: Base, case: Path) -> None:
    text = case.read_text().split("saved:")[0]
    found = read_case(base, text, "case.yaml")
    assert anew(base, found, later(200)) == Anew(found.standing_answers)


def test_a_file_of_twenty_days_ago_keeps_its_start(
    run: Run, base: Base, case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(monkeypatch, 20)
    before = started_on(base, load_case(base, case))
    done = run("ask", "--plain", "--resume", case, "--lang", "en", input="none\nquit\n")
    assert done.exit_code == 0
    assert "These answers are 20 days old." in flat(done.stdout)
    assert "Your answer was:" in done.stdout
    found = load_case(base, case)
    assert started_on(base, found) == before == date(2026, 3, 1)
    assert found.saved is not None
    assert found.saved.date == DAY, "the file's own day never moves"
    assert set(found.days.values()) == {later(20)}
    assert found.answers["days-since-start"] == 21
    assert found.day == later(20)


def test_what_is_old_is_asked_again_and_stands_until_then(
    run: Run, base: Base, case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case.write_text(case.read_text().replace("numb-saddle: no", "numb-saddle: yes"))
    on(monkeypatch, 20)
    done = run("ask", "--plain", "--resume", case, "--lang", "en", input="quit\n")
    assert done.exit_code == 0
    assert "With the answers of then it was: Help needed now: Call 112 now" in flat(done.stdout)
    assert flat(done.stdout).rpartition("Help needed now: ")[2].startswith("Call 112 now")
    assert load_case(base, case).answers["numb-saddle"] == "yes"


def test_what_had_to_be_seen_and_is_denied_later_is_kept(base: Base, case: Path) -> None:
    case.write_text(case.read_text().replace("numb-saddle: no", "numb-saddle: yes"))
    found = load_case(base, case)
    answers = {**found.answers, "numb-saddle": "no", "days-since-start": 21.0}
    saved = saved_now(
        base, found, answers, anew(base, found, later(20)), found.saved or Saved(1, "", "", ""), later(20)
    )
    assert [(one.day, one.urgency) for one in saved.earlier] == [(DAY, "urgent")]
    assert saved_now(base, found, answers, Anew(found.answers), saved, DAY).earlier == (), "a mistake of the same day"
    again = Case("", found.answers, saved=saved)
    assert standing(base, None, again).presses


def test_days_are_read_back_as_they_were_written(base: Base, case: Path) -> None:
    saved = Saved(SAVE_FORMAT, base.id, base.version, base.hash, DAY)
    found = load_case(base, case)
    begun = anew(base, found, later(9))
    now = saved_now(base, found, {**begun.holds, **begun.old}, begun, saved, later(9))
    data = yaml.safe_load(case.read_text())
    data["saved"] = {"format": 1, "base": base.id, "date": DAY.isoformat(), **days_data(now)}
    again = read_case(base, yaml.safe_dump(data), "case.yaml").saved
    assert again is not None
    assert (again.given, again.dates, again.earlier) == (now.given, now.dates, now.earlier)
    assert again.dates == {"days-since-start": date(2026, 3, 1)}


def test_a_new_interview_keeps_dates(base: Base, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    on(monkeypatch, 0)
    place = tmp_path / "new.yaml"
    Keeper(base, place, "en").save({"days-since-start": 3.0})
    assert "dates: '2026-02-27: days-since-start'" in place.read_text()
    assert started_on(base, load_case(base, place)) == date(2026, 2, 27)


def test_a_word_is_said_of_a_file_of_two_hundred_days(run: Run, case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    on(monkeypatch, 200)
    for language, words in (("en", "begin anew with triage ask"), ("nl", "begin dan opnieuw met triage ask")):
        assert words in flat(run("ask", "--plain", "--resume", case, "--lang", language, input="quit\n").stdout)


def test_bad_days_are_named(base: Base) -> None:
    text = ready_case().replace(
        "date: 2026-03-02}", "date: 2026-03-02, given: 'soon: pain', earlier: '2026-03-02: never'}"
    )
    with pytest.raises(Exception, match="soon: pain") as caught:
        read_case(base, text, "case.yaml")
    assert "`never` is no urgency" in str(caught.value)
