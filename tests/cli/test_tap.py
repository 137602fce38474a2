"""A base about a tap that drips, in German, which the program does not speak, with four levels of its own: each command
does its work with it, and says nothing of illness, of doctors, or of a country."""

import re
from pathlib import Path
from shutil import copytree

import pytest
from click.testing import CliRunner

from triage.commands.main import main

TAP = Path(__file__).parent.parent / "bases" / "tap"
LEVELS = ("absperren", "heute", "diese-woche", "selbst")
ELSEWHERE = re.compile(
    r"\b(doctors?|GP|physio\w*|clinicians?|patients?|hospital|emergency|hamstring|muscles?|injur\w+|NTS|112|self-care|"
    r"huisarts\w*|arts|dokter)\b",
    re.IGNORECASE,
)
"""Words of medicine, of a country, and of the scale that other bases have."""
COMMANDS = {
    "run": ("run {case}", "Selbst machen"),
    "run, all of it": ("run {case} --full", "Dichtung wechseln"),
    "run, traced": ("run {case} --trace", "Alte Dichtung"),
    "run, as data": ("run {case} --format json", '"urgency": "selbst"'),
    "run, where it is told at once": ("run {alarm}", "Dreh jetzt den Haupthahn zu"),
    "run, where somebody has to come today": ("run {pressing}", "Ruf heute einen Installateur an."),
    "check": ("check", "wasserhahn 1.0.0"),
    "cases": ("cases", "4 of 4"),
    "questions": ("questions", "Wo tropft es?"),
    "explain": ("explain {case}", "Eine Dichtung kannst du selbst wechseln."),
    "explain, what if": ("explain {case} --what-if strom-nass=yes", "Sofort absperren"),
    "explain, why not": ("explain {case} --why-not heute", "Noch heute"),
    "explain, on what it turns": ("explain {case} --hinges", "Noch heute"),
    "letter": ("letter {case}", "Alte Dichtung"),
    "letter, of an alarm": ("letter {alarm}", "Sofort absperren (Stufe A)"),
    "report": ("report {case}", 'class="on-screen urgency help-none"'),
    "plan": ("plan {case} --started 2026-03-01 --date 2026-03-02", "Besorgen"),
    "plan, where there is none": ("plan {pressing} --started 2026-03-01 --date 2026-03-02", "Noch heute"),
    "graph": ("graph --around dichtung --format svg", "Alte Dichtung"),
    "step": ("step {case} --plain", "dichtung-selbst"),
    "show": ("show rule dichtung-selbst", "Selbst machen"),
    "show, a table": ("show rules --decision-table dichtung", "auslauf"),
    "sources": ("sources", "Handbuch für Wasserhähne"),
    "batch": ("batch {table}", "absperren"),
    "export, for CLIPS": ("export clips", "absperren"),
    "export, what it says": ("export phrases", "Wie eilig"),
    "diff": ("diff {here} {here}", "wasserhahn"),
    "mutate": ("mutate --sample 3 --at-least 0", "Wasserhahn"),
}


@pytest.fixture
def places(tmp_path: Path) -> dict[str, str]:
    (tmp_path / "table.csv").write_text(
        "wasser-in-der-wand,strom-nass,tropft,tage,spuren\nno,yes,auslauf,3,\nno,no,griff,,rost\n", encoding="utf-8"
    )
    return {
        "case": str(TAP / "cases" / "tropft.yaml"),
        "alarm": str(TAP / "cases" / "nasse-steckdose.yaml"),
        "pressing": str(TAP / "cases" / "nasse-wand.yaml"),
        "table": str(tmp_path / "table.csv"),
        "here": str(TAP),
    }


def read(words: str, places: dict[str, str]) -> str:
    typed = [word.format(**places) for word in words.split()]
    knowledge = [] if words.startswith("diff") else ["-k", str(TAP)]
    done = CliRunner().invoke(main, [*typed, *knowledge])
    assert done.exit_code == 0, done.output
    return done.output


