"""What another process works out meanwhile, where there is more than one core.

The work goes to it in a file that nobody else can open, its result comes back through a pipe. Nothing depends on it:
where the process does not end well, whoever asks works it out themselves.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from importlib import import_module
from types import TracebackType
from typing import Any, Generic, ParamSpec, TypeVar

Result = TypeVar("Result")
Given = ParamSpec("Given")

SERVE = f"from {__name__} import serve; serve()"


class Meanwhile(Generic[Given, Result]):
    """A function of a module, called in another process from the moment that one goes in; `with`: it ends when the
    block does. `shared`: whether there is one at all."""

    def __init__(self, shared: bool, work: Callable[Given, Result], *given: Given.args, **named: Given.kwargs) -> None:
        self._work: Callable[[], Result] = partial(work, *given, **named)
        self._process: subprocess.Popen[bytes] | None = None
        if not shared or (os.cpu_count() or 1) < 2:
            return
        with tempfile.TemporaryFile() as told:
            pickle.dump((work.__module__, work.__qualname__, given, named), told)
            told.seek(0)
            # -P: what lies where somebody works is none of ours. A session of its own: Ctrl-C is for us alone to heed.
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-c", SERVE],
                stdin=told,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )

    def __enter__(self) -> Meanwhile[Given, Result]:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process is not None:
            self._process.kill()
            with self._process:  # closes its pipe, and waits for it
                pass

    def result(self) -> Result:
        """What came of it, once it is there."""
        if self._process is not None:
            came, _ = self._process.communicate()
            if self._process.returncode == 0:
                result: Result = pickle.loads(came)
                return result
        return self._work()


def serve() -> None:
    """The other process: reads what to do, does it, and writes what came of it."""
    module, name, given, named = pickle.load(sys.stdin.buffer)
    work: Callable[..., Any] = getattr(import_module(module), name)
    pickle.dump(work(*given, **named), sys.stdout.buffer)
