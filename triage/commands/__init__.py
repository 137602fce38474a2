"""The command line. In: words that somebody typed. Out: text, files, an exit code.

A command reads, calls and prints; what it prints is made elsewhere. `main` holds the commands; `triage` and
`python -m triage` both start there. Nothing imports this folder but those two doors.
"""
