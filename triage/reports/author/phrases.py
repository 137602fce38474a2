"""What the program itself says, as a file in which a base says it otherwise."""

from __future__ import annotations

import json
from collections.abc import Iterator

from triage.language.base import Base
from triage.language.words import Words
from triage.words.saying import forms, keys


def phrases_yaml(words: Words) -> str:
    """A file of a base with an entry for every phrase: what the base says already, and in comments the others, below
    what the program says. Whoever takes the hash signs of an entry away and fills it in, has said it otherwise."""
    head = (f"# {line}" for line in words.say("phrases-head").splitlines())
    blocks = ["\n".join(head), *("\n".join(_entry(words.base, key)) for key in sorted(keys()))]
    return "\n\n".join(blocks) + "\n"


def _entry(base: Base, key: str) -> Iterator[str]:
    templates = forms(key)
    yield from (f"# {line}" for form in templates for line in form.splitlines())
    own = base.phrases.get(key)
    lead = "" if own else "# "
    kinds = ("text", "several") if len(templates) > 1 else ("text",)
    yield f"{lead}- phrase: {json.dumps(key)}"
    for kind in kinds:
        text = (own.text if kind == "text" else own.several or {}) if own else {}
        words = ", ".join(f"{code}: {json.dumps(text.get(code, ''), ensure_ascii=False)}" for code in base.languages)
        yield f"{lead}  {kind}: {{{words}}}"
