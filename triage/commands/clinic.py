"""`triage clinic`: the store of the clinician's desk, for whoever runs it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from triage.commands.options import knowledge_option, lang_before_option, lang_option, store_option
from triage.commands.reading import bytes_from, language_of, load_base, needing
from triage.commands.speaking import Group
from triage.language.errors import CaseError, TriageError, shown_path
from triage.words.message import phrased
from triage.words.saying import languages, say

if TYPE_CHECKING:
    from triage.clinic.model import Retained
    from triage.clinic.store import Store
    from triage.language.base import Base

ROLES = ("clinician", "researcher", "administrator")


@click.group(cls=Group)
@lang_before_option
def clinic() -> None:
    """Keep cases in a store, for the desk that `triage serve --clinic` shows.

    These commands run on the machine of the store, and ask for no password: whoever can run them can read it. Each is
    in the audit log. docs/clinic.md tells how to set it up, keep it and hand out or delete one person's data."""


# Accounts


@clinic.group()
@lang_before_option
def account() -> None:
    """Who may log in."""


def _password_option(command: click.decorators.FC) -> click.decorators.FC:
    return click.option(
        "--password-from", metavar="FILE", help="Read the password from a file (- is standard input); asked otherwise."
    )(command)


@account.command(name="add")
@click.argument("name")
@click.option("--role", type=click.Choice(ROLES), required=True, help="What they may do.")
@_password_option
@store_option
@lang_option
def account_add(name: str, role: str, password_from: str | None, store: str | None, lang: str | None) -> None:
    """Make an account."""
    with opened(store, lang) as (there, language):
        from triage.clinic.model import OPERATOR
        from triage.clinic.model import ROLES as THERE

        password = _password(password_from, language)
        added = there.add_account(OPERATOR, name, password, next(one for one in THERE if one == role))
        click.echo(say("clinic-added", language, name=added.name, role=say(f"clinic-role-{role}", language)))


@account.command(name="list")
@store_option
@lang_option
def account_list(store: str | None, lang: str | None) -> None:
    """List the accounts."""
    with opened(store, lang) as (there, language):
        from triage.clinic.model import OPERATOR

        accounts = there.accounts(OPERATOR)
        for listed_account in accounts:
            how = (
                "clinic-account-off"
                if listed_account.disabled
                else "clinic-account-code"
                if listed_account.totp
                else "clinic-account"
            )
            click.echo(
                say(how, language, name=listed_account.name, role=say(f"clinic-role-{listed_account.role}", language))
            )
        if not accounts:
            click.echo(say("clinic-no-accounts", language), err=True)


@account.command(name="password", short_help="Give an account a new password.")
@click.argument("name")
@_password_option
@store_option
@lang_option
def account_password(name: str, password_from: str | None, store: str | None, lang: str | None) -> None:
    """Give an account a new password; it is logged out everywhere."""
    with opened(store, lang) as (there, language):
        from triage.clinic.model import OPERATOR

        there.set_password(OPERATOR, name, _password(password_from, language))
        click.echo(say("clinic-password-set", language, name=name))


@account.command(name="totp")
@click.argument("name")
@click.option("--off", is_flag=True, help="Ask for no code any more.")
@store_option
@lang_option
def account_totp(name: str, off: bool, store: str | None, lang: str | None) -> None:
    """Ask an account for a code from a phone as well."""
    with opened(store, lang) as (there, language):
        from triage.clinic.accounts import new_secret, phone_address
        from triage.clinic.model import OPERATOR

        if off:
            there.set_totp(OPERATOR, name, None)
            click.echo(say("clinic-totp-off", language, name=name))
            return
        secret = new_secret()
        click.echo(
            say("clinic-totp-secret", language, name=name, secret=secret, address=phone_address(secret, name)),
        )
        there.set_totp(OPERATOR, name, secret, click.prompt(say("clinic-totp-code", language)))
        click.echo(say("clinic-totp-on", language, name=name))


@account.command(name="disable", short_help="Let an account in no more.")
@click.argument("name")
@click.option("--again", is_flag=True, help="Let it in again instead.")
@store_option
@lang_option
def account_disable(name: str, again: bool, store: str | None, lang: str | None) -> None:
    """Let an account in no more; it is logged out everywhere. What it did stays in the log."""
    with opened(store, lang) as (there, language):
        from triage.clinic.model import OPERATOR

        there.disable(OPERATOR, name, not again)
        click.echo(say("clinic-enabled" if again else "clinic-disabled", language, name=name))


# Cases


