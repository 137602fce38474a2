"""The notebooks run from top to bottom in a kernel of their own, and what they check holds."""

from __future__ import annotations

import ast
import json
import re
import sys
from importlib import import_module
from pathlib import Path

import nbformat
import pytest
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbformat import NotebookNode

from tests.patience import PATIENCE

pytestmark = pytest.mark.long
EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
NOTEBOOKS = sorted(EXAMPLES.glob("*.ipynb"))


class ThisPython(KernelSpecManager):
    """The Python that runs the tests, whatever kernels are registered on this machine."""

    def get_kernel_spec(self, _kernel_name: str) -> KernelSpec:
        command = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        return KernelSpec(argv=command, display_name="this Python", language="python")


class Kernel(AsyncKernelManager):
    def __init__(self, **settings: object) -> None:
        super().__init__(**settings, kernel_spec_manager=ThisPython())


def read(path: Path) -> NotebookNode:
    found = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]  # nbformat has no types
    assert isinstance(found, NotebookNode)
    return found


@pytest.fixture
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of this person's own settings, and nothing left behind in them."""
    for name in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR"):
        monkeypatch.setenv(name, str(tmp_path / name))
    monkeypatch.setenv("JUPYTER_PLATFORM_DIRS", "1")


def shown(cell: NotebookNode) -> dict[str, str]:
    """What the last line of a cell showed, by form."""
    results = [output.data for output in cell.get("outputs", ()) if output.output_type == "execute_result"]
    return dict(results[-1]) if results else {}


VARIES = re.compile(r"\b[0-9a-f]{12,64}\b|\.yaml:\d+")
"""What another edit of the knowledge changes: its digest, and on which line something stands."""


def kept(cell: NotebookNode) -> list[NotebookNode]:
    """What a cell shows, as the file keeps it: without when it ran, and with all that it printed in one piece."""
    outputs: list[NotebookNode] = []
    for output in cell.get("outputs", ()):
        if output.output_type == "stream" and outputs and outputs[-1].get("name") == output.name:
            outputs[-1].text += output.text
        else:
            outputs.append(output)
    return outputs


def compared(cell: NotebookNode) -> object:
    """What has to be the same: of what grows with the knowledge (the cell says so), only in which forms it is shown."""
    if "grows" in cell.metadata.get("tags", ()):
        return [sorted(output.get("data", {"text": ""})) for output in cell.outputs]
    return json.loads(VARIES.sub("*", json.dumps([dict(output, execution_count=None) for output in cell.outputs])))


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_and_shows_what_it_holds(path: Path, renewing: bool) -> None:
    notebook, before = read(path), read(path)
    here = {"metadata": {"path": str(EXAMPLES)}}
    NotebookClient(
        notebook, kernel_manager_class=Kernel, timeout=5 * PATIENCE, resources=here, record_timing=False
    ).execute()
    notebook.metadata.language_info = before.metadata.language_info
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = kept(cell)
    if renewing:
        written = nbformat.writes(notebook, indent=1)  # type: ignore[no-untyped-call]  # nbformat has no types
        path.write_text(f"{written}\n", encoding="utf-8")
        before = notebook
    ours, theirs = ([cell for cell in each.cells if cell.cell_type == "code"] for each in (notebook, before))
    for cell, held in zip(ours, theirs, strict=True):
        assert compared(held) == compared(cell), cell.source
    drawn = [shown(cell) for cell in notebook.cells if "triage-sheet" in shown(cell).get("text/html", "")]
    assert len(drawn) >= 3  # a base, a rule and an outcome draw themselves
    assert all(set(each) == {"text/plain", "text/html"} for each in drawn)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_holds_its_outputs_and_nothing_of_who_ran_it(path: Path) -> None:
    notebook = read(path)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
    assert sum(bool(cell.outputs) for cell in code) >= len(code) - 1
    assert all(output.output_type in ("stream", "execute_result") for cell in code for output in cell.outputs)
    assert all(set(cell.metadata) <= {"tags"} for cell in notebook.cells)  # no times
    assert not re.search(
        r"(?<![\w.<])/(?:home|root|tmp|usr|Users)/|\\\\Users|\.venv|0x[0-9a-f]{6}", path.read_text("utf-8")
    )
    assert sum("assert " in cell.source for cell in code) >= len(code) / 2
    assert "Samenvatting" in notebook.cells[0].source


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_needs_nothing_internal(path: Path) -> None:
    code = "\n".join(cell.source for cell in read(path).cells if cell.cell_type == "code")
    ours = {
        name
        for node in ast.walk(ast.parse(code))
        for name in (
            [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else [each.name for each in node.names]
            if isinstance(node, ast.Import)
            else []
        )
        if name.partition(".")[0] == "triage"
    }
    assert ours <= {"triage", "triage.lessons", "triage.reviews"}
    for name in ours - {"triage"}:
        page = (EXAMPLES.parent / "docs" / "python.md").read_text(encoding="utf-8")
        public = import_module(name).__all__
        assert [each for each in public if not re.search(rf"\b{each}\b", page)] == []
        assert f"`{name}`" in page


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_the_language_is_chosen_in_one_place(path: Path) -> None:
    code = "".join(cell.source for cell in read(path).cells if cell.cell_type == "code")
    assert re.findall(r"""^.*["'](?:en|nl)["'].*$""", code, re.MULTILINE) == ['LANGUAGE = "en"']


def test_there_are_two() -> None:
    assert [path.stem for path in NOTEBOOKS] == ["forward-chaining", "rule-review"]
