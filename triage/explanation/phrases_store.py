"""What the store of the clinician's desk says when something is wrong, in every language."""

from __future__ import annotations

from triage.language.model import Text

STORE: dict[str, Text] = {
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
