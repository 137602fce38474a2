"""The version of the software, and the name that it is installed by. The knowledge base has a version of its own."""

VERSION = "0.1.0"

DISTRIBUTION = "hamstring-triage"
"""Not `triage`, as the command and the package are called: under that name registries hold somebody else's program."""
