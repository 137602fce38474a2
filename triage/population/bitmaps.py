"""Columns of true and false as Python integers, a bit a row, and back.

Arrow keeps such a column as bits already. Here they are taken out of, and put into, the bytes of its stream format
(https://arrow.apache.org/docs/format/Columnar.html): a header in FlatBuffers says where the bits of each column are.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from struct import unpack_from

import polars as pl

RECORDS = 3
"""What kind of message holds the rows."""


def bits_of(frame: pl.DataFrame) -> dict[str, tuple[int, int]]:
    """For each column of true, false and null the rows in which it is true, and those in which it is false."""
    if not frame.height:
        return dict.fromkeys(frame.columns, (0, 0))
    body, places = _records(frame)
    everywhere = (1 << frame.height) - 1

    def bits(number: int) -> int:
        start, size = places[number]
        return int.from_bytes(body[start : start + size], "little") & everywhere

    bits_by_column = {}
    for number, column in enumerate(frame):
        valid = bits(2 * number) if column.null_count() else everywhere
        true = bits(2 * number + 1) & valid
        bits_by_column[column.name] = true, valid & ~true
    return bits_by_column


def frame_of(bits: Mapping[str, int], height: int) -> pl.DataFrame:
    """A frame with a column for each of these: true where the bit is set, false elsewhere."""
    empty = pl.DataFrame([pl.Series(name, [False]).new_from_index(0, height) for name in bits])
    if not height or not bits:
        return empty
    stream = _stream(empty)
    body, places = _records(empty, stream)
    for rows, (start, size) in zip(bits.values(), places[1::2], strict=True):
        body[start : start + size] = rows.to_bytes(size, "little")
    return pl.read_ipc_stream(io.BytesIO(stream))


def _stream(frame: pl.DataFrame) -> bytearray:
    kept = io.BytesIO()
    frame.rechunk().write_ipc_stream(kept, compression="uncompressed")
    return bytearray(kept.getbuffer())


def _records(frame: pl.DataFrame, stream: bytearray | None = None) -> tuple[memoryview, list[tuple[int, int]]]:
    """The body of the one message that holds rows, and where in it each buffer is: for each column its start and size
    of what is not null, and then of what is true."""
    stream = _stream(frame) if stream is None else stream
    at = 0
    while True:
        size = _number("<i", stream, at + 4)
        message = at + 8 + _number("<I", stream, at + 8)
        body = at + 8 + size
        length_at = _field(stream, message, 3)
        length = _number("<q", stream, length_at) if length_at else 0
        if stream[_field(stream, message, 1)] == RECORDS:
            break
        at = body + length
    batch = _follow(stream, _field(stream, message, 2))
    buffers = _follow(stream, _field(stream, batch, 2))
    count = _number("<I", stream, buffers)
    flat = unpack_from(f"<{2 * count}q", stream, buffers + 4)
    return memoryview(stream)[body : body + length], list(zip(flat[::2], flat[1::2], strict=True))


def _field(stream: bytearray, table: int, number: int) -> int:
    """Where a field of a table is; 0 where it has none."""
    index = table - _number("<i", stream, table)
    place = 4 + 2 * number
    offset = _number("<H", stream, index + place) if place < _number("<H", stream, index) else 0
    return table + offset if offset else 0


def _follow(stream: bytearray, place: int) -> int:
    return place + _number("<I", stream, place)


def _number(kind: str, stream: bytearray, place: int) -> int:
    return int(unpack_from(kind, stream, place)[0])
