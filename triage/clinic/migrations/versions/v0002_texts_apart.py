"""The text of a case in a table of its own: the work list looks through all cases, and texts are most of the bytes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from triage.clinic.tables import Number

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "case_text",
        sa.Column(
            "case_id",
            Number,
            sa.ForeignKey("clinic_case.id", name="fk_case_text_case_id", ondelete="CASCADE"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column("text", sa.Text, nullable=False),
    )
    op.execute("INSERT INTO case_text (case_id, text) SELECT id, text FROM clinic_case")
    op.drop_column("clinic_case", "text")
