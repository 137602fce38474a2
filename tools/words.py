"""Make `LANGUAGE.mo` of the .po files in the folder `LANGUAGE`, for every language that the program speaks.

python tools/words.py            make them
python tools/words.py --check    say which were not made of what stands there now; exit 1 if any
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

WORDS = Path(__file__).resolve().parents[1] / "triage" / "words"


def made(folder: Path) -> bytes:
    """All areas of a language in one: the same bytes whenever and wherever it is made. Raises ValueError for a file
    that cannot be read, and for a phrase that stands in two."""
    whole: Catalog | None = None
    seen: dict[tuple[str | None, str], Path] = {}
    for path in sorted(folder.glob("*.po")):
        area = _read(path)
        whole = whole or Catalog(
            area.locale_identifier,
            project="triage",
            version="1",
            charset="utf-8",
            fuzzy=False,
            creation_date=datetime(2026, 1, 1, tzinfo=UTC),
            revision_date=datetime(2026, 1, 1, tzinfo=UTC),
        )
        for message in area:
            key = (message.context, message.id if isinstance(message.id, str) else message.id[0])
            if not message.id:
                continue
            if key in seen:
                raise ValueError(f"{path}: {key[1]} stands in {seen[key].name} too; say it once")
            seen[key] = path
            whole[message.id] = message
    if whole is None:
        raise ValueError(f"{folder}: there is no .po in it")
    file = io.BytesIO()
    write_mo(file, whole)
    return file.getvalue()


def _read(path: Path) -> Catalog:
    try:
        with path.open("rb") as file:
            return read_po(file, charset="utf-8", abort_invalid=True)
    except (PoFileError, UnicodeDecodeError) as error:
        raise ValueError(f"{path}: {error}") from error


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="make nothing")
    parser.add_argument("words", nargs="?", type=Path, default=WORDS, help="where the folders stand")
    asked = parser.parse_args()
    stale = []
    for folder in sorted(path for path in asked.words.iterdir() if path.is_dir() and any(path.glob("*.po"))):
        place = folder.with_suffix(".mo")
        try:
            data = made(folder)
        except ValueError as error:
            print(error, file=sys.stderr)
            return 2
        if asked.check:
            stale += [place.name] if not place.is_file() or place.read_bytes() != data else []
        else:
            beside = place.with_suffix(".mo.new")
            beside.write_bytes(data)
            os.replace(beside, place)
    if stale:
        print(f"{', '.join(stale)}: not made of what stands there now; run make words", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
