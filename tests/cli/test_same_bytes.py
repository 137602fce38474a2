"""What a program reads is UTF-8 with a bare line feed, whatever the locale and the system would make of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.patience import PATIENCE
from tests.terminal.person import ROOT
from triage.language.files import shipped

CASE = shipped() / "cases" / "sprint-mild-strain.yaml"
ANKLE = ROOT / "examples" / "ankle"
FORMATS = {
    "letter": ["letter", str(CASE), "-l", "nl"],
    "letter.html": ["letter", str(CASE), "--format", "html", "-l", "nl"],
    "report.html": ["report", str(CASE), "--output", "-", "-l", "nl"],
    "outcome.json": ["run", str(CASE), "--format", "json", "-l", "nl"],
    "plan.ics": ["plan", str(CASE), "--format", "ics", "--started", "2026-03-01", "-l", "nl"],
    "table.csv": ["show", "rules", "--decision-table", "strain-grade-1", "--format", "csv", "-l", "nl"],
    "rules.clp": ["export", "clips", "-k", str(ANKLE)],
    "graph.svg": ["graph", "-k", str(ANKLE), "-l", "nl"],
    "graph.dot": ["graph", "-k", str(ANKLE), "--format", "dot", "-l", "nl"],
    "graph.mmd": ["graph", "-k", str(ANKLE), "--format", "mermaid", "-l", "nl"],
}
REDIRECTED = """
import json, sys
from triage.commands.main import main
for name, command in json.load(sys.stdin).items():
    sys.stdout = open(name, "w", newline="\\r\\n")  # in the encoding of PYTHONIOENCODING, as Windows would have it
    sys.stdout.reconfigure(encoding=sys.__stdout__.encoding)
    main(command, standalone_mode=False)
    sys.stdout.close()
"""


def test_what_is_redirected_is_utf_8_with_bare_line_feeds(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", REDIRECTED],
        input=json.dumps(FORMATS),
        capture_output=True,
        text=True,
        cwd=tmp_path,
        timeout=PATIENCE,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0", "PYTHONPATH": str(ROOT)},
    )
    assert done.returncode == 0, done.stderr
    for name in FORMATS:
        held = (tmp_path / name).read_bytes()
        text = held.decode("utf-8")
        assert text, name
        ends = "\r\n" if name.endswith(".ics") else "\n"  # a calendar says of itself how its lines end
        assert text.count("\r") == (text.count("\n") if ends == "\r\n" else 0), name
