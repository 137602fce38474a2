"""`python -m triage`: the same as the command `triage`."""

from triage.commands.main import main

if __name__ == "__main__":
    main(prog_name="triage")
