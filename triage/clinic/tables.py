"""How the store lies in a database: the tables as they are now. How they came to be stands in `migrations`."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

NEVER = date(9999, 12, 31)
"""The day of a check-in that is not planned: after all others, so that one index orders the work list."""


class Moment(TypeDecorator[datetime]):
    """A moment in UTC. SQLite keeps no zone with it."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without its distance from UTC")
        inside = value.astimezone(UTC)
        return inside.replace(tzinfo=None) if dialect.name == "sqlite" else inside

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return None if value is None else value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


Number = BigInteger().with_variant(Integer, "sqlite")
"""SQLite counts by itself only what it calls INTEGER."""


class Table(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: dict[Any, Any] = {datetime: Moment, date: Date}  # noqa: RUF012  # SQLAlchemy reads it so


class AccountRow(Table):
    """`key`: the name in small letters, once each. `failures`: wrong tries since the last good one; `last_code`: the
    step of the clock of the last code from a phone, which is taken once."""

    __tablename__ = "account"
    id: Mapped[int] = mapped_column(Number, primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    key: Mapped[str] = mapped_column(String(100), unique=True)
    role: Mapped[str] = mapped_column(String(20))
    password: Mapped[str] = mapped_column(String(200))
    totp: Mapped[str | None] = mapped_column(String(64))
    last_code: Mapped[int] = mapped_column(Number, default=0)
    disabled: Mapped[bool] = mapped_column(default=False)
    failures: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None]
    added: Mapped[datetime]


class SessionRow(Table):
    """`hash`: SHA-256 of the token; who reads this table can log in with nothing in it."""

    __tablename__ = "session"
    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    begun: Mapped[datetime]
    seen: Mapped[datetime]


class TextRow(Table):
    """The text of a case: apart, for the work list looks through all cases."""

    __tablename__ = "case_text"
    case_id: Mapped[int] = mapped_column(
        ForeignKey("clinic_case.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    text: Mapped[str] = mapped_column(Text)


class CaseRow(Table):
    """`key`: the code in small letters; `handle`: the number under which researchers and the log know it, which tells
    nothing. `place` is minus the rank of the urgency, `due` the day of the next check-in: both ascend in the work list.
    """

    __tablename__ = "clinic_case"
    id: Mapped[int] = mapped_column(Number, primary_key=True)
    code: Mapped[str] = mapped_column(String(100))
    key: Mapped[str] = mapped_column(String(200), unique=True)
    handle: Mapped[str] = mapped_column(String(32), unique=True)
    version: Mapped[int]
    answers: Mapped[str] = mapped_column(String(64))
    base: Mapped[str] = mapped_column(String(200))
    base_hash: Mapped[str] = mapped_column(String(64))
    urgency: Mapped[str] = mapped_column(String(60))
    place: Mapped[int]
    condition: Mapped[str | None] = mapped_column(String(200))
    due: Mapped[date]
    added: Mapped[datetime]
    changed: Mapped[datetime] = mapped_column(index=True)
    changed_by: Mapped[str] = mapped_column(String(100))
    __table_args__ = (
        Index("ix_clinic_case_order", "place", "due", "added", "id"),
        Index("ix_clinic_case_due", "due"),
    )
    body: Mapped[TextRow] = relationship(lazy="joined", innerjoin=True, passive_deletes=True)

    @property
    def text(self) -> str:
        return self.body.text


class ReviewRow(Table):
    """`by`: the name of the reviewer; `account_id` is None where the review came in a file. `body`: the review as JSON,
    as it would stand in the case file; `of`: the fingerprint of the answers that it is about."""

    __tablename__ = "review"
    id: Mapped[int] = mapped_column(Number, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("clinic_case.id", ondelete="CASCADE"))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    by: Mapped[str] = mapped_column(String(100))
    at: Mapped[datetime]
    of: Mapped[str] = mapped_column(String(64))
    body: Mapped[str] = mapped_column(Text)
    __table_args__ = (UniqueConstraint("case_id", "by"),)


class FirstRow(Table):
    """What a reviewer would have done before they saw what came out; said once."""

    __tablename__ = "first_impression"
    case_id: Mapped[int] = mapped_column(ForeignKey("clinic_case.id", ondelete="CASCADE"), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    at: Mapped[datetime]
    urgency: Mapped[str] = mapped_column(String(60))
    condition: Mapped[str] = mapped_column(String(200))


class RecordRow(Table):
    """A sealed outcome."""

    __tablename__ = "record"
    id: Mapped[int] = mapped_column(Number, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("clinic_case.id", ondelete="CASCADE"), index=True)
    by: Mapped[str] = mapped_column(String(100))
    at: Mapped[datetime]
    digest: Mapped[str] = mapped_column(String(100))
    text: Mapped[str] = mapped_column(Text)


class RetentionRow(Table):
    """The rule of how long cases are kept: one row, or none where they stay. `months`: without a change."""

    __tablename__ = "retention"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    months: Mapped[int]


class AuditRow(Table):
    """An entry of the log; see `audit`. Triggers of the database refuse to change or remove one."""

    __tablename__ = "audit"
    number: Mapped[int] = mapped_column(Number, primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    account_id: Mapped[int]
    by: Mapped[str] = mapped_column(String(100))
    operation: Mapped[str] = mapped_column(String(40))
    handle: Mapped[str] = mapped_column(String(32), index=True)
    detail: Mapped[str] = mapped_column(Text)
    hash: Mapped[bytes] = mapped_column(LargeBinary(32))


class HeadRow(Table):
    """The number and the hash of the last entry of the log, in a row of its own: cutting off its end shows."""

    __tablename__ = "audit_head"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(Number)
    hash: Mapped[bytes] = mapped_column(LargeBinary(32))
