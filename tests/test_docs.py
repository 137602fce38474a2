"""What the documentation shows is what happens."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests import once
from triage.cases import project
from triage.commands import main as cli
from triage.commands.catalogue import COMMANDS
from triage.language.base import Base

pytestmark = pytest.mark.long  # one of the commands proves every property of the base that we ship
ROOT = Path(__file__).parents[1]
READ = project.read_project
PAGES = [ROOT / "README.md", ROOT / "docs" / "python.md"]


def blocks(page: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", page.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_python_of_a_page_runs(page: Path) -> None:
    """From top to bottom, in one go, as a reader would type it."""
    code = "\n".join(blocks(page, "python"))
    assert "import triage" in code
    exec(compile(code, str(page), "exec"), {})


def read_once(knowledge: Path | None, *how: Callable[[Path | None], Base]) -> project.Project:
    """The base that we ship with its five hundred cases, as any test of this process may have read them."""
    return once.project() if knowledge is None and not how else READ(knowledge, *how)


@pytest.mark.parametrize("block", blocks(ROOT / "README.md", "console"), ids=lambda block: block.split("\n")[0])
def test_the_transcripts_of_the_readme_are_real(block: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every line shown stands in what the command prints, in this order; `...` stands for lines left out. One of the
    commands is `triage check` of the base that we ship: it must be sound, and every property of it proved."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(project, "read_project", read_once)
    command, *shown = block.rstrip().split("\n")
    words = shlex.split(command.removeprefix("$ triage "))
    typed = [line[2:] for line in shown if line.startswith("> ")]
    result = CliRunner().invoke(cli.main, words, input="".join(f"{line}\n" for line in typed), env={"COLUMNS": "80"})
    assert result.exit_code == 0, result.output
    printed = iter([line.rstrip() for line in result.output.split("\n")])
    for line in shown:
        if line != "...":
            assert any(line.rstrip() == found for found in printed), line


def test_the_readme_names_every_command() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    missing = [name for name in COMMANDS if f"`{name}`" not in text and f"`triage {name}" not in text]
    assert missing == []


@pytest.mark.parametrize("page", [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")], ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target
