"""`triage lsp`: the language server, for editors."""

from __future__ import annotations

import click

from triage.commands.options import lang_option
from triage.commands.reading import needing


@click.command()
@lang_option
def lsp(lang: str | None) -> None:
    """Help an editor with knowledge bases: mistakes while you type, names to choose from, where a name is declared,
    renaming it everywhere, and what it says.

    An editor starts it and speaks to it over standard input and output (the Language Server Protocol). It takes the
    extra `lsp`. How to set it up in Visual Studio Code, Neovim and Helix: docs/authoring.md."""
    with needing("lsp"):
        from triage.editor.server import server
    server(lang).start_io()
