"""A directory becomes a base, whole, or every mistake in it at once."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.killing import ROOT
from triage.language import files
from triage.language.base import Base
from triage.language.condition import ALL_CLEAR, All, Found, Within
from triage.language.document import MAX_DEPTH, PurePython, parse
from triage.language.errors import KnowledgeError, Place, Problem
from triage.language.files import MAX_BYTES, case_files, content_hash, read_directory
from triage.language.load import build, load


@pytest.fixture
def folder(ankle_files: Path, tmp_path: Path) -> Path:
    """A copy of the ankle base, to be spoilt."""
    return Path(shutil.copytree(ankle_files, tmp_path / "ankle"))


def mistakes(root: Path) -> list[str]:
    with pytest.raises(KnowledgeError) as error:
        load(root)
    return [line.replace(f"{root}/", "") for line in str(error.value).splitlines()]


# What comes out


def test_parts_keep_the_order_in_which_they_are_written(ankle: Base) -> None:
    assert list(ankle.questions)[:3] == ["bone-sticks-out", "foot-cold", "onset"]
    assert list(ankle.findings)[-1] == ALL_CLEAR
    assert ankle.condition_order == ("fracture", "sprain", "bruise")
    assert ankle.pathway_order[-1] == ankle.default_pathway == "have-a-look"
    assert ankle.warning_signs == ("open-fracture", "vessel-hurt")


def test_one_of_everything_is_there(ankle: Base) -> None:
    kinds = "questions checklists findings rules pathways exercises cautions safety_net contradictions claims documents"
    assert all(getattr(ankle, kind) for kind in [*kinds.split(), "conflicts"])


def test_yes_no_and_on_stay_words(ankle: Base) -> None:
    assert [str(ankle.rules[name].when) for name in ("bone-out", "accident")] == [
        "bone-sticks-out: yes",
        "onset: twisted or kicked",
    ]
    assert ankle.questions["bone-sticks-out"].may_be_unknown is False
    assert ankle.questions["days"].whole is True
    assert ankle.documents["ankle-leaflet"].year == "2020"


def test_a_demand_below_the_default_waits_for_all_clear(ankle: Base) -> None:
    mild = ankle.rules["mild"]
    assert mild.guarded
    assert isinstance(mild.when, All)
    assert mild.when.parts[-1] == Found(ALL_CLEAR)
    assert mild.when.parts[1] == Within("pain", high=4.0, high_open=True)
    assert not any(rule.guarded for name, rule in ankle.rules.items() if name != "mild")


def test_texts_are_unfolded_to_one_line(folder: Path) -> None:
    path = folder / "findings.yaml"
    folded = "name:\n    nl: >\n      Een\n      val\n    en: |\n      A\n      fall\n"
    path.write_text(path.read_text().replace("name: {nl: Ongeval, en: Accident}", folded))
    assert load(folder).findings["trauma"].name == {"nl": "Een val", "en": "A fall"}


def test_what_a_question_screens_for(ankle: Base) -> None:
    assert ankle.screens_for["onset"] == ("vessel-hurt",)
    assert ankle.screens_for["pain"] == ()


def test_strata_lie_above_what_they_depend_on(ankle: Base) -> None:
    for name, others in ankle.dependencies.items():
        assert all(ankle.stratum[other] < ankle.stratum[name] for other in others)


def test_folders_and_file_names_mean_nothing(folder: Path, ankle: Base) -> None:
    (folder / "deep" / "er").mkdir(parents=True)
    (folder / "rules.yaml").rename(folder / "deep" / "er" / "whatever.yml")
    moved = load(folder)
    assert list(moved.rules) == list(ankle.rules)
    assert moved.hash != ankle.hash


def test_worked_cases_are_no_knowledge(folder: Path, ankle: Base) -> None:
    (folder / "cases" / "broken.yaml").write_text("][")
    assert load(folder).hash == ankle.hash
    assert [path.name for path in case_files(folder)] == ["broken.yaml", "mild-sprain.yaml"]


def test_there_need_be_no_cases(folder: Path) -> None:
    shutil.rmtree(folder / "cases")
    assert case_files(folder) == []


def test_the_hash_is_of_the_content_in_whatever_order(ankle_files: Path, ankle: Base) -> None:
    files = read_directory(ankle_files)
    assert content_hash(dict(reversed([*files.items()]))) == ankle.hash
    assert content_hash({**files, "rules.yaml": files["rules.yaml"] + b"\n"}) != ankle.hash
    assert content_hash({"a": b"bc"}) != content_hash({"ab": b"c"})


def test_a_byte_order_mark_is_no_mistake(folder: Path) -> None:
    path = folder / "rules.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert load(folder).rules


def test_windows_line_ends_are_no_mistake(folder: Path) -> None:
    path = folder / "rules.yaml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert list(load(folder).rules) == list(load(folder).rules)


def test_a_file_name_that_is_no_text_is_no_mistake(folder: Path) -> None:
    name = b"rules-\xff.yaml"
    (Path(folder) / "rules.yaml").rename(folder / name.decode(errors="surrogateescape"))
    assert load(folder).rules


# What is refused (one mistake at a time: test_bad.py)


def test_there_is_no_such_directory(tmp_path: Path) -> None:
    root = tmp_path / "nowhere"
    with pytest.raises(KnowledgeError) as error:
        load(root)
    assert str(error.value) == f"{root}: there is no such directory; expected a directory with a base.yaml"


def test_a_file_is_no_directory(folder: Path) -> None:
    root = folder / "base.yaml"
    with pytest.raises(KnowledgeError) as error:
        load(root)
    assert str(error.value) == f"{root}: this is a file; expected a directory with a base.yaml"


def test_a_directory_without_a_manifest(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError) as error:
        load(tmp_path)
    assert str(error.value) == f"{tmp_path}: no base.yaml here; expected a knowledge base"


def test_files_without_a_manifest() -> None:
    with pytest.raises(KnowledgeError) as error:
        build({"rules.yaml": b"[]"}, "somewhere")
    assert str(error.value) == "somewhere/: no base.yaml here"


def test_a_file_that_is_not_there_after_all(folder: Path) -> None:
    (folder / "more.yaml").symlink_to(folder / "nowhere.yaml")
    assert mistakes(folder) == ["more.yaml: cannot be read: no such file or directory"]


def test_a_file_that_may_not_be_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.open

    def opened(path: str, flags: int, *args: Any, **kwargs: Any) -> int:
        if Path(path).name == "rules.yaml":
            raise PermissionError(13, "Permission denied")
        return real(path, flags, *args, **kwargs)

    monkeypatch.setattr(os, "open", opened)
    assert mistakes(folder) == ["rules.yaml: cannot be read: permission denied"]


def test_a_directory_with_the_name_of_a_file(folder: Path) -> None:
    (folder / "more.yaml").mkdir()
    assert mistakes(folder) == ["more.yaml: this is a directory; expected a file"]


def test_too_many_files(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_FILES", 5)
    with pytest.raises(KnowledgeError) as error:
        load(folder)
    assert str(error.value) == f"{folder}: more than 5 files; expected a knowledge base"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"- \xff\n", "more.yaml:1:1: not UTF-8 text; expected a YAML or JSON text file"),
        (b"\n\n- caf\xe9\n", "more.yaml:3:1: not UTF-8 text; expected a YAML or JSON text file"),
        ("- a".encode("utf-16"), "more.yaml:1:1: not UTF-8 text; expected a YAML or JSON text file"),
        (b"- a\0b\n", "more.yaml: binary data; expected a YAML or JSON text file"),
        (b"#" * (MAX_BYTES + 1), "more.yaml: too large; expected at most 4 MB"),
        (b"[" * 100_000, f"more.yaml:1:{MAX_DEPTH + 2}: nested deeper than {MAX_DEPTH} levels"),
        (b"{a: " * 5_000, f"more.yaml:1:{4 * MAX_DEPTH + 5}: nested deeper than {MAX_DEPTH} levels"),
        (b"- " * 5_000, f"more.yaml:1:{2 * MAX_DEPTH + 3}: nested deeper than {MAX_DEPTH} levels"),
        ("".join(f"- &x{n} [*x{n - 1}, *x{n - 1}]\n" for n in range(1, 40)).encode(),
         "more.yaml:1:3: anchors and aliases are not used here; write it out"),
    ],
    ids=["not UTF-8", "not UTF-8 further on", "UTF-16", "binary", "too large", "deep lists", "deep mappings",
         "deep blocks", "a billion laughs"],
)  # fmt: skip
def test_a_file_that_is_no_text_for_us(folder: Path, content: bytes, message: str) -> None:
    (folder / "more.yaml").write_bytes(content)
    assert mistakes(folder) == [message]


def test_every_mistake_is_reported_at_once_and_in_order(folder: Path) -> None:
    for name, right, wrong in [
        ("base.yaml", "version:", "versoin:"),
        ("care.yaml", "sets: 3", "sets: many"),
        ("findings.yaml", "kind: sign", "kind: sing"),
        ("rules.yaml", "onset: twisted, not", "onset: twistd, not"),
        ("rules.yaml", "finding: trauma", "finding: truama"),
    ]:
        path = folder / name
        path.write_text(path.read_text().replace(right, wrong, 1))
    assert mistakes(folder) == [
        "base.yaml:1:1: base.yaml lacks `version`",
        "base.yaml:2:1: base.yaml has no key `versoin`; did you mean `version`?",
        "care.yaml:5:16: `sets` must be a number, not `many`",
        "findings.yaml:10:9: `kind` is `sing`; expected one of `sign`, `condition`, `warning-sign`",
        "rules.yaml:18:14: unknown finding `truama`; did you mean `trauma`?",
        "rules.yaml:29:17: `onset` has no answer `twistd`; did you mean `twisted`?",
    ]


def test_what_cannot_be_read_at_all_is_said_alone(folder: Path) -> None:
    """Whatever it declares is missing everywhere else, which is no mistake of those who use it."""
    (folder / "findings.yaml").write_bytes(b"- \xff\n")
    (folder / "more.yaml").write_text("- question: [")
    assert [message.partition(": ")[0] for message in mistakes(folder)] == ["findings.yaml:1:1", "more.yaml:2:1"]


@pytest.mark.parametrize(
    ("line", "mended"),
    [
        ("  en: Pain: how bad", 'en: "Pain: how bad"'),
        ("  ask: {nl: Pijn: hoe erg, en: Pain}", 'ask: {nl: "Pijn: hoe erg", en: Pain}'),
        ('  en: The "pop": did you hear it', "en: 'The \"pop\": did you hear it'"),
    ],
)
def test_a_colon_in_a_text_brings_one_message_with_the_line_mended(folder: Path, line: str, mended: str) -> None:
    questions = folder / "questions.yaml"
    questions.write_text(questions.read_text() + f"- question: more\n{line}\n")
    (message,) = mistakes(folder)
    assert message.endswith(f"; put quotes round this text: `{mended}`")


def test_a_line_that_quotes_would_not_mend_brings_no_hint(folder: Path) -> None:
    for line in ("a: b: " + " " * 100_000 + "c", "a: [b", "a: {b: c: d"):
        (folder / "more.yaml").write_text(line)
        (message,) = mistakes(folder)
        assert "quotes" not in message


def test_places_sort_as_numbers() -> None:
    problems = [Problem(Place("a", line), "m") for line in (10, 9, 100)]
    assert [problem.place.line for problem in KnowledgeError([*problems, problems[0]]).problems] == [9, 10, 100]


def test_a_manifest_that_is_no_document_is_all_that_is_said(folder: Path) -> None:
    (folder / "base.yaml").write_text("[")
    assert [line.split(": ")[0] for line in mistakes(folder)] == ["base.yaml:2:1"]


def test_what_belongs_to_other_programs_is_named_in_the_manifest(folder: Path) -> None:
    before = load(folder)
    (folder / "site" / "deep").mkdir(parents=True)
    (folder / "site" / "deep" / "page.yml").write_text("title: [")
    (folder / "mkdocs.yml").write_text("site_name: x\n")
    assert any("`not-ours`" in line for line in mistakes(folder)) is False, "what cannot be read comes alone"
    (folder / "site" / "deep" / "page.yml").write_text("title: x\n")
    assert all("`not-ours`" in line for line in mistakes(folder))
    manifest = folder / "base.yaml"
    text = manifest.read_text()
    manifest.write_text(text + "not-ours: [mkdocs.yml, site/]\n")
    (folder / "site" / "deep" / "page.yml").write_text("title: [")
    after = load(folder)
    assert (list(after.questions), after.rules.keys()) == (list(before.questions), before.rules.keys())
    (folder / "mkdocs.yml").unlink()
    assert load(folder).hash == after.hash, "the base does not depend on it"
    manifest.write_text(text + "not-ours: [base.yaml, rules.yaml]\n")
    assert mistakes(folder), "a base without its rules is not whole"


@pytest.mark.parametrize("directory", ["tests/terminal/bases/tooth", "examples/ankle/check-in"])
def test_a_python_without_libyaml_reads_the_same(directory: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The documented style has questions in braces: `{nl: Heb je koorts?, en: Do you have a fever?}`."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / directory).rglob("*.yaml"))]
    texts.append("- {nl: Heb je koorts?, en: Do you have a fever? Since when ?}\n- [a?, b? c, d?e]\n")
    theirs = [parse(text, "x") for text in texts]
    monkeypatch.setattr("triage.language.document.LOADER", PurePython)
    assert [parse(text, "x") for text in texts] == theirs
