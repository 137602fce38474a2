"""Key pairs: the one module that loads `cryptography`."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_pem_public_key

from triage.language.errors import TriageError
from triage.records.key import Key
from triage.words.message import phrased


def pair(path: Path, data: bytes) -> Key:
    """The key pair in a PEM file. Raises TriageError."""
    try:
        private_key = load_pem_private_key(data, None)
    except TypeError as error:
        raise TriageError(phrased("{path}: this key has a password; expected one without", path=path)) from error
    except (ValueError, UnsupportedAlgorithm) as error:
        raise TriageError(
            phrased(
                "{path}: this is no private key; expected what is made by: openssl genpkey -algorithm ed25519",
                path=path,
            )
        ) from error
    if not isinstance(private_key, Ed25519PrivateKey):
        raise TriageError(
            phrased("{path}: a key of another kind; expected Ed25519: openssl genpkey -algorithm ed25519", path=path)
        )
    half = private_key.public_key()
    return Key("ed25519", _fingerprint(half.public_bytes_raw()), private_key.sign, _fits(half))


def public_half(path: Path, data: bytes) -> Key:
    """The public half of a pair, in a PEM file. Raises TriageError."""
    try:
        public_key = load_pem_public_key(data)
    except (ValueError, UnsupportedAlgorithm) as error:
        raise TriageError(
            phrased("{path}: this is no public key; expected what is made by: openssl pkey -in KEY -pubout", path=path)
        ) from error
    if not isinstance(public_key, Ed25519PublicKey):
        raise TriageError(phrased("{path}: a public key of another kind; expected that of an Ed25519 pair", path=path))
    return Key("ed25519", _fingerprint(public_key.public_bytes_raw()), None, _fits(public_key))


def _fingerprint(raw: bytes) -> str:
    """Tells public keys apart."""
    return sha256(raw).hexdigest()[:16]


def _fits(half: Ed25519PublicKey) -> Callable[[bytes, bytes], bool]:
    def fits(message: bytes, value: bytes) -> bool:
        try:
            half.verify(value, message)
        except InvalidSignature:
            return False
        return True

    return fits
