"""A signature under an outcome: who holds the key made it, and nobody has changed it since.

Two kinds of keys. A secret of 32 bytes or more signs with HMAC-SHA256, which needs nothing: whoever can check can also
sign. An Ed25519 key pair (PEM) needs the library `cryptography`: who has the public half can check and cannot sign.
"""

from __future__ import annotations

import hmac
import os
import stat
from base64 import b64decode, b64encode
from binascii import Error
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, NamedTuple

from triage.language.errors import TriageError
from triage.language.files import DocumentError, read_bytes
from triage.records.key import Key, Kind
from triage.records.seal import canonical
from triage.words.message import phrased

SIGNATURE = "signature"
Signature = Literal["none", "unchecked", "valid", "invalid", "missing"]
"""By the key that was given: `valid`, `invalid`, or `missing`; without a key there is `none`, or it is `unchecked`."""
REFUSED: tuple[Signature, ...] = ("invalid", "missing")
SHORTEST = 32
"""A secret has so many bytes at least."""
MOST_BYTES = 64 * 1024
PEM = b"-----BEGIN "
OTHERS = stat.S_IRWXG | stat.S_IRWXO


class SignatureJson(NamedTuple):
    """`key` is a fingerprint of the key, `value` the signature in base 64."""

    by: Kind
    key: str
    value: str


def read_key(path: Path, public: bool = False) -> Key:
    """A key from its file; `public`: the public half of a pair. Raises TriageError, with what would be right, and
    ModuleNotFoundError where a pair is given without the library for it."""
    try:
        mode = path.stat().st_mode
        data = read_bytes(path, str(path), MOST_BYTES)
    except DocumentError as error:
        raise TriageError(
            phrased("{path}: the key cannot be read: {message}", path=path, message=error.problem.message)
        ) from error
    except OSError as error:
        raise TriageError(
            phrased(
                "{path}: the key cannot be read: {reason}", path=path, reason=(error.strerror or str(error)).lower()
            )
        ) from error
    if len(data) > MOST_BYTES:
        raise TriageError(
            phrased(
                "{path}: too large for a key; expected at most {kilobytes} kB", path=path, kilobytes=MOST_BYTES // 1024
            )
        )
    if public:
        return _public(path, data)
    if os.name == "posix" and stat.S_ISREG(mode) and mode & OTHERS:
        raise TriageError(
            phrased(
                "{path}: others on this computer can read this key (mode {mode}), so it proves nothing; make it "
                "yours alone with: chmod 600 {path}",
                path=path,
                mode=f"{stat.S_IMODE(mode):04o}",
            )
        )
    if data.lstrip().startswith(PEM):
        return _private(path, data)
    if len(data) < SHORTEST:
        raise TriageError(
            phrased(
                "{path}: a secret of {number} bytes is too short; expected {shortest} or more at random, such as "
                "from: head -c {shortest} /dev/urandom",
                path=path,
                number=len(data),
                shortest=SHORTEST,
            )
        )
    return _secret(data)


def _secret(data: bytes) -> Key:
    def sign(message: bytes) -> bytes:
        return hmac.digest(data, message, "sha256")

    def fits(message: bytes, value: bytes) -> bool:
        return hmac.compare_digest(sign(message), value)

    return Key("hmac-sha256", sign(b"triage key").hex()[:16], sign, fits)


def _private(path: Path, data: bytes) -> Key:
    from triage.records.ed25519 import pair  # noqa: PLC0415  # an extra

    return pair(path, data)


def _public(path: Path, data: bytes) -> Key:
    from triage.records.ed25519 import public_half  # noqa: PLC0415  # an extra

    return public_half(path, data)


def signed(record: Mapping[str, object], key: Key) -> SignatureJson:
    """The signature under an outcome."""
    if key.sign is None:
        raise TriageError("the public half of a key can check a signature, and cannot make one")
    return SignatureJson(key.kind, key.id, b64encode(key.sign(_message(record))).decode())


def signature_of(record: Mapping[str, object], key: Key | None) -> Signature:
    """What the signature of an outcome comes to, by this key."""
    given = record.get(SIGNATURE)
    if key is None:
        return "none" if given is None else "unchecked"
    if given is None:
        return "missing"
    if not isinstance(given, dict) or given.get("by") != key.kind or not isinstance(given.get("value"), str):
        return "invalid"
    try:
        value = b64decode(given["value"], validate=True)
    except (Error, ValueError):
        return "invalid"
    return "valid" if key.fits(_message(record), value) else "invalid"


def _message(record: Mapping[str, object]) -> bytes:
    """Everything in an outcome but the signature; its form is that of the digest."""
    return canonical({name: part for name, part in record.items() if name != SIGNATURE})
