"""Large libraries that the tests of one file use. Every process reads every file of tests before the first test runs:
those that run none of that file never load its library."""

from __future__ import annotations

from importlib import import_module
from typing import Any


class Lazily:
    """A module, loaded when something in it is first asked for. For who checks types it is imported as ever."""

    def __init__(self, module: str) -> None:
        self._module = module

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # so pytest asks of all that stands in a file whether it is a test
            raise AttributeError(name)
        return getattr(import_module(self._module), name)
