"""The notebooks run from top to bottom in a kernel of their own, and what they check holds."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import nbformat
import pytest
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbformat import NotebookNode

from tests.patience import PATIENCE

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
NOTEBOOKS = sorted(EXAMPLES.glob("*.ipynb"))


class ThisPython(KernelSpecManager):  # type: ignore[misc]
    """The Python that runs the tests, whatever kernels are registered on this machine."""

    def get_kernel_spec(self, _kernel_name: str) -> KernelSpec:
        command = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        return KernelSpec(argv=command, display_name="this Python", language="python")


class Kernel(AsyncKernelManager):  # type: ignore[misc]
    def __init__(self, **settings: object) -> None:
        super().__init__(**settings, kernel_spec_manager=ThisPython())


def read(path: Path) -> NotebookNode:
    return nbformat.read(path, as_version=4)


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


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs(path: Path) -> None:
    notebook = read(path)
    here = {"metadata": {"path": str(EXAMPLES)}}
    NotebookClient(notebook, kernel_manager_class=Kernel, timeout=5 * PATIENCE, resources=here).execute()
    drawn = [shown(cell) for cell in notebook.cells if "triage-sheet" in shown(cell).get("text/html", "")]
    assert len(drawn) >= 3  # a base, a rule and an outcome draw themselves
    assert all(set(each) == {"text/plain", "text/html"} for each in drawn)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_kept_as_it_is_read(path: Path) -> None:
    """Without outputs, so that a difference is a difference in what somebody wrote."""
    notebook = read(path)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(cell.outputs == [] and cell.execution_count is None for cell in code)
    assert sum("assert " in cell.source for cell in code) >= len(code) / 2
    assert "Samenvatting" in notebook.cells[0].source


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_the_language_is_chosen_in_one_place(path: Path) -> None:
    code = "".join(cell.source for cell in read(path).cells if cell.cell_type == "code")
    assert re.findall(r"""^.*["'](?:en|nl)["'].*$""", code, re.MULTILINE) == ['LANGUAGE = "en"']


def test_there_are_two() -> None:
    assert [path.stem for path in NOTEBOOKS] == ["forward-chaining", "rule-review"]
