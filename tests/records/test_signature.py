"""Outcomes that are signed with a key: what a signature shows, and what is said where there is none."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from tests.reports.schema import outcome_of, replay_of
from tests.terminal.person import TOOTH
from triage.commands.main import main
from triage.records.seal import digest

CASE = TOOTH / "cases" / "root-infected.yaml"
Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "en")
    return lambda command, *words: CliRunner().invoke(main, [command, "-k", str(TOOTH), *map(str, words)])


def key_file(name: str, data: bytes, mode: int = 0o600) -> Path:
    place = Path(name)
    place.write_bytes(data)
    place.chmod(mode)
    return place


def pem(key: Any, password: bytes | None = None) -> bytes:
    form = BestAvailableEncryption(password) if password else NoEncryption()
    found: bytes = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, form)
    return found


def public_pem(key: Any) -> bytes:
    found: bytes = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return found


PAIR, OTHER_PAIR = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
KEYS = {
    "a secret": ("hmac-sha256", bytes(range(32)), bytes(range(1, 33))),
    "a key pair": ("ed25519", pem(PAIR), pem(OTHER_PAIR)),
}


@pytest.mark.parametrize(("by", "key", "other"), KEYS.values(), ids=KEYS)
def test_a_signature_shows_who_made_it_and_every_change(run: Run, by: str, key: bytes, other: bytes) -> None:
    mine, theirs = key_file("mine", key), key_file("theirs", other)
    assert run("run", CASE, "--record", "out.json", "--key", mine).exit_code == 0
    data: dict[str, Any] = json.loads(Path("out.json").read_text())
    outcome_of(Path("out.json").read_text())
    assert data["signature"]["by"] == by
    done = run("replay", "out.json", "--key", mine)
    assert (done.exit_code, "The signature is right" in done.stdout) == (0, True)
    assert "Not signed" not in done.stdout
    unchecked = run("replay", "out.json")
    assert (unchecked.exit_code, "That was not checked" in unchecked.stdout) == (0, True)
    wrong = run("replay", "out.json", "--key", theirs)
    assert (wrong.exit_code, "The signature is wrong" in wrong.stdout) == (1, True)
    forged = {**data, "notice": "No doctor needed."}
    forged["digest"] = digest(forged)
    for name, change in {
        "forged and sealed anew": forged,
        "a signature of another": {**data, "signature": {**data["signature"], "value": "AAAA"}},
        "no base 64": {**data, "signature": {**data["signature"], "value": "\u20ac"}},
        "not a signature": {**data, "signature": "yes"},
        "no value": {**data, "signature": {"by": by}},
        "no value that is text": {**data, "signature": {"by": by, "value": 1}},
        "taken out": {key: part for key, part in data.items() if key != "signature"},
    }.items():
        Path("changed.json").write_text(json.dumps(change))
        found = run("replay", "changed.json", "--key", mine, "--format", "json")
        assert found.exit_code == 1, name
        verdict = "missing" if name == "taken out" else "invalid"
        assert replay_of(found.stdout)["outcomes"][0]["signature"] == verdict, name


def test_who_has_the_public_half_can_check_and_cannot_sign(run: Run) -> None:
    run("run", CASE, "--record", "out.json", "--key", key_file("mine", pem(PAIR)))
    half, other = key_file("mine.pub", public_pem(PAIR), 0o644), key_file("other.pub", public_pem(OTHER_PAIR), 0o644)
    assert run("replay", "out.json", "--public-key", half).exit_code == 0
    assert run("replay", "out.json", "--public-key", other).exit_code == 1
    assert run("run", CASE, "--record", "more.json", "--key", key_file("half", public_pem(PAIR))).exit_code == 2
    assert not Path("more.json").exists()


def test_each_of_several_outcomes_is_signed(run: Run) -> None:
    mine = key_file("mine", pem(PAIR))
    cold = TOOTH / "cases" / "cold-hurts.yaml"
    assert run("run", CASE, cold, "--record", "out.ndjson", "--key", mine).exit_code == 0
    done = run("replay", "out.ndjson", "--key", mine, "--format", "json")
    assert [each["signature"] for each in replay_of(done.stdout)["outcomes"]] == ["valid", "valid"]
    printed = run("run", CASE, "--format", "json", "--key", mine).stdout
    assert json.loads(printed)["signature"] == json.loads(Path("out.ndjson").read_text().split("\n")[0])["signature"]


def test_a_forged_outcome_of_an_earlier_version_passes_no_key(run: Run) -> None:
    """Under another version nothing is derived again to the letter: only the signature can tell."""
    mine = key_file("mine", pem(PAIR))
    run("run", CASE, "--record", "out.json", "--key", mine)
    data = json.loads(Path("out.json").read_text())
    data["knowledge"]["hash"] = "0" * 64
    data["digest"] = digest(data)
    Path("out.json").write_text(json.dumps(data))
    assert "only the version of then can show" in run("replay", "out.json").stdout
    assert run("replay", "out.json", "--key", mine).exit_code == 1


BAD: dict[str, tuple[bytes | None, int, str]] = {
    "a key that is not there": (None, 0, "the key cannot be read: no such file or directory"),
    "a key that others can read": (bytes(32), 0o640, "others on this computer can read this key (mode 0640)"),
    "a key that all can write": (bytes(32), 0o602, "make it yours alone with: chmod 600 key"),
    "a short secret": (b"secret\n", 0o600, "a secret of 7 bytes is too short; expected 32 or more"),
    "an empty secret": (b"", 0o600, "a secret of 0 bytes is too short"),
    "a large file": (bytes(70_000), 0o600, "too large for a key"),
    "a broken pair": (b"-----BEGIN PRIVATE KEY-----\nno\n-----END PRIVATE KEY-----\n", 0o600, "this is no private key"),
    "a pair of another kind": (pem(X25519PrivateKey.generate()), 0o600, "a key of another kind; expected Ed25519"),
    "a pair with a password": (pem(PAIR, b"x"), 0o600, "this key has a password; expected one without"),
}


@pytest.mark.parametrize(("data", "mode", "says"), BAD.values(), ids=BAD)
def test_what_is_wrong_with_a_key_is_said(run: Run, data: bytes | None, mode: int, says: str) -> None:
    if data is not None:
        key_file("key", data, mode)
    for words in (("run", CASE, "--record", "out.json", "--key", "key"), ("replay", CASE, "--key", "key")):
        done = run(*words)
        assert (done.exit_code, done.stdout) == (2, "")
        assert done.stderr.startswith("key: ")
        assert says in done.stderr
        assert "Traceback" not in done.stderr
    assert not Path("out.json").exists()


def test_what_is_no_public_key_is_said(run: Run) -> None:
    run("run", CASE, "--record", "out.json")
    for data in (b"", bytes(40), pem(PAIR), public_pem(X25519PrivateKey.generate())):
        done = run("replay", "out.json", "--public-key", key_file("key", data))
        assert (done.exit_code, "public key" in done.stderr) == (2, True)


def test_a_key_that_would_do_nothing_is_refused(run: Run) -> None:
    key = key_file("key", bytes(32))
    done = run("run", CASE, "--key", key)
    assert (done.exit_code, "add --record with a file" in done.stderr) == (2, True)
    run("run", CASE, "--record", "out.json")
    done = run("replay", "out.json", "--key", key, "--public-key", key)
    assert (done.exit_code, "give one of them" in done.stderr) == (2, True)


def test_an_unsigned_outcome_says_what_a_digest_shows(run: Run) -> None:
    run("run", CASE, "--record", "out.json")
    said = " ".join(run("replay", "out.json").stdout.split())
    assert "Not signed. The digest shows whether the file was changed by accident." in said
    assert "signature" not in json.loads(Path("out.json").read_text())


def test_a_secret_needs_no_library_and_a_pair_says_which(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As it is where the extra is not installed."""
    monkeypatch.chdir(tmp_path)
    program = (
        "import sys; sys.modules['cryptography'] = None\n"
        "from pathlib import Path\nfrom triage.records.signature import read_key\n"
        "print(read_key(Path(sys.argv[1])).kind)\n"
        "from triage.commands.main import main\n"
        "main(['replay', 'x.json', '--key', sys.argv[2]])\n"
    )
    files = [key_file("secret", bytes(range(32))), key_file("pair", pem(PAIR))]
    done = subprocess.run([sys.executable, "-c", program, *files], capture_output=True, text=True, check=False)
    assert done.stdout == "hmac-sha256\n"
    assert done.returncode == 2
    assert "sign]" in done.stderr
    assert "Traceback" not in done.stderr
