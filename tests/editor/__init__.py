"""The language server, as an editor uses it."""