@pytest.mark.parametrize(("words", "told"), COMMANDS.values(), ids=COMMANDS)
def test_every_command_does_its_work(words: str, told: str, places: dict[str, str]) -> None:
    said = read(words, places)
    assert told in said
    shown = re.sub(r"(?s)<style>.*?</style>|<[^>]*>", " ", said)
    if not words.startswith("export"):
        assert ELSEWHERE.findall(shown) == []


def test_a_table_may_hold_the_words_of_the_base(places: dict[str, str]) -> None:
    table = Path(places["table"])
    table.write_text(
        "wasser-in-der-wand,strom-nass,tropft,tage,spuren\nNein,ja,Weiß ich nicht,3,Nichts davon\nfalsch,wahr,,,\n",
        encoding="utf-8",
    )
    assert read("batch {table}", places).count("\nabsperren,") == 2
    table.write_text("wasser-in-der-wand,strom-nass,tropft,tage,spuren\nnö,jo,,,\n", encoding="utf-8")
    refused = CliRunner().invoke(main, ["batch", str(table), "-k", str(TAP)])
    assert "is no answer" in refused.output


def test_a_file_of_an_earlier_version_may_name_a_level_as_it_was_called(tmp_path: Path) -> None:
    kept = (TAP / "cases" / "tropft.yaml").read_text(encoding="utf-8").split("expect:")[0]
    saved = (
        "saved: {format: 1, base: wasserhahn, version: 0.9, hash: abc, date: 2026-03-01, earlier: '2026-02-20: gleich'}"
    )
    (tmp_path / "case.yaml").write_text(f"{saved}\n{kept}", encoding="utf-8")
    assert "Noch heute" in read("run {case}", {"case": str(tmp_path / "case.yaml")})


CHECK_INS = {
    "it goes on": ("wasser-in-der-wand: no, strom-nass: no, passt: yes", "Mach weiter", "selbst"),
    "not yet": ("wasser-in-der-wand: no, strom-nass: no, passt: no", "Bleib bei diesem Schritt", "selbst"),
    "today": ("wasser-in-der-wand: yes, strom-nass: no, passt: no", "Ruf heute einen Installateur an.", "heute"),
    "at once": ("wasser-in-der-wand: no, strom-nass: yes, passt: no", "Dreh jetzt den Haupthahn zu", "absperren"),
}


@pytest.mark.parametrize(("answers", "told", "level"), CHECK_INS.values(), ids=CHECK_INS)
def test_it_is_followed_up(answers: str, told: str, level: str, tmp_path: Path) -> None:
    case, said = tmp_path / "case.yaml", tmp_path / "said.yaml"
    case.write_text((TAP / "cases" / "tropft.yaml").read_text(encoding="utf-8").split("expect:")[0], encoding="utf-8")
    said.write_text(f"answers: {{{answers}}}\n", encoding="utf-8")
    places = {"case": str(case), "said": str(said)}
    assert told in read("check-in {case} --started 2026-03-01 --date 2026-03-04 --answers {said}", places)
    assert f"urgency: {level}" in case.read_text(encoding="utf-8")
    assert "2026" in read("progress {case}", places)


def test_an_outcome_is_kept_and_derived_again_under_another_version(tmp_path: Path) -> None:
    kept, other = tmp_path / "out.json", tmp_path / "other"
    places = {"case": str(TAP / "cases" / "nasse-wand.yaml"), "kept": str(kept)}
    read("run {case} --record {kept}", places)
    assert "wasserhahn 1.0.0" in read("replay {kept}", places)
    copytree(TAP, other)
    rules, base = other / "hahn.yaml", other / "base.yaml"
    rules.write_text(rules.read_text().replace("rohrbruch], urgency: heute", "rohrbruch], urgency: absperren"))
    base.write_text(base.read_text().replace("version: 1.0.0", "version: 1.1.0"))
    done = CliRunner().invoke(main, ["replay", str(kept), "-k", str(other)])
    assert done.exit_code == 1
    assert "Wie eilig: then Noch heute, now Sofort absperren" in done.output
    assert "rule nasse-wand-ist-rohrbruch: changed" in done.output
    assert ELSEWHERE.findall(done.output) == []
