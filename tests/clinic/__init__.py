"""The store of the clinician's desk, on SQLite and on a real PostgreSQL."""
