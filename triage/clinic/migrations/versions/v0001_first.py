"""The first tables: accounts, sessions, cases, reviews, records, and the log."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from triage.clinic.tables import Moment, Number

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

REFUSE_IN_SQLITE = """\
CREATE TRIGGER audit_no_{verb} BEFORE {verb} ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END
"""
REFUSE_IN_POSTGRES = """\
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the audit log is only added to'; END $$;
CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_no_emptying BEFORE TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()
"""


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("id", Number, primary_key=True),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("key", sa.String(100), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("password", sa.String(200), nullable=False),
        sa.Column("totp", sa.String(64)),
        sa.Column("last_code", Number, nullable=False),
        sa.Column("disabled", sa.Boolean, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("locked_until", Moment),
        sa.Column("added", Moment, nullable=False),
        sa.UniqueConstraint("key", name="uq_account_key"),
    )
    op.create_table(
        "session",
        sa.Column("hash", sa.String(64), primary_key=True),
        sa.Column("account_id", Number, sa.ForeignKey("account.id", name="fk_session_account_id"), nullable=False),
        sa.Column("begun", Moment, nullable=False),
        sa.Column("seen", Moment, nullable=False),
    )
    op.create_index("ix_session_account_id", "session", ["account_id"])
    op.create_table(
        "clinic_case",
        sa.Column("id", Number, primary_key=True),
        sa.Column("code", sa.String(100), nullable=False),
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("handle", sa.String(32), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("answers", sa.String(64), nullable=False),
        sa.Column("base", sa.String(200), nullable=False),
        sa.Column("base_hash", sa.String(64), nullable=False),
        sa.Column("urgency", sa.String(60), nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("condition", sa.String(200)),
        sa.Column("due", sa.Date, nullable=False),
        sa.Column("added", Moment, nullable=False),
        sa.Column("changed", Moment, nullable=False),
        sa.Column("changed_by", sa.String(100), nullable=False),
        sa.UniqueConstraint("key", name="uq_clinic_case_key"),
        sa.UniqueConstraint("handle", name="uq_clinic_case_handle"),
    )
    op.create_index("ix_clinic_case_order", "clinic_case", ["place", "due", "added", "id"])
    op.create_index("ix_clinic_case_due", "clinic_case", ["due"])
    op.create_index("ix_clinic_case_changed", "clinic_case", ["changed"])
    op.create_table(
        "review",
        sa.Column("id", Number, primary_key=True),
        _of_case("review"),
        sa.Column("account_id", Number, sa.ForeignKey("account.id", name="fk_review_account_id")),
        sa.Column("by", sa.String(100), nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("of", sa.String(64), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.UniqueConstraint("case_id", "by", name="uq_review_case_id_by"),
    )
    op.create_table(
        "first_impression",
        _of_case("first_impression", primary_key=True),
        sa.Column(
            "account_id", Number, sa.ForeignKey("account.id", name="fk_first_impression_account_id"), primary_key=True
        ),
        sa.Column("at", Moment, nullable=False),
        sa.Column("urgency", sa.String(60), nullable=False),
        sa.Column("condition", sa.String(200), nullable=False),
    )
    op.create_table(
        "record",
        sa.Column("id", Number, primary_key=True),
        _of_case("record"),
        sa.Column("by", sa.String(100), nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("digest", sa.String(100), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
    )
    op.create_index("ix_record_case_id", "record", ["case_id"])
    op.create_table(
        "audit",
        sa.Column("number", Number, primary_key=True, autoincrement=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("account_id", sa.Integer, nullable=False),
        sa.Column("by", sa.String(100), nullable=False),
        sa.Column("operation", sa.String(40), nullable=False),
        sa.Column("handle", sa.String(32), nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("hash", sa.LargeBinary(32), nullable=False),
    )
    op.create_index("ix_audit_handle", "audit", ["handle"])
    op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("number", Number, nullable=False),
        sa.Column("hash", sa.LargeBinary(32), nullable=False),
    )
    op.execute(sa.text("INSERT INTO audit_head (id, number, hash) VALUES (1, 0, :hash)").bindparams(hash=bytes(32)))
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(REFUSE_IN_SQLITE.format(verb=verb))
    else:
        for statement in REFUSE_IN_POSTGRES.split(";\nCREATE TRIGGER"):
            op.execute(statement if statement.startswith("CREATE") else f"CREATE TRIGGER{statement}")


def _of_case(table: str, primary_key: bool = False) -> sa.Column[int]:
    return sa.Column(
        "case_id",
        Number,
        sa.ForeignKey("clinic_case.id", name=f"fk_{table}_case_id", ondelete="CASCADE"),
        primary_key=primary_key,
        nullable=False,
    )
