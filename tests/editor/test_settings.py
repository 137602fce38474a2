"""What docs/authoring.md says to write in the settings of an editor can be read by it, and starts `triage lsp`."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

from click.testing import CliRunner

from triage.commands.main import main

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "authoring.md"


def settings() -> dict[str, str]:
    """The indented text below each editor's line."""
    text = GUIDE.read_text(encoding="utf-8")
    found = re.findall(r"^- \*\*([\w ]+)\*\*[^\n]*\n((?:\n|      [^\n]*\n|  [^\n ][^\n]*\n)+)", text, re.MULTILINE)
    return {name: "".join(re.findall(r"^      (.*\n)", below, re.MULTILINE)) for name, below in found}


def test_each_editor_starts_the_server() -> None:
    found = settings()
    assert list(found) == ["Visual Studio Code", "Neovim", "Helix"]
    code = json.loads(found["Visual Studio Code"])
    assert [code["glspc.server.command"], *code["glspc.server.commandArguments"]] == ["triage", "lsp"]
    assert code["glspc.server.languageId"] == ["yaml"]
    helix = tomllib.loads(found["Helix"])
    (server,) = helix["language-server"].values()
    assert [server["command"], *server["args"]] == ["triage", "lsp"]
    (yaml,) = helix["language"]
    assert (yaml["name"], yaml["language-servers"][0]) == ("yaml", *helix["language-server"])
    assert "cmd = {'triage', 'lsp'}" in found["Neovim"]
    assert all(found["Neovim"].count(one) == found["Neovim"].count(other) for one, other in ("{}", "()"))
    assert CliRunner().invoke(main, ["lsp", "--help"]).exit_code == 0
