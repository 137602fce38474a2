"""`make contract`: holds `/api` of a running server against its own description.

The description is checked against OpenAPI 3.1; schemathesis sends what it allows and what it forbids, and whatever
comes back must be as described. Takes minutes, and libraries that no other test needs; `--examples 5` takes
fewer.
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
from triage.web.api import CALLS
from triage.web.describing import description

parser = argparse.ArgumentParser(prog="python -m tests.contract")
parser.add_argument("--examples", type=int, default=40, help="so many requests of each kind")
asked = parser.parse_args()
validate(json.loads(json.dumps(description(once.base(), CALLS))))
with socket() as listening:
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app(), log_level="error", lifespan="off", access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    place = f"http://127.0.0.1:{listening.getsockname()[1]}/api/openapi.json"
    command = [str(Path(sys.executable).parent / "schemathesis"), "run", place, "--checks", "all"]
    found = subprocess.run(
        [*command, "--max-examples", str(asked.examples), "--request-timeout", str(PATIENCE), "--seed", "1"],
        check=False,
    )
    server.should_exit = True
    thread.join()
sys.exit(found.returncode)
