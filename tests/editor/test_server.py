"""A real client speaks to `triage lsp` over standard input and output; one process for all of it."""

from __future__ import annotations

import asyncio
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.lazily import Lazily
from triage.language.keys import CONDITION_FORM, RULE, THEN
from triage.language.load import load

if TYPE_CHECKING:
    from lsprotocol import types as lsp
    from pygls import exceptions
    from pygls.lsp import client as clients
else:
    lsp, exceptions, clients = map(Lazily, ("lsprotocol.types", "pygls.exceptions", "pygls.lsp.client"))

TOOTH = Path(__file__).parents[1] / "terminal" / "bases" / "tooth"
MINE = """
- rule: mine
  when: {not: {hard-to-breathe: yes}}
  then: {urgency: urgent}
  because: {nl: Anders., en: Otherwise.}
  basis: expert-consensus
"""
PATIENCE = 60


class Editor:
    """A client with one base, and what the server told of its files."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.loop = asyncio.new_event_loop()
        self.client = clients.LanguageClient("test", "1")
        self.told: dict[str, list[str]] = {}
        self.version = 0
        self.news = asyncio.Event()

        def told(params: lsp.PublishDiagnosticsParams) -> None:
            self.told[Path(params.uri).name] = [
                f"{one.range.start.line + 1}:{one.range.start.character + 1}: {one.message}"
                for one in params.diagnostics
            ]
            self.news.set()

        self.client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(told)
        self.run(self.client.start_io(sys.executable, "-m", "triage", "lsp"))
        self.run(self.client.initialize_async(lsp.InitializeParams(lsp.ClientCapabilities(), root_uri=None)))
        self.client.initialized(lsp.InitializedParams())

    def run(self, work: Any) -> Any:
        return self.loop.run_until_complete(asyncio.wait_for(work, PATIENCE))

    def uri(self, name: str) -> str:
        return (self.directory / name).as_uri()

    def open(self, name: str) -> None:
        text = (self.directory / name).read_text()
        self.client.text_document_did_open(
            lsp.DidOpenTextDocumentParams(lsp.TextDocumentItem(self.uri(name), "yaml", 1, text))
        )

    def type(self, name: str, text: str) -> None:
        self.version += 1
        self.client.text_document_did_change(
            lsp.DidChangeTextDocumentParams(
                lsp.VersionedTextDocumentIdentifier(uri=self.uri(name), version=self.version),
                [lsp.TextDocumentContentChangeWholeDocument(text)],
            )
        )

    async def _until(self, name: str, wrong: bool) -> list[str]:
        while bool(self.told.get(name)) != wrong:
            self.news.clear()
            await self.news.wait()
        return self.told.get(name, [])

    def until(self, name: str, wrong: bool = True) -> list[str]:
        """What is told of a file, once it is told that something is wrong with it, or nothing any more."""
        return list(self.run(self._until(name, wrong)))

    def place(self, name: str, text: str, word: str) -> dict[str, Any]:
        """Where a word stands in a text."""
        before = text[: text.index(word) + 1]
        position = lsp.Position(before.count("\n"), len(before.rpartition("\n")[2]))
        return {"text_document": lsp.TextDocumentIdentifier(self.uri(name)), "position": position}

    def offered(self, name: str, text: str, before: str) -> list[str]:
        line = text[: text.index(before) + len(before)]
        position = lsp.Position(line.count("\n"), len(line.rpartition("\n")[2]))
        params = lsp.CompletionParams(lsp.TextDocumentIdentifier(self.uri(name)), position)
        found = self.run(self.client.text_document_completion_async(params))
        return [item.label for item in found]

    def close(self) -> None:
        self.run(self.client.shutdown_async(None))
        self.client.exit(None)
        self.run(self.client.stop())  # type: ignore[no-untyped-call]  # pygls gives it no types
        self.loop.close()


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    directory = tmp_path_factory.mktemp("editor") / "tooth"
    shutil.copytree(TOOTH, directory)
    made = Editor(directory)
    try:
        yield made
    finally:
        made.close()


@pytest.fixture
def rules(editor: Editor) -> str:
    """The rules as they are on disk, open in the editor."""
    editor.open("rules.yaml")
    editor.until("rules.yaml", wrong=False)  # what was wrong in the test before
    return (editor.directory / "rules.yaml").read_text()


def test_mistakes_are_told_while_somebody_types(editor: Editor, rules: str) -> None:
    editor.type("rules.yaml", rules.replace("urgency: urgent", "urgency: urgnt", 1))
    (told,) = editor.until("rules.yaml")
    assert "unknown urgency `urgnt`; did you mean `urgent`?" in told
    assert (editor.directory / "rules.yaml").read_text() == rules, "nothing was saved"
    editor.type("rules.yaml", rules)
    assert editor.until("rules.yaml", wrong=False) == []


def test_names_and_keys_are_offered(editor: Editor, rules: str) -> None:
    base = load(editor.directory)
    question = next(one for one in base.questions.values() if one.type == "choice")
    half = rules + f"\n- rule: mine\n  when: {{{question.id}: \n  then:\n    urgency: \n    e\n  bec"
    editor.type("rules.yaml", half)
    assert editor.offered("rules.yaml", half, f"mine\n  when: {{{question.id}: ")[: len(question.options)] == list(
        question.options
    )
    assert {"emergency", "self-care"} <= set(editor.offered("rules.yaml", half, "    urgency: "))
    assert "establish" in editor.offered("rules.yaml", half, "    urgency: \n    e")
    assert "because" in editor.offered("rules.yaml", half, "\n  bec")
    assert question.id in editor.offered("rules.yaml", half, "mine\n  when: {")
    editor.type("rules.yaml", rules)


def test_names_are_offered_though_the_text_was_never_whole(tmp_path: Path) -> None:
    directory = tmp_path / "tooth"
    shutil.copytree(TOOTH, directory)
    editor = Editor(directory)
    try:
        half = (directory / "rules.yaml").read_text() + "\n- rule: mine\n  then:\n    urgency: \n    e"
        editor.open("rules.yaml")
        editor.type("rules.yaml", half)
        assert "emergency" in editor.offered("rules.yaml", half, "    urgency: ")
    finally:
        editor.close()


def test_the_way_to_where_a_name_is_declared(editor: Editor, rules: str) -> None:
    base = load(editor.directory)
    rule = next(rule for rule in base.rules.values() if rule.establish)
    finding = base.findings[rule.establish[0]]
    params = lsp.DefinitionParams(**editor.place("rules.yaml", rules, rule.establish[0]))
    (found,) = editor.run(editor.client.text_document_definition_async(params))
    assert found.uri.endswith(Path(finding.place.file).name)
    assert found.range.start.line + 1 == finding.place.line


def test_what_a_name_says_is_shown_in_words(editor: Editor, rules: str) -> None:
    base = load(editor.directory)
    rule = next(rule for rule in base.rules.values() if rule.establish)
    params = lsp.HoverParams(**editor.place("rules.yaml", rules, rule.establish[0]))
    found = editor.run(editor.client.text_document_hover_async(params))
    names = base.findings[rule.establish[0]].name.values()
    assert any(name in found.contents.value for name in names)


@pytest.mark.parametrize(
    ("before", "key", "told"),
    [
        ("", "because:", RULE.helps["because"]),
        ("", "rule:", RULE.helps["rule"]),
        ("  then: {", "urgency:", THEN.helps["urgency"]),
        ("  when: {", "not:", CONDITION_FORM.helps["not"]),
    ],
    ids=str,
)
def test_what_a_key_is_for_is_shown(editor: Editor, rules: str, before: str, key: str, told: str) -> None:
    text = rules + MINE
    editor.type("rules.yaml", text)
    at = text.index(key, text.index(before, len(rules)))
    position = lsp.Position(text[:at].count("\n"), at - text.rfind("\n", 0, at))
    params = lsp.HoverParams(lsp.TextDocumentIdentifier(editor.uri("rules.yaml")), position)
    found = editor.run(editor.client.text_document_hover_async(params))
    assert found.contents.value == told
    editor.type("rules.yaml", rules)


@pytest.mark.usefixtures("rules")
def test_a_name_is_written_anew_wherever_it_stands(editor: Editor, tmp_path: Path) -> None:
    before = load(editor.directory)
    question = next(iter(before.questions))
    file = Path(before.questions[question].place.file).name
    editor.open(file)
    text = (editor.directory / file).read_text()
    where = editor.place(file, text, f": {question}")
    where["position"] = lsp.Position(where["position"].line, where["position"].character + 2)
    made = editor.run(editor.client.text_document_rename_async(lsp.RenameParams(**where, new_name="called-anew")))
    copy = Path(shutil.copytree(editor.directory, tmp_path / "copy"))
    assert len(made.changes) > 1, "in more files than one"
    for uri, edits in made.changes.items():
        place = copy / Path(uri.removeprefix("file://")).relative_to(editor.directory)
        lines = place.read_text().split("\n")
        for edit in sorted(edits, key=lambda edit: (edit.range.start.line, edit.range.start.character), reverse=True):
            line = lines[edit.range.start.line]
            lines[edit.range.start.line] = (
                line[: edit.range.start.character] + edit.new_text + line[edit.range.end.character :]
            )
        place.write_text("\n".join(lines))
    after = load(copy)
    assert next(iter(after.questions)) == "called-anew"
    left = [line for path in copy.rglob("*.yaml") for line in path.read_text().split("\n") if question in line]
    assert left == [f"case: {question}"], "the name of a case is its own"
    for taken in ("Not An Id", next(iter(before.findings))):
        with pytest.raises(exceptions.JsonRpcException):
            editor.run(editor.client.text_document_rename_async(lsp.RenameParams(**where, new_name=taken)))
