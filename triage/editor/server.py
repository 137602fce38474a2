"""The language server: an editor asks, `writing` answers. It speaks over standard input and output."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from pathlib import Path

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcInvalidParams
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

from triage.editor.index import Name
from triage.editor.lines import word_at
from triage.editor.writing import Looked, Writing, base_of
from triage.language.errors import Place, TriageError
from triage.language.preferred import language_in, preferred
from triage.version import VERSION

PAUSE = 0.2
"""So many seconds without a key pressed, and the base is read again."""


class Server(LanguageServer):
    """Holds the bases that files of are open in the editor."""

    def __init__(self) -> None:
        super().__init__("triage", VERSION)
        self.bases: dict[Path, Writing] = {}
        self.told: dict[Path, set[str]] = {}
        self.waiting: dict[Path, asyncio.Task[None]] = {}

    def writing(self, uri: str) -> tuple[Writing, Path] | None:
        """The base that a file belongs to, and the file."""
        name = to_fs_path(uri)
        directory = base_of(Path(name)) if name else None
        if directory is None or name is None:
            return None
        return self.bases.setdefault(directory, Writing(directory)), Path(name).resolve()

    def changed(self, uri: str, text: str | None) -> None:
        """A file stands like this in the editor; None: as on disk."""
        place = self.writing(uri)
        if place is None:
            return
        writing, file = place
        if text is None:
            writing.texts.pop(file, None)
        else:
            writing.texts[file] = text.encode("utf-8", "surrogateescape")
        if (before := self.waiting.get(writing.directory)) is not None:
            before.cancel()
        self.waiting[writing.directory] = asyncio.create_task(self.look(writing))

    async def look(self, writing: Writing) -> None:
        """First what is quickly known, then all of it."""
        await asyncio.sleep(PAUSE)
        for quick in (True, False):
            self.tell(writing, await asyncio.to_thread(writing.look, quick))

    def tell(self, writing: Writing, looked: Looked) -> None:
        """Every mistake, and of the files that were named before, that they have none any more."""
        files: dict[str, list[lsp.Diagnostic]] = {name: [] for name in self.told.get(writing.directory, ())}
        for problem in looked.problems:
            files.setdefault(problem.place.file, []).append(
                lsp.Diagnostic(
                    _word(looked.lines.get(problem.place.file, ()), problem.place),
                    problem.message,
                    severity=lsp.DiagnosticSeverity.Error,
                    source="triage",
                )
            )
        self.told[writing.directory] = {name for name, mistakes in files.items() if mistakes}
        for name, mistakes in files.items():
            uri = from_fs_path(str(Path(name).resolve()))
            if uri is not None:
                self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, mistakes))

    async def known(
        self, params: lsp.DefinitionParams | lsp.ReferenceParams | lsp.HoverParams | lsp.RenameParams
    ) -> tuple[Writing, Name] | None:
        """What the id at a place names, by the text as it stands now."""
        place = self.writing(params.text_document.uri)
        if place is None:
            return None
        writing, file = place
        await asyncio.to_thread(writing.look, False)
        number, column = _from_editor(writing.lines(file), params.position)
        name = writing.named(file, number, column)
        return None if name is None else (writing, name)

    def key_told(self, params: lsp.HoverParams) -> str:
        """What the key at a place is for, as it stood when somebody last looked."""
        place = self.writing(params.text_document.uri)
        if place is None:
            return ""
        writing, file = place
        return writing.key_told(file, *_from_editor(writing.lines(file), params.position))


def _word(lines: Sequence[str], place: Place) -> lsp.Range:
    """The word at a place, as the editor counts."""
    number = max(place.line - 1, 0)
    begin, end = word_at(lines, number, place.column - 1)
    return lsp.Range(_to_editor(lines, number, place.column - 1), _to_editor(lines, number, max(end, begin + 1)))


def _id_at(lines: Sequence[str], place: Place, name: str) -> lsp.Range:
    at = place.column - 1
    return lsp.Range(_to_editor(lines, place.line - 1, at), _to_editor(lines, place.line - 1, at + len(name)))


def _to_editor(lines: Sequence[str], number: int, column: int) -> lsp.Position:
    """Editors count in UTF-16."""
    line = lines[number] if number < len(lines) else ""
    return lsp.Position(number, len(line[:column].encode("utf-16-le", "surrogatepass")) // 2)


def _from_editor(lines: Sequence[str], position: lsp.Position) -> tuple[int, int]:
    line = lines[position.line] if position.line < len(lines) else ""
    before = line.encode("utf-16-le", "surrogatepass")[: 2 * position.character]
    return position.line, len(before.decode("utf-16-le", "ignore"))


def _locations(writing: Writing, places: Iterable[Place], name: str) -> list[lsp.Location]:
    lines = writing.last.lines
    return [
        lsp.Location(from_fs_path(place.file) or "", _id_at(lines.get(place.file, ()), place, name)) for place in places
    ]


def server(language: str | None = None) -> Server:
    """A server that nobody speaks to yet. It tells what a base says in this language, or in the locale's."""
    language_server = Server()
    asked = None if language is None else language_in(language)

    @language_server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    async def opened(ours: Server, params: lsp.DidOpenTextDocumentParams) -> None:
        ours.changed(params.text_document.uri, params.text_document.text)

    @language_server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(ours: Server, params: lsp.DidChangeTextDocumentParams) -> None:
        uri = params.text_document.uri
        ours.changed(uri, ours.workspace.get_text_document(uri).source)

    @language_server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    async def closed(ours: Server, params: lsp.DidCloseTextDocumentParams) -> None:
        ours.changed(params.text_document.uri, None)

    @language_server.feature(
        lsp.TEXT_DOCUMENT_COMPLETION, lsp.CompletionOptions(trigger_characters=[" ", "[", "{", ","])
    )
    async def offered(ours: Server, params: lsp.CompletionParams) -> list[lsp.CompletionItem]:
        place = ours.writing(params.text_document.uri)
        if place is None:
            return []
        writing, file = place
        if writing.last.base is None:
            await asyncio.to_thread(writing.look, True)
        lines = writing.lines(file)
        number, column = _from_editor(lines, params.position)
        begin, _ = word_at(lines, number, column)
        typed = lsp.Range(_to_editor(lines, number, begin), params.position)
        names = await asyncio.to_thread(writing.offered, file, number, column)
        return [
            lsp.CompletionItem(name, documentation=told or None, text_edit=lsp.TextEdit(typed, name))
            for name, told in names.items()
        ]

    @language_server.feature(lsp.TEXT_DOCUMENT_DEFINITION)
    async def declared(ours: Server, params: lsp.DefinitionParams) -> list[lsp.Location]:
        target = await ours.known(params)
        return [] if target is None else _locations(target[0], target[0].declared(target[1]), target[1].id)

    @language_server.feature(lsp.TEXT_DOCUMENT_REFERENCES)
    async def used(ours: Server, params: lsp.ReferenceParams) -> list[lsp.Location]:
        target = await ours.known(params)
        if target is None:
            return []
        spots = target[0].last.index.everywhere(target[1])
        return _locations(target[0], (spot.place for spot in spots), target[1].id)

    @language_server.feature(lsp.TEXT_DOCUMENT_HOVER)
    async def told(ours: Server, params: lsp.HoverParams) -> lsp.Hover | None:
        target = await ours.known(params)
        if target is None:
            text = await asyncio.to_thread(ours.key_told, params)
        elif (base := target[0].last.base) is not None:
            text = await asyncio.to_thread(target[0].told, target[1], preferred(base.languages, asked))
        else:
            text = ""
        return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.PlainText, text)) if text else None

    @language_server.feature(lsp.TEXT_DOCUMENT_RENAME)
    async def renamed(ours: Server, params: lsp.RenameParams) -> lsp.WorkspaceEdit | None:
        target = await ours.known(params)
        if target is None:
            return None
        writing, name = target
        try:
            spots = await asyncio.to_thread(writing.renamed, name, params.new_name)
        except TriageError as error:
            raise JsonRpcInvalidParams(str(error)) from error
        changes: dict[str, list[lsp.TextEdit]] = {}
        for place in dict.fromkeys(spot.place for spot in spots):
            edit = lsp.TextEdit(_id_at(writing.last.lines[place.file], place, name.id), params.new_name)
            changes.setdefault(from_fs_path(place.file) or "", []).append(edit)
        return lsp.WorkspaceEdit(changes)

    return language_server
