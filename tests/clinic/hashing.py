"""Hashing of passwords that does not take its time, for tests of what stands around it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from triage.clinic import passwords


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> Iterator[None]:
    """Hashing takes its time on purpose; here it takes as little as it can."""
    import argon2  # noqa: PLC0415

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "HASHER", argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        passwords.nobodys.cache_clear()
        yield
    passwords.nobodys.cache_clear()