@clinic.command(name="import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option("--codes-from-names", is_flag=True, help="Call each case as its file is called; by default a new code.")
@store_option
@lang_option
@knowledge_option
def import_cases(
    files: tuple[Path, ...], codes_from_names: bool, store: str | None, lang: str | None, knowledge: Path | None
) -> None:
    """Put case files into the store. One that cannot be read does not stop the others."""
    from triage.language.document import read_text
    from triage.language.files import DocumentError

    base = load_base(knowledge)
    problems, failed = [], False
    with opened(store, lang, base, knowledge) as (there, language):
        from triage.clinic.model import OPERATOR
        from triage.clinic.problems import StoreProblem

        for file in files:
            called = shown_path(file)
            try:
                text = read_text(file, called)
                kept = there.add_case(OPERATOR, text, code=file.stem if codes_from_names else None, called=called)
            except DocumentError as error:
                problems.append(error.problem)
            except CaseError as error:
                problems += error.problems
            except StoreProblem as error:
                if error.kind not in ("code-taken", "bad-code", "too-large"):
                    raise
                click.echo(f"{called}: {error.said(language)}", err=True)
                failed = True
            else:
                click.echo(say("clinic-imported", language, file=called, code=kept.code))
        if problems:
            raise CaseError(problems)
        if failed:
            sys.exit(TriageError.exit_code)


@clinic.command(name="export", short_help="Write all that is kept of one case.")
@click.argument("code")
@click.argument("file", type=click.Path(path_type=Path))
@store_option
@lang_option
def export_case(code: str, file: Path, store: str | None, lang: str | None) -> None:
    """Write all that is kept of one case to FILE, for whom it is about. - is standard output."""
    from triage.commands.options import same_bytes
    from triage.terminal.saving import keep_new

    with opened(store, lang) as (there, language):
        from triage.clinic.model import OPERATOR

        data = there.export(OPERATOR, code).decode()
        if str(file) == "-":
            same_bytes()
            click.echo(data, nl=False)
        else:
            keep_new(file, data, False, private=True)
            click.echo(say("clinic-exported", language, file=shown_path(file), code=code))


@clinic.command(short_help="Take away a case, with all that belongs to it.")
@click.argument("code")
@click.option("--yes", is_flag=True, help="Do not ask whether you are sure.")
@store_option
@lang_option
def delete(code: str, yes: bool, store: str | None, lang: str | None) -> None:
    """Take away a case, with its reviews and records. The audit log keeps that it happened, not what was there."""
    with opened(store, lang) as (there, language):
        from triage.clinic.model import OPERATOR

        if not yes and not click.confirm(say("clinic-delete-sure", language, code=code)):
            click.echo(say("clinic-kept", language))
            return
        there.delete(OPERATOR, code)
        click.echo(say("clinic-deleted", language, code=code))


@clinic.command()
@click.option("--months", type=click.IntRange(1, 1200), help="The rule from now on: cases unchanged for so long go.")
@click.option("--none", "nothing", is_flag=True, help="No rule from now on: cases stay until somebody deletes them.")
@store_option
@lang_option
def retention(months: int | None, nothing: bool, store: str | None, lang: str | None) -> None:
    """Say how long cases are kept, or set it. A desk that runs applies the rule each day."""
    if nothing and months is not None:
        raise TriageError("--months and --none are two rules; name one")
    with opened(store, lang) as (there, language):
        from triage.clinic.model import OPERATOR

        if nothing or months is not None:
            there.keep_for(OPERATOR, months)
        rule = there.kept_for(OPERATOR)
        click.echo(say("clinic-no-rule" if rule is None else "clinic-rule", language, months=rule))


@clinic.command(short_help="Take away what was kept for long enough.")
@click.option("--months", type=click.IntRange(1, 1200), help="How long a case is kept unchanged; by default the rule.")
@click.option("--dry-run", is_flag=True, help="Say how many there are, and take none away.")
@store_option
@lang_option
def retain(months: int | None, dry_run: bool, store: str | None, lang: str | None) -> None:
    """Take away every case in which nothing has changed for so long, by the rule of the store."""
    with opened(store, lang) as (there, language):
        from triage.clinic.model import OPERATOR

        click.echo(retained_words(there.retain(OPERATOR, months, only_tell=dry_run), language, dry_run))


def retained_words(retained: Retained, language: str, only_told: bool = False) -> str:
    """What went, or would go, because it was kept for long enough."""
    if retained.months is None:
        return say("clinic-no-rule", language)
    key = "clinic-would-retain" if only_told else "clinic-retained"
    return say(key, language, months=retained.months, count=retained.cases)


@clinic.command(short_help="Conclude every case anew.")
@store_option
@lang_option
@knowledge_option
def reread(store: str | None, lang: str | None, knowledge: Path | None) -> None:
    """Conclude every case anew, after a change of the knowledge base: the work list shows what holds under it."""
    base = load_base(knowledge)
    with opened(store, lang, base, knowledge) as (there, language):
        from triage.clinic.model import OPERATOR

        count, unread = there.reread(OPERATOR)
        click.echo(say("clinic-reread", language, count=count))
        if unread:
            raise TriageError(say("clinic-unread", language, handles=", ".join(unread)))


# The store as a whole


@clinic.command()
@click.argument("file", type=click.Path(path_type=Path))
@store_option
@lang_option
def backup(file: Path, store: str | None, lang: str | None) -> None:
    """Write the whole store to FILE, in place of what is there. People may go on working meanwhile."""
    with opened(store, lang) as (there, language):
        from triage.clinic.model import OPERATOR

        try:
            rows = there.back_up(OPERATOR, file)
        except OSError as error:
            raise TriageError(
                phrased("{file}: {reason}", file=shown_path(file), reason=(error.strerror or str(error)).lower())
            ) from error
        click.echo(say("clinic-backed-up", language, file=shown_path(file), rows=rows))


@clinic.command(short_help="Put a backup into a store that is empty.")
@click.argument("file", type=click.Path(path_type=Path))
@store_option
@lang_option
def restore(file: Path, store: str | None, lang: str | None) -> None:
    """Put a backup into a store that is empty: of the same kind, or of the other."""
    with _telling(lang) as language:
        from triage.clinic.store import Store

        rows = Store.restore(_address(store), file)
        click.echo(say("clinic-restored", language, rows=rows))


@clinic.command()
@store_option
@lang_option
def migrate(store: str | None, lang: str | None) -> None:
    """Bring the store of an older version forward. Make a backup first."""
    with _telling(lang) as language:
        from triage.clinic.store import Store

        before, after = Store.migrate(_address(store))
        key = "clinic-migrated-already" if before == after else "clinic-migrated"
        click.echo(say(key, language, before=before, after=after))


@clinic.group()
@lang_before_option
def audit() -> None:
    """The log of who saw and changed what."""


@audit.command(name="verify", short_help="Say whether any of it was removed, changed or moved.")
@click.option("--head", metavar="NUMBER:HASH", help="The last entry as this command told it some time before.")
@store_option
@lang_option
def audit_verify(head: str | None, store: str | None, lang: str | None) -> None:
    """Follow the log from its first entry to its last, and say whether any was removed, changed or moved.

    Keep the last entry that it tells elsewhere, and give it with --head next time: then it shows also where somebody
    wrote the whole log anew."""
    with opened(store, lang) as (there, language):
        from triage.clinic.audit import Head
        from triage.clinic.model import OPERATOR

        number, _, word = (head or "").partition(":")
        if head is not None and not (number.isdecimal() and len(number) < 19 and len(word) == 64):
            raise TriageError(say("audit-bad-head", language))
        verified = there.verify(OPERATOR, Head(int(number), word) if head is not None else None)
        if verified.fault is not None:
            raise TriageError(say(f"audit-{verified.fault}", language, number=verified.number))
        click.echo(say("audit-sound", language, entries=verified.entries, head=verified.head))


def _address(store: str | None) -> str:
    from triage.terminal.places import clinic as place

    if store is not None:
        return store
    try:
        return str(place())
    except OSError as error:
        raise TriageError("--store: name a file; you have no data directory of your own here") from error


@contextmanager
def _telling(lang: str | None) -> Iterator[str]:
    """What is wrong with the store, in the language of whoever runs the command."""
    from triage.language.errors import listed, quoted
    from triage.language.preferred import language_in, preferred

    wanted = None if lang is None else language_in(lang)
    if wanted is not None and wanted not in languages():
        raise TriageError(
            phrased(
                "--lang: these commands do not speak {wanted}; they speak {languages}",
                wanted=quoted(str(lang)),
                languages=listed(languages()),
            )
        )
    language = preferred(languages(), wanted)
    with needing("clinic"):
        from triage.clinic.problems import StoreProblem
        from triage.clinic.store import Store as _store  # noqa: F401  # all that it needs
    try:
        with needing("postgres"):
            yield language
    except StoreProblem as error:
        raise TriageError(error.said(language)) from error


@contextmanager
def opened(
    store: str | None, lang: str | None, base: Base | None = None, knowledge: Path | None = None
) -> Iterator[tuple[Store, str]]:
    """The store at an address, or in the data directory, and the language in which it is told what goes wrong."""
    if base is not None and lang is not None:
        language_of(base, lang)
    with _telling(lang) as language:
        from triage.clinic.store import Store as Stores

        with Stores.open(_address(store), base, knowledge=knowledge) as there:
            yield there, language


def _password(file: str | None, language: str) -> str:
    """As it was typed twice, or as it stands in the first line of a file."""
    if file is None:
        asked: str = click.prompt(
            say("clinic-password", language),
            hide_input=True,
            confirmation_prompt=say("clinic-password-again", language),
        )
        return asked
    return bytes_from(file).decode("utf-8", "replace").partition("\n")[0].rstrip("\r")
