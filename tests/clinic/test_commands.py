"""`triage clinic` as whoever runs the desk types it, in both languages."""

from __future__ import annotations

import json
from pathlib import Path

import pyotp
import pytest
from click.testing import CliRunner, Result

from tests.clinic.conftest import PASSWORD
from tests.clinic.test_cases import SOON, text_of
from triage.clinic import schema
from triage.commands.main import main
from triage.words.saying import say

STORE = "cases.sqlite"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    Path("leg.yaml").write_text(text_of(SOON))
    Path("words").write_text(f"{PASSWORD}\nnot this line\n")


def clinic(*words: str, given: str = "", language: str = "en") -> Result:
    return CliRunner().invoke(main, ["clinic", *words, "--lang", language], input=given, env={"TRIAGE_STORE": STORE})


def done(*words: str, given: str = "", language: str = "en") -> str:
    result = clinic(*words, given=given, language=language)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


@pytest.mark.parametrize("language", ["nl", "en"])
def test_accounts_are_made_listed_and_closed(language: str) -> None:
    made = done("account", "add", "A. de Vries", "--role", "clinician", "--password-from", "words", language=language)
    role = say("clinic-role-clinician", language)
    assert made == f"{say('clinic-added', language, name='A. de Vries', role=role)}\n"
    typed = f"{PASSWORD}\n{PASSWORD}\n"
    assert say("clinic-password", language) in done(
        "account", "add", "B", "--role", "administrator", given=typed, language=language
    )
    done("account", "password", "B", "--password-from", "words", language=language)
    done("account", "disable", "a. de vries", language=language)
    listed = done("account", "list", language=language).splitlines()
    assert listed[0] == say("clinic-account-off", language, name="A. de Vries", role=role)
    done("account", "disable", "a. de vries", "--again", language=language)
    assert done("account", "list", language=language).splitlines()[0] == f"A. de Vries: {role}"


def test_a_language_is_asked_for_as_a_locale_has_it_and_another_is_refused() -> None:
    done("account", "add", "A. de Vries", "--role", "clinician", "--password-from", "words")
    assert done("account", "list", language="nl_NL") == "A. de Vries: behandelaar\n"
    refused = clinic("account", "list", language="xx")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert refused.stderr == "--lang: these commands do not speak `xx`; they speak `en`, `nl`\n"


def test_a_phone_is_asked_for_once_its_code_was_right() -> None:
    done("account", "add", "B", "--role", "administrator", "--password-from", "words")
    wrong = clinic("account", "totp", "B", given="000000x\n")
    assert wrong.exit_code == 2
    assert wrong.stderr.strip() == say("store-bad-code-from-phone", "en")
    assert "with code" not in done("account", "list")


def test_a_phone_with_the_secret_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    from triage.clinic import accounts  # noqa: PLC0415

    secret = pyotp.random_base32()
    monkeypatch.setattr(accounts, "new_secret", lambda: secret)
    done("account", "add", "B", "--role", "administrator", "--password-from", "words")
    assert secret in done("account", "totp", "B", given=f"{pyotp.TOTP(secret).now()}\n")
    assert "with code" in done("account", "list")
    done("account", "totp", "B", "--off")
    assert "with code" not in done("account", "list")


def test_a_case_goes_in_out_and_away() -> None:
    assert "leg.yaml: kept as leg" in done("import", "leg.yaml", "--codes-from-names")
    assert "all of leg" in done("export", "leg", "all.json")
    assert json.loads(Path("all.json").read_text())["case-file"] == text_of(SOON)
    assert Path("all.json").stat().st_mode & 0o077 == 0
    assert json.loads(done("export", "LEG", "-"))["code"] == "leg"
    assert say("clinic-kept", "en") in done("delete", "leg", given="n\n")
    assert "leg is gone" in done("delete", "leg", given="y\n")
    gone = clinic("export", "leg", "more.json")
    assert (gone.exit_code, gone.stderr.strip()) == (2, say("store-no-case", "en"))
    assert not Path("more.json").exists()


def test_a_file_that_is_no_case_does_not_stop_the_others() -> None:
    Path("bad.yaml").write_text("answers: {onset: gone}\n")
    result = clinic("import", "bad.yaml", "leg.yaml", "missing.yaml", "--codes-from-names")
    assert result.exit_code == 2
    assert "leg.yaml: kept as leg" in result.stdout
    assert "bad.yaml:1:18" in result.stderr
    assert "missing.yaml" in result.stderr
    again = clinic("import", "leg.yaml", "--codes-from-names", language="nl")
    assert (again.exit_code, again.stderr.strip()) == (2, f"leg.yaml: {say('store-code-taken', 'nl')}")


def test_a_backup_is_written_and_restored() -> None:
    done("import", "leg.yaml", "--codes-from-names")
    assert "rows" in done("backup", "all.gz")
    refused = clinic("restore", "all.gz", language="nl")
    assert (refused.exit_code, refused.stderr.strip()) == (2, say("store-not-empty", "nl"))
    assert "restored" in done("restore", "all.gz", "--store", "other.sqlite")
    assert json.loads(done("export", "leg", "-", "--store", "other.sqlite"))["code"] == "leg"
    assert clinic("backup", "nowhere/all.gz").exit_code == 2


def test_the_log_is_verified_beside_an_earlier_head() -> None:
    done("import", "leg.yaml")
    head = done("audit", "verify").split()[-1]
    done("import", "leg.yaml")
    done("audit", "verify", "--head", head)
    other = clinic("audit", "verify", "--head", f"1:{'0' * 64}", language="nl")
    assert (other.exit_code, other.stderr.strip()) == (2, say("audit-other-head", "nl", number=1))
    assert clinic("audit", "verify", "--head", "junk").exit_code == 2


def test_retention_migration_and_rereading_say_what_they_did() -> None:
    done("import", "leg.yaml")
    assert "1" in done("retain", "--months", "1", "--dry-run")
    assert done("retain", "--months", "1") == f"{say('clinic-retained', 'en', months=1, count=0)}\n"
    assert done("retain", language="nl") == f"{say('clinic-no-rule', 'nl')}\n"
    assert done("retention", "--months", "240") == f"{say('clinic-rule', 'en', months=240)}\n"
    assert done("retention", language="nl") == f"{say('clinic-rule', 'nl', months=240)}\n"
    assert done("retain") == f"{say('clinic-retained', 'en', months=240, count=0)}\n"
    assert done("retention", "--none") == f"{say('clinic-no-rule', 'en')}\n"
    assert clinic("retention", "--none", "--months", "1").exit_code == 2
    assert schema.NEWEST in done("migrate")
    assert done("reread", language="nl") == f"{say('clinic-reread', 'nl', count=0)}\n"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_is_wrong_with_the_store_is_one_line(language: str) -> None:
    Path(STORE).write_bytes(b"junk" * 100)
    for words in (("account", "list"), ("import", "leg.yaml"), ("backup", "x.gz"), ("migrate",), ("reread",)):
        result = clinic(*words, language=language)
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr == f"{say('store-unreadable', language)}\n"


def test_without_a_store_of_ones_own_it_lies_in_the_data_directory() -> None:
    from triage.terminal.places import clinic as place  # noqa: PLC0415

    result = CliRunner().invoke(main, ["clinic", "account", "list", "--lang", "en"])
    assert result.exit_code == 0
    assert place().is_file()
    assert place().parent.stat().st_mode & 0o077 == 0
