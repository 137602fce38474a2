"""Writes sbom.cdx.json: a CycloneDX list of every library that an installation with the extra `all` brings.

It is made from what is installed here. `python tools/sbom.py`, after constraints.txt was renewed."""

from __future__ import annotations

import json
import re
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
PLACE = ROOT / "sbom.cdx.json"
OURS = "hamstring-triage"


def plain(name: str) -> str:
    """The name of a library as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def installed(name: str = OURS, extra: str = "all") -> dict[str, Distribution]:
    """What our package needs with an extra, and what that needs, as far as it is installed here."""
    found: dict[str, Distribution] = {}
    waiting, seen = [(name, extra)], set[tuple[str, str]]()
    while waiting:
        name, extra = waiting.pop()
        if (plain(name), extra) in seen:
            continue
        seen.add((plain(name), extra))
        try:
            there = distribution(name)
        except PackageNotFoundError:
            continue
        found[plain(name)] = there
        for line in there.requires or ():
            needed = Requirement(line)
            if needed.marker is None or needed.marker.evaluate({"extra": extra}):
                waiting += [(needed.name, wanted) for wanted in ("", *sorted(needed.extras))]
    found.pop(OURS, None)
    return dict(sorted(found.items()))


def licence(there: Distribution) -> str:
    """What a library says its licence is: as an expression, by classifier, or in words."""
    about = there.metadata
    if said := next(iter(about.get_all("License-Expression") or ()), ""):
        return str(said)
    classified = [line.rpartition(" :: ")[2] for line in about.get_all("Classifier") or () if "License ::" in line]
    words = "".join(about.get_all("License") or ()).strip().splitlines()[:1]
    return " AND ".join(classified) or (words[0][:80] if words else "")


def carried(there: Distribution) -> list[dict[str, str]]:
    """The libraries of the system that a wheel carries along, by what their files are called."""
    names = {re.sub(r"(-[0-9a-f]{8})?\.so.*", "", file.name) for file in there.files or () if ".libs/" in str(file)}
    return [{"type": "library", "name": name} for name in sorted(names)]


def sbom() -> dict[str, object]:
    """The whole list. It holds no time and no serial number: the same libraries give the same file."""
    parts = []
    for name, there in installed().items():
        parts.append(
            {
                "type": "library",
                "bom-ref": f"pkg:pypi/{name}@{there.version}",
                "name": name,
                "version": there.version,
                "purl": f"pkg:pypi/{name}@{there.version}",
                "licenses": [{"license": {"name": licence(there) or "not stated"}}],
                **({"components": carried(there)} if carried(there) else {}),
            }
        )
    version = distribution(OURS).version
    about = {"type": "application", "bom-ref": OURS, "name": OURS, "version": version}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": {**about, "licenses": [{"license": {"id": "Apache-2.0"}}]}},
        "components": parts,
        "dependencies": [{"ref": OURS, "dependsOn": [part["bom-ref"] for part in parts]}],
    }


if __name__ == "__main__":
    PLACE.write_text(json.dumps(sbom(), indent=1) + "\n", encoding="utf-8", newline="\n")
    print(f"{PLACE.name}: {len(installed())} libraries")
