"""Ctrl-C in the midst of a library."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import TracebackType

Hook = Callable[[type[BaseException], BaseException, TracebackType | None], object]


@contextmanager
def interruptible() -> Iterator[Callable[[], None]]:
    """Whatever comes of a Ctrl-C inside is a KeyboardInterrupt. Polars hears of it in the midst of a call, and may say
    instead that a type is wrong, that a computation failed or that it panics; where Python can raise nothing, it passes
    over it. What is given raises KeyboardInterrupt if there was a Ctrl-C, for whoever comes by often.

    The signal is watched, and not handled: Polars has a handler of its own, which Python's would take the place of. Who
    ignores Ctrl-C, or handles it, goes on doing so."""
    ours = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    came, told = os.pipe()
    os.set_blocking(came, False)
    os.set_blocking(told, False)
    interrupted = False
    before, hook = None, sys.excepthook
    sys.excepthook = _quiet(hook)
    with suppress(ValueError):  # in the main thread only, which is the one that hears of it
        before = signal.set_wakeup_fd(told, warn_on_full_buffer=False)

    def heed() -> None:
        nonlocal interrupted
        with suppress(BlockingIOError):
            interrupted = interrupted or (ours and signal.SIGINT in os.read(came, 512))
        if interrupted:
            raise KeyboardInterrupt

    try:
        yield heed
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # a panic of Polars is no Exception
        try:
            heed()
        except KeyboardInterrupt as interrupt:
            raise interrupt from error
        raise
    finally:
        sys.excepthook = hook
        if before is not None:
            signal.set_wakeup_fd(before)
        os.close(came)
        os.close(told)


def _quiet(hook: Hook) -> Hook:
    """Polars prints what interrupts the reading of a schema before it raises something else."""

    def quiet_hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if not issubclass(kind, KeyboardInterrupt):
            hook(kind, error, trace)

    return quiet_hook
