"""What the pages of the clinician's desk say, in every language."""

from __future__ import annotations

from triage.language.model import Text

DESK: dict[str, Text] = {
    "desk-serving": {"nl": "De werkplek staat op {address}", "en": "The clinician's desk is at {address}"},
    "desk-title": {"nl": "Werkplek", "en": "Clinician's desk"},
    "desk-rooms": {"nl": "Onderdelen van de werkplek", "en": "Parts of the desk"},
    "desk-to-start": {"nl": "Naar het begin van de werkplek", "en": "To the start of the desk"},
    # who comes in
    "desk-log-in": {"nl": "Inloggen", "en": "Log in"},
    "desk-log-out": {"nl": "Uitloggen", "en": "Log out"},
    "desk-for-whom": {
        "nl": "Deze pagina's zijn voor zorgverleners en onderzoekers. Heb je zelf een klacht? Ga dan naar het begin.",
        "en": "These pages are for clinicians and researchers. Do you have a complaint yourself? Then go to the start.",
    },
    "desk-name": {"nl": "Naam van het account", "en": "Name of the account"},
    "desk-password": {"nl": "Wachtwoord", "en": "Password"},
    "desk-code": {"nl": "Code van je telefoon", "en": "Code from your phone"},
    "desk-code-hint": {"nl": "Alleen als je die hebt ingesteld", "en": "Only if you have set that up"},
    "desk-not-allowed": {
        "nl": "Met jouw account kun je deze pagina niet zien.",
        "en": "Your account cannot see this page.",
    },
    "desk-stale": {
        "nl": "Dit formulier hoort niet bij deze sessie. Er is niets veranderd. Ga terug en probeer het nog eens.",
        "en": "This form is not of this session. Nothing was changed. Go back and try again.",
    },
    "desk-no-case": {"nl": "Deze casus is er niet.", "en": "This case is not there."},
    "desk-cannot-read": {
        "nl": "Deze casus is met deze versie niet te lezen. {why}",
        "en": "This case cannot be read with this version. {why}",
    },
    # an account
    "desk-account": {"nl": "Je account", "en": "Your account"},
    "desk-sessions-end": {
        "nl": "Verander je hier iets? Dan log je daarna opnieuw in, ook op andere computers.",
        "en": "If you change something here, you log in again afterwards, on other computers too.",
    },
    "desk-change-password": {"nl": "Verander je wachtwoord", "en": "Change your password"},
    "desk-old-password": {"nl": "Het wachtwoord van nu", "en": "The password now"},
    "desk-new-password": {"nl": "Het nieuwe wachtwoord", "en": "The new password"},
    "desk-again-password": {"nl": "Nog een keer het nieuwe", "en": "The new one once more"},
    "desk-password-hint": {
        "nl": "12 tot 128 tekens. Een zin is goed.",
        "en": "12 to 128 characters. A sentence is fine.",
    },
    "desk-not-the-same": {
        "nl": "Het nieuwe wachtwoord staat er twee keer, maar niet hetzelfde. Er is niets veranderd.",
        "en": "The new password stands there twice, but not the same. Nothing was changed.",
    },
    "desk-password-changed": {
        "nl": "Dat is veranderd. Log opnieuw in.",
        "en": "That is changed. Log in again.",
    },
    "desk-phone": {"nl": "Een code van je telefoon", "en": "A code from your phone"},
    "desk-phone-about": {
        "nl": "Met een app voor inlogcodes heeft niemand genoeg aan je wachtwoord alleen. Scan de code met de app, en "
        "vul in wat de app laat zien.",
        "en": "With an app for log-in codes nobody gets in with your password alone. Scan the code with the app, and "
        "fill in what the app shows.",
    },
    "desk-phone-code": {"nl": "Code om te scannen met de app", "en": "Code to scan with the app"},
    "desk-phone-secret": {"nl": "Of typ dit over in de app:", "en": "Or type this into the app:"},
    "desk-phone-on": {"nl": "Vraag voortaan om een code", "en": "Ask for a code from now on"},
    "desk-phone-off": {"nl": "Vraag niet meer om een code", "en": "Ask for a code no more"},
    "desk-phone-is-on": {
        "nl": "Bij het inloggen vragen we om een code van je telefoon.",
        "en": "At log-in we ask for a code from your phone.",
    },
    # the list
    "desk-cases": {"nl": "Casussen", "en": "Cases"},
    "desk-find": {"nl": "Deel van de code", "en": "Part of the code"},
    "desk-any": {"nl": "alles", "en": "anything"},
    "desk-due-only": {
        "nl": "Alleen met een check-in voor vandaag of eerder",
        "en": "Only with a check-in due by today",
    },
    "desk-all": {"nl": "Laat alles zien", "en": "Show all"},
    "desk-count": {"nl": "{count} casussen, de dringendste eerst", "en": "{count} cases, most urgent first"},
    "desk-count-one": {"nl": "1 casus", "en": "1 case"},
    "desk-case-code": {"nl": "Code", "en": "Code"},
    "desk-case-code-hint": {
        "nl": "Waarmee jullie de casus terugvinden; geen naam. Leeg: we maken er een.",
        "en": "How you find the case again; no name. Empty: we make one.",
    },
    "desk-check-in": {"nl": "Volgende check-in", "en": "Next check-in"},
    "desk-check-ins": {"nl": "Check-ins", "en": "Check-ins"},
    "desk-due": {"nl": "nu", "en": "due"},
    "desk-since": {"nl": "Sinds", "en": "Since"},
    "desk-first": {"nl": "Naar het begin van de lijst", "en": "To the beginning of the list"},
    "desk-add": {"nl": "Casus toevoegen", "en": "Add a case"},
    "desk-add-do": {"nl": "Voeg toe", "en": "Add"},
    "desk-add-about": {
        "nl": "Neem het bestand dat iemand bewaard heeft, of de link die iemand stuurde. De uitslag van nu wordt erbij "
        "bewaard.",
        "en": "Take the file that somebody kept, or the link that somebody sent. What comes out now is kept with it.",
    },
    # a case
    "desk-case": {"nl": "Casus {code}", "en": "Case {code}"},
    "desk-to-case": {"nl": "Casus {code}", "en": "Case {code}"},
    "desk-version": {"nl": "versie {version}", "en": "version {version}"},
    "desk-changed-by": {"nl": "veranderd door {name}, {day}", "en": "changed by {name}, {day}"},
    "desk-so": {"nl": "Wel", "en": "Present"},
    "desk-unknown": {"nl": "Niet bekend", "en": "Not known"},
    "desk-not-so": {"nl": "Gevraagd, en niet", "en": "Asked, and absent"},
    "desk-not-asked": {"nl": "Niet gevraagd", "en": "Not asked"},
    "desk-switches": {
        "nl": "Zet een antwoord anders om te zien wat er dan uit komt. Er wordt niets bewaard.",
        "en": "Set an answer otherwise to see what comes out then. Nothing is kept.",
    },
    "desk-what-if": {"nl": "Laat zien wat dit doet", "en": "Show what this does"},
    "desk-what-if-title": {"nl": "Met andere antwoorden", "en": "With other answers"},
    "desk-what-if-none": {
        "nl": "Alle antwoorden staan zoals ze gegeven zijn.",
        "en": "All answers stand as they were given.",
    },
    "desk-what-if-differs": {"nl": "Zo is het, en zo zou het zijn", "en": "As it is, and as it would be"},
    "desk-what-if-same": {
        "nl": "Zo is het, en zo zou het zijn: er verandert niets",
        "en": "As it is, and as it would be: nothing changes",
    },
    "desk-what": {"nl": "Wat", "en": "What"},
    "desk-as-is": {"nl": "Zoals het is", "en": "As it is"},
    "desk-as-would": {"nl": "Zoals het dan zou zijn", "en": "As it would be"},
    "desk-other": {"nl": "anders", "en": "otherwise"},
    "desk-was": {"nl": "gegeven: {answer}", "en": "given: {answer}"},
    "desk-keep": {"nl": "Bewaar deze antwoorden in de casus", "en": "Keep these answers in the case"},
    "desk-undo": {"nl": "Zet alles terug", "en": "Set all back"},
    "desk-why-not": {"nl": "Waarom iets niet", "en": "Why something is not so"},
    "desk-why-not-find": {
        "nl": "Zoek een bevinding, een spoed, een zorgpad of een waarschuwing",
        "en": "Find a finding, an urgency, a care pathway or a caution",
    },
    "desk-why-not-more": {
        "nl": "En nog {count}: zoek met een woord.",
        "en": "And {count} more: search by a word.",
    },
    "desk-nothing-found": {"nl": "Niets gevonden", "en": "Nothing found"},
    "desk-hinges": {"nl": "Waar het op hangt", "en": "What it hinges on"},
    "desk-letter": {"nl": "De brief", "en": "The letter"},
    "desk-print": {"nl": "Op papier (twee pagina's)", "en": "On paper (two pages)"},
    "desk-step": {"nl": "Stap", "en": "Step"},
    "desk-newer": {"nl": "Nieuwer bestand en check-in", "en": "Newer file and check-in"},
    "desk-newer-about": {
        "nl": "Heeft iemand thuis een check-in gedaan, of de vragen opnieuw beantwoord? Neem dan het nieuwe bestand of "
        "de nieuwe link.",
        "en": "Did somebody do a check-in at home, or answer the questions again? Then take the new file or the new "
        "link.",
    },
    "desk-newer-do": {"nl": "Zet dit in de plaats", "en": "Put this in its place"},
    "desk-share": {"nl": "De link voor de patiënt", "en": "The link for the patient"},
    "desk-share-about": {
        "nl": "Hiermee opent de patiënt de eigen antwoorden, en kan een check-in doen. Wie deze link heeft, ziet de "
        "antwoorden.",
        "en": "With it the patient opens their own answers, and can do a check-in. Whoever has this link sees the "
        "answers.",
    },
    "desk-clash": {"nl": "Een ander was eerder", "en": "Somebody else was first"},
    "desk-clash-about": {
        "nl": "{name} heeft deze casus veranderd nadat jij hem opende. Jouw verandering is niet bewaard.",
        "en": "{name} changed this case after you opened it. Your change is not kept.",
    },
    "desk-clash-what": {"nl": "Wat er verschilt", "en": "What differs"},
    "desk-clash-same": {
        "nl": "De antwoorden zijn hetzelfde; alleen de rest van het bestand verschilt.",
        "en": "The answers are the same; only the rest of the file differs.",
    },
    "desk-theirs": {"nl": "Nu, van {name}", "en": "Now, by {name}"},
    "desk-mine": {"nl": "Van jou", "en": "Yours"},
    "desk-keep-theirs": {"nl": "Laat die van de ander staan", "en": "Leave theirs"},
    "desk-keep-mine": {"nl": "Zet de mijne in de plaats", "en": "Put mine in its place"},
    "desk-all-kept": {"nl": "Alles wat er bewaard is", "en": "All that is kept"},
    "desk-export": {"nl": "Geef alles van deze casus mee als bestand", "en": "Hand out all of this case as a file"},
    "desk-delete": {"nl": "Verwijder deze casus", "en": "Delete this case"},
    "desk-delete-of": {"nl": "Casus {code} verwijderen", "en": "Delete case {code}"},
    "desk-delete-about": {
        "nl": "De casus gaat weg, met de beoordelingen en de bewaarde uitslagen. Dat kan niet terug. In het logboek "
        "blijft staan dat het gebeurd is, niet wat er stond.",
        "en": "The case goes away, with its reviews and sealed outcomes. That cannot be undone. The log keeps that it "
        "happened, not what stood there.",
    },
    "desk-delete-type": {"nl": "Typ de code van de casus", "en": "Type the code of the case"},
    "desk-delete-code": {
        "nl": "Dit is niet de code van deze casus. Er is niets verwijderd.",
        "en": "This is not the code of this case. Nothing was deleted.",
    },
    # reviews
    "desk-review": {"nl": "Beoordelen", "en": "Review"},
    "desk-review-do": {"nl": "Beoordeel", "en": "Review"},
    "desk-review-of": {"nl": "Casus {code} beoordelen", "en": "Review case {code}"},
    "desk-review-by": {"nl": "Beoordeeld door {name}", "en": "Reviewed by {name}"},
    "desk-blind-about": {
        "nl": "Zeg eerst wat je zelf zou doen. Daarna zie je wat het programma zegt. Je antwoord blijft staan.",
        "en": "First say what you would do yourself. Then you see what the program says. Your answer stands.",
    },
    "desk-blind-do": {"nl": "Dit zou ik doen", "en": "This is what I would do"},
    "desk-both": {"nl": "Kies hoe snel, en wat het is.", "en": "Choose how soon, and what it is."},
    "desk-choose": {"nl": "Kies", "en": "Choose"},
    "desk-firsts": {"nl": "Vooraf, zonder de uitslag te zien", "en": "Beforehand, without seeing the outcome"},
    "desk-no-firsts": {"nl": "Nog niemand heeft vooraf iets gezegd.", "en": "Nobody has said anything beforehand yet."},
    "desk-who": {"nl": "Wie", "en": "Who"},
    "desk-program": {"nl": "Het programma", "en": "The program"},
    "desk-no-objections": {"nl": "Geen bezwaren", "en": "No objections"},
    "desk-marks": {"nl": "Per regel en uitkomst", "en": "Per rule and outcome"},
    "desk-marks-about": {
        "nl": "Geef elk onderdeel een oordeel. Wat je niet aankruist, blijft open.",
        "en": "Mark each part. What you do not tick stays open.",
    },
    "desk-marks-keys": {
        "nl": "Toetsen: a eens, c te voorzichtig, n niet voorzichtig genoeg, w onjuist, r opmerking, l de rest eens.",
        "en": "Keys: a agreed, c too careful, n not careful enough, w wrong, r remark, l agree with the rest.",
    },
    "desk-left": {"nl": "Nog te beoordelen: {count}", "en": "Left to mark: {count}"},
    "desk-why": {"nl": "Waarom (nodig als je het niet eens bent)", "en": "Why (needed where you do not agree)"},
    "desk-not-said": {"nl": "niet gezegd", "en": "not said"},
    "desk-not-instead": {
        "nl": "Wat het moet zijn past niet bij dit oordeel. Kies iets anders.",
        "en": "What it should be does not go with this mark. Choose something else.",
    },
    "desk-review-keep": {"nl": "Bewaar deze beoordeling", "en": "Keep this review"},
    "desk-review-finished": {
        "nl": "Alles is beoordeeld en bewaard. Dank je wel.",
        "en": "Everything is marked and kept. Thank you.",
    },
    "desk-review-outdated": {
        "nl": "De antwoorden zijn veranderd sinds je dit beoordeelde. Je vorige beoordeling telt niet meer mee.",
        "en": "The answers changed since you reviewed this. Your earlier review does not count any more.",
    },
    "desk-answers-changed": {
        "nl": "Een ander heeft de antwoorden intussen veranderd. Je oordeel is niet bewaard. Kijk opnieuw.",
        "en": "Somebody else changed the answers meanwhile. Your marks are not kept. Look again.",
    },
    "desk-candidate": {
        "nl": "Het voorbeeld dat uit je bezwaren volgt",
        "en": "The example that follows from your objections",
    },
    "desk-candidate-about": {
        "nl": "Een bestand zonder de code van de casus, voor wie de regels schrijft.",
        "en": "A file without the code of the case, for whoever writes the rules.",
    },
    "desk-no-candidate": {
        "nl": "Er is geen voorbeeld: je hebt nergens bezwaar tegen gemaakt.",
        "en": "There is no example: you did not object to anything.",
    },
    "desk-summary": {"nl": "Samenvatting", "en": "Summary"},
    "desk-summary-csv": {"nl": "Als tabel (CSV)", "en": "As a table (CSV)"},
    "desk-summary-svg": {"nl": "Als tekening (SVG)", "en": "As a picture (SVG)"},
    "desk-picture-alt": {
        "nl": "Staven: te voorzichtig en niet voorzichtig genoeg, en de regels met de meeste bezwaren. Dezelfde "
        "getallen staan hieronder.",
        "en": "Bars: too careful and not careful enough, and the rules with most objections. The same figures stand "
        "below.",
    },
    "desk-picture-none": {"nl": "Nog geen beoordelingen", "en": "No reviews yet"},
    "desk-picture-rules": {"nl": "Regels met de meeste bezwaren", "en": "Rules with most objections"},
    "desk-picture-over": {"nl": "te voorzichtig", "en": "too careful"},
    "desk-picture-under": {"nl": "niet voorzichtig genoeg", "en": "not careful enough"},
    "desk-picture-row": {"nl": "{count} van {reviews}", "en": "{count} of {reviews}"},
    "desk-blind-counts": {
        "nl": "Aantal casussen: {cases}. Even dringend als het programma: {same} keer. Het programma was "
        "dringender: {over} keer. Het programma was minder dringend: {under} keer.",
        "en": "Number of cases: {cases}. As urgent as the program: {same} times. The program was more urgent: "
        "{over} times. The program was less urgent: {under} times.",
    },
    "desk-reviewers": {"nl": "Wie met wie", "en": "Who with whom"},
    "desk-both-saw": {"nl": "Beiden zagen", "en": "Both saw"},
    "desk-alike": {"nl": "Even dringend", "en": "As urgent"},
    "desk-kappa-one-level": {
        "nl": "niet te berekenen: beiden gaven steeds hetzelfde",
        "en": "not defined: both always gave the same",
    },
    # records
    "desk-records": {"nl": "Bewaarde uitslagen", "en": "Sealed outcomes"},
    "desk-records-about": {
        "nl": "Wat er op een dag uit kwam, verzegeld. Herhaal het om te zien of er nu hetzelfde uit komt, en welke "
        "regel anders is.",
        "en": "What came out on a day, sealed. Derive it again to see whether the same comes out now, and which rule "
        "is another.",
    },
    "desk-no-records": {"nl": "Er is nog niets bewaard.", "en": "Nothing is kept yet."},
    "desk-sealed": {"nl": "Verzegeld", "en": "Sealed"},
    "desk-digest": {"nl": "Kenmerk", "en": "Digest"},
    "desk-now-what": {"nl": "En nu?", "en": "And now?"},
    "desk-seal": {"nl": "Bewaar de uitslag van nu", "en": "Seal what comes out now"},
    "desk-replay": {"nl": "Herhaal", "en": "Derive it again"},
    "desk-replay-of": {"nl": "De uitslag van {day}, herhaald", "en": "The outcome of {day}, derived again"},
    "desk-replay-under": {
        "nl": "Onder {name} {version} ({hash})",
        "en": "Under {name} {version} ({hash})",
    },
    "desk-replay-beside": {
        "nl": "Herhaal onder de andere versie: {version} ({hash})",
        "en": "Derive it again under the other version: {version} ({hash})",
    },
    "desk-replay-here": {
        "nl": "Herhaal onder de versie van hier: {version} ({hash})",
        "en": "Derive it again under the version here: {version} ({hash})",
    },
    "desk-record-file": {"nl": "Neem de uitslag mee als bestand", "en": "Take the outcome along as a file"},
    # accounts
    "desk-accounts": {"nl": "Accounts", "en": "Accounts"},
    "desk-add-account": {"nl": "Maak een account", "en": "Make an account"},
    "desk-account-added": {"nl": "{name} kan nu inloggen.", "en": "{name} can log in now."},
    "desk-account-changed": {
        "nl": "Het account van {name} is veranderd. Wie er nog ingelogd was, is dat niet meer.",
        "en": "The account of {name} is changed. Whoever was logged in with it is so no more.",
    },
    "desk-change-account": {"nl": "Verander het account van {name}", "en": "Change the account of {name}"},
    "desk-disable": {"nl": "Laat niet meer toe", "en": "Let in no more"},
    "desk-enable": {"nl": "Laat weer toe", "en": "Let in again"},
    "desk-disabled": {"nl": "wordt niet toegelaten", "en": "is not let in"},
    "desk-has-phone": {"nl": "met code van de telefoon", "en": "with a code from the phone"},
    "desk-set-password": {"nl": "Geef dit wachtwoord", "en": "Give this password"},
    "desk-role": {"nl": "Rol", "en": "Role"},
    "desk-set-role": {"nl": "Geef deze rol", "en": "Give this role"},
    "desk-no-role": {"nl": "Kies een rol.", "en": "Choose a role."},
    "desk-role-about-clinician": {
        "nl": "Ziet alle casussen, voegt toe, verandert en beoordeelt.",
        "en": "Sees all cases, adds, changes and reviews them.",
    },
    "desk-role-about-researcher": {
        "nl": "Ziet casussen zonder te weten van wie ze zijn, en verandert niets.",
        "en": "Sees cases without whom they are about, and changes nothing.",
    },
    "desk-role-about-administrator": {
        "nl": "Maakt accounts en leest het logboek, en ziet geen casussen.",
        "en": "Makes accounts and reads the log, and sees no cases.",
    },
    # the log
    "desk-audit": {"nl": "Logboek", "en": "Audit log"},
    "desk-audit-about": {
        "nl": "Wie wanneer iets zag of veranderde, het nieuwste eerst. Van een casus staat er alleen een nummer. Ook "
        "dat je dit leest, komt erin te staan.",
        "en": "Who saw or changed something, and when, newest first. Of a case there is only a number. That you read "
        "this is noted too.",
    },
    "desk-audit-verify": {"nl": "Controleer of er niets in veranderd is", "en": "Check that nothing in it was changed"},
    "desk-audit-sound": {
        "nl": "Alle {count} regels volgen op elkaar. Er is niets veranderd of weggehaald.",
        "en": "All {count} entries follow each other. Nothing was changed or removed.",
    },
    "desk-audit-head": {
        "nl": "Bewaar dit kenmerk van de laatste regel ergens anders:",
        "en": "Keep this mark of the last entry somewhere else:",
    },
    "desk-audit-removed": {
        "nl": "Voor regel {number} ontbreekt er iets, of de volgorde is anders.",
        "en": "Before entry {number} something is missing, or the order is another.",
    },
    "desk-audit-changed": {
        "nl": "Regel {number}, of die ervoor, is niet zoals hij geschreven werd.",
        "en": "Entry {number}, or the one before it, is not as it was written.",
    },
    "desk-audit-cut-off": {
        "nl": "Vanaf regel {number} ontbreekt het einde.",
        "en": "From entry {number} on the end is missing.",
    },
    "desk-audit-other-head": {
        "nl": "Regel {number} is niet die van het kenmerk dat elders bewaard is.",
        "en": "Entry {number} is not that of the mark that was kept elsewhere.",
    },
    "desk-number": {"nl": "Nr.", "en": "No."},
    "desk-when": {"nl": "Wanneer", "en": "When"},
    "desk-did": {"nl": "Wat", "en": "What"},
    "desk-of-case": {"nl": "Casus", "en": "Case"},
    "desk-nobody": {"nl": "niemand", "en": "nobody"},
    "desk-older": {"nl": "Ouder", "en": "Older"},
    "desk-did-work-list": {"nl": "las de lijst", "en": "read the list"},
    "desk-did-case": {"nl": "las een casus", "en": "read a case"},
    "desk-did-add-case": {"nl": "voegde een casus toe", "en": "added a case"},
    "desk-did-save-case": {"nl": "veranderde een casus", "en": "changed a case"},
    "desk-did-say-first": {"nl": "zei vooraf wat het zou zijn", "en": "said beforehand what it would be"},
    "desk-did-first-impressions": {"nl": "las wat vooraf gezegd is", "en": "read what was said beforehand"},
    "desk-did-add-review": {"nl": "beoordeelde een casus", "en": "reviewed a case"},
    "desk-did-reviews": {"nl": "las beoordelingen", "en": "read reviews"},
    "desk-did-summary": {"nl": "las de samenvatting", "en": "read the summary"},
    "desk-did-add-record": {"nl": "verzegelde een uitslag", "en": "sealed an outcome"},
    "desk-did-records": {"nl": "las bewaarde uitslagen", "en": "read sealed outcomes"},
    "desk-did-export": {"nl": "gaf alles van een casus mee", "en": "handed out all of a case"},
    "desk-did-delete": {"nl": "verwijderde een casus", "en": "deleted a case"},
    "desk-did-retain": {"nl": "verwijderde wat lang genoeg bewaard was", "en": "deleted what was kept long enough"},
    "desk-did-accounts": {"nl": "las de accounts", "en": "read the accounts"},
    "desk-did-change-account": {"nl": "veranderde een account", "en": "changed an account"},
    "desk-did-change-password": {"nl": "veranderde het eigen account", "en": "changed their own account"},
    "desk-did-audit": {"nl": "las het logboek", "en": "read the log"},
    "desk-did-verify": {"nl": "controleerde het logboek", "en": "checked the log"},
    "desk-did-backup": {"nl": "maakte een back-up", "en": "made a backup"},
    "desk-did-reread": {"nl": "liet casussen opnieuw lezen", "en": "had cases read again"},
    "desk-did-log-in": {"nl": "logde in", "en": "logged in"},
    "desk-did-log-in-refused": {"nl": "kwam er niet in", "en": "was not let in"},
    "desk-did-log-out": {"nl": "logde uit", "en": "logged out"},
    "desk-did-refused": {"nl": "mocht iets niet", "en": "was refused something"},
}
