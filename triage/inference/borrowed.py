"""The one door through which experta comes in. Nothing else in the program imports it.

experta 1.9.4 (2019) has frozendict 1.2 under it, which takes `Mapping` from `collections`, where Python 3.10 and later
no longer have it. We lend `collections` the missing names while the import runs and take them back. Importing experta
also configures the root logger; that is undone, so that a host program's logging stays its own. What it logs while
our engine runs (facts, which are a person's answers) is dropped.
"""

from __future__ import annotations

import collections
import collections.abc
import logging
import threading

_missing = [name for name in collections.abc.__all__ if not hasattr(collections, name)]
_root = logging.getLogger()
_handlers, _level = list(_root.handlers), _root.level
for _name in _missing:
    setattr(collections, _name, getattr(collections.abc, _name))
try:
    from experta import AND, OR, Fact, InitialFact, KnowledgeEngine, L, P, Rule, watchers
    from experta.abstract import Matcher, Strategy
    from experta.activation import Activation
    from experta.agenda import Agenda
    from experta.matchers import ReteMatcher
finally:
    for _name in _missing:
        delattr(collections, _name)
    for _handler in [handler for handler in _root.handlers if handler not in _handlers]:
        _root.removeHandler(_handler)
        _handler.close()
    _root.setLevel(_level)

__all__ = [
    "AND",
    "OR",
    "Activation",
    "Agenda",
    "Fact",
    "InitialFact",
    "KnowledgeEngine",
    "L",
    "Matcher",
    "P",
    "ReteMatcher",
    "Rule",
    "Strategy",
    "private",
]

private = threading.local()
"""While `private.on` is true in a thread, experta's own log says nothing there."""


class _Discreet(logging.Filter):
    def filter(self, _record: logging.LogRecord) -> bool:
        return not getattr(private, "on", False)


for _watcher in watchers.ALL:
    getattr(watchers, _watcher).addFilter(_Discreet())
