"""Which commands there are, for whom, and how each is typed.

The help reads it here, so that it need not read the module of every command for a line about it.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Listed:
    """One command: its name, what it does in half a line, and command lines that work."""

    name: str
    summary: str
    examples: tuple[str, ...]


GROUPS: tuple[tuple[str, tuple[Listed, ...]], ...] = (
    (
        "Answer",
        (
            Listed(
                "ask",
                "Answer the questions, and read what to do.",
                ("triage ask --lang en", "triage ask --resume answers.yaml"),
            ),
            Listed(
                "run",
                "Read what to do for answers that are in a file.",
                ("triage run case.yaml", "triage run case.yaml --full --lang nl", "triage run - < case.yaml"),
            ),
            Listed(
                "serve",
                "Ask the questions in a browser.",
                ("triage serve", "triage serve --port 8080 --lang nl"),
            ),
            Listed("questions", "List the questions.", ("triage questions --lang en",)),
        ),
    ),
    (
        "Follow up",
        (
            Listed("check-in", "Say how it goes, and hear what to do next.", ("triage check-in answers.yaml",)),
            Listed(
                "plan",
                "Plan the coming weeks, on paper or in a calendar.",
                ("triage plan answers.yaml --weeks 4", "triage plan answers.yaml --format ics -o plan.ics"),
            ),
            Listed("progress", "Show pain and phase over time.", ("triage progress answers.yaml",)),
            Listed(
                "letter",
                "Write one page for who has to look.",
                ("triage letter answers.yaml", "triage letter answers.yaml --format html -o letter.html"),
            ),
        ),
    ),
    (
        "Review",
        (
            Listed(
                "explain",
                "Say why, why not, what if, and what is open.",
                ("triage explain case.yaml --hinges", "triage explain case.yaml --what-if fever=yes"),
            ),
            Listed(
                "report",
                "Write an HTML page: advice, proof and sources.",
                ("triage report case.yaml -o case.html",),
            ),
            Listed(
                "review",
                "Judge outcomes, and count what reviewers said.",
                ('triage review case.yaml --as "A. de Vries"', "triage review --summary case.yaml"),
            ),
            Listed(
                "clinic",
                "Keep cases in a store: accounts, backup, audit log.",
                ('triage clinic account add "A. de Vries" --role clinician', "triage clinic import case.yaml"),
            ),
            Listed("replay", "See whether a saved outcome still comes out.", ("triage replay outcome.json",)),
        ),
    ),
    (
        "Teach",
        (
            Listed(
                "step",
                "Show the reasoning one step at a time.",
                ("triage step case.yaml", "triage step case.yaml --quiz"),
            ),
            Listed(
                "show",
                "Show a rule, finding, question, pathway or claim.",
                ("triage show rules", "triage show finding ID"),
            ),
            Listed(
                "graph",
                "Draw what depends on what.",
                ("triage graph -o overview.svg", "triage graph --topic NAME", "triage graph --around ID"),
            ),
        ),
    ),
    (
        "Write and check knowledge",
        (
            Listed("new", "Start a knowledge base of your own.", ("triage new my-base",)),
            Listed(
                "check",
                "Find every mistake, and prove every property.",
                ("triage check", "triage check --knowledge my-base"),
            ),
            Listed("lsp", "Help an editor: mistakes while you type, renaming, and more.", ("triage lsp",)),
            Listed("cases", "Run the worked cases.", ("triage cases", "triage cases --coverage")),
            Listed("mutate", "See whether small mistakes would be noticed.", ("triage mutate --sample 50",)),
            Listed(
                "diff",
                "Say for whom a change of knowledge matters.",
                ("triage diff HEAD~1", "triage diff v1.0:knowledge knowledge"),
            ),
            Listed(
                "sources",
                "Show what rests on which document.",
                ("triage sources", "triage sources --coverage"),
            ),
            Listed(
                "export",
                "Write the base as CLIPS or as a book of pages.",
                (
                    "triage export clips -o rules.clp",
                    "triage export markdown -o book",
                    "triage export phrases -o knowledge/phrases.yaml",
                ),
            ),
        ),
    ),
    (
        "Many cases",
        (
            Listed(
                "batch",
                "Triage a table of cases into another.",
                ("triage batch cases.csv -o outcomes.csv", "triage batch cases.parquet -o outcomes.parquet"),
            ),
        ),
    ),
)
"""The commands by who uses them, in the order of the help."""

COMMANDS = {command.name: command for _, listed in GROUPS for command in listed}
"""Each stands in the module of the same name."""

WITHIN: dict[str, tuple[str, ...]] = {
    "clinic account": (
        'triage clinic account add "A. de Vries" --role clinician',
        "triage clinic account list",
    ),
    "clinic account add": (
        'triage clinic account add "A. de Vries" --role clinician',
        'triage clinic account add "B. Beheer" --role administrator --password-from password.txt',
    ),
    "clinic account list": ("triage clinic account list",),
    "clinic account password": ('triage clinic account password "A. de Vries"',),
    "clinic account totp": (
        'triage clinic account totp "A. de Vries"',
        'triage clinic account totp "A. de Vries" --off',
    ),
    "clinic account disable": (
        'triage clinic account disable "A. de Vries"',
        'triage clinic account disable "A. de Vries" --again',
    ),
    "clinic import": (
        "triage clinic import case.yaml",
        "triage clinic import case.yaml answers.yaml --codes-from-names",
    ),
    "clinic export": ("triage clinic export CODE case.json", "triage clinic export CODE -"),
    "clinic delete": ("triage clinic delete CODE",),
    "clinic retention": ("triage clinic retention", "triage clinic retention --months 240"),
    "clinic retain": ("triage clinic retain --dry-run", "triage clinic retain --months 240"),
    "clinic reread": ("triage clinic reread", "triage clinic reread --knowledge my-base"),
    "clinic backup": ("triage clinic backup cases.gz",),
    "clinic restore": ("triage clinic restore cases.gz --store trial.sqlite",),
    "clinic migrate": ("triage clinic migrate",),
    "clinic audit": ("triage clinic audit verify",),
    "clinic audit verify": ("triage clinic audit verify", "triage clinic audit verify --head NUMBER:HASH"),
    "export clips": ("triage export clips -o rules.clp", "triage export clips --check-in -o check-in.clp"),
    "export phrases": ("triage export phrases --lang nl -o knowledge/phrases.yaml",),
    "export markdown": ("triage export markdown -o book", "triage export markdown --lang nl -o boek"),
}
"""Command lines for each command in another."""

HOLDING = {"", *(name.rpartition(" ")[0] for name in WITHIN)}
"""What is typed to no end without the name of a command behind it: whoever does asks for help."""
