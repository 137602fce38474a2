"""Which language is spoken where nobody says so."""

from __future__ import annotations

import pytest

from triage.language.preferred import preferred

BOTH = ("nl", "en")


@pytest.mark.parametrize(
    ("languages", "first", "locale", "spoken"),
    [
        (BOTH, ("en",), {"LANG": "nl_NL.UTF-8"}, "en"),
        (BOTH, (None,), {"LANG": "nl_NL.UTF-8"}, "nl"),
        (BOTH, ("fr",), {"LANG": "nl_NL.UTF-8"}, "nl"),
        (BOTH, ("fr", "en"), {"LANG": "nl_NL.UTF-8"}, "en"),
        (BOTH, (), {"LC_ALL": "en_GB", "LANG": "nl_NL.UTF-8"}, "en"),
        (BOTH, (), {"LC_ALL": "", "LC_MESSAGES": "nl_BE"}, "nl"),
        (BOTH, (), {"LANG": "C"}, "en"),
        (BOTH, (), {}, "en"),
        (("nl", "de"), (), {"LANG": "C"}, "nl"),
    ],
)
def test_the_first_that_can_be_spoken(
    languages: tuple[str, ...],
    first: tuple[str | None, ...],
    locale: dict[str, str],
    spoken: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in locale.items():
        monkeypatch.setenv(name, value)
    assert preferred(languages, *first) == spoken
