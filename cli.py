#!/usr/bin/env python3
"""The command line's door for a checkout: `python cli.py ask`. An installed `triage` does not need it."""

from triage.__main__ import main

if __name__ == "__main__":
    main()
