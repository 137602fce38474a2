"""`make contract`: holds `/api` of a running server against its own description.

The description is checked against OpenAPI 3.1; schemathesis sends what it allows and what it forbids, and whatever
comes back must be as described. Takes so many minutes (`--minutes`), and libraries that no other test needs. What an
explanation searches for is given up sooner than for people, so that the time goes to as many requests as can be.
"""

import argparse
import json
import subprocess
import sys
import threading
from pathlib import Path
from socket import socket

import uvicorn
from openapi_spec_validator import validate

from tests import once
from tests.patience import PATIENCE
from tests.web.visitor import app
from triage.web import api
from triage.web.api import CALLS
from triage.web.describing import description

PHASES = ("fuzzing", "coverage")
"""What is drawn at random, then each limit of the description in turn; each has its share of the time."""

parser = argparse.ArgumentParser(prog="python -m tests.contract")
parser.add_argument("--examples", type=int, default=40, help="so many requests of each kind at most")
parser.add_argument("--minutes", type=float, default=5, help="so long it takes in all")
asked = parser.parse_args()
api.STEPS = 100
validate(json.loads(json.dumps(description(once.base(), CALLS))))
with socket() as listening:
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app(), log_level="error", lifespan="off", access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    place = f"http://127.0.0.1:{listening.getsockname()[1]}/api/openapi.json"
    command = [str(Path(sys.executable).parent / "schemathesis"), "run", place, "--checks", "all"]
    command += ["--max-examples", str(asked.examples), "--max-time", str(int(asked.minutes * 60 / len(PHASES)))]
    command += ["--request-timeout", str(PATIENCE), "--seed", "1"]
    found = [subprocess.run([*command, "--phases", phase], check=False).returncode for phase in PHASES]
    server.should_exit = True
    thread.join()
sys.exit(any(found))
