"""A table in pieces, each of which can be read by itself, on another machine too.

Text is cut where the reader of the whole file cuts it, so that each row is taken apart just as it would be there.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from pathlib import Path

from triage.population.checking import TableError
from triage.population.counting import MARK
from triage.population.sources import PACKED
from triage.population.tables import ROWS, Chunk, Table, chunk_of


@dataclass(frozen=True, slots=True)
class Partition:
    """The bytes of text from `start` up to `stop`, of which the first is on line `line`; or so many rows."""

    start: int
    stop: int
    line: int = 1


class PartitionedTable(Table):
    """A table that was looked at once, and is read piece by piece. It can be pickled."""

    partition: Partition | None = None

    def cut(self) -> list[Partition]:
        """The whole table. Text is read for it from beginning to end, and so checked as far as its lines go.

        Raises TableError for a table that cannot be cut."""
        with self._understood(), self.path.open("rb") as file:
            if self.kind == "xlsx" or file.read(len(PACKED)) == PACKED:
                raise TableError(
                    f"{self.name}: Spark cannot cut a workbook or a packed file into pieces; "
                    "unpack it or save it as .csv or .parquet, or leave out --engine"
                )
        if not self.form.text:
            return [Partition(start, min(start + ROWS, self.length)) for start in range(0, self.length, ROWS)]
        partitions: list[Partition] = []
        with self._understood():
            with self.path.open("rb") as file:
                hidden = len(MARK) if file.read(len(MARK)) == MARK else 0
            for line, block, _ in self._blocks():
                start = partitions[-1].stop if partitions else 0
                partitions.append(Partition(start, start + len(block) + (0 if partitions else hidden), line))
        return partitions

    def only(self, partition: Partition) -> PartitionedTable:
        """This piece, as a table."""
        part = copy(self)
        part.tidied = None
        part.partition = partition
        return part

    def at(self, path: Path) -> PartitionedTable:
        """The same file, under another name."""
        part = copy(self)
        part.tidied = None
        part.path = path
        return part

    def chunks(self) -> Iterator[Chunk]:
        if self.partition is None or self.form.text:
            yield from super().chunks()
            return
        with self._understood():
            frame = self._scan().slice(self.partition.start, self.partition.stop - self.partition.start).collect()
        self._expect(frame.height)
        yield chunk_of(frame, self.partition.stop, frame.height)

    def _blocks(self) -> Iterator[tuple[int, bytes, int]]:
        if self.partition is None:
            yield from super()._blocks()
            return
        with self.path.open("rb") as file:
            file.seek(self.partition.start)
            block = file.read(self.partition.stop - self.partition.start)
        self._expect(len(block))
        yield self.partition.line, block if self.partition.start else block.removeprefix(MARK), self.partition.stop

    def _expect(self, size: int) -> None:
        assert self.partition is not None
        if size != self.partition.stop - self.partition.start:
            raise TableError(f"{self.name}: has changed while it was read")
