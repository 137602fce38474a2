"""`make quick`: what a change most likely breaks, in about a minute at rest. `make test` has the last word.

The linters and the type checker look at everything. Of the tests those run that bear on what differs from `main` (or
from the last commit), the likeliest first, and then a few that nearly every change goes through. When the time is up,
what is left is skipped, and said to be.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SECONDS = 20
"""So long tests are started; what was started ends in its own time, and beside it mypy runs."""
MOST = 30
"""More modules than this take longer to read than there is time to run."""

FOR = {
    r"knowledge/check-in/": ("tests/follow_up/test_check_in_base.py",),
    r"knowledge/": ("tests/knowledge/test_worked_cases.py", "tests/knowledge/test_hazards.py"),
    r"docs/hazards\.md": ("tests/knowledge/test_hazards.py",),
    r"(README|docs/.*)\.md": ("tests/test_docs.py",),
    r"examples/.*\.ipynb": ("tests/examples/test_notebooks.py",),
    r"examples/ankle/": ("tests/examples/test_ankle.py",),
    r"triage/.*\.schema\.json": ("tests/reports/test_schema.py", "tests/authoring/test_editor_schema.py"),
    r"triage/reports/templates/": ("tests/reports/test_report_html.py",),
    r"triage/terminal/": ("tests/terminal/test_alarms.py", "tests/terminal/test_plain.py"),
    r"triage/commands/": ("tests/cli/test_commands.py", "tests/cli/test_run.py"),
    r"Makefile|setup\.cfg|constraints\.txt|tools/": ("tests/packaging/test_make.py", "tests/packaging/test_quick.py"),
}
"""Files that no module of tests is named after, and tests of them."""
ALWAYS = (
    *("tests/packaging/test_shape.py", "tests/packaging/test_tests.py", "tests/words/test_words.py"),
    *("tests/inference/test_outcome.py", "tests/inference/test_border.py", "tests/terminal/test_plain.py"),
)


def changed() -> list[str]:
    """The files that differ from where this branch left `main`, or from the last commit; new ones too."""
    since = _git("merge-base", "HEAD", "main") or ["HEAD"]
    return sorted({*_git("diff", "--name-only", since[0]), *_git("ls-files", "--others", "--exclude-standard")})


def _git(*words: str) -> list[str]:
    try:
        done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return []  # no checkout: what runs always runs
    return done.stdout.split("\n")[:-1]


def chosen(files: Iterable[str], tests: Sequence[Path]) -> list[str]:
    """The modules of tests for these files: those that changed, those named after what did, those that import it."""
    files = list(files)
    stems = {Path(file).stem for file in files if file.endswith(".py")}
    modules = {file.removesuffix(".py").replace("/", ".") for file in files if file.endswith(".py")}
    names = {path.relative_to(ROOT).as_posix(): path for path in tests}
    listed = [test for file in files for pattern, some in FOR.items() if re.match(pattern, file) for test in some]
    ways = [rf"from {re.escape(module)} import\b" for module in sorted(modules)]
    parts = [module.rpartition(".") for module in sorted(modules)]
    ways += [rf"from {re.escape(package)} import\b.*\b{re.escape(name)}\b" for package, _, name in parts if package]
    imports = re.compile("|".join(ways)) if ways else None
    found = [
        *(name for name in names if name in files),
        *(name for name, path in names.items() if path.stem.removeprefix("test_") in stems),
        *listed,
        *(name for name, path in names.items() if imports is not None and imports.search(path.read_text("utf-8"))),
        *ALWAYS,
    ]
    return [name for name in dict.fromkeys(found) if name in names]


def main() -> int:
    """Runs it all, and gives the exit code."""
    python = [sys.executable, "-m"]
    for words in (("ruff", "format", "--check", "--quiet", "."), ("ruff", "check", "--quiet", ".")):
        if subprocess.run([*python, *words], cwd=ROOT, check=False).returncode:
            return 1
    tests = sorted((ROOT / "tests").rglob("test_*.py"))
    files = changed()
    found = chosen(files, tests)
    print(f"{len(files)} files differ; of {len(tests)} modules of tests {len(found[:MOST])} bear on them most:")
    print(*found[:MOST], sep="\n")
    if found[MOST:]:
        print("Left out, for there is no time for them:", *found[MOST:], sep="\n")
    sys.stdout.flush()
    pytest = [*python, "pytest", "-q", "-p", "no:randomly", "--within", str(SECONDS), *found[:MOST]]
    with subprocess.Popen([*python, "mypy"], cwd=ROOT, stdout=subprocess.PIPE, text=True) as types:
        failed = subprocess.run(pytest, cwd=ROOT, check=False).returncode
        said, _ = types.communicate()
    print(said.strip())
    print("What is skipped above had no time left. `make test` runs everything.")
    return 1 if failed or types.returncode else 0


if __name__ == "__main__":
    sys.exit(main())
