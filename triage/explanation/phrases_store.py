"""What the store of the clinician's desk says when something is wrong, in every language."""

from __future__ import annotations

from triage.language.model import Text

STORE: dict[str, Text] = {
    # what the commands say
    "clinic-role-clinician": {"nl": "behandelaar", "en": "clinician"},
    "clinic-role-researcher": {"nl": "onderzoeker", "en": "researcher"},
    "clinic-role-administrator": {"nl": "beheerder", "en": "administrator"},
    "clinic-password": {"nl": "Wachtwoord", "en": "Password"},
    "clinic-password-again": {"nl": "Nog een keer", "en": "Once more"},
    "clinic-added": {"nl": "{name} is nu {role}.", "en": "{name} is {role} now."},
    "clinic-account": {"nl": "{name}: {role}", "en": "{name}: {role}"},
    "clinic-account-code": {"nl": "{name}: {role}, met code", "en": "{name}: {role}, with code"},
    "clinic-account-off": {"nl": "{name}: {role}, uitgezet", "en": "{name}: {role}, disabled"},
    "clinic-no-accounts": {
        "nl": "Er zijn nog geen accounts. Maak er een met: triage clinic account add NAAM --role administrator",
        "en": "There are no accounts yet. Make one with: triage clinic account add NAME --role administrator",
    },
    "clinic-password-set": {
        "nl": "{name} heeft een nieuw wachtwoord, en is overal uitgelogd.",
        "en": "{name} has a new password, and is logged out everywhere.",
    },
    "clinic-totp-secret": {
        "nl": "Zet dit in de app op de telefoon van {name}: {secret}\nOf open: {address}",
        "en": "Put this into the app on the phone of {name}: {secret}\nOr open: {address}",
    },
    "clinic-totp-code": {"nl": "Code die de app nu toont", "en": "The code that the app shows now"},
    "clinic-totp-on": {
        "nl": "{name} logt nu in met wachtwoord en code.",
        "en": "{name} logs in with password and code now.",
    },
    "clinic-totp-off": {
        "nl": "{name} logt nu in met alleen een wachtwoord.",
        "en": "{name} logs in with a password alone now.",
    },
    "clinic-disabled": {
        "nl": "{name} kan niet meer inloggen, en is overal uitgelogd.",
        "en": "{name} can log in no more, and is logged out everywhere.",
    },
    "clinic-enabled": {"nl": "{name} kan weer inloggen.", "en": "{name} can log in again."},
    "clinic-imported": {"nl": "{file}: bewaard als {code}", "en": "{file}: kept as {code}"},
    "clinic-backed-up": {
        "nl": "{file}: {rows} rijen. Er staan gegevens van mensen in: bewaar het bestand veilig.",
        "en": "{file}: {rows} rows. It holds people's data: keep the file in a safe place.",
    },
    "clinic-restored": {"nl": "{rows} rijen teruggezet.", "en": "{rows} rows restored."},
    "clinic-exported": {"nl": "{file}: alles van {code}", "en": "{file}: all of {code}"},
    "clinic-delete-sure": {
        "nl": "Alles van {code} voor altijd weghalen?",
        "en": "Take away all of {code} for good?",
    },
    "clinic-deleted": {
        "nl": "{code} is weg. Maak een nieuwe back-up: in oude back-ups staat de casus nog.",
        "en": "{code} is gone. Make a new backup: old ones still hold the case.",
    },
    "clinic-kept": {"nl": "Er is niets weggehaald.", "en": "Nothing was taken away."},
    "clinic-retained": {
        "nl": "Weggehaald: {count} (maanden zonder verandering: {months})",
        "en": "Taken away: {count} (months without a change: {months})",
    },
    "clinic-would-retain": {
        "nl": "Zo lang bewaard dat het weg mag: {count} (maanden zonder verandering: {months})",
        "en": "Kept for so long that it may go: {count} (months without a change: {months})",
    },
    "clinic-reread": {
        "nl": "Opnieuw bekeken met deze kennisbank: {count}",
        "en": "Looked at anew with this knowledge base: {count}",
    },
    "clinic-unread": {
        "nl": "Niet te lezen met deze kennisbank, en gelaten zoals ze waren: {handles}",
        "en": "Not to be read with this knowledge base, and left as they were: {handles}",
    },
    "clinic-migrated": {
        "nl": "De opslag is bijgewerkt van versie {before} naar versie {after}.",
        "en": "The store was brought from version {before} to version {after}.",
    },
    "clinic-migrated-already": {
        "nl": "De opslag was al bijgewerkt (versie {after}).",
        "en": "The store was up to date already (version {after}).",
    },
    "audit-sound": {
        "nl": "Het logboek klopt: {entries} regels. Laatste regel: {head}",
        "en": "The audit log is sound: {entries} entries. Last entry: {head}",
    },
    "audit-removed": {
        "nl": "Het logboek klopt niet: vóór regel {number} ontbreken regels.",
        "en": "The audit log is not sound: entries are missing before entry {number}.",
    },
    "audit-changed": {
        "nl": "Het logboek klopt niet: regel {number} is veranderd of verplaatst.",
        "en": "The audit log is not sound: entry {number} was changed or moved.",
    },
    "audit-cut-off": {
        "nl": "Het logboek klopt niet: vanaf regel {number} ontbreken regels aan het eind.",
        "en": "The audit log is not sound: entries are missing at the end, from entry {number} on.",
    },
    "audit-other-head": {
        "nl": "Het logboek klopt niet: regel {number} is een andere dan toen.",
        "en": "The audit log is not sound: entry {number} is another than it was then.",
    },
    "audit-bad-head": {
        "nl": "--head: dit is geen laatste regel; verwacht NUMMER:HASH zoals `triage clinic audit verify` die noemt.",
        "en": "--head: this is no last entry; expected NUMBER:HASH as `triage clinic audit verify` tells it.",
    },
    # what can be wrong
    "store-locked": {
        "nl": "De opslag is bezet: een ander is er te lang mee bezig. Er is niets veranderd. Probeer het zo nog eens.",
        "en": "The store is busy: somebody else takes too long. Nothing was changed. Try again in a moment.",
    },
    "store-full": {
        "nl": "De opslag is vol. Er is niets veranderd. Vraag je beheerder om ruimte te maken.",
        "en": "The store is full. Nothing was changed. Ask your administrator to make room.",
    },
    "store-gone": {
        "nl": "De opslag is niet te bereiken. Er is niets veranderd. Vraag je beheerder om te kijken of hij er nog is, "
        "en of dit programma erbij mag.",
        "en": "The store cannot be reached. Nothing was changed. Ask your administrator whether it is still there, and "
        "whether this program may use it.",
    },
    "store-newer": {
        "nl": "De opslag is van een nieuwere versie van dit programma. Werk het programma bij.",
        "en": "The store is of a newer version of this program. Update the program.",
    },
    "store-older": {
        "nl": "De opslag is van een oudere versie van dit programma. Maak een back-up, en werk hem bij met: "
        "triage clinic migrate",
        "en": "The store is of an older version of this program. Make a backup, and bring it up to date with: "
        "triage clinic migrate",
    },
    "store-unreadable": {
        "nl": "Dit is geen opslag van dit programma, of hij is beschadigd. Zet een back-up terug in een lege opslag.",
        "en": "This is no store of this program, or it is damaged. Restore a backup into an empty store.",
    },
    "store-changed-meanwhile": {
        "nl": "Een ander heeft deze casus intussen veranderd. Jouw verandering is niet bewaard. Bekijk eerst die van "
        "de ander.",
        "en": "Somebody else has changed this case meanwhile. Your change is not kept. Look at theirs first.",
    },
    "store-code-taken": {
        "nl": "Er is al een casus met deze code. Kies een andere code.",
        "en": "There is a case with this code already. Choose another code.",
    },
    "store-bad-code": {
        "nl": "Dit is geen code. Een code heeft 1 tot 60 tekens, zonder schuine streep.",
        "en": "This is no code. A code has 1 to 60 characters, and no slash.",
    },
    "store-no-case": {
        "nl": "Er is geen casus met deze code.",
        "en": "There is no case with this code.",
    },
    "store-too-large": {
        "nl": "Dit bestand is te groot voor een casus.",
        "en": "This file is too large for a case.",
    },
    "store-not-allowed": {
        "nl": "Dit mag je niet met jouw account.",
        "en": "Your account may not do this.",
    },
    "store-refused": {
        "nl": "Naam, wachtwoord of code klopt niet. Na een paar verkeerde pogingen moet je een kwartier wachten.",
        "en": "The name, the password or the code is not right. After a few wrong tries you wait fifteen minutes.",
    },
    "store-wrong-password": {
        "nl": "Het oude wachtwoord klopt niet. Je wachtwoord is niet veranderd.",
        "en": "The old password is not right. Your password is not changed.",
    },
    "store-name-taken": {
        "nl": "Er is al een account met deze naam. Kies een andere naam.",
        "en": "There is an account with this name already. Choose another name.",
    },
    "store-bad-name": {
        "nl": "Dit is geen naam voor een account. Een naam heeft 1 tot 60 tekens.",
        "en": "This is no name for an account. A name has 1 to 60 characters.",
    },
    "store-bad-code-from-phone": {
        "nl": "De code van de telefoon klopt niet. Er is niets veranderd. Kijk of de klok van de telefoon goed staat.",
        "en": "The code from the phone is not right. Nothing was changed. See whether the clock of the phone is right.",
    },
    "store-weak-password": {
        "nl": "Dit wachtwoord is te makkelijk te raden. Neem er een van 12 tot 128 tekens, zonder je naam en zonder "
        "een woord dat iedereen probeert. Een zin is goed.",
        "en": "This password is too easy to guess. Take one of 12 to 128 characters, without your name and without a "
        "word that everybody tries. A sentence is fine.",
    },
    "store-no-account": {
        "nl": "Er is geen account met deze naam.",
        "en": "There is no account with this name.",
    },
    "store-last-administrator": {
        "nl": "Dit is de laatste beheerder. Maak eerst een ander beheerder.",
        "en": "This is the last administrator. Make somebody else administrator first.",
    },
    "store-said-already": {
        "nl": "Je hebt je eerste indruk van deze casus al gegeven. Die blijft staan.",
        "en": "You have given your first impression of this case already. It stands.",
    },
    "store-not-empty": {
        "nl": "Deze opslag is niet leeg. Zet een back-up terug in een lege opslag.",
        "en": "This store is not empty. Restore a backup into an empty store.",
    },
    "store-bad-backup": {
        "nl": "Dit is geen hele back-up van dit programma. Er is niets teruggezet.",
        "en": "This is no whole backup of this program. Nothing was restored.",
    },
    "store-bad-address": {
        "nl": "Dit is geen adres van een opslag. Noem een bestand, of een adres zoals postgresql://naam@computer/opslag.",
        "en": "This is no address of a store. Name a file, or an address such as postgresql://name@host/store.",
    },
    "store-bad-record": {
        "nl": "Dit is geen verzegelde uitslag, of er is iets in veranderd.",
        "en": "This is no sealed outcome, or something in it was changed.",
    },
}
