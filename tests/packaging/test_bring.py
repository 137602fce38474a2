"""How setting up for the tests hands over to uv, and goes back to pip."""

from __future__ import annotations

import runpy
import subprocess
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def tool() -> Any:
    return runpy.run_path(str(ROOT / "tools" / "bring.py"))


def test_uv_is_told_what_pip_is_configured_with(tool: Any) -> None:
    listed = """\
:env:.cert='/certificates/mine here.pem'
:env:.find-links='/wheels'
global.cert='/certificates/other.pem'
global.constraint='/a.txt /b.txt'
global.extra-index-url='\\nfile:///one\\nfile:///two'
global.find-links='/elsewhere'
global.no-cache-dir='false'
global.timeout='60'
install.no-cache-dir='true'
wheel.no-binary=':all:'
"""
    options, variables = tool["for_uv"](tool["configured"](listed))
    pairs = {tuple(options[at : at + 2]) for at in range(len(options))}
    assert {("--cert", "/certificates/mine here.pem"), ("--find-links", "/wheels")} <= pairs
    assert {("--constraint", "/a.txt"), ("--constraint", "/b.txt")} <= pairs
    assert "--no-cache" in options
    assert variables == {"UV_INDEX": "file:///one file:///two", "UV_HTTP_TIMEOUT": "60"}
    assert not {"/elsewhere", "/certificates/other.pem", ":all:"} & set(options)


@pytest.mark.parametrize("setting", ["no-binary", "require-hashes", "client-cert", "not-thought-of-yet"])
def test_what_uv_might_do_otherwise_is_left_to_pip(tool: Any, setting: str) -> None:
    with pytest.raises(tool["NotSaidToUv"]):
        tool["for_uv"]({"index-url": "file:///one", setting: "1"})


@pytest.mark.parametrize("wrong", [OSError(), ValueError(), subprocess.CalledProcessError(2, "uv")])
def test_whatever_goes_wrong_with_uv_pip_does_it(tool: Any, tmp_path: Path, wrong: Exception) -> None:
    def by_uv(*_: Path) -> None:
        raise wrong

    asked: list[list[Any]] = []

    def run(command: list[Any], **_: object) -> subprocess.CompletedProcess[bytes]:
        asked.append(command)
        return subprocess.CompletedProcess(command, 0)

    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(tool["main"].__globals__, "by_uv", by_uv)
        patch.setattr(subprocess, "run", run)
        patch.setattr("signal.signal", lambda *_: None)
        assert tool["main"](tmp_path / "pins", tmp_path / "uv") == 0
    ((*pip, last),) = asked
    assert pip[1:4] == ["-m", "pip", "install"]
    assert "--force-reinstall" in pip
    assert last == str(tmp_path / "pins")
