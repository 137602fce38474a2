"""What the program itself says, in every language it speaks. What a base says stands in the base."""

from __future__ import annotations

from triage.language.model import Text

PHRASES: dict[str, Text] = {
    # answers
    "yes": {"nl": "ja", "en": "yes"},
    "no": {"nl": "nee", "en": "no"},
    "unknown": {"nl": "weet ik niet", "en": "I don't know"},
    "none": {"nl": "niets hiervan", "en": "none of these"},
    "inapplicable": {"nl": "niet van toepassing", "en": "does not apply"},
    "unsure": {"nl": "weet ik niet zeker", "en": "not sure"},
    # conditions in words
    "and": {"nl": "en", "en": "and"},
    "or": {"nl": "of", "en": "or"},
    "all-of": {"nl": "dit alles", "en": "all of these"},
    "any-of": {"nl": "een van deze", "en": "one of these"},
    "at-least-of": {"nl": "minstens {count} van deze", "en": "at least {count} of these"},
    "not": {"nl": "niet", "en": "not"},
    "always": {"nl": "altijd", "en": "always"},
    "never": {"nl": "nooit", "en": "never"},
    "answered": {"nl": "«{question}»: {answer}", "en": "“{question}”: {answer}"},
    "at-least": {"nl": "{low} of meer", "en": "{low} or more"},
    "more-than": {"nl": "meer dan {low}", "en": "more than {low}"},
    "at-most": {"nl": "{high} of minder", "en": "{high} or less"},
    "less-than": {"nl": "minder dan {high}", "en": "less than {high}"},
    "is-established": {"nl": "{finding}: vastgesteld", "en": "{finding}: established"},
    "is-refuted": {"nl": "{finding}: uitgesloten", "en": "{finding}: ruled out"},
    # the outcome
    "urgency": {"nl": "Hoe snel", "en": "How soon"},
    "not-demanded": {
        "nl": "Geen regel bepaalt hoe snel. Daarom geldt het voorzichtige advies.",
        "en": "No rule says how soon. So the careful advice stands.",
    },
    "stopped-early": {
        "nl": "De vragen zijn niet af. Dit advies kan nog veranderen.",
        "en": "The questions are not finished. This advice may still change.",
    },
    "leading": {"nl": "Waarschijnlijk", "en": "Most likely"},
    "no-leading": {
        "nl": "Er is geen duidelijke oorzaak gevonden.",
        "en": "No clear cause was found.",
    },
    "also": {"nl": "Ook", "en": "Also"},
    "warning-signs": {"nl": "Alarmsignalen", "en": "Warning signs"},
    "not-ruled-out": {"nl": "Niet uitgesloten", "en": "Could not be ruled out"},
    "because-unknown": {"nl": "je wist het antwoord niet op: {questions}", "en": "you did not know: {questions}"},
    "because-not-asked": {"nl": "nog niet gevraagd", "en": "not asked yet"},
    "contradictory": {"nl": "Antwoorden die niet bij elkaar passen", "en": "Answers that do not fit together"},
    "pathway": {"nl": "Wat je kunt doen", "en": "What to do"},
    "now": {"nl": "Nu", "en": "Now"},
    "later": {"nl": "Daarna", "en": "After that"},
    "behind": {"nl": "Achter de rug", "en": "Behind you"},
    "goals": {"nl": "Doel", "en": "Aim"},
    "do": {"nl": "Doen", "en": "Do"},
    "avoid": {"nl": "Niet doen", "en": "Do not"},
    "exercises": {"nl": "Oefeningen", "en": "Exercises"},
    "schedule": {"nl": "Schema", "en": "Schedule"},
    "move-on": {"nl": "Ga verder als", "en": "Move on when"},
    "step-back": {"nl": "Doe een stap terug als", "en": "Step back when"},
    "seek-help": {"nl": "Vraag hulp als", "en": "Seek help when"},
    "day": {"nl": "Dag {first}", "en": "Day {first}"},
    "days": {"nl": "Dag {first} tot en met {last}", "en": "Day {first} to {last}"},
    "cautions": {"nl": "Let op", "en": "Take care"},
    "safety-net": {"nl": "Zoek eerder hulp als", "en": "Seek help sooner when"},
    "full-hint": {
        "nl": "Alle stappen met alle oefeningen: triage run --full {file}",
        "en": "Every step with every exercise: triage run --full {file}",
    },
    "reasons": {"nl": "Waarom", "en": "Why"},
    "reason-answers": {"nl": "Jouw antwoorden", "en": "Your answers"},
    "fired-because": {"nl": "Omdat", "en": "Because"},
    "concluded": {"nl": "Dus", "en": "So"},
    "source": {"nl": "Bron", "en": "Source"},
    "expert": {"nl": "afspraak tussen deskundigen, geen bron", "en": "agreed by experts, no source"},
    "rule": {"nl": "Regel", "en": "Rule"},
    "establishes": {"nl": "vastgesteld: {name}", "en": "established: {name}"},
    "demands": {"nl": "zo snel: {name}", "en": "how soon: {name}"},
    "chooses": {"nl": "zorgpad: {name}", "en": "care pathway: {name}"},
    "trace": {"nl": "Alle stappen van de redenering", "en": "Every step of the reasoning"},
    "made-with": {
        "nl": "Kennis: {base} {version} ({hash}). Programma: triage {software}.",
        "en": "Knowledge: {base} {version} ({hash}). Program: triage {software}.",
    },
    "ev-answered": {"nl": "antwoord", "en": "answer"},
    "ev-counts": {"nl": "vraag is van toepassing", "en": "question applies"},
    "ev-inapplicable": {"nl": "vraag is niet van toepassing", "en": "question does not apply"},
    "ev-activated": {"nl": "regel staat klaar", "en": "rule activated"},
    "ev-fired": {"nl": "regel vuurt", "en": "rule fires"},
    "ev-established": {"nl": "vastgesteld", "en": "established"},
    "ev-refuted": {"nl": "uitgesloten", "en": "ruled out"},
    "ev-raised": {"nl": "hoe snel", "en": "how soon"},
    "ev-cautioned": {"nl": "let op", "en": "take care"},
    # doses
    "dose-sets-repetitions": {"nl": "{sets} keer {repetitions} herhalingen", "en": "{sets} sets of {repetitions}"},
    "dose-sets": {"nl": "{sets} keer", "en": "{sets} times"},
    "dose-repetitions": {"nl": "{repetitions} herhalingen", "en": "{repetitions} repetitions"},
    "dose-hold": {"nl": "{hold} seconden vasthouden", "en": "hold for {hold} seconds"},
    "dose-lift": {"nl": "in {lift} seconden omhoog", "en": "up in {lift} seconds"},
    "dose-lower": {"nl": "in {lower} seconden terug", "en": "back in {lower} seconds"},
    "dose-rest": {"nl": "{rest} seconden rust ertussen", "en": "{rest} seconds of rest between"},
    "dose-minutes": {"nl": "{minutes} minuten", "en": "{minutes} minutes"},
    "dose-metres": {"nl": "{metres} meter", "en": "{metres} metres"},
    "dose-per-day": {"nl": "{per-day} keer per dag", "en": "{per-day} times a day"},
    "dose-per-week": {"nl": "{per-week} keer per week", "en": "{per-week} times a week"},
    "range": {"nl": "{low} tot {high}", "en": "{low} to {high}"},
    "equipment": {"nl": "Nodig", "en": "You need"},
    "pain": {"nl": "Pijn", "en": "Pain"},
    "harder": {"nl": "Zwaarder", "en": "Harder"},
    "easier": {"nl": "Lichter", "en": "Easier"},
    # the interview
    "welcome-saving": {
        "nl": "Je antwoorden worden na elke vraag bewaard in:",
        "en": "Your answers are kept after every question in:",
    },
    "not-saving": {"nl": "Je antwoorden worden niet bewaard.", "en": "Your answers are not kept."},
    "how-arrows": {
        "nl": "Kies met de pijltjes of een nummer en druk op Enter.",
        "en": "Choose with the arrow keys or a number and press Enter.",
    },
    "how-numbers": {"nl": "Typ een nummer en druk op Enter.", "en": "Type a number and press Enter."},
    "commands": {
        "nl": "Altijd mogelijk: ? (uitleg)  waarom  terug  status  stop",
        "en": "Always possible: ? (help)  why  back  status  quit",
    },
    "resumed": {"nl": "Je gaat verder met {count} antwoorden.", "en": "You go on with {count} answers."},
    "other-version": {
        "nl": "Bewaard met versie {saved} van de kennis; dit is {current}. Alles is opnieuw afgeleid.",
        "en": "Saved under version {saved} of the knowledge; this is {current}. Everything was derived anew.",
    },
    "at-most-left": {"nl": "nog hooguit {count} te gaan", "en": "at most {count} to go"},
    "last-one": {"nl": "de laatste", "en": "the last one"},
    "tick-hint": {
        "nl": "Typ alle nummers die kloppen, met spaties ertussen. Twijfel je? Zet er een ? achter, zoals 2?",
        "en": "Type every number that applies, with spaces. Not sure? Put a ? behind it, like 2?",
    },
    "tick-hint-choices": {
        "nl": "Typ alle nummers die kloppen, met spaties ertussen.",
        "en": "Type every number that applies, with spaces.",
    },
    "tick-hint-arrows": {
        "nl": "Spatie: ja. Nog een keer: weet ik niet zeker. Enter: klaar.",
        "en": "Space: yes. Once more: not sure. Enter: done.",
    },
    "tick-hint-arrows-choices": {
        "nl": "Spatie: aan of uit. Enter: klaar.",
        "en": "Space: on or off. Enter: done.",
    },
    "number-hint": {
        "nl": "Typ een getal van {low} tot {high} ({unit}).",
        "en": "Type a number from {low} to {high} ({unit}).",
    },
    "number-hint-whole": {
        "nl": "Typ een heel getal van {low} tot {high} ({unit}).",
        "en": "Type a whole number from {low} to {high} ({unit}).",
    },
    "or-unknown": {"nl": "Weet je het niet? Typ: weet niet", "en": "Don't know? Type: don't know"},
    "not-understood": {"nl": "Dat begrijp ik niet: {typed}", "en": "I do not understand: {typed}"},
    "choose-number": {"nl": "Kies een nummer van 1 tot {last}.", "en": "Choose a number from 1 to {last}."},
    "choose-tick": {
        "nl": "Kies de nummers die kloppen, of {none} voor: {label}.",
        "en": "Choose the numbers that apply, or {none} for: {label}.",
    },
    "none-alone": {"nl": "«{label}» kan niet samen met iets anders.", "en": "“{label}” cannot go with anything else."},
    "out-of-range": {
        "nl": "{typed} kan hier niet. Typ een getal van {low} tot {high}.",
        "en": "{typed} cannot be. Type a number from {low} to {high}.",
    },
    "must-be-whole": {"nl": "Typ een heel getal.", "en": "Type a whole number."},
    "must-know": {"nl": "Bij deze vraag is een antwoord nodig.", "en": "This question needs an answer."},
    "no-help": {"nl": "Er is geen uitleg bij deze vraag.", "en": "There is no help for this question."},
    "why-shows": {"nl": "Je antwoord kan nog aantonen:", "en": "Your answer can still show:"},
    "why-rules-out": {"nl": "Je antwoord kan nog uitsluiten:", "en": "Your answer can still rule out:"},
    "why-both": {"nl": "Je antwoord kan nog aantonen of uitsluiten:", "en": "Your answer can still show or rule out:"},
    "and-more": {"nl": "en nog {count}", "en": "and {count} more"},
    "so-many": {
        "nl": "{signs} alarmsignalen, {conditions} aandoeningen",
        "en": "{signs} warning signs, {conditions} conditions",
    },
    "why-urgency": {"nl": "Het kan nog bepalen hoe snel: {names}", "en": "It can still decide how soon: {names}"},
    "why-tailors": {
        "nl": "Het advies wordt er beter op jou afgestemd.",
        "en": "It fits the advice better to you.",
    },
    "why-opens": {
        "nl": "Je antwoord bepaalt welke vragen daarna nodig zijn.",
        "en": "Your answer decides which questions are needed next.",
    },
    "status-established": {"nl": "Vastgesteld", "en": "Established"},
    "status-refuted": {"nl": "Uitgesloten", "en": "Ruled out"},
    "status-open": {"nl": "Nog open", "en": "Still open"},
    "status-urgency": {"nl": "Hoe snel, tot nu toe", "en": "How soon, so far"},
    "nothing-yet": {"nl": "nog niets", "en": "nothing yet"},
    "nothing-back": {"nl": "Er is nog geen antwoord om te veranderen.", "en": "There is no answer to change yet."},
    "which-back": {"nl": "Welk antwoord wil je veranderen?", "en": "Which answer do you want to change?"},
    "keep": {"nl": "geen, ga verder", "en": "none, go on"},
    "changed-nothing": {"nl": "Verder verandert er niets.", "en": "Nothing else changes."},
    "change-falls": {"nl": "Vervalt: {name}", "en": "Falls: {name}"},
    "change-appears": {"nl": "Nieuw: {name}", "en": "New: {name}"},
    "change-urgency": {"nl": "Hoe snel: eerst {before}, nu {after}", "en": "How soon: was {before}, now {after}"},
    "change-dropped": {
        "nl": "Niet meer nodig, en vervallen: {question}",
        "en": "No longer needed, and dropped: {question}",
    },
    "contradiction-right": {"nl": "Het klopt allebei zo", "en": "Both are right as they are"},
    "contradiction-change": {"nl": "Verander: {question}", "en": "Change: {question}"},
    "emergency": {"nl": "SPOED", "en": "EMERGENCY"},
    "emergency-stop": {"nl": "Stop hier en bel nu", "en": "Stop here and call now"},
    "emergency-on": {
        "nl": "Hulp is al onderweg: verder met de vragen",
        "en": "Help is on its way: go on with the questions",
    },
    "emergency-ask": {"nl": "Wat wil je doen?", "en": "What do you want to do?"},
    "finished": {"nl": "Klaar. Dit is wat we weten.", "en": "Done. This is what we know."},
    "stopped": {"nl": "Gestopt.", "en": "Stopped."},
    "kept-in": {"nl": "Je antwoorden staan in: {file}", "en": "Your answers are in: {file}"},
    "go-on-with": {"nl": "Later verder: {command}", "en": "Go on later: {command}"},
    # lists of questions, cases
    "questions-when": {"nl": "alleen als", "en": "only if"},
    "questions-screens": {"nl": "let op alarmsignaal", "en": "bears on"},
    "question-checklist": {"nl": "in een lijst met andere", "en": "in a list with others"},
}


def say(key: str, language: str, **values: object) -> str:
    """The phrase in this language, or in English where we do not speak it."""
    text = PHRASES[key]
    said = text.get(language) or text["en"]
    for name, value in values.items():
        said = said.replace(f"{{{name}}}", str(value))
    return said


def text_in(text: Text | None, language: str) -> str:
    """A text of the base in this language; empty if there is none."""
    return "" if text is None else text.get(language) or next(iter(text.values()), "")
