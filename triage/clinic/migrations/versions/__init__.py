"""The versions of the tables, each named by its number and what it brought."""
