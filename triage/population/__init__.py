"""Many cases at once, as columns.

The conditions of a base become column expressions, in which null is what Kleene logic calls open. In goes a table with
a column a question, out comes one with a column for each conclusion; `triage.population` takes and gives Polars frames,
and takes anything else that speaks Arrow (`__arrow_c_stream__`: pyarrow, pandas, DuckDB).

>>> import polars
>>> import triage
>>> from triage.population import Population
>>> population = Population(triage.load(), ["urgency", "leading"])
>>> cases = polars.DataFrame({"id": [1, 2], "chest-trouble": ["yes", None]})
>>> population.triage(cases).rows()
[(1, 'emergency', 'possible-lung-clot'), (2, 'soon', None)]

`encoding` says how answers are kept in columns, `checking` what of a table can stand, `columns` what follows from it,
and `not_ruled_out` what could not be ruled out, for which `blocks` reads the conditions with a bit a row and `bitmaps`
turns columns into such bits and back; `population` puts these together for one frame, and `tables` and `run` go
through a file of any length, some rows at a time. What a single frame comes to depends on nothing but that frame and
the base.

Around that: `sources` and `sinks` say where bytes come from and go to in every form of table, `workbook` and
`given_json` read and write two of them, `spoken` takes the words of people and of spreadsheets, `counting` counts rows
by other means than it reads them with, `partitions` cuts a table so that `spark` can share it out, and `interrupting`
heeds a Ctrl-C in the midst of it all.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from triage.population.checking import TableError
    from triage.population.columns import Columns
    from triage.population.population import Batch, Counts, Population
    from triage.population.run import Done

_HOMES = {
    "Batch": "population",
    "Columns": "columns",
    "Counts": "population",
    "Done": "run",
    "Population": "population",
    "TableError": "checking",
}

__all__ = ["Batch", "Columns", "Counts", "Done", "Population", "TableError"]


def __getattr__(name: str) -> object:
    """Polars is loaded when it is needed."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    member: object = getattr(import_module(f"triage.population.{_HOMES[name]}"), name)
    globals()[name] = member
    return member
