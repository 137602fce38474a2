"""The command `triage`, and `python -m triage`, which is the same.

Who presses Ctrl-C before the command line is there was told nothing yet, and has nothing to keep: the program ends
as the system ends it. Python would print a traceback.
"""

import signal
import sys


def main() -> None:
    hears = signal.getsignal(signal.SIGINT) is signal.default_int_handler  # whoever ignores it goes on ignoring it
    if hears:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from triage.commands.main import main as command  # noqa: PLC0415  # which takes most of the start

    try:
        if hears:
            signal.signal(signal.SIGINT, signal.default_int_handler)
        command(prog_name="triage")
    except KeyboardInterrupt:
        sys.exit(130)  # as a shell says it


if __name__ == "__main__":
    main()
