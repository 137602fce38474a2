"""Where Alembic begins: it runs inside the transaction that `schema` opened."""

from __future__ import annotations

from alembic import context

from triage.clinic.tables import Table

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Table.metadata,
    transactional_ddl=False,  # there is a transaction already, around all of it
)
context.run_migrations()
