"""What the program itself says, in every language it speaks. What a base says stands in the base."""

from __future__ import annotations

from triage.explanation.phrases_desk import DESK
from triage.explanation.phrases_store import STORE
from triage.language.model import OTHER, Text, plainly
from triage.language.phrases import OF_PHASES

PHRASES: dict[str, Text] = {
    **OF_PHASES,
    **STORE,
    **DESK,
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
    "others-advice": {
        "nl": "Het advies is voor de ander, die de klacht heeft.",
        "en": "The advice is for whoever has the complaint.",
    },
    "others-letter": {
        "nl": "Iemand anders dan de patiënt heeft de vragen beantwoord.",
        "en": "Somebody other than the patient answered the questions.",
    },
    "leading": {"nl": "Waarschijnlijk", "en": "Most likely"},
    "may-be": {"nl": "Dit kan het zijn", "en": "It may be"},
    "no-leading": {
        "nl": "Er is geen duidelijke oorzaak gevonden.",
        "en": "No clear cause was found.",
    },
    "also": {"nl": "Ook", "en": "Also"},
    "warning-signs": {"nl": "Alarmsignalen", "en": "Warning signs"},
    "not-ruled-out": {"nl": "Niet uitgesloten", "en": "Could not be ruled out"},
    "not-ruled-out-either": {"nl": "Ook niet uitgesloten", "en": "Not ruled out either"},
    "because-unknown": {"nl": "je wist het antwoord niet op: {questions}", "en": "you did not know: {questions}"},
    "because-not-asked": {"nl": "nog niet gevraagd", "en": "not asked yet"},
    "set-aside": {
        "nl": "Niet meegeteld, omdat de vraag hier niet van toepassing is: {questions}",
        "en": "Not counted, because the question does not apply here: {questions}",
    },
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
    "background": {"nl": "Goed om te weten", "en": "Good to know"},
    "day": {"nl": "Dag {first}", "en": "Day {first}"},
    "days": {"nl": "Dag {first} tot en met {last}", "en": "Day {first} to {last}"},
    "cautions": {"nl": "Let op", "en": "Take care"},
    "safety-net": {"nl": "Zoek eerder hulp als", "en": "Seek help sooner when"},
    "full-hint": {
        "nl": "Alle stappen met alle oefeningen: {command}",
        "en": "Every step with every exercise: {command}",
    },
    # the one page
    "page-sign": {"nl": "Dit is een alarmsignaal. Zeg het als eerste", "en": "This is a warning sign. Say it first"},
    "page-signs": {"nl": "Dit zijn alarmsignalen. Zeg ze als eerste", "en": "These are warning signs. Say them first"},
    "page-reasons": {"nl": "Waarom zo snel", "en": "Why so soon"},
    "page-more": {"nl": "{title} (nog {count})", "en": "{title} ({count} more)"},
    "page-only-elsewhere": {"nl": "nog {count} punten", "en": "{count} more points"},
    "page-only-elsewhere-one": {"nl": "nog 1 punt", "en": "1 more point"},
    "page-contradictory": {
        "nl": "Sommige antwoorden passen niet bij elkaar. Dit advies kan dus anders uitvallen.",
        "en": "Some answers do not fit together. So this advice may come out otherwise.",
    },
    "page-stopped": {
        "nl": "De andere vragen zijn niet gesteld, omdat je nu hulp nodig hebt.",
        "en": "The other questions were not asked, because you need help now.",
    },
    "page-rest": {"nl": "In de hele uitslag staat meer.", "en": "There is more in the whole outcome."},
    "page-rest-run": {
        "nl": "Meer: --full (alles) of --trace (elke stap).",
        "en": "More: --full (everything) or --trace (every step).",
    },
    "page-rest-command": {"nl": "De hele uitslag: {command}", "en": "The whole outcome: {command}"},
    "page-rest-unkept": {
        "nl": "Wil je de hele uitslag? Bewaar dan je antwoorden: laat --no-save weg.",
        "en": "For the whole outcome keep your answers: leave out --no-save.",
    },
    "page-keys": {
        "nl": "meer: [p] het hele plan, [w] waarom, [b] brief, [o] als webpagina, [s] stoppen",
        "en": "more: [p] the whole plan, [w] why, [l] letter, [o] open as a page, [q] quit",
    },
    "page-keys-again": {"nl": "Typ p, w, b, o of s.", "en": "Type p, w, l, o or q."},
    "page-opened": {
        "nl": "De pagina gaat open in je browser. Je vindt hem ook hier:",
        "en": "The page opens in your browser. It is also here:",
    },
    "page-no-browser": {
        "nl": "Er is hier geen browser. De pagina staat hier:",
        "en": "There is no browser here. The page is here:",
    },
    "page-not-made": {"nl": "De pagina is niet gemaakt: {reason}", "en": "The page was not made: {reason}"},
    "page-file-changed": {
        "nl": "Je bewaarde antwoorden zijn intussen veranderd en niet meer te lezen: {error}",
        "en": "Your kept answers have changed meanwhile and cannot be read any more: {error}",
    },
    "report-page": {"nl": "Het belangrijkste", "en": "The main points"},
    "own-unknown": {"nl": "je wist niet: {question}", "en": "you did not know: {question}"},
    "reasons": {"nl": "Waarom", "en": "Why"},
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
    "dose-sets-repetitions-one-sets": {"nl": "1 keer {repetitions} herhalingen", "en": "1 set of {repetitions}"},
    "dose-sets-repetitions-one-repetitions": {"nl": "{sets} keer 1 herhaling", "en": "{sets} sets of 1"},
    "dose-sets-one": {"nl": "één keer", "en": "once"},
    "dose-repetitions-one": {"nl": "1 herhaling", "en": "1 repetition"},
    "dose-hold-one": {"nl": "1 seconde vasthouden", "en": "hold for 1 second"},
    "dose-lift-one": {"nl": "in 1 seconde omhoog", "en": "up in 1 second"},
    "dose-lower-one": {"nl": "in 1 seconde omlaag", "en": "down in 1 second"},
    "dose-seconds-one": {"nl": "1 seconde bewegen", "en": "1 second of moving"},
    "dose-out-one": {"nl": "in 1 seconde heen", "en": "out in 1 second"},
    "dose-back-one": {"nl": "in 1 seconde terug", "en": "back in 1 second"},
    "dose-rest-one": {"nl": "1 seconde rust ertussen", "en": "1 second of rest between"},
    "dose-rest-minutes-one": {"nl": "1 minuut rust ertussen", "en": "1 minute of rest between"},
    "dose-minutes-one": {"nl": "1 minuut", "en": "1 minute"},
    "dose-metres-one": {"nl": "1 meter", "en": "1 metre"},
    "dose-per-day-one": {"nl": "1 keer per dag", "en": "once a day"},
    "dose-per-week-one": {"nl": "1 keer per week", "en": "once a week"},
    "dose-sets": {"nl": "{sets} keer", "en": "{sets} times"},
    "dose-repetitions": {"nl": "{repetitions} herhalingen", "en": "{repetitions} repetitions"},
    "dose-hold": {"nl": "{hold} seconden vasthouden", "en": "hold for {hold} seconds"},
    "dose-lift": {"nl": "in {lift} seconden omhoog", "en": "up in {lift} seconds"},
    "dose-lower": {"nl": "in {lower} seconden omlaag", "en": "down in {lower} seconds"},
    "dose-seconds": {"nl": "{seconds} seconden bewegen", "en": "{seconds} seconds of moving"},
    "dose-out": {"nl": "in {out} seconden heen", "en": "out in {out} seconds"},
    "dose-back": {"nl": "in {back} seconden terug", "en": "back in {back} seconds"},
    "dose-rest": {"nl": "{rest} seconden rust ertussen", "en": "{rest} seconds of rest between"},
    "dose-rest-minutes": {
        "nl": "{rest-minutes} minuten rust ertussen",
        "en": "{rest-minutes} minutes of rest between",
    },
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
    "not-kept": {
        "nl": "Je antwoorden kunnen niet worden bewaard: {reason}. De vragen gaan gewoon door.",
        "en": "Your answers cannot be kept: {reason}. The questions go on as usual.",
    },
    "not-kept-full": {"nl": "de schijf is vol", "en": "the disk is full"},
    "not-kept-forbidden": {
        "nl": "er mag op die plek niets worden geschreven",
        "en": "nothing may be written in that place",
    },
    "not-kept-gone": {"nl": "de map ervoor is er niet", "en": "the folder for them is not there"},
    "not-kept-other": {"nl": "er ging iets mis met het bestand", "en": "something went wrong with the file"},
    "not-kept-at-all": {"nl": "Je antwoorden zijn niet bewaard.", "en": "Your answers were not kept."},
    "not-kept-last": {
        "nl": "Je laatste antwoorden zijn niet bewaard, alleen die daarvoor.",
        "en": "Your last answers were not kept, only those before.",
    },
    "kept-again": {"nl": "Je antwoorden worden nu wel bewaard, in:", "en": "Your answers are kept after all, in:"},
    "kept-aside": {
        "nl": "Een ander programma heeft het bestand veranderd. Je antwoorden worden vanaf nu bewaard in:",
        "en": "Another program changed the file. From now on your answers are kept in:",
    },
    "nothing-answered": {
        "nl": "Gestopt. Je hebt nog niets beantwoord, dus er is nog geen advies.",
        "en": "Stopped. You have not answered anything yet, so there is no advice yet.",
    },
    "begin-again": {"nl": "Opnieuw beginnen: {command}", "en": "Begin again: {command}"},
    "how-arrows": {
        "nl": "Kies met de pijltjes of een nummer en druk op Enter.",
        "en": "Choose with the arrow keys or a number and press Enter.",
    },
    "how-numbers": {"nl": "Typ een nummer en druk op Enter.", "en": "Type a number and press Enter."},
    "commands": {
        "nl": "Altijd mogelijk: ? (uitleg)  waarom  terug  antwoorden  status  stop",
        "en": "Always possible: ? (help)  why  back  answers  status  quit",
    },
    "review-commands": {
        "nl": "Altijd mogelijk: ? (uitleg)  waarom  terug  status  stop",
        "en": "Always possible: ? (help)  why  back  status  quit",
    },
    "resumed": {"nl": "Je gaat verder met {count} antwoorden.", "en": "You go on with {count} answers."},
    "other-version": {
        "nl": "Bewaard met versie {saved} van de kennis; dit is {current}. Alles is opnieuw afgeleid.",
        "en": "Saved under version {saved} of the knowledge; this is {current}. Everything was derived anew.",
    },
    "then-now-because": {
        "nl": "Hoe snel: toen “{before}”, nu “{after}”. Dit is waarom: {because}",
        "en": "How soon: then “{before}”, now “{after}”. This is why: {because}",
    },
    "then-the-same": {"nl": "Er komt hetzelfde uit als toen.", "en": "It comes to the same as it did then."},
    "signs-new": {
        "nl": "Alarmsignaal dat er toen niet was: {names}.",
        "en": "Warning sign that was not there then: {names}.",
    },
    "signs-gone": {
        "nl": "Alarmsignaal dat er nu niet meer uit komt: {names}.",
        "en": "Warning sign that does not come out any more: {names}.",
    },
    "not-asked-yet": {
        "nl": "Dit is nog niet gevraagd en kan het advies veranderen: {questions}.",
        "en": "This was not asked yet and can change the advice: {questions}.",
    },
    "earlier-stands": {
        "nl": "Een deel van je antwoorden telt nu niet mee. Houd je aan wat er eerder uit kwam, tot je opnieuw hebt "
        "geantwoord: {name}. {act}",
        "en": "Some of your answers do not count now. Keep to what came out before, until you have answered again: "
        "{name}. {act}",
    },
    "earlier-stands-whatever": {
        "nl": "Een deel van je antwoorden telt nu niet mee. Was het advies eerder dringender? Houd je dan daaraan, tot "
        "je opnieuw hebt geantwoord.",
        "en": "Some of your answers do not count now. Was the advice more urgent before? Then keep to that until you "
        "have answered again.",
    },
    "set-aside-answer": {
        "nl": "Dit antwoord uit versie {version} bestaat niet meer. Het telt als “weet ik niet”: {question} {answer}",
        "en": "This answer from version {version} is not there any more. It counts as “I don't know”: "
        "{question} {answer}",
    },
    "set-aside-question": {
        "nl": "Deze vraag uit versie {version} wordt niet meer gesteld. Je antwoord telt niet mee: {question} {answer}",
        "en": "This question from version {version} is not asked any more. Your answer does not count: "
        "{question} {answer}",
    },
    "set-aside-more": {
        "nl": "Bij deze vraag kun je nu meer kiezen dan in versie {version}. Je antwoord van toen telt als “weet ik "
        "niet”: {question} {answer}",
        "en": "There is more to choose from here than in version {version}. What you answered then counts as “I don't "
        "know”: {question} {answer}",
    },
    "set-aside-phase": {
        "nl": "De stap waarin je zat, bestaat niet meer: {pathway}, {phase} (versie {version}). Je gaat verder in een "
        "stap die ervoor komt.",
        "en": "The step that you were in is not there any more: {pathway}, {phase} (version {version}). You go on in a "
        "step that comes before it.",
    },
    "report-before-all": {"nl": "Eerst dit", "en": "First this"},
    "ask-again": {
        "nl": "Beantwoord dit opnieuw met: triage ask --resume",
        "en": "Answer this again with: triage ask --resume",
    },
    "asked-again-now": {
        "nl": "Als het nog uitmaakt, vragen we je dit opnieuw.",
        "en": "We ask you this again where it still matters.",
    },
    "history-lost": {
        "nl": "Een deel van de check-in van {date} bestaat niet meer en telt als “weet ik niet”: {answers}.",
        "en": "Part of the check-in of {date} is not there any more and counts as “I don't know”: {answers}.",
    },
    "at-most-left": {"nl": "nog hooguit {count} te gaan", "en": "at most {count} to go"},
    "number-of-prompt": {"nl": "vraag {number}", "en": "question {number}"},
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
        "nl": "Druk op spatie om aan te vinken (nog een keer: twijfel), en dan op Enter.",
        "en": "Press Space to tick (once more: not sure), then Enter.",
    },
    "tick-hint-arrows-choices": {
        "nl": "Druk op spatie om aan te vinken, en dan op Enter.",
        "en": "Press Space to tick, then Enter.",
    },
    "press-space": {
        "nl": "Vink eerst iets aan: druk op spatie, en dan op Enter. Klopt er niets? Kies dan: {label}.",
        "en": "Tick something first: press Space to tick, then Enter. If nothing fits, choose: {label}.",
    },
    "more-above": {"nl": "     ... nog {count} hierboven", "en": "     ... {count} more above"},
    "more-below": {"nl": "     ... nog {count} hieronder", "en": "     ... {count} more below"},
    "others-begin": {
        "nl": "Je vult dit in voor iemand anders. Waar «de ander» staat, gaat het om wie de klacht heeft. "
        "Vul het samen in als dat kan, en vraag of het goed is. Weet je iets niet, zeg dat dan.",
        "en": "You are answering for someone else. Where it says “they”, it is about whoever has the complaint. Answer "
        "together if you can, and ask whether that is all right. If you do not know something, say so.",
    },
    "others-how": {
        "nl": "Vul je dit in voor iemand anders? Typ: voor een ander",
        "en": "Are you answering for someone else? Type: for another",
    },
    "others-myself": {
        "nl": "Vanaf nu gaan de vragen over jou.",
        "en": "From now on the questions are about you.",
    },
    "number-hint": {
        "nl": "Typ een getal van {low} tot {high} ({unit}).",
        "en": "Type a number from {low} to {high} ({unit}).",
    },
    "number-hint-whole": {
        "nl": "Typ een heel getal van {low} tot {high} ({unit}).",
        "en": "Type a whole number from {low} to {high} ({unit}).",
    },
    "number-hint-days": {
        "nl": "Typ hoelang of sinds wanneer: 3 weken, gisteren, half jaar, 3 november. "
        "Of een getal van {low} tot {high} ({unit}).",
        "en": "Type how long, or since when: 3 weeks, yesterday, half a year, 3 November. "
        "Or a number from {low} to {high} ({unit}).",
    },
    "number-anchor": {"nl": "{number} = {meaning}", "en": "{number} = {meaning}"},
    "number-understood": {"nl": "{typed}: {answer}.", "en": "{typed}: {answer}."},
    "number-not-understood": {
        "nl": "{typed} is hier geen antwoord. Typ één getal van {low} tot {high}, zoals: {example}.",
        "en": "{typed} is no answer here. Type one number from {low} to {high}, such as: {example}.",
    },
    "days-not-understood": {
        "nl": "{typed} begrijp ik niet. Typ één tijd, zoals: 10 dagen, 3 weken, gisteren, anderhalf jaar, "
        "sinds dinsdag, 3 november.",
        "en": "I do not understand {typed}. Type one time, such as: 10 days, 3 weeks, yesterday, a year and a half, "
        "since Tuesday, 3 November.",
    },
    "days-or-year": {
        "nl": "{typed}: is dat een jaartal? Typ dan hoelang het is, zoals: 3 jaar. "
        "Bedoel je dagen, typ dan: {typed} dagen.",
        "en": "{typed}: is that a year? Then type how long it has been, such as: 3 years. "
        "If you mean days, type: {typed} days.",
    },
    "days-too-long": {
        "nl": "{typed} is {days} dagen. Meer dan {high} kan hier niet. Is het langer, typ dan {high}.",
        "en": "{typed} is {days} days. More than {high} is not possible here. If it is longer, type {high}.",
    },
    "or-unknown": {"nl": "Weet je het niet? Typ: weet niet", "en": "Don't know? Type: don't know"},
    "not-understood": {"nl": "Dat begrijp ik niet: {typed}", "en": "I do not understand: {typed}"},
    "choose-number": {"nl": "Kies een nummer van 1 tot {last}.", "en": "Choose a number from 1 to {last}."},
    "type-yes-no": {"nl": "Of typ: ja of nee.", "en": "Or type: yes or no."},
    "type-whole": {
        "nl": "Met woorden kan het ook: typ dan de hele regel over.",
        "en": "Words are fine too: then type the whole line.",
    },
    "read-back": {"nl": "Je koos: {answer}. Klopt dat?", "en": "You chose: {answer}. Is that right?"},
    "choose-tick": {
        "nl": "Kies de nummers die kloppen, of {none} voor: {label}.",
        "en": "Choose the numbers that apply, or {none} for: {label}.",
    },
    "none-alone": {"nl": "«{label}» kan niet samen met iets anders.", "en": "“{label}” cannot go with anything else."},
    "out-of-range": {
        "nl": "{typed} kan hier niet. Typ een getal van {low} tot {high} ({unit}).",
        "en": "{typed} cannot be. Type a number from {low} to {high} ({unit}).",
    },
    "must-be-whole": {"nl": "Typ een heel getal.", "en": "Type a whole number."},
    "must-know": {"nl": "Bij deze vraag is een antwoord nodig.", "en": "This question needs an answer."},
    "why-shows": {"nl": "We vragen dit omdat het kan wijzen op:", "en": "We ask this because it can point to:"},
    "why-rules-out": {
        "nl": "We vragen dit omdat het kan laten zien dat het dit niet is:",
        "en": "We ask this because it can show that it is not:",
    },
    "why-both": {
        "nl": "We vragen dit om te weten of hier sprake van kan zijn:",
        "en": "We ask this to find out whether it could be:",
    },
    "and-more": {"nl": "en nog {count}", "en": "and {count} more"},
    "why-urgency": {
        "nl": "Je antwoord helpt bepalen hoe snel er hulp nodig is: {names}",
        "en": "Your answer helps decide how soon help is needed: {names}",
    },
    "why-tailors": {
        "nl": "Met je antwoord past het advies beter bij jou.",
        "en": "With your answer the advice fits you better.",
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
    "nothing-before": {"nl": "Dat was je eerste antwoord.", "en": "That was your first answer."},
    "so-far-urgency": {"nl": "Zoals het er nu uitziet: {urgency}.", "en": "As it looks now: {urgency}."},
    "so-far-for": {"nl": "Je antwoorden wijzen op:", "en": "Your answers point to:"},
    "so-far-against": {"nl": "Je antwoorden spreken tegen:", "en": "Your answers speak against:"},
    "so-far-much-open": {
        "nl": "We weten nog veel niet. Daar gaan de volgende vragen over.",
        "en": "There is still a lot that we do not know. The next questions are about that.",
    },
    "so-far-open": {"nl": "Dit weten we nog niet:", "en": "What we do not know yet:"},
    "which-back": {"nl": "Welk antwoord wil je veranderen?", "en": "Which answer do you want to change?"},
    "was-last": {"nl": "Dat was de laatste vraag.", "en": "That was the last question."},
    "show-outcome": {"nl": "Laat de uitkomst zien", "en": "Show the outcome"},
    "change-first": {"nl": "Eerst een antwoord veranderen", "en": "Change an answer first"},
    "answer-was": {
        "nl": "Je antwoord was: {answer}. Enter laat het zo.",
        "en": "Your answer was: {answer}. Enter leaves it so.",
    },
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
    "emergency-because": {"nl": "Je gaf aan: {answers}.", "en": "You said: {answers}."},
    "emergency-ask": {"nl": "Wat wil je doen?", "en": "What do you want to do?"},
    "finished": {"nl": "Klaar. Dit is wat we weten.", "en": "Done. This is what we know."},
    "explain-more": {
        "nl": "Meer lezen: --depth 9 (alle redenen, met bronnen), --open (wat nog te vragen is), --why-not ID, "
        "--what-if VRAAG=ANTWOORD, --hinges.",
        "en": "Read on: --depth 9 (every reason, with its sources), --open (what is left to ask), --why-not ID, "
        "--what-if QUESTION=ANSWER, --hinges.",
    },
    "explain-beneath": {
        "nl": "hieronder nog {count}: lees verder met een hogere --depth",
        "en": "{count} more beneath: read on with a higher --depth",
    },
    "replay-file": {"nl": "Bestand", "en": "File"},
    "stopped": {"nl": "Gestopt.", "en": "Stopped."},
    "none-saved": {
        "nl": "Er is nog geen vragenlijst bewaard. Beginnen: triage ask",
        "en": "No interview is saved yet. To begin: triage ask",
    },
    "watching": {
        "nl": "Ik kijk opnieuw zodra er een bestand verandert. Ctrl-C stopt.",
        "en": "I look again as soon as a file changes. Ctrl-C stops.",
    },
    "kept-in": {"nl": "Je antwoorden staan in: {file}", "en": "Your answers are in: {file}"},
    "go-on-with": {"nl": "Later verder: {command}", "en": "Go on later: {command}"},
    # follow-up
    "what-now": {"nl": "Wat nu", "en": "What now"},
    "your-phase": {"nl": "Jouw stap", "en": "Your step"},
    "phase-stays": {"nl": "Je blijft in: {phase}.", "en": "You stay in: {phase}."},
    "phase-moves": {"nl": "Je gaat van: {before}. Naar: {after}.", "en": "You go from: {before}. To: {after}."},
    "check-in-began": {"nl": "Je klacht begon op {date}.", "en": "Your complaint began on {date}."},
    "check-in-phase": {"nl": "Je bent nu in: {phase}.", "en": "You are now in: {phase}."},
    "check-in-refused": {
        "nl": "Uit je antwoorden blijkt dat er eerst een arts moet kijken. Daarom zijn er nu geen vragen over hoe het "
        "gaat.",
        "en": "Your answers show that a doctor has to look first. So there are no questions now about how it goes.",
    },
    "check-in-stopped": {
        "nl": "Gestopt. Er is niets bewaard. Je bestand is zoals het was.",
        "en": "Stopped. Nothing was kept. Your file is as it was.",
    },
    "replay-standing": {
        "nl": "De stand van {day}, na check-ins: {urgency}",
        "en": "How the case stood on {day}, after check-ins: {urgency}",
    },
    "check-in-not-kept": {
        "nl": "je check-in kan daar niet worden bewaard: {reason}",
        "en": "the check-in cannot be kept there: {reason}",
    },
    "check-in-kept-aside": {
        "nl": "een ander programma heeft dit bestand intussen veranderd, en beide passen niet in één bestand. Er is "
        "niets kwijt: deze check-in staat in {other}, met alles wat ervoor kwam. Bekijk ze allebei, en ga verder met "
        "het goede",
        "en": "another program changed this file meanwhile, and both cannot stand in one file. Nothing is lost: "
        "this check-in is kept in {other}, with all that came before it. Look at both, and go on with the right one",
    },
    "check-in-rest-seen": {
        "nl": "Meer: triage letter (de brief voor de arts), triage explain (waarom).",
        "en": "More: triage letter (the letter for the doctor), triage explain (why).",
    },
    "check-in-rest": {
        "nl": "Meer: triage plan (dag voor dag), triage explain (waarom).",
        "en": "More: triage plan (day by day), triage explain (why).",
    },
    "review-interview": {"nl": "Uitkomst van het gesprek zelf", "en": "What the interview itself came to"},
    "standing-first": {
        "nl": "Dit is de stand van {day}.",
        "en": "This is how it stood on {day}.",
    },
    "standing-one": {
        "nl": "Dit is de stand van {day}, na 1 check-in.",
        "en": "This is how it stood on {day}, after 1 check-in.",
    },
    "standing-many": {
        "nl": "Dit is de stand van {day}, na {count} check-ins.",
        "en": "This is how it stood on {day}, after {count} check-ins.",
    },
    "standing-decision": {
        "nl": "De uitkomst van de check-in: {decision}.",
        "en": "The outcome of the check-in: {decision}.",
    },
    "standing-gone": {
        "nl": "Wat je eerder merkte is weg, maar er heeft nog niemand naar gekeken. Dat moet nog.",
        "en": "What you noticed before is gone, but nobody has looked at it. That still has to be done.",
    },
    "standing-doubted": {
        "nl": "Eerst leek het op {names}. Dat is nu niet meer zeker.",
        "en": "At first it seemed to be {names}. That is no longer sure.",
    },
    "ask-started": {
        "nl": "Op welke dag begon je klacht? Typ een datum, zoals 2026-03-31.",
        "en": "On which day did your complaint begin? Type a date, such as 2026-03-31.",
    },
    "ask-phase": {
        "nl": "Je begint in: {phase}. Ben je al verder, bijvoorbeeld met een fysiotherapeut? Typ dan het nummer van je "
        "stap. Anders druk je op Enter.",
        "en": "You begin in: {phase}. Are you further already, such as with a physiotherapist? Then type the number of "
        "your step. Otherwise press Enter.",
    },
    "ask-since": {
        "nl": "Sinds welke dag ben je daar? Typ een datum, zoals 2026-03-31. Is het sinds vandaag, druk dan op Enter.",
        "en": "Since which day are you there? Type a date, such as 2026-03-31. If it is since today, press Enter.",
    },
    "not-on-the-list": {
        "nl": "Dat staat niet in de lijst. Typ een nummer, of druk op Enter.",
        "en": "That is not on the list. Type a number, or press Enter.",
    },
    "not-a-date": {"nl": "Dat is geen datum.", "en": "That is no date."},
    "plan": {"nl": "Plan", "en": "Plan"},
    "pretended": {
        "nl": "De dagen in dit bestand zijn verzonnen, om van te leren. Het gaat niet over echt herstel.",
        "en": "The days in this file are made up, to learn from. It is about no real recovery.",
    },
    "plan-means": {
        "nl": "Zo gaat het als alles goed gaat. Ga pas naar een volgende stap na een check-in die dat zegt.",
        "en": "This is how it goes if all goes well. Go to a next step only after a check-in that says so.",
    },
    "plan-means-alone": {
        "nl": "Zo gaat het als alles goed gaat. Ga pas verder als het bij de stap zover is: "
        "zie «Ga verder als». Laat je bij twijfel onderzoeken.",
        "en": "This is how it goes if all goes well. Go on when the criteria of the step are met: "
        "see “Move on when”. Be seen when in doubt.",
    },
    "plan-none": {"nl": "Nu geen plan", "en": "No plan now"},
    "plan-none-interview": {
        "nl": "Uit je antwoorden blijkt dat er eerst een arts moet kijken. Tot die tijd is er geen plan. "
        "Doe nu geen oefeningen.",
        "en": "Your answers say that a doctor has to look first. Until then there is no plan. Do no exercises now.",
    },
    "plan-none-check-in": {
        "nl": "Bij de check-in van {day} kwam eruit dat er eerst iemand naar je moet kijken. Tot die tijd is er geen "
        "plan. Doe geen oefeningen. Doe daarna een nieuwe check-in.",
        "en": "The check-in of {day} says that someone has to look at you first. Until then there is no plan. "
        "Do no exercises. Check in again afterwards.",
    },
    "plan-none-planned": {
        "nl": "Bij de check-in van {day} kwam eruit dat er eerst iemand naar je moet kijken. Tot die tijd is er geen "
        "plan. Doe daarna een nieuwe check-in.",
        "en": "The check-in of {day} says that someone has to look at you first. Until then there is no plan. "
        "Check in again afterwards.",
    },
    "plan-no-exercises": {
        "nl": "Bij dit advies horen geen oefeningen. Daarom staat er niets per dag.",
        "en": "This advice has no exercises. So nothing is planned by the day.",
    },
    "plan-ahead": {
        "nl": "De agenda loopt tot {weeks} weken vooruit.",
        "en": "The calendar goes {weeks} weeks ahead.",
    },
    "plan-exercises": {"nl": "oefeningen", "en": "exercises"},
    "plan-all": {"nl": "de oefeningen", "en": "the exercises"},
    "plan-also": {"nl": "Doe ook {which}.", "en": "Do {which} too."},
    "plan-some": {"nl": "oefeningen {numbers}", "en": "exercises {numbers}"},
    "plan-some-one": {"nl": "oefening {numbers}", "en": "exercise {numbers}"},
    "plan-check-in": {
        "nl": "Kijk eerst hoe het gaat: doe je check-in.",
        "en": "First see how it goes: do your check-in.",
    },
    "plan-how": {
        "nl": "Een check-in doe je met: triage check-in.",
        "en": "You do a check-in with: triage check-in.",
    },
    "plan-nothing": {"nl": "Geen oefeningen.", "en": "No exercises."},
    "from-day": {"nl": "vanaf {first}", "en": "from {first}"},
    "from-to-day": {"nl": "{first} tot en met {last}", "en": "{first} to {last}"},
    "ics-exercise": {"nl": "Oefenen: {phase}", "en": "Exercise: {phase}"},
    "ics-cancelled": {"nl": "Vervallen uit je plan", "en": "No longer in your plan"},
    "ics-how": {
        "nl": "Kijk eerst hoe het gaat. Open het bestand dat je bewaarde op de plek waar je de vragen beantwoordde, "
        "en doe je check-in.",
        "en": "First see how it goes. Open the file that you kept in the place where you answered the questions, and "
        "do your check-in.",
    },
    "ics-check-in": {"nl": "Check-in: hoe gaat het?", "en": "Check-in: how does it go?"},
    "weekdays": {
        "nl": "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
        "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    },
    "months": {
        "nl": "januari februari maart april mei juni juli augustus september oktober november december",
        "en": "January February March April May June July August September October November December",
    },
    "months-short": {
        "nl": "jan feb mrt apr mei jun jul aug sep okt nov dec",
        "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    },
    "progress": {"nl": "Verloop", "en": "Progress"},
    "chart-pain": {"nl": "Pijn (0 tot 10)", "en": "Pain (0 to 10)"},
    "drawn": {"nl": "Getekend in {file}.", "en": "Drawn in {file}."},
    "progress-now": {"nl": "Nu", "en": "Now"},
    "progress-check-in": {"nl": "{count} check-in", "en": "{count} check-in"},
    "progress-check-ins": {"nl": "{count} check-ins", "en": "{count} check-ins"},
    "letter-title": {
        "nl": "Brief voor huisarts of fysiotherapeut",
        "en": "Letter for a GP or physiotherapist",
    },
    "letter-situation": {"nl": "Situatie", "en": "Situation"},
    "letter-background": {"nl": "Achtergrond", "en": "Background"},
    "letter-assessment": {"nl": "Beoordeling", "en": "Assessment"},
    "letter-request": {"nl": "Vraag", "en": "Request"},
    "letter-since": {"nl": "De klacht begon {days} dagen geleden.", "en": "The complaint began {days} days ago."},
    "letter-since-one": {"nl": "De klacht begon 1 dag geleden.", "en": "The complaint began 1 day ago."},
    "letter-name": {"nl": "Naam", "en": "Name"},
    "letter-born": {"nl": "Geboortedatum", "en": "Date of birth"},
    "letter-story": {"nl": "In eigen woorden", "en": "In their own words"},
    "letter-as-of": {"nl": "Stand van {day}.", "en": "As it stood on {day}."},
    "letter-step": {
        "nl": "Volgt het zorgpad {pathway}: {phase}, sinds {day}.",
        "en": "Follows the care pathway {pathway}: {phase}, since {day}.",
    },
    "letter-nothing-else": {"nl": "Geen andere antwoorden die ertoe doen.", "en": "No other answers that matter."},
    "answers-old": {
        "nl": "Deze antwoorden zijn {days} dagen oud. Wat kan zijn veranderd, vragen we opnieuw. Je ziet erbij wat je "
        "toen zei. Heb je een andere klacht, begin dan opnieuw met triage ask.",
        "en": "These answers are {days} days old. What may have changed is asked again. You see what you said then. "
        "If this is another complaint, begin anew with triage ask.",
    },
    "answers-old-one": {
        "nl": "Deze antwoorden zijn van gisteren. Wat kan zijn veranderd, vragen we opnieuw. Je ziet erbij wat je toen "
        "zei.",
        "en": "These answers are from yesterday. What may have changed is asked again. You see what you said then.",
    },
    "answers-stood": {
        "nl": "Met de antwoorden van toen was het: {urgency}",
        "en": "With the answers of then it was: {urgency}",
    },
    "letter-because": {"nl": "Dat blijkt uit", "en": "This rests on"},
    "letter-denied": {"nl": "Gevraagd, antwoord nee", "en": "Asked, answered no"},
    "letter-stopped": {
        "nl": "De andere vragen zijn niet gesteld, omdat er meteen hulp nodig was.",
        "en": "The other questions were not asked, because help was needed at once.",
    },
    "letter-unfinished": {
        "nl": "De vragen zijn niet af; dit kan nog veranderen.",
        "en": "The questions are not finished; this may still change.",
    },
    "letter-also": {"nl": "Ook: {signs}.", "en": "Also: {signs}."},
    "letter-ask-emergency": {
        "nl": "Wilt u deze persoon nu beoordelen? Er is een teken van een noodgeval.",
        "en": "Would you assess this person now? There is a sign of an emergency.",
    },
    "letter-ask-urgent": {
        "nl": "Wilt u deze persoon vandaag onderzoeken?",
        "en": "Would you examine this person today?",
    },
    "letter-ask-soon": {
        "nl": "Wilt u deze persoon binnen een paar dagen onderzoeken?",
        "en": "Would you examine this person within a few days?",
    },
    "letter-ask-planned": {
        "nl": "Wilt u meekijken naar oorzaak, behandeling en opbouw?",
        "en": "Would you look at cause, treatment and build-up together with this person?",
    },
    "letter-ask-self-care": {
        "nl": "Er is nu geen hulp nodig. Wilt u zeggen of u het met deze aanpak eens bent?",
        "en": "No help is needed now. Would you say whether you agree with this approach?",
    },
    "letter-origin": {
        "nl": "Door een programma gemaakt uit eigen antwoorden, zonder onderzoek: triage {software}, {base} {version} "
        "({hash}).",
        "en": "Made by a program from the person's own answers, without an examination: triage {software}, {base} "
        "{version} ({hash}).",
    },
    # explanations
    "how-title": {"nl": "Hoe komt dit: {name}", "en": "How: {name}"},
    "why-not-title": {"nl": "Waarom niet: {name}", "en": "Why not: {name}"},
    "subject-finding": {"nl": "Bevinding", "en": "Finding"},
    "subject-urgency": {"nl": "Hoe snel", "en": "How soon"},
    "subject-pathway": {"nl": "Zorgpad", "en": "Care pathway"},
    "subject-caution": {"nl": "Let op", "en": "Caution"},
    "stands-established": {"nl": "vastgesteld", "en": "established"},
    "stands-refuted": {"nl": "uitgesloten", "en": "ruled out"},
    "stands-default": {
        "nl": "dit geldt omdat geen regel iets anders bepaalt",
        "en": "it stands because no rule says otherwise",
    },
    "stands-outranked": {
        "nl": "een regel vraagt erom, maar iets anders gaat voor",
        "en": "a rule asks for it, but something else goes before",
    },
    "stands-open": {"nl": "nog open", "en": "open"},
    "stands-not-considered": {
        "nl": "niet bekeken: geen van de antwoorden gaat hierover",
        "en": "never considered: no answer has anything to do with it",
    },
    "no-proof": {
        "nl": "Er is dus niets om te bewijzen. Wat eraan ontbrak: --why-not {id}",
        "en": "So there is nothing to prove. What it lacked: --why-not {id}",
    },
    "it-is-so": {"nl": "Dit is wel zo. Hoe dat komt: --how {id}", "en": "It is so. How that came: --how {id}"},
    "proof-counts": {"nl": "deze vraag is van toepassing: {name}", "en": "this question applies: {name}"},
    "proof-inapplicable": {
        "nl": "deze vraag is niet van toepassing: {name}",
        "en": "this question does not apply: {name}",
    },
    "proof-fired": {"nl": "regel {name} vuurt", "en": "rule {name} fires"},
    "proof-failed": {"nl": "regel {name} klopt niet", "en": "rule {name} is false"},
    "proof-urgency": {"nl": "een regel vraagt om: {name}", "en": "a rule demands: {name}"},
    "proof-default-urgency": {
        "nl": "geen regel bepaalt hoe snel; dan geldt: {name}",
        "en": "no rule says how soon; then it is: {name}",
    },
    "proof-pathway": {"nl": "een regel kiest: {name}", "en": "a rule chooses: {name}"},
    "proof-default-pathway": {
        "nl": "geen regel kiest een zorgpad; dan geldt: {name}",
        "en": "no rule chooses a care pathway; then it is: {name}",
    },
    "hidden-for": {
        "nl": "Het geldt, maar staat er niet: het is alleen voor deze uitkomst ({outcomes}).",
        "en": "It holds, but is not shown: it is only for this outcome ({outcomes}).",
    },
    "hidden-careful": {
        "nl": "Het geldt, maar staat er niet: dit is voorzichtiger en staat er al: {line}",
        "en": "It holds, but is not shown: this is more careful and stands there already: {line}",
    },
    "fits-urgency": {"nl": "hoe snel", "en": "how soon"},
    "fits-leading": {"nl": "vooraan", "en": "leading"},
    "fits-pathway": {"nl": "zorgpad", "en": "care pathway"},
    "fits-open": {"nl": "nog open", "en": "still open"},
    "fits-not": {"nl": "niet bij {outcome}", "en": "not with {outcome}"},
    "stance-do": {"nl": "doen", "en": "do"},
    "stance-ask-first": {"nl": "eerst vragen", "en": "ask first"},
    "stance-avoid": {"nl": "niet doen", "en": "do not"},
    "proof-caution": {"nl": "let op: {name}", "en": "take care: {name}"},
    "see-above": {"nl": "{name} (zie boven)", "en": "{name} (see above)"},
    "not-answered": {"nl": "geen antwoord", "en": "not answered"},
    "wanted-but": {"nl": "nodig: {wanted}; het is: {now}", "en": "needed: {wanted}; it is: {now}"},
    "was-now": {"nl": "«{question}»: {before} → {after}", "en": "“{question}”: {before} → {after}"},
    "condition-itself": {"nl": "Voorwaarde", "en": "Condition"},
    "rule-true": {"nl": "waar, maar iets anders gaat voor", "en": "true, but something else goes before"},
    "rule-false": {"nl": "niet waar", "en": "false"},
    "rule-open": {"nl": "nog open", "en": "open"},
    "was-false": {"nl": "Niet waar", "en": "False"},
    "is-open": {"nl": "Nog open", "en": "Open"},
    "fewest-for-rule": {
        "nl": "Het kleinste aantal andere antwoorden waarmee deze regel vuurt",
        "en": "The fewest other answers with which this rule fires",
    },
    "fewest-for-rule-never": {
        "nl": "Geen antwoorden laten deze regel vuren.",
        "en": "No answers make this rule fire.",
    },
    "fewest-for-it": {
        "nl": "Het kleinste aantal andere antwoorden waarmee dit eruit komt",
        "en": "The fewest other answers with which it comes out",
    },
    "fewest-for-it-never": {
        "nl": "Geen antwoorden laten dit eruit komen.",
        "en": "No answers make it come out.",
    },
    "what-if-title": {"nl": "Wat als", "en": "What if"},
    "stays": {"nl": "blijft {name}", "en": "stays {name}"},
    "first-then": {"nl": "nu {before} | dan {after}", "en": "now {before} | then {after}"},
    "fires": {"nl": "vuurt", "en": "fires"},
    "fires-not": {"nl": "vuurt niet", "en": "does not fire"},
    "applies": {"nl": "geldt", "en": "applies"},
    "applies-not": {"nl": "geldt niet", "en": "does not apply here"},
    "nothing-clear": {"nl": "niets duidelijks", "en": "nothing clear"},
    "hinges-title": {"nl": "Waar het van afhangt", "en": "What it hinges on"},
    "hinges-tried": {
        "nl": "{count} veranderingen van één of twee antwoorden zijn geprobeerd.",
        "en": "{count} changes of one or two answers were tried.",
    },
    "hinges-singles": {"nl": "Eén ander antwoord", "en": "One other answer"},
    "hinges-pairs": {
        "nl": "Twee andere antwoorden, die elk alleen niets veranderen",
        "en": "Two other answers, neither of which changes anything alone",
    },
    "hinges-none": {"nl": "Niets: zo verandert er niets.", "en": "None: nothing changes that way."},
    "enough-title": {"nl": "Wat genoeg was", "en": "What was enough"},
    "enough-these": {
        "nl": "Deze {count} van de {given} antwoorden bepalen hoe snel, wat de andere ook zijn:",
        "en": "These {count} of the {given} answers decide how soon, whatever the others are:",
    },
    "enough-nothing": {
        "nl": "Hoe snel ligt al vast zonder één antwoord.",
        "en": "How soon is decided without any answer.",
    },
    "not-enough": {
        "nl": "Ook alle antwoorden samen bepalen het nog niet. Deze antwoorden kunnen het nog veranderen:",
        "en": "Not even all answers together decide it. These answers can still change it:",
    },
    "open-nothing": {"nl": "Niets: alles wat ertoe doet is bekend.", "en": "Nothing: all that matters is known."},
    "open-unknown": {"nl": "Er was een antwoord «weet ik niet».", "en": "An answer was “I don't know”."},
    "open-not-asked": {"nl": "Dit is nog niet gevraagd.", "en": "This was not asked yet."},
    "examination": {"nl": "Onderzoek", "en": "Examination"},
    "shows": {"nl": "toont het aan", "en": "shows it"},
    "rules-out": {"nl": "sluit het uit", "en": "rules it out"},
    "show-together": {"nl": "Samen tonen deze antwoorden het aan", "en": "Together these answers show it"},
    "rule-out-together": {"nl": "Samen sluiten deze antwoorden het uit", "en": "Together these answers rule it out"},
    # steps and quiz
    "step-title": {"nl": "Stap {number} van {last}", "en": "Step {number} of {last}"},
    # lessons
    "step-order-first-oldest": {
        "nl": "Vuurt nu: kwam het eerst op de agenda.",
        "en": "Fires now: it came onto the agenda first.",
    },
    "step-order-first-newest": {
        "nl": "Vuurt nu: kwam het laatst op de agenda.",
        "en": "Fires now: it came onto the agenda last.",
    },
    "step-order-oldest": {
        "nl": "Na {above}: kwam later op de agenda, of tegelijk en staat verderop in de volgorde.",
        "en": "After {above}: it came onto the agenda later, or together with it and further on in the order.",
    },
    "step-order-newest": {
        "nl": "Na {above}: kwam eerder op de agenda, of tegelijk en staat verderop in de volgorde.",
        "en": "After {above}: it came onto the agenda earlier, or together with it and further on in the order.",
    },
    "teach-serving": {"nl": "De lessen staan op {address}", "en": "The lessons are at {address}"},
    "teach-title": {"nl": "Lessen", "en": "Lessons"},
    "teach-what": {
        "nl": "Kies een geval. Je ziet dan stap voor stap hoe het programma redeneert, vooruit en terug. "
        "Of voorspel eerst zelf wat er gebeurt.",
        "en": "Choose a case. You then see step by step how the program reasons, forwards and backwards. "
        "Or predict first what will happen.",
    },
    "teach-find": {"nl": "Zoek een geval (een woord uit de naam)", "en": "Find a case (a word of its name)"},
    "teach-search": {"nl": "Zoek", "en": "Search"},
    "teach-cases": {"nl": "Gevallen: {count}", "en": "Cases: {count}"},
    "teach-earlier": {"nl": "Vorige gevallen", "en": "Earlier cases"},
    "teach-later": {"nl": "Volgende gevallen", "en": "Later cases"},
    "teach-no-case": {
        "nl": "Er is geen geval met deze naam. Kies er een uit de lijst met lessen.",
        "en": "There is no case of this name. Choose one from the list of lessons.",
    },
    "teach-timeline": {"nl": "De stappen", "en": "The steps"},
    "teach-step": {"nl": "Stap", "en": "Step"},
    "teach-first": {"nl": "Eerste", "en": "First"},
    "teach-back": {"nl": "Vorige", "en": "Back"},
    "teach-next": {"nl": "Volgende", "en": "Next"},
    "teach-last": {"nl": "Laatste", "en": "Last"},
    "teach-go": {"nl": "Ga", "en": "Go"},
    "teach-keys": {
        "nl": "Toetsen: pijl naar rechts en links voor vooruit en terug, Home en End voor de eerste en laatste stap.",
        "en": "Keys: right and left arrow to go on and back, Home and End for the first and last step.",
    },
    "teach-written": {"nl": "De regel zoals hij geschreven is", "en": "The rule as it was written"},
    "teach-in-words": {"nl": "In gewone woorden", "en": "In plain words"},
    "teach-network": {"nl": "Het netwerk hieromheen", "en": "The network around it"},
    "teach-network-of": {
        "nl": "Tekening van het netwerk bij: {name}. Wat waar is, is dik getekend.",
        "en": "Drawing of the network at: {name}. What is true is drawn bold.",
    },
    "teach-no-drawing": {
        "nl": "Hier kan een tekening staan, maar daarvoor is Graphviz nodig.",
        "en": "There can be a drawing here, but that needs Graphviz.",
    },
    "teach-drawing-large": {
        "nl": "Hieraan zitten {count} delen van het netwerk vast. Zo veel kan niemand in een tekening lezen. Daarom "
        "staat er hier geen.",
        "en": "{count} parts of the network are tied to this. Nobody can read that many in a drawing, so there is none "
        "here.",
    },
    "teach-alone": {"nl": "Alleen de tekening", "en": "The drawing alone"},
    "teach-otherwise": {"nl": "Laat het anders lopen", "en": "Run it in another way"},
    "teach-told": {"nl": "Hoe de antwoorden binnenkomen", "en": "How the answers come in"},
    "teach-told-at-once": {"nl": "Allemaal tegelijk", "en": "All at once"},
    "teach-told-one-by-one": {"nl": "Eén voor één, zoals in een gesprek", "en": "One by one, as in an interview"},
    "teach-strategy": {"nl": "Welke regel op de agenda eerst vuurt", "en": "Which rule on the agenda fires first"},
    "teach-strategy-depth": {
        "nl": "Wat het minst diep ligt, dan de volgorde van de kennisbank",
        "en": "The least deep, then the order of the base",
    },
    "teach-strategy-oldest": {"nl": "Wat er het eerst op kwam", "en": "What came onto it first"},
    "teach-strategy-newest": {"nl": "Wat er het laatst op kwam", "en": "What came onto it last"},
    "teach-show": {"nl": "Laat zien", "en": "Show"},
    "teach-predict": {"nl": "Voorspel eerst, kijk dan", "en": "Predict, then see"},
    "teach-see": {"nl": "Laat zien wat goed is", "en": "Show what is right"},
    "teach-is-right": {"nl": "goed", "en": "right"},
    "teach-your-answer": {"nl": "jouw antwoord", "en": "your answer"},
    "teach-next-question": {"nl": "Volgende vraag", "en": "Next question"},
    "teach-to-score": {"nl": "Hoeveel had ik goed?", "en": "How many did I have right?"},
    "teach-another-quiz": {"nl": "Andere vragen over dit geval", "en": "Other questions about this case"},
    "teach-to-step": {"nl": "Bekijk stap {number}", "en": "Look at step {number}"},
    "teach-room": {"nl": "Klaslokaal", "en": "Classroom"},
    "teach-room-code": {"nl": "Klaslokaal {code}", "en": "Classroom {code}"},
    "teach-room-open": {"nl": "Open een klaslokaal met deze vragen", "en": "Open a classroom with these questions"},
    "teach-room-what": {
        "nl": "De klas voorspelt dan op de eigen telefoon. Namen zijn niet nodig, en er blijft niets bewaard.",
        "en": "The class then predicts on their own phones. No names are needed, and nothing is kept.",
    },
    "teach-no-questions": {
        "nl": "Over dit geval is niets te vragen. Kies een ander geval.",
        "en": "There is nothing to ask about this case. Choose another one.",
    },
    "teach-rooms-full": {
        "nl": "Er zijn nu te veel klaslokalen open. Sluit er een, of wacht tot er een sluit.",
        "en": "Too many classrooms are open now. Close one, or wait until one closes.",
    },
    "teach-room-full": {"nl": "Dit klaslokaal zit vol.", "en": "This classroom is full."},
    "teach-no-room": {
        "nl": "Dit klaslokaal is gesloten, of de code klopt niet. Er is niets van bewaard.",
        "en": "This classroom is closed, or the code is not right. Nothing of it was kept.",
    },
    "teach-code": {"nl": "De code op het bord (6 letters)", "en": "The code on the board (6 letters)"},
    "teach-go-in": {"nl": "Ga naar binnen", "en": "Go in"},
    "teach-join": {"nl": "Doe mee", "en": "Join"},
    "teach-join-at": {"nl": "Doe mee: {address}", "en": "Join at {address}"},
    "teach-code-picture": {"nl": "Of richt je camera hierop", "en": "Or point your camera at this"},
    "teach-no-names": {
        "nl": "Je hebt geen naam nodig. Je antwoorden zijn weg als de docent het klaslokaal sluit.",
        "en": "You need no name. Your answers are gone when the teacher closes the classroom.",
    },
    "teach-inside": {"nl": "Binnen: {count}", "en": "In the classroom: {count}"},
    "teach-answered": {"nl": "Voorspeld: {count} van de {inside}", "en": "Predicted: {count} of {inside}"},
    "teach-question-of": {"nl": "Vraag {number} van {last}", "en": "Question {number} of {last}"},
    "teach-open-question": {"nl": "Stel de eerste vraag", "en": "Ask the first question"},
    "teach-reveal": {"nl": "Laat zien wat goed is", "en": "Show what is right"},
    "teach-ask-next": {"nl": "Stel de volgende vraag", "en": "Ask the next question"},
    "teach-close": {"nl": "Sluit het klaslokaal", "en": "Close the classroom"},
    "teach-reload": {"nl": "Kijk of er iets nieuws is", "en": "See whether there is something new"},
    "teach-wait": {
        "nl": "Je bent binnen. Wacht tot de docent een vraag stelt.",
        "en": "You are in. Wait until the teacher asks a question.",
    },
    "teach-sent": {
        "nl": "Je voorspelling is binnen. Tot de docent laat zien wat goed is, mag je nog wisselen.",
        "en": "Your prediction is in. Until the teacher shows what is right, you may still change it.",
    },
    "teach-send": {"nl": "Dit voorspel ik", "en": "This is my prediction"},
    "teach-not-said": {"nl": "Je hebt hier niets voorspeld.", "en": "You predicted nothing here."},
    "teach-class-said": {"nl": "Dit dacht de klas", "en": "This is what the class thought"},
    "teach-nothing-left": {
        "nl": "Dit was de laatste vraag. Sluit het klaslokaal, dan is alles weg.",
        "en": "This was the last question. Close the classroom, and all of it is gone.",
    },
    "teach-compare": {"nl": "Twee manieren naast elkaar", "en": "Two ways side by side"},
    "teach-alike": {
        "nl": "Aan het eind staan links en rechts dezelfde conclusies. Alleen de volgorde verschilt.",
        "en": "At the end the conclusions on the left and on the right are the same. Only the order differs.",
    },
    "teach-not-alike": {
        "nl": "Aan het eind staan links en rechts andere conclusies: de regels zijn niet dezelfde.",
        "en": "At the end the conclusions on the left and on the right differ: the rules are not the same.",
    },
    "teach-other-answers": {
        "nl": "De andere kennisbank kan deze antwoorden niet aan. Kies een ander geval.",
        "en": "The other base does not take these answers. Choose another case.",
    },
    "teach-order": {"nl": "De volgorde waarin de regels vuren", "en": "The order in which the rules fire"},
    "teach-now": {"nl": "nu", "en": "now"},
    "teach-left": {"nl": "Links", "en": "Left"},
    "teach-right": {"nl": "Rechts", "en": "Right"},
    "teach-base": {"nl": "Kennisbank", "en": "Base"},
    "teach-to-room": {"nl": "Ik doe mee in een klaslokaal", "en": "I join a classroom"},
    "teach-edit": {"nl": "Verander een regel", "en": "Change a rule"},
    "teach-edit-this": {"nl": "Verander deze regel", "en": "Change this rule"},
    "teach-edit-rule": {"nl": "Verander regel {name}", "en": "Change rule {name}"},
    "teach-edit-what": {
        "nl": "Verander de tekst van een regel. Je ziet welke voorbeeldgevallen dan anders uitkomen, en of een "
        "eigenschap voor alle mogelijke antwoorden geldt. Er wordt niets bewaard.",
        "en": "Change the text of a rule. You see which worked cases then come out otherwise, and whether a property "
        "holds for all answers that there can be. Nothing is kept.",
    },
    "teach-no-rule": {
        "nl": "Er is geen regel met deze naam. Kies er een uit de lijst.",
        "en": "There is no rule of this name. Choose one from the list.",
    },
    "teach-busy": {
        "nl": "Er wordt nog een andere regel uitgeprobeerd. Probeer het zo nog eens.",
        "en": "Another rule is still being tried. Try again in a moment.",
    },
    "teach-rule-text": {"nl": "De regel", "en": "The rule"},
    "teach-property": {"nl": "Een eigenschap die moet gelden", "en": "A property that has to hold"},
    "teach-property-hint": {
        "nl": "Met when en always of never. Laat het leeg als je niets wilt bewijzen.",
        "en": "With when and always or never. Leave it empty to prove nothing.",
    },
    "teach-try": {"nl": "Laat zien wat dit verandert", "en": "Show what this changes"},
    "teach-may-stand": {"nl": "Wat er in een voorwaarde kan staan", "en": "What can stand in a condition"},
    "teach-offers": {
        "nl": "Dit kan er staan. Kies met Tab en Enter, of met de muis.",
        "en": "This can stand there. Choose with Tab and Enter, or with the mouse.",
    },
    "teach-may-join": {"nl": "voegen voorwaarden samen", "en": "join conditions"},
    "teach-wrong": {"nl": "Dit kan niet gelezen worden", "en": "This cannot be read"},
    "teach-wrong-property": {"nl": "De eigenschap kan niet gelezen worden", "en": "The property cannot be read"},
    "teach-line": {"nl": "regel {line} van de tekst", "en": "line {line}"},
    "teach-difference": {"nl": "Wat er anders uitkomt", "en": "What comes out otherwise"},
    "teach-differ": {
        "nl": "Verschillen: {count}, in {cases} voorbeeldgevallen",
        "en": "Differences: {count}, in {cases} worked cases",
    },
    "teach-no-difference": {
        "nl": "Geen van de {cases} voorbeeldgevallen komt anders uit.",
        "en": "None of the {cases} worked cases comes out otherwise.",
    },
    "teach-less-urgent": {"nl": "Minder dringend dan eerst: {count}", "en": "Less urgent than before: {count}"},
    "teach-case": {"nl": "Geval", "en": "Case"},
    "teach-what-differs": {"nl": "Wat", "en": "What"},
    "teach-before": {"nl": "Eerst", "en": "Before"},
    "teach-after": {"nl": "Nu", "en": "Now"},
    "teach-not-tried": {"nl": "Verander de regel en druk op de knop.", "en": "Change the rule and press the button."},
    "teach-proved": {"nl": "Bewezen", "en": "Proved"},
    "teach-proved-all": {
        "nl": "De eigenschap geldt, welke antwoorden iemand ook geeft.",
        "en": "The property holds, whatever answers anybody gives.",
    },
    "teach-proved-idle": {
        "nl": "De eigenschap geldt, maar zegt niets: bij geen enkel antwoord is het deel achter when waar.",
        "en": "The property holds, but says nothing: no answers make the part behind when true.",
    },
    "teach-not-proved": {"nl": "Niet bewezen en niet weerlegd", "en": "Neither proved nor refuted"},
    "teach-broken": {"nl": "De eigenschap geldt niet", "en": "The property does not hold"},
    "teach-counterexample": {
        "nl": "Het kleinste tegenvoorbeeld: met deze antwoorden gaat het mis.",
        "en": "The smallest counterexample: with these answers it fails.",
    },
    "teach-without-answers": {"nl": "zonder een enkel antwoord", "en": "without a single answer"},
    "step-answers": {"nl": "Antwoorden komen binnen", "en": "Answers come in"},
    "step-answers-one": {"nl": "Er komt een antwoord binnen", "en": "An answer comes in"},
    "step-rule": {"nl": "Regel {name} vuurt", "en": "Rule {name} fires"},
    "step-caution": {"nl": "Waarschuwing {name} vuurt", "en": "Caution {name} fires"},
    "step-consequences": {"nl": "Wat hier vanzelf uit volgt", "en": "What follows by itself"},
    "step-generated": {"nl": "Gemaakte regel: {name}", "en": "Generated rule: {name}"},
    "step-end": {"nl": "Klaar: de agenda is leeg", "en": "The end: the agenda is empty"},
    "step-memory": {"nl": "Werkgeheugen", "en": "Working memory"},
    "step-new": {"nl": "Nieuw", "en": "New"},
    "step-nothing-new": {"nl": "niets nieuws", "en": "nothing new"},
    "step-no-facts": {"nl": "leeg", "en": "empty"},
    "step-was-there": {"nl": "Was er al: {counts}", "en": "Was there already: {counts}"},
    "step-count-answers": {"nl": "{count} antwoorden", "en": "{count} answers"},
    "step-count-answers-one": {"nl": "1 antwoord", "en": "1 answer"},
    "step-count-established": {"nl": "{count} vastgesteld", "en": "{count} established"},
    "step-count-refuted": {"nl": "{count} uitgesloten", "en": "{count} ruled out"},
    "step-group-answers": {"nl": "Antwoorden", "en": "Answers"},
    "step-group-generated": {"nl": "Gemaakte feiten", "en": "Generated facts"},
    "step-waiting": {
        "nl": "{fact} (telt pas als de vraag van toepassing is)",
        "en": "{fact} (counts only once the question applies)",
    },
    "step-agenda": {"nl": "Agenda", "en": "Agenda"},
    "step-agenda-empty": {"nl": "leeg", "en": "empty"},
    "step-act-rule": {"nl": "regel {name}", "en": "rule {name}"},
    "step-act-caution": {"nl": "waarschuwing {name}", "en": "caution {name}"},
    "step-act-counts": {"nl": "vraag {name} is van toepassing", "en": "question {name} applies"},
    "step-act-inapplicable": {"nl": "vraag {name} is niet van toepassing", "en": "question {name} does not apply"},
    "step-act-refuted": {"nl": "elke regel voor {name} is niet waar", "en": "every rule for {name} is false"},
    "step-act-established": {"nl": "elk alarmsignaal is uitgesloten", "en": "every warning sign is ruled out"},
    "step-act-not-clear": {"nl": "niet elk alarmsignaal is uitgesloten", "en": "not every warning sign is ruled out"},
    "step-act-false": {"nl": "regel {name} is niet waar", "en": "rule {name} is false"},
    "step-act-part": {"nl": "binnenste voorwaarde {name} is waar", "en": "inner condition {name} is true"},
    "step-act-counted": {
        "nl": "van de eerste {first} delen van binnenste voorwaarde {name} zijn er minstens {wanted} waar",
        "en": "of the first {first} parts of inner condition {name} at least {wanted} are true",
    },
    "step-generated-rules": {
        "nl": "{count} gemaakte regels (diepte {depth})",
        "en": "{count} generated rules (depth {depth})",
    },
    "step-generated-rules-one": {"nl": "1 gemaakte regel (diepte {depth})", "en": "1 generated rule (depth {depth})"},
    "step-from-to": {"nl": "{low} tot en met {high}", "en": "{low} to {high}"},
    "step-depth-answers": {
        "nl": "diepte {depth}: hangt alleen af van antwoorden",
        "en": "depth {depth}: rests on answers alone",
    },
    "step-depth-none": {"nl": "diepte {depth}: hangt nergens van af", "en": "depth {depth}: rests on nothing"},
    "step-depth-on": {
        "nl": "diepte {depth}: hangt af van «{name}» (diepte {below})",
        "en": "depth {depth}: rests on “{name}” (depth {below})",
    },
    "step-depth-part": {"nl": "diepte {depth}", "en": "depth {depth}"},
    "step-order-first": {
        "nl": "Vuurt nu: wat dieper ligt wacht, en wat even diep ligt staat verderop in de kennisbank.",
        "en": "Fires now: what lies deeper waits, and what lies as deep stands later in the base.",
    },
    "step-order-alone": {
        "nl": "Vuurt nu: er staat niets anders op de agenda.",
        "en": "Fires now: nothing else is on the agenda.",
    },
    "step-order-generated": {
        "nl": "Na de gemaakte regels hierboven: die liggen minder diep, of even diep en eerder in de kennisbank.",
        "en": "After the generated rules above: they lie less deep, or as deep and earlier in the base.",
    },
    "step-order-deeper": {
        "nl": "Na {above}: ligt dieper, dus wacht tot alles daarboven klaar is.",
        "en": "After {above}: it lies deeper, so it waits until all that lies less deep is done.",
    },
    "step-order-kind": {
        "nl": "Na {above}: even diep, maar {kind} komen na {other}.",
        "en": "After {above}: as deep, but {kind} come after {other}.",
    },
    "step-order-later": {
        "nl": "Na {above}: even diep, maar verderop in de kennisbank ({place}, na {other}).",
        "en": "After {above}: as deep, but later in the base ({place}, after {other}).",
    },
    "step-order-same": {
        "nl": "Na {above}: even diep; later gemaakt.",
        "en": "After {above}: as deep; made later.",
    },
    "step-kind-0": {"nl": "regels over vragen", "en": "rules about questions"},
    "step-kind-1": {"nl": "regels van de auteur", "en": "the author's rules"},
    "step-kind-2": {"nl": "regels over bevindingen", "en": "rules about findings"},
    "step-kind-3": {"nl": "waarschuwingen", "en": "cautions"},
    "step-act": {"nl": "Wat er nu gebeurt", "en": "What happens now"},
    "step-condition": {"nl": "Voorwaarde van {name}", "en": "Condition of {name}"},
    "step-no-rule": {
        "nl": "Hier vuurt geen regel. Elk antwoord wordt een feit, en elke regel wordt ermee vergeleken.",
        "en": "No rule fires here. Each answer becomes a fact, and every rule is compared with it.",
    },
    "step-refuted-why": {
        "nl": "{name}: uitgesloten, want elke regel ervoor is niet waar",
        "en": "{name}: ruled out, because every rule for it is false",
    },
    "step-counts-why": {
        "nl": "{name}: deze vraag is van toepassing, dus het antwoord telt",
        "en": "{name}: this question applies, so its answer counts",
    },
    "step-inapplicable-why": {
        "nl": "{name}: deze vraag is niet van toepassing, dus elke toets ervan is niet waar",
        "en": "{name}: this question does not apply, so every test of it is false",
    },
    "step-clear-why": {
        "nl": "{name}: dit staat vast, want elk alarmsignaal is uitgesloten",
        "en": "{name}: established, because each of them is",
    },
    "step-nothing-fires": {
        "nl": "Er is geen regel meer die kan vuren. Dit is wat vaststaat.",
        "en": "No rule can fire any more. This is what is certain.",
    },
    "step-brings": {"nl": "Wat dit toevoegt", "en": "What this adds"},
    "step-nothing": {"nl": "niets", "en": "nothing"},
    "step-already": {"nl": "{name} (stond al vast)", "en": "{name} (stood already)"},
    "step-raised": {"nl": "hoe snel, nu: {name}", "en": "how soon, now: {name}"},
    "step-not-raised": {
        "nl": "vraagt om: {name}; maar er geldt al: {now}",
        "en": "demands: {name}; but this stands already: {now}",
    },
    "step-to-agenda": {"nl": "komt op de agenda: {name}", "en": "comes onto the agenda: {name}"},
    "step-so-far": {"nl": "Tot nu toe", "en": "So far"},
    "step-so-far-none": {"nl": "nog niets", "en": "nothing yet"},
    "step-fact-given": {"nl": "er is een antwoord op «{name}»", "en": "there is an answer to “{name}”"},
    "step-count-questions": {"nl": "{count} vragen wel of niet van toepassing", "en": "{count} questions apply or not"},
    "step-count-questions-one": {"nl": "1 vraag wel of niet van toepassing", "en": "1 question applies or not"},
    "step-now": {"nl": "{wanted} (nu: {now})", "en": "{wanted} (now: {now})"},
    "mark-true": {"nl": "waar", "en": "true"},
    "mark-false": {"nl": "niet waar", "en": "false"},
    "mark-open": {"nl": "open", "en": "open"},
    "step-all-of": {"nl": "dit allemaal", "en": "all of these"},
    "step-one-of": {"nl": "minstens één van deze", "en": "at least one of these"},
    "step-not": {"nl": "dit is niet zo", "en": "this is not so"},
    # the report
    "report-title": {"nl": "Verslag", "en": "Report"},
    "report-skip": {"nl": "Naar de inhoud", "en": "Skip to the content"},
    "report-contents": {"nl": "Inhoud", "en": "Contents"},
    "report-patient": {"nl": "Voor jou", "en": "For you"},
    "report-clinician": {"nl": "Voor de zorgverlener", "en": "For the clinician"},
    "report-clinician-about": {
        "nl": "Hier staat hoe het programma tot dit advies kwam: elke regel, elk antwoord en elke bron. "
        "Om het advies te volgen hoef je dit niet te lezen.",
        "en": "This shows how the program came to its advice: every rule, every answer and every source. "
        "You need not read it to follow the advice.",
    },
    "report-sooner": {"nl": "Lees ook wanneer je eerder hulp zoekt", "en": "Also read when to seek help sooner"},
    "report-likely": {"nl": "Wat er waarschijnlijk aan de hand is", "en": "What it probably is"},
    "report-may-be": {"nl": "Wat er aan de hand kan zijn", "en": "What it may be"},
    "report-likely-first": {
        "nl": "Wat er uit het eerste gesprek kwam",
        "en": "What the first interview came to",
    },
    "report-unknown": {
        "nl": "Op {count} vragen wist je het antwoord niet",
        "en": "You did not know the answer to {count} questions",
    },
    "report-unknown-one": {
        "nl": "Op 1 vraag wist je het antwoord niet",
        "en": "You did not know the answer to 1 question",
    },
    "report-last-check-in": {
        "nl": "Je check-in van {day}: {said}",
        "en": "Your check-in of {day}: {said}",
    },
    "report-paused": {"nl": "Pauze", "en": "Paused"},
    "report-paused-about": {
        "nl": "Stop met deze stappen tot je bent gezien. Doe daarna eerst een nieuwe check-in.",
        "en": "Stop these steps until you have been seen. Then do a new check-in first.",
    },
    "report-now": {"nl": "Nu, na de check-ins", "en": "Now, after the check-ins"},
    "report-first": {
        "nl": "Wat volgt, gaat over het eerste gesprek.",
        "en": "What follows is about the first interview.",
    },
    "report-check-ins": {"nl": "Je check-ins", "en": "Your check-ins"},
    "report-how": {"nl": "Zo doe je de oefeningen", "en": "How to do the exercises"},
    "report-dose": {"nl": "Hoeveel", "en": "How much"},
    "report-drawing": {"nl": "Tijdlijn: {name}", "en": "Timeline: {name}"},
    "report-exercise": {"nl": "{count} oefening", "en": "{count} exercise"},
    "report-exercises": {"nl": "{count} oefeningen", "en": "{count} exercises"},
    "report-varies": {"nl": "wisselt", "en": "varies"},
    "report-day": {"nl": "{count} dag", "en": "{count} day"},
    "report-days": {"nl": "{count} dagen", "en": "{count} days"},
    "report-weeks": {"nl": "{count} wk", "en": "{count} wk"},
    "report-legend-exercises": {"nl": "aantal oefeningen", "en": "number of exercises"},
    "report-legend-help": {
        "nl": "bij deze stap staat wanneer je hulp vraagt",
        "en": "this step says when to seek help",
    },
    "report-legend-bars": {
        "nl": "De nummers zijn de stappen hieronder.",
        "en": "The numbers are the steps below.",
    },
    "report-legend-weeks": {"nl": "wk: weken.", "en": "wk: weeks."},
    "report-legend-open": {
        "nl": "Streepjes: hoelang dit duurt, verschilt.",
        "en": "Dashes: how long this takes varies.",
    },
    "report-refuted": {"nl": "Uitgesloten alarmsignalen", "en": "Warning signs ruled out"},
    "report-on-paper": {
        "nl": "Op papier staat wat nu telt. De rest staat op het scherm.",
        "en": "Paper holds what matters now. The rest is on the screen.",
    },
    "report-print-full": {
        "nl": "Alles op papier: triage report --print full.",
        "en": "All of it on paper: triage report --print full.",
    },
    "report-summary": {"nl": "In het kort", "en": "In short"},
    "report-may-change": {
        "nl": "Kan nog veranderen door verdere vragen",
        "en": "Further questions can still change this",
    },
    "report-story": {"nl": "Wat er is verteld", "en": "The story as told"},
    "report-proofs": {"nl": "Waarom: van conclusie tot antwoord", "en": "Why: from conclusion to answer"},
    "report-proofs-about": {
        "nl": "Klap open wat je wilt nagaan. Elke conclusie loopt via regels terug tot op de antwoorden.",
        "en": "Unfold what you want to check. Each conclusion goes back through rules to the answers.",
    },
    "report-see": {"nl": "zie het bewijs", "en": "see its proof"},
    "report-answers": {"nl": "Alle vragen en antwoorden", "en": "All questions and answers"},
    "report-question": {"nl": "Vraag", "en": "Question"},
    "report-answer": {"nl": "Antwoord", "en": "Answer"},
    "report-mark-answered": {"nl": "beantwoord", "en": "answered"},
    "report-mark-unknown": {"nl": "open: weet ik niet", "en": "open: I don't know"},
    "report-mark-open": {"nl": "open: nog niet gevraagd", "en": "open: not asked yet"},
    "report-mark-not-asked": {"nl": "niet gevraagd", "en": "not asked"},
    "report-mark-inapplicable": {"nl": "niet van toepassing", "en": "does not apply"},
    "report-trace": {"nl": "Stap voor stap", "en": "Step by step"},
    "report-trace-about": {
        "nl": "Alles wat er gebeurde, in volgorde. Wat geen conclusie is, is ingeklapt.",
        "en": "Everything that happened, in order. What is no conclusion is folded away.",
    },
    "report-ev-answered": {"nl": "{count} antwoorden", "en": "{count} answers"},
    "report-ev-answered-one": {"nl": "1 antwoord", "en": "1 answer"},
    "report-ev-counts": {"nl": "{count} vragen van toepassing", "en": "{count} questions apply"},
    "report-ev-counts-one": {"nl": "1 vraag van toepassing", "en": "1 question applies"},
    "report-ev-inapplicable": {"nl": "{count} vragen niet van toepassing", "en": "{count} questions do not apply"},
    "report-ev-inapplicable-one": {"nl": "1 vraag niet van toepassing", "en": "1 question does not apply"},
    "report-ev-activated": {"nl": "{count} regels staan klaar", "en": "{count} rules activated"},
    "report-ev-activated-one": {"nl": "1 regel staat klaar", "en": "1 rule activated"},
    "report-ev-refuted": {"nl": "{count} bevindingen uitgesloten", "en": "{count} findings ruled out"},
    "report-ev-refuted-one": {"nl": "1 bevinding uitgesloten", "en": "1 finding ruled out"},
    "report-sources": {"nl": "Bronnen en wat eruit komt", "en": "Sources and what was taken from them"},
    "report-used": {"nl": "Hierop rust", "en": "Used by"},
    "report-agreed": {
        "nl": "Rust op afspraak tussen deskundigen, niet op een bron",
        "en": "Rests on agreement between experts, not on a source",
    },
    "report-versions": {"nl": "Versies", "en": "Versions"},
    "report-knowledge": {"nl": "Kennis", "en": "Knowledge"},
    "report-hash": {"nl": "SHA-256 van de kennis", "en": "SHA-256 of the knowledge"},
    "report-program": {"nl": "Programma", "en": "Program"},
    "report-written": {"nl": "Het verslag staat in: {file}", "en": "The report is in: {file}"},
    "quiz-title": {
        "nl": "Vraag {number} van {last} (bij stap {step})",
        "en": "Question {number} of {last} (at step {step})",
    },
    "quiz-next": {"nl": "Welke regel vuurt nu?", "en": "Which rule fires next?"},
    "quiz-adds": {"nl": "Regel {name} vuurt. Wat voegt dat toe?", "en": "Rule {name} fires. What does it add?"},
    "quiz-status": {
        "nl": "De volgende stap volgt vanzelf, zonder regel van de auteur. Hoe staat het daarna met «{name}»?",
        "en": "The next step follows by itself, without a rule of the author. How does “{name}” stand after it?",
    },
    "quiz-status-end": {
        "nl": "Er kan niets meer vuren. Hoe staat het met «{name}»?",
        "en": "Nothing can fire any more. How does “{name}” stand?",
    },
    "quiz-rules-for": {"nl": "De regels voor «{name}»", "en": "The rules for “{name}”"},
    "quiz-hint-next": {
        "nl": "Alleen een regel waarvan de voorwaarde waar is, staat op de agenda. Daar gaat eerst wat het minst diep "
        "ligt: wat niet wacht op bevindingen die nog kunnen komen. Van wat even diep ligt, gaat de regel voor die "
        "eerder in de kennisbank staat; waarschuwingen komen na regels.",
        "en": "Only a rule whose condition is true is on the agenda. First comes what lies least deep: what waits "
        "for no finding that may still come. Of those that lie as deep, the rule that stands earlier in the base "
        "goes first; cautions come after rules.",
    },
    "quiz-hint-adds": {
        "nl": "Een regel kan bevindingen vaststellen, bepalen hoe snel, en een zorgpad kiezen.",
        "en": "A rule can establish findings, say how soon, and choose a care pathway.",
    },
    "quiz-hint-status": {
        "nl": "Vastgesteld: één regel ervoor is waar. Uitgesloten: elke regel ervoor is niet waar. "
        "Anders is het open. «Weet ik niet» en geen antwoord maken een toets open, niet onwaar.",
        "en": "Established: one rule for it is true. Ruled out: every rule for it is false. Otherwise it is open. "
        "“I don't know” and no answer leave a test open, not false.",
    },
    "quiz-right": {"nl": "Goed.", "en": "Right."},
    "quiz-wrong": {"nl": "Niet goed. Het is: {answer}.", "en": "Not right. It is: {answer}."},
    "quiz-not-on-agenda": {
        "nl": "Regel {name} staat niet op de agenda, want de voorwaarde is niet zeker waar:",
        "en": "Rule {name} is not on the agenda, for its condition is not certainly true:",
    },
    "quiz-adds-other": {
        "nl": "Dat voegt een andere regel toe: {name}.",
        "en": "That is what another rule adds: {name}.",
    },
    "quiz-because-established": {"nl": "Eén regel ervoor is waar:", "en": "One rule for it is true:"},
    "quiz-because-refuted": {"nl": "Elke regel ervoor is niet waar:", "en": "Every rule for it is false:"},
    "quiz-because-open": {
        "nl": "Geen regel ervoor is waar, en niet elke regel is onwaar:",
        "en": "No rule for it is true, and not every one is false:",
    },
    "quiz-score": {"nl": "Je had {right} van de {asked} goed.", "en": "You had {right} of {asked} right."},
    "quiz-question": {"nl": "Vraag", "en": "Question"},
    "quiz-verdict": {"nl": "Goed of niet, en waarom", "en": "Right or not, and why"},
    "quiz-none": {"nl": "Er is niets gevraagd.", "en": "Nothing was asked."},
    "quiz-again": {"nl": "Kijk hier nog eens naar", "en": "Look at this again"},
    "quiz-again-next": {
        "nl": "de volgorde van de agenda, bij stap {numbers}",
        "en": "the order of the agenda, at step {numbers}",
    },
    "quiz-again-adds": {
        "nl": "wat een regel toevoegt, bij stap {numbers}",
        "en": "what a rule adds, at step {numbers}",
    },
    "quiz-again-status": {
        "nl": "vastgesteld, uitgesloten of open, bij stap {numbers}",
        "en": "established, ruled out or open, at step {numbers}",
    },
    "quiz-again-with": {"nl": "Zo zie je die stappen: {command}", "en": "To see these steps: {command}"},
    "quiz-how": {
        "nl": "Typ een nummer en druk op Enter. ? geeft een hint, stop houdt op.",
        "en": "Type a number and press Enter. ? gives a hint, quit stops.",
    },
    # a saved outcome derived again
    "replay-case": {"nl": "Casus", "en": "Case"},
    "replay-line": {"nl": "regel {line}", "en": "line {line}"},
    "replay-identical": {
        "nl": "Gelijk: de antwoorden geven nog altijd precies deze uitkomst.",
        "en": "Identical: the answers still give exactly this outcome.",
    },
    "replay-altered": {
        "nl": "Veranderd: dit is niet meer wat het programma heeft opgeschreven.",
        "en": "Altered: this is no longer what the program wrote down.",
    },
    "replay-unsealed": {
        "nl": "Geen zegel: deze uitkomst heeft geen `digest`. Of er iets in is veranderd, is niet te zeggen.",
        "en": "No seal: this outcome has no `digest`. Whether anything in it was changed cannot be told.",
    },
    "replay-other-version": {
        "nl": "Gemaakt met een andere versie van de kennisbank.",
        "en": "Made with another version of the knowledge base.",
    },
    "replay-other-program": {
        "nl": "Het zegel klopt, maar deze versie van het programma komt op iets anders uit.",
        "en": "The seal fits, but this version of the program comes to something else.",
    },
    "replay-proven": {
        "nl": "Dit is er veranderd. Het zegel bewijst wat er stond:",
        "en": "This was changed. The seal proves what stood there:",
    },
    "replay-not-proven": {
        "nl": "Dit klopt niet met de antwoorden in het bestand:",
        "en": "This does not fit the answers in the file:",
    },
    "replay-changed-was": {
        "nl": "{place}: veranderd van “{expected}” in “{found}”",
        "en": "{place}: changed from “{expected}” to “{found}”",
    },
    "replay-changed": {
        "nl": "{place}: er staat “{found}”, maar er volgt “{expected}”",
        "en": "{place}: it says “{found}”, but “{expected}” follows",
    },
    "replay-added-was": {"nl": "{place}: toegevoegd: “{found}”", "en": "{place}: added: “{found}”"},
    "replay-added": {
        "nl": "{place}: er staat “{found}”, maar dat volgt nergens uit",
        "en": "{place}: it says “{found}”, which follows from nothing",
    },
    "replay-removed-was": {"nl": "{place}: weggehaald: “{expected}”", "en": "{place}: taken out: “{expected}”"},
    "replay-removed": {
        "nl": "{place}: dit ontbreekt: “{expected}”",
        "en": "{place}: this is missing: “{expected}”",
    },
    "replay-sealed-anew": {
        "nl": "Het zegel klopt, maar dit volgt niet uit de antwoorden. "
        "Iemand heeft het na een wijziging opnieuw verzegeld:",
        "en": "The seal fits, but this does not follow from the answers. Somebody changed it and sealed it anew:",
    },
    "replay-within": {
        "nl": "Dit klopt niet met de stappen die in het bestand zelf staan:",
        "en": "This does not fit the steps that the file itself holds:",
    },
    "replay-only-seal": {
        "nl": "Alles klopt met de antwoorden. Veranderd is het zegel zelf, of de naam van de casus (`case`): die volgt "
        "nergens uit.",
        "en": "Everything fits the answers. What was changed is the seal itself, or the name of the case (`case`), "
        "which follows from nothing.",
    },
    "replay-unsealed-same": {
        "nl": "De antwoorden geven nog altijd precies deze uitkomst.",
        "en": "The answers still give exactly this outcome.",
    },
    "replay-needs-old": {
        "nl": "Wat er veranderd is, kan alleen de versie van de kennisbank laten zien waarmee deze uitkomst is "
        "gemaakt. Geef die met --knowledge.",
        "en": "What was changed can only be shown with the version of the knowledge base that made this outcome. "
        "Name it with --knowledge.",
    },
    "replay-made-with": {
        "nl": "Gemaakt met: {name} {version} ({hash}), programma {program}",
        "en": "Made with: {name} {version} ({hash}), program {program}",
    },
    "replay-this-is": {
        "nl": "Nu: versie {version} ({hash}), programma {program}",
        "en": "Now: version {version} ({hash}), program {program}",
    },
    "replay-same": {
        "nl": "De uitkomst is gelijk: dezelfde conclusies, door dezelfde regels, in dezelfde woorden.",
        "en": "The outcome is the same: the same conclusions, by the same rules, in the same words.",
    },
    "replay-same-words": {
        "nl": "De conclusies zijn gelijk, door dezelfde regels. Wat iemand te lezen krijgt, is anders.",
        "en": "The conclusions are the same, by the same rules. What somebody reads is not.",
    },
    "replay-unfit": {
        "nl": "Dit antwoord past niet meer en telt niet mee: {question}: {answer}",
        "en": "This answer does not fit any more and does not count: {question}: {answer}",
    },
    "replay-different": {"nl": "Wat er anders uitkomt:", "en": "What comes out otherwise:"},
    "replay-then-now": {"nl": "toen {before}, nu {after}", "en": "then {before}, now {after}"},
    "replay-behind": {"nl": "door: {names}", "en": "because of: {names}"},
    "replay-behind-words": {
        "nl": "door: iets wat niet in de regels staat",
        "en": "because of: something that is not in the rules",
    },
    "replay-made-it": {
        "nl": "Wat het verschil maakte:",
        "en": "What made the difference:",
    },
    "replay-also-changed": {
        "nl": "Ook veranderd, maar zonder invloed op deze uitkomst ({count}):",
        "en": "Changed as well, but of no effect on this outcome ({count}):",
    },
    "replay-changed-parts": {
        "nl": "Veranderd in de kennisbank, zonder invloed op deze uitkomst ({count}):",
        "en": "Changed in the knowledge base, of no effect on this outcome ({count}):",
    },
    "replay-only-words": {
        "nl": "In de kennisbank zijn alleen teksten veranderd; niets wat beslist.",
        "en": "Only texts changed in the knowledge base; nothing that decides.",
    },
    "replay-no-fingerprints": {
        "nl": "Deze uitkomst heeft geen vingerafdrukken van de regels. Welke regels veranderd zijn, is niet te zeggen.",
        "en": "This outcome has no fingerprints of the rules. Which rules changed cannot be told.",
    },
    "replay-texts-gone": {
        "nl": "Dit stond er toen en nu niet meer ({count}):",
        "en": "This was there then, and is not now ({count}):",
    },
    "replay-texts-new": {
        "nl": "Dit staat er nu en toen niet ({count}):",
        "en": "This is there now, and was not then ({count}):",
    },
    "replay-texts-changed": {"nl": "Dit staat er nu anders ({count}):", "en": "This reads otherwise now ({count}):"},
    "replay-not-of-then": {
        "nl": "Of dit is wat er toen uit kwam, laat alleen de versie van toen zien. Noem die met --knowledge.",
        "en": "Whether this is what came out then, only the version of then can show. Name it with --knowledge.",
    },
    "replay-signature-none": {
        "nl": "Niet ondertekend. De controlesom laat zien of het bestand per ongeluk is veranderd. Wie het met opzet "
        "verandert, kan ook een nieuwe controlesom maken.",
        "en": "Not signed. The digest shows whether the file was changed by accident. Who changes it on purpose can "
        "make a new digest as well.",
    },
    "replay-signature-unchecked": {
        "nl": "Ondertekend met sleutel {ident}. Dat is niet gecontroleerd: geef de sleutel met --key of --public-key.",
        "en": "Signed with key {ident}. That was not checked: give the key with --key or --public-key.",
    },
    "replay-signature-valid": {
        "nl": "De handtekening klopt: ondertekend met sleutel {ident}, en sindsdien niet veranderd.",
        "en": "The signature is right: signed with key {ident}, and not changed since.",
    },
    "replay-signature-invalid": {
        "nl": "De handtekening klopt niet: dit is veranderd, of met een andere sleutel ondertekend.",
        "en": "The signature is wrong: this was changed, or signed with another key.",
    },
    "replay-signature-missing": {
        "nl": "Er staat geen handtekening onder. Met deze sleutel is dus niet te zien wie dit heeft gemaakt.",
        "en": "There is no signature below it. So this key cannot show who made it.",
    },
    "replay-part-added": {"nl": "nieuw", "en": "new"},
    "replay-part-removed": {"nl": "weg", "en": "gone"},
    "replay-part-changed": {"nl": "veranderd", "en": "changed"},
    "replay-part-fired": {"nl": "vuurde toen, nu niet", "en": "fired then, not now"},
    "replay-part-fires": {"nl": "vuurt nu, toen niet", "en": "fires now, not then"},
    "replay-applied": {"nl": "gold toen, nu niet", "en": "applied then, not now"},
    "replay-applies": {"nl": "geldt nu, toen niet", "en": "applies now, not then"},
    "replay-part-rule": {"nl": "regel", "en": "rule"},
    "replay-part-question": {"nl": "vraag", "en": "question"},
    "replay-part-caution": {"nl": "let op", "en": "caution"},
    "replay-part-pathway": {"nl": "pad", "en": "pathway"},
    "replay-part-safety-net": {"nl": "vangnet", "en": "safety net"},
    "replay-part-contradiction": {"nl": "tegenspraak in antwoorden", "en": "contradiction"},
    "replay-part-warning-signs": {"nl": "welke alarmsignalen er zijn", "en": "which warning signs there are"},
    "replay-part-conditions": {"nl": "de volgorde van de aandoeningen", "en": "the order of the conditions"},
    "replay-part-pathways": {"nl": "de volgorde van de paden", "en": "the order of the pathways"},
    "replay-part-default-urgency": {"nl": "hoe snel als geen regel iets zegt", "en": "the urgency without a rule"},
    "replay-part-default-pathway": {"nl": "het pad als geen regel iets zegt", "en": "the pathway without a rule"},
    "replay-phase": {"nl": "Fase", "en": "Phase"},
    "replay-finding-gone": {"nl": "bestaat niet meer", "en": "is not there any more"},
    "screen-next": {"nl": "verder", "en": "next"},
    "screen-back": {"nl": "terug", "en": "back"},
    "screen-go": {"nl": "ga naar", "en": "go to"},
    "screen-search": {"nl": "zoek", "en": "search"},
    "screen-zoom": {"nl": "groot", "en": "zoom"},
    "screen-language": {"nl": "taal", "en": "language"},
    "screen-help": {"nl": "uitleg", "en": "help"},
    "screen-hint": {"nl": "hint", "en": "hint"},
    "screen-quit": {"nl": "stop", "en": "quit"},
    "screen-choose": {"nl": "kies", "en": "choose"},
    "screen-which-step": {"nl": "Naar welke stap? (1 tot {last})", "en": "To which step? (1 to {last})"},
    "screen-no-step": {
        "nl": "Er is geen stap «{typed}». Kies 1 tot {last}.",
        "en": "There is no step “{typed}”. Choose 1 to {last}.",
    },
    "screen-which-rule": {"nl": "Zoek een regel (een deel van de naam)", "en": "Search a rule (a part of its name)"},
    "screen-no-rule": {"nl": "Geen regel heeft «{typed}» in de naam.", "en": "No rule has “{typed}” in its name."},
    "screen-never-fires": {"nl": "Deze regels vuren hier nooit", "en": "These rules never fire here"},
    "screen-small": {
        "nl": "Dit venster is te klein ({columns} bij {lines}). "
        "Maak het minstens {wide} bij {high}, of gebruik --plain.",
        "en": "This window is too small ({columns} by {lines}). Make it at least {wide} by {high}, or use --plain.",
    },
    "screen-close": {"nl": "Druk op een toets om verder te gaan.", "en": "Press any key to go on."},
    "screen-keys": {
        "nl": "→, spatie of n: volgende stap. ←, p of b: stap terug. Home en End: begin en einde. g: naar een stap. "
        "/: zoek een regel. Tab: naar een ander vak. ↑ en ↓: lees verder in dat vak. z: dat vak groot en weer klein. "
        "l: andere taal. q: stop.",
        "en": "→, space or n: next step. ←, p or b: one step back. Home and End: first and last. g: go to a step. "
        "/: search a rule. Tab: to another pane. ↑ and ↓: read on in that pane. z: make that pane large, and small "
        "again. l: another language. q: quit.",
    },
    "screen-cycle": {
        "nl": "Elke stap is één ronde van de motor. Vergelijken: welke regels zijn waar met wat in het "
        "werkgeheugen staat? Die staan op de agenda. Kiezen: de bovenste vuurt. Doen: wat de regel vaststelt, komt in "
        "het werkgeheugen. "
        "Een + staat voor wat nieuw is, een > voor wat nu vuurt. Wat eenmaal vaststaat, verdwijnt nooit.",
        "en": "Each step is one turn of the engine. Match: which rules are true with what is in working memory? "
        "Those stand on the agenda. Resolve: the first of them fires. Act: what the rule establishes goes into "
        "working memory. A + stands before what is new, a > before what fires now. What is once certain never goes "
        "away.",
    },
    "screen-generated": {
        "nl": "Een gemaakte regel staat niet in de kennisbank. De taal maakt hem: een bevinding is uitgesloten zodra "
        "elke regel ervoor niet waar is, en een vraag is wel of niet van toepassing. Met --generated zie je ze stap "
        "voor stap.",
        "en": "A generated rule is not in the knowledge base. The language makes it: a finding is ruled out once every "
        "rule for it is false, and a question applies or does not. --generated shows them step by step.",
    },
    # whether the engines agree
    "engines-cases": {
        "nl": "{base}: {cases} gevallen ({distinct} verschillende) en {bases} verzonnen kennisbanken met {base_cases} "
        "gevallen; startgetal {seed}.",
        "en": "{base}: {cases} cases ({distinct} different ones) and {bases} made-up bases with {base_cases} cases; "
        "seed {seed}.",
    },
    "engines-reached": {
        "nl": "Van {rules} regels zijn er {fired} gevuurd; van {findings} bevindingen zijn er {established} wel eens "
        "vastgesteld en {refuted} wel eens uitgesloten.",
        "en": "Of {rules} rules {fired} fired; of {findings} findings {established} were established at some time and "
        "{refuted} ruled out.",
    },
    "engines-reference": {
        "nl": "Vergeleken met voorwaarden die een voor een zijn nagelopen:",
        "en": "Compared with evaluating the conditions one by one:",
    },
    "engines-number": {"nl": "gevallen", "en": "cases"},
    "engines-same": {"nl": "geen verschil", "en": "no difference"},
    "engines-differ": {"nl": "VERSCHIL in {count}", "en": "DIFFERENT in {count}"},
    "installing": {
        "nl": "Installeren: {pip}, {pipx} of {uv}; in een kopie van de broncode: {make}",
        "en": "To install: {pip}, {pipx} or {uv}; in a checkout: {make}",
    },
    "engines-left-out": {
        "nl": "{name} deed niet mee: daarvoor is de extra `{extra}` nodig",
        "en": "{name} did not take part: it needs the extra `{extra}`",
    },
    "engines-smallest": {"nl": "Het kleinste verschil met {name}:", "en": "The smallest difference with {name}:"},
    "engines-difference": {
        "nl": "verwacht {expected}, gekregen {found}",
        "en": "expected {expected}, found {found}",
    },
    "engines-about-finding": {"nl": "bevinding {name}", "en": "finding {name}"},
    "engines-about-rule": {"nl": "regel {name}", "en": "rule {name}"},
    "engines-about-caution": {"nl": "waarschuwing {name}", "en": "caution {name}"},
    "engines-about-urgency": {"nl": "urgentie", "en": "urgency"},
    "engines-about-demanded": {"nl": "urgentie geëist", "en": "urgency demanded"},
    "engines-about-leading": {"nl": "waarschijnlijkste aandoening", "en": "leading condition"},
    "engines-about-pathway": {"nl": "zorgpad", "en": "pathway"},
    "engines-is-established": {"nl": "vastgesteld", "en": "established"},
    "engines-is-refuted": {"nl": "uitgesloten", "en": "refuted"},
    "engines-is-open": {"nl": "open", "en": "open"},
    "engines-is-fired": {"nl": "gevuurd", "en": "fired"},
    "engines-is-not-fired": {"nl": "niet gevuurd", "en": "not fired"},
    "engines-is-applies": {"nl": "geldt", "en": "applies"},
    "engines-is-does-not-apply": {"nl": "geldt niet", "en": "does not apply"},
    "engines-is-yes": {"nl": "ja", "en": "yes"},
    "engines-is-no": {"nl": "nee", "en": "no"},
    "engines-is-none": {"nl": "geen", "en": "none"},
    "engines-made-up": {"nl": "In een verzonnen kennisbank met:", "en": "In a made-up base with:"},
    "engines-as-case": {"nl": "Als casusbestand:", "en": "As a case file:"},
    # kinds of parts
    "kind-rule": {"nl": "Regel", "en": "Rule"},
    "kind-finding": {"nl": "Bevinding", "en": "Finding"},
    "kind-sign": {"nl": "Kenmerk", "en": "Sign"},
    "kind-condition": {"nl": "Aandoening", "en": "Condition"},
    "kind-warning-sign": {"nl": "Alarmsignaal", "en": "Warning sign"},
    "kind-question": {"nl": "Vraag", "en": "Question"},
    "kind-pathway": {"nl": "Zorgpad", "en": "Care pathway"},
    "kind-claim": {"nl": "Uitspraak", "en": "Claim"},
    "kind-exercise": {"nl": "Oefening", "en": "Exercise"},
    # one part of a base
    "show-when": {"nl": "Als", "en": "When"},
    "show-then": {"nl": "Dan", "en": "Then"},
    "show-because": {"nl": "Want", "en": "Because"},
    "show-kind": {"nl": "Soort", "en": "Kind"},
    "show-about": {"nl": "Wat het is", "en": "What it is"},
    "show-examination": {"nl": "Onderzoek", "en": "Examination"},
    "show-established-by": {"nl": "Vastgesteld door", "en": "Established by"},
    "show-all-clear": {
        "nl": "Vastgesteld als dit allemaal is uitgesloten",
        "en": "Established when all this is ruled out",
    },
    "show-ask": {"nl": "Vraag", "en": "Question"},
    "show-help": {"nl": "Uitleg", "en": "Help"},
    "show-answers": {"nl": "Antwoorden", "en": "Answers"},
    "show-topic": {"nl": "Onderwerp", "en": "Topic"},
    "show-only-if": {"nl": "alleen als", "en": "only if"},
    "show-bears-on": {"nl": "Van belang voor de alarmsignalen", "en": "Bears on the warning signs"},
    "show-chosen-by": {"nl": "Gekozen door", "en": "Chosen by"},
    "show-default": {
        "nl": "Geldt ook als geen regel een zorgpad kiest",
        "en": "Stands too where no rule chooses a pathway",
    },
    "show-phase": {"nl": "Fase:", "en": "Phase:"},
    "show-until": {"nl": "Achter de rug als", "en": "Behind you when"},
    "show-claims": {"nl": "Wat er staat", "en": "What it says"},
    "show-document": {"nl": "Document", "en": "Document"},
    "show-unused": {"nl": "Bewust niet gebruikt", "en": "Left out on purpose"},
    "show-conflict": {"nl": "Tegenspraak tussen bronnen", "en": "Conflict between sources"},
    "show-how": {"nl": "Zo doe je het", "en": "How"},
    "show-dose": {"nl": "Hoeveel", "en": "How much"},
    "show-equipment": {"nl": "Nodig", "en": "You need"},
    "show-pain": {"nl": "Pijn", "en": "Pain"},
    "show-harder": {"nl": "Zwaarder", "en": "Harder"},
    "show-easier": {"nl": "Lichter", "en": "Easier"},
    "show-depends-on": {"nl": "Hangt af van", "en": "Depends on"},
    "show-depends-further": {"nl": "En daardoor van", "en": "And through these on"},
    "show-used-by": {"nl": "Hiervan hangt af", "en": "What depends on it"},
    "show-used-further": {"nl": "En daardoor", "en": "And through these"},
    "part-question": {"nl": "vraag", "en": "question"},
    "part-finding": {"nl": "bevinding", "en": "finding"},
    "part-urgency": {"nl": "hoe snel", "en": "how soon"},
    "part-pathway": {"nl": "zorgpad", "en": "care pathway"},
    "part-contradiction": {"nl": "antwoorden die elkaar tegenspreken", "en": "answers that contradict"},
    "matters": {"nl": "Voorbeeldgevallen waarin dit ertoe doet", "en": "Worked cases in which it matters"},
    "matters-count": {"nl": "{count} van de {tried} voorbeeldgevallen:", "en": "{count} of {tried} worked cases:"},
    "matters-rule": {
        "nl": "Zonder deze regel was de uitkomst anders: hoe snel, de waarschijnlijkste oorzaak of het zorgpad.",
        "en": "Without this rule the urgency, the most likely condition or the care pathway would be another.",
    },
    "matters-finding": {
        "nl": "Het is daar vastgesteld. Was het uitgesloten, dan was de uitkomst anders: hoe snel, de "
        "waarschijnlijkste oorzaak of het zorgpad.",
        "en": "It is established there. Were it ruled out, the urgency, the most likely condition or the care pathway "
        "would be another.",
    },
    "matters-question": {
        "nl": "Zonder antwoord op deze vraag was de uitkomst anders: hoe snel, de waarschijnlijkste oorzaak of het "
        "zorgpad.",
        "en": "Without an answer to this question the urgency, the most likely condition or the care pathway would be "
        "another.",
    },
    "matters-pathway": {"nl": "Dit zorgpad komt eruit.", "en": "They come to this care pathway."},
    "matters-exercise": {
        "nl": "Het zorgpad dat eruit komt, heeft deze oefening in één van zijn fasen.",
        "en": "The care pathway that they come to has this exercise in one of its phases.",
    },
    "matters-claim": {
        "nl": "Zonder de regels die hierop rusten was de uitkomst anders, of het zorgpad rust hierop.",
        "en": "Without the rules that rest on it the outcome would be another, or the care pathway rests on it.",
    },
    # the book of a base
    "book-version": {
        "nl": "Kennis {base}, versie {version} ({hash}).",
        "en": "Knowledge {base}, version {version} ({hash}).",
    },
    "book-contents": {"nl": "Inhoud", "en": "Contents"},
    "book-conditions": {"nl": "Aandoeningen", "en": "Conditions"},
    "book-warning-signs": {"nl": "Alarmsignalen", "en": "Warning signs"},
    "book-signs": {"nl": "Kenmerken", "en": "Signs"},
    "book-questions": {"nl": "Vragen", "en": "Questions"},
    "book-rules": {"nl": "Regels", "en": "Rules"},
    "book-pathways": {"nl": "Zorgpaden", "en": "Care pathways"},
    "book-exercises": {"nl": "Oefeningen", "en": "Exercises"},
    "book-advice": {"nl": "Let op en vangnet", "en": "Cautions and safety net"},
    "book-sources": {"nl": "Bronnen", "en": "Sources"},
    "book-urgencies": {"nl": "Hoe snel", "en": "How soon"},
    "book-rules-other": {"nl": "Regels die alleen zeggen wat te doen", "en": "Rules that only say what to do"},
    "book-back": {"nl": "Naar het begin", "en": "To the start"},
    "book-tests": {"nl": "Kijkt naar", "en": "Looks at"},
    "book-tested-by": {"nl": "Gebruikt in de regels", "en": "Used in the rules"},
    "book-rests-on": {"nl": "Bronnen", "en": "Sources"},
    "book-resting": {"nl": "Hierop rust", "en": "What rests on it"},
    "book-in-phases": {"nl": "Gebruikt in", "en": "Used in"},
    "book-demanded-by": {"nl": "Regels die hierom vragen", "en": "Rules that demand it"},
    "book-default": {"nl": "Geldt als geen regel iets anders bepaalt.", "en": "Stands where no rule says otherwise."},
    "book-order": {
        "nl": "In de volgorde waarin ze voorgaan als er meer tegelijk zijn vastgesteld.",
        "en": "In the order in which they go before each other where several are established.",
    },
    "book-level": {"nl": "Niveau in de Nederlandse Triage Standaard", "en": "Level in the Dutch triage standard (NTS)"},
    "book-asked-together": {"nl": "Samen gevraagd", "en": "Asked together"},
    "book-also-rules": {"nl": "Wat er dan te doen is", "en": "What is to be done then"},
    # decision tables
    "table-title": {"nl": "Beslistabel: {name} [{id}]", "en": "Decision table: {name} [{id}]"},
    "table-yes": {"nl": "J", "en": "Y"},
    "table-no": {"nl": "N", "en": "N"},
    "table-any": {"nl": "-", "en": "-"},
    "table-read": {
        "nl": "Elke kolom is een manier waarop een regel vuurt. J: dit moet waar zijn. N: dit moet zeker niet waar "
        "zijn. -: maakt niet uit.",
        "en": "Each column is a way in which a rule fires. Y: this must be true. N: this must be certainly false. "
        "-: does not matter.",
    },
    "table-conditions": {"nl": "Voorwaarden", "en": "Conditions"},
    "table-results": {"nl": "Dan", "en": "Then"},
    "table-columns": {"nl": "Kolommen", "en": "Columns"},
    "table-way": {"nl": "{rule} ({number} van {of})", "en": "{rule} ({number} of {of})"},
    "table-language": {"nl": "vaste regel van de taal", "en": "built into the language"},
    "table-empty": {"nl": "Geen regel leidt hiertoe.", "en": "No rule leads to this."},
    # the network of a base
    "net-title": {"nl": "{title}: het netwerk", "en": "{title}: the network"},
    "net-title-around": {"nl": "{title}: rond {name}", "en": "{title}: around {name}"},
    "net-title-overview": {"nl": "{title}: overzicht per onderwerp", "en": "{title}: overview by topic"},
    "net-desc-overview": {
        "nl": "Van vragen naar hoe snel en welk zorgpad. Tussen haakjes hoeveel erin zit. --topic NAAM opent een "
        "onderwerp, --all toont alles.",
        "en": "From questions to how soon and which care pathway. In brackets how many it holds. --topic NAME opens a "
        "topic, --all shows everything.",
    },
    "net-open-topic": {"nl": "open met --topic {topic}", "en": "open it with --topic {topic}"},
    "net-rule-count": {"nl": "aantal regels: {count}", "en": "number of rules: {count}"},
    "net-desc": {
        "nl": "Van links naar rechts: vragen, bevindingen, hoe snel en zorgpaden. Een lijn gaat van iets naar wat "
        "ervan afhangt. {parts} onderdelen, {links} lijnen.",
        "en": "From left to right: questions, findings, how soon and care pathways. A line goes from something to what "
        "depends on it. {parts} parts, {links} lines.",
    },
    "net-case": {"nl": "Wat deze antwoorden opleveren: {case}", "en": "What these answers come to: {case}"},
    "net-a-case": {"nl": "één geval", "en": "one case"},
    "net-hint": {
        "nl": "Wijs iets aan, of ga er met Tab naartoe, om alleen zijn lijnen te zien.",
        "en": "Point at something, or go there with Tab, to see only its lines.",
    },
    "net-group-question": {"nl": "Vragen: {topic}", "en": "Questions: {topic}"},
    "net-group-questions": {"nl": "Vragen", "en": "Questions"},
    "net-group-findings": {"nl": "Bevindingen", "en": "Findings"},
    "net-group-pathways": {"nl": "Zorgpaden", "en": "Care pathways"},
    "net-group-rule": {"nl": "Regels", "en": "Rules"},
    "net-group-sign": {"nl": "Kenmerken", "en": "Signs"},
    "net-group-condition": {"nl": "Aandoeningen", "en": "Conditions"},
    "net-group-warning-sign": {"nl": "Alarmsignalen", "en": "Warning signs"},
    "net-group-urgency": {"nl": "Hoe snel", "en": "How soon"},
    "net-group-pathway": {"nl": "Zorgpaden", "en": "Care pathways"},
    "net-for": {"nl": "hangt ervan af", "en": "depends on it"},
    "net-against": {"nl": "alleen als het uitgesloten is", "en": "only if it is ruled out"},
    "net-gate": {"nl": "bepaalt of de vraag van toepassing is", "en": "decides whether the question applies"},
    "net-hidden": {"nl": "test nog {count} andere", "en": "tests {count} more"},
    "net-rules": {"nl": "regels: {rules}", "en": "rules: {rules}"},
    "net-state-answered": {"nl": "beantwoord", "en": "answered"},
    "net-state-unknown": {"nl": "weet ik niet", "en": "I don't know"},
    "net-state-unanswered": {"nl": "geen antwoord", "en": "not answered"},
    "net-state-inapplicable": {"nl": "niet van toepassing", "en": "does not apply"},
    "net-state-fired": {"nl": "regel vuurt", "en": "rule fires"},
    "net-state-waiting": {"nl": "staat op de agenda", "en": "on the agenda"},
    "net-state-false": {"nl": "niet waar", "en": "false"},
    "net-state-open": {"nl": "nog open", "en": "open"},
    "net-state-established": {"nl": "vastgesteld", "en": "established"},
    "net-state-refuted": {"nl": "uitgesloten", "en": "ruled out"},
    "net-state-chosen": {"nl": "de uitkomst", "en": "the outcome"},
    "net-state-outranked": {"nl": "gevraagd, maar iets anders gaat voor", "en": "asked for, but outranked"},
    "net-state-not-chosen": {"nl": "niet gevraagd", "en": "not asked for"},
    "net-lit": {"nl": "draagt de uitkomst", "en": "carries the outcome"},
    "set-off": {"nl": "Wat dit antwoord in gang zet", "en": "What this answer sets off"},
    "set-off-nothing": {
        "nl": "Nog niets: geen regel is waar geworden, en er is niets uitgesloten.",
        "en": "Nothing yet: no rule has become true, and nothing is ruled out.",
    },
    "set-off-anew": {
        "nl": "Na een verbetering wordt alles opnieuw afgeleid, uit alle antwoorden samen.",
        "en": "After a correction everything is derived anew, from all answers together.",
    },
    "set-off-how": {
        "nl": "Na elk antwoord zie je wat het in gang zet. Typ stap om het stap voor stap te zien.",
        "en": "After each answer you see what it sets off. Type step to see it one step at a time.",
    },
    "set-off-counts": {"nl": "Van toepassing", "en": "Now applies"},
    "set-off-inapplicable": {"nl": "Niet van toepassing", "en": "Does not apply"},
    "set-off-refuted": {"nl": "Uitgesloten", "en": "Ruled out"},
    # a clinician's review
    "review-welcome": {
        "nl": "Beoordeling door {name}. Elk oordeel staat in het bestand van de casus voordat de volgende vraag komt.",
        "en": "Review by {name}. Every mark is in the file of the case before the next question.",
    },
    "review-who": {"nl": "Wie beoordeelt?", "en": "Who reviews?"},
    "review-case": {"nl": "Casus {place}: {name}", "en": "Case {place}: {name}"},
    "review-no-story": {"nl": "Er staat geen verhaal bij.", "en": "There is no story with it."},
    "review-answers": {"nl": "Antwoorden", "en": "Answers"},
    "review-denied": {"nl": "Antwoorden met nee", "en": "Answered no"},
    "review-own-urgency": {
        "nl": "Hoe snel moet hier iemand naar kijken, volgens jou?",
        "en": "How soon should somebody look at this, in your opinion?",
    },
    "review-own-leading": {"nl": "Wat is het volgens jou?", "en": "What is it, in your opinion?"},
    "review-blind": {
        "nl": "gezegd voordat de uitkomst te zien was",
        "en": "said before the outcome was seen",
    },
    "review-blind-first": {
        "nl": "Eerst jouw oordeel; daarna zie je de uitkomst.",
        "en": "Your judgement first; then you see the outcome.",
    },
    "review-no-such": {
        "nl": "Die kant op bestaat er geen andere spoed.",
        "en": "There is no other urgency in that direction.",
    },
    "review-all": {"nl": "Ik ben het met alles eens", "en": "I agree with everything"},
    "review-each": {"nl": "Stap voor stap beoordelen", "en": "Go through it step by step"},
    "review-skip": {"nl": "Verder zonder deze casus", "en": "Go on without this case"},
    "review-go-on": {"nl": "Verdergaan waar ik was", "en": "Go on where I was"},
    "review-all-left": {"nl": "Met al het andere ben ik het eens", "en": "I agree with everything that is left"},
    "review-again": {"nl": "Opnieuw beoordelen", "en": "Review it again"},
    "review-goes-on": {
        "nl": "Je was al begonnen: {done} van de {total} zijn beoordeeld.",
        "en": "You had begun: {done} of {total} are marked.",
    },
    "review-was": {
        "nl": "Je hebt deze casus al beoordeeld ({at}).",
        "en": "You have reviewed this case ({at}).",
    },
    "review-was-other": {
        "nl": "Je eerdere beoordeling ({at}, versie {version}) gaat over een andere uitkomst. Een nieuwe komt daarvoor "
        "in de plaats.",
        "en": "Your earlier review ({at}, version {version}) is about another outcome. A new one replaces it.",
    },
    "review-nothing-back": {
        "nl": "Er is nog niets om naar terug te gaan.",
        "en": "There is nothing to go back to yet.",
    },
    "review-mark-was": {
        "nl": "Je oordeel was: {mark}. Kies hetzelfde om het zo te laten.",
        "en": "Your mark was: {mark}. Choose the same to leave it so.",
    },
    "mark-agreed": {"nl": "eens", "en": "agreed"},
    "mark-too-careful": {"nl": "te voorzichtig", "en": "too careful"},
    "mark-not-careful-enough": {"nl": "niet voorzichtig genoeg", "en": "not careful enough"},
    "mark-wrong": {"nl": "onjuist", "en": "wrong"},
    "review-with-remark": {"nl": "eens, met een opmerking", "en": "agreed, with a remark"},
    "review-rest": {"nl": "eens, en ook met al het andere", "en": "agreed, and with everything that is left"},
    "review-should": {"nl": "Wat had het moeten zijn?", "en": "What should it be?"},
    "review-should-be": {"nl": "moet zijn: {name}", "en": "should be: {name}"},
    "review-other": {"nl": "iets anders dan hier staat", "en": "something that is not here"},
    "review-warning-sign": {"nl": "Alarmsignaal", "en": "Warning sign"},
    "review-why": {"nl": "Waarom? (één regel)", "en": "Why? (one line)"},
    "review-remark": {"nl": "Je opmerking (één regel)", "en": "Your remark (one line)"},
    "review-too-long": {"nl": "Te lang: hoogstens {most} tekens.", "en": "Too long: at most {most} characters."},
    "review-help": {
        "nl": "Geef van elke conclusie en elke regel een oordeel. Te voorzichtig: minder haast of zorg was genoeg. "
        "Niet voorzichtig genoeg: er was meer nodig. Onjuist: het klopt niet. Waar je het niet mee eens bent, wordt "
        "een voorstel voor een voorbeeldcasus. «waarom» laat zien hoe het programma erop kwam, «status» wat je al "
        "vond, «terug» brengt je bij de vorige, «stop» bewaart alles.",
        "en": "Mark every conclusion and every rule. Too careful: less haste or care was enough. Not careful enough: "
        "more was needed. Wrong: it is not so. What you do not agree with becomes a proposed worked case. “why” shows "
        "how the program came to it, “status” your marks so far, “back” goes to the one before, “quit” keeps it all.",
    },
    "review-counts": {
        "nl": "Eens: {agreed}. Nog te beoordelen: {left}.",
        "en": "Agreed: {agreed}. Still to mark: {left}.",
    },
    "review-kept": {"nl": "Bewaard in {file}", "en": "Kept in {file}"},
    "review-candidate": {
        "nl": "Jouw voorstel voor een voorbeeldcasus: {file}",
        "en": "The worked case that you propose: {file}",
    },
    "review-stopped": {
        "nl": "Gestopt. Alles wat je hebt beoordeeld, is bewaard.",
        "en": "Stopped. Everything that you marked is kept.",
    },
    "review-finished": {"nl": "Dat was de laatste casus. Dank je wel.", "en": "That was the last case. Thank you."},
    # what reviewers said of many cases
    "agreement-nothing": {"nl": "Er zijn nog geen beoordelingen.", "en": "There are no reviews yet."},
    "agreement-this": {
        "nl": "Beoordelingen van {name} {version} ({hash})",
        "en": "Reviews of {name} {version} ({hash})",
    },
    "agreement-other": {
        "nl": "Beoordelingen van een andere versie: {name} {version} ({hash})",
        "en": "Reviews of another version: {name} {version} ({hash})",
    },
    "agreement-by": {
        "nl": "Aantal casussen: {cases}. Beoordelaars: {names}.",
        "en": "Number of cases: {cases}. Reviewers: {names}.",
    },
    "agreement-unfinished": {
        "nl": "Beoordelingen die nog niet af zijn: {count}. Wat er al in staat, telt mee.",
        "en": "Reviews that are not finished: {count}. What is marked in them counts.",
    },
    "agreement-outdated": {
        "nl": "Niet geteld, omdat de antwoorden na de beoordeling zijn veranderd:",
        "en": "Not counted, because the answers were changed after the review:",
    },
    "agreement-over": {
        "nl": "Meer haast dan nodig (overtriage): {count} van {reviews} beoordelingen, {share} van de casussen",
        "en": "More urgent than needed (over-triage): {count} of {reviews} reviews, {share} of the cases",
    },
    "agreement-under": {
        "nl": "Te weinig haast (ondertriage): {count} van {reviews} beoordelingen, {share} van de casussen",
        "en": "Not urgent enough (under-triage): {count} of {reviews} reviews, {share} of the cases",
    },
    "agreement-levels": {
        "nl": "gemiddeld {levels} niveau ernaast",
        "en": "off by {levels} levels on average",
    },
    "agreement-between": {"nl": "Beoordelaars onderling", "en": "Between reviewers"},
    "agreement-pair": {
        "nl": "{one} en {other}: {things} dezelfde onderdelen beoordeeld, {share} gelijk",
        "en": "{one} and {other}: {things} things marked by both, {share} alike",
    },
    "kappa": {"nl": "kappa van Cohen {kappa}", "en": "Cohen's kappa {kappa}"},
    "kappa-one-mark": {
        "nl": "kappa van Cohen bestaat hier niet: beiden gaven overal hetzelfde oordeel ({mark})",
        "en": "Cohen's kappa is not defined here: both gave everything the same mark ({mark})",
    },
    "kappa-one-thing": {
        "nl": "te weinig voor kappa van Cohen",
        "en": "too little for Cohen's kappa",
    },
    "agreement-no-objections": {
        "nl": "Geen bezwaar (hoe vaak beoordeeld): {names}",
        "en": "No objections (how often reviewed): {names}",
    },
    "kappa-no-library": {
        "nl": "voor kappa van Cohen is de extra `review` nodig",
        "en": "Cohen's kappa needs the extra `review`",
    },
    "agreement-rule": {"nl": "Regels, de meeste bezwaren eerst", "en": "Rules, most objections first"},
    "agreement-condition": {"nl": "Aandoeningen, de meeste bezwaren eerst", "en": "Conditions, most objections first"},
    "agreement-warning-sign": {"nl": "Alarmsignalen", "en": "Warning signs"},
    "agreement-pathway": {"nl": "Zorgpaden", "en": "Care pathways"},
    "agreement-urgency": {"nl": "Hoe snel, per niveau", "en": "How soon, by level"},
    "agreement-agreed": {"nl": "eens {count} van {reviews}", "en": "agreed {count} of {reviews}"},
    # lists of questions, cases
    "questions-when": {"nl": "alleen als", "en": "only if"},
    "questions-screens": {"nl": "let op alarmsignaal", "en": "bears on"},
    # sources
    "book-for": {"nl": "Alleen bij deze uitkomst", "en": "Only for this outcome"},
    "book-about": {"nl": "Gaat over", "en": "About"},
    "book-sign": {"nl": "Het teken", "en": "The sign"},
    "show-unknown": {"nl": "Wie het niet weet", "en": "Whoever does not know"},
    "show-goes-before": {"nl": "Gaat voor op", "en": "Goes before"},
    "show-goes-behind": {"nl": "Gaat achter", "en": "Goes behind"},
    "show-may-be": {"nl": "Als vermoeden", "en": "As a suspicion"},
    "leads-because": {"nl": "Vooraan, want", "en": "It leads, because"},
    "leads-alike": {"nl": "Niets zegt welke vooropgaat", "en": "Nothing says which leads"},
    "book-preferences": {"nl": "Welke aandoening vooropgaat", "en": "Which condition leads"},
    "book-prefer": {"nl": "Eerst", "en": "First"},
    "book-over": {"nl": "dan pas", "en": "only then"},
    "book-while": {"nl": "als ook vaststaat", "en": "while this is established too"},
    "part-rule": {"nl": "regel", "en": "rule"},
    "part-phase": {"nl": "fase", "en": "phase"},
    "part-item": {"nl": "advies", "en": "item"},
    "part-exercise": {"nl": "oefening", "en": "exercise"},
    "part-caution": {"nl": "let op", "en": "caution"},
    "part-preference": {"nl": "voorkeur", "en": "preference"},
    "part-safety-net": {"nl": "vangnet", "en": "safety net"},
    "part-conflict": {"nl": "tegenspraak", "en": "conflict"},
    "sources-unused": {"nl": "niemand krijgt hier iets van te zien", "en": "nobody is shown anything of it"},
    "sources-excused": {"nl": "bewust niet gebruikt: {reason}", "en": "left out on purpose: {reason}"},
    "sources-conflicts": {"nl": "Waar bronnen elkaar tegenspreken", "en": "Where sources disagree"},
    "conflict-followed": {"nl": "gevolgd:", "en": "followed:"},
    "conflict-other": {"nl": "daarnaast:", "en": "beside it:"},
    "conflict-situation": {"nl": "Wanneer", "en": "When"},
    "conflict-because": {"nl": "Waarom", "en": "Why"},
    # judging a base
    "checked-sound": {"nl": "is in orde", "en": "is sound"},
    "checked-not-sound": {"nl": "is niet in orde", "en": "is not sound"},
    "checked": {
        "nl": "{base} {version} ({hash}) {sound}.\n"
        "vragen {questions}, lijsten {checklists}, regels {rules}, alarmsignalen {warning_signs}, "
        "aandoeningen {conditions}, tekenen {signs},\n"
        "zorgpaden {pathways}, fasen {phases}, oefeningen {exercises}, waarschuwingen {cautions}, "
        "vangnetten {safety_nets},\n"
        "tegenspraken {contradictions}, beweringen {claims}, documenten {documents}, talen {languages}\n",
        "en": "{base} {version} ({hash}) {sound}.\n"
        "questions {questions}, checklists {checklists}, rules {rules}, warning signs {warning_signs}, "
        "conditions {conditions}, signs {signs},\n"
        "pathways {pathways}, phases {phases}, exercises {exercises}, cautions {cautions}, "
        "safety nets {safety_nets},\n"
        "contradictions {contradictions}, claims {claims}, documents {documents}, languages {languages}\n",
    },
    "judged-error": {"nl": "fout", "en": "error"},
    "judged-warning": {"nl": "waarschuwing", "en": "warning"},
    "judged-counterexample": {
        "nl": "Een kleinste geval waarin het misgaat, voor `{command}`:",
        "en": "A smallest case in which it goes wrong, for `{command}`:",
    },
    "judged-shown": {
        "nl": "Een kleinste geval dat het laat zien, voor `{command}`:",
        "en": "A smallest case that shows it, for `{command}`:",
    },
    "unknown-counts": {
        "nl": "niet weten: alarmerend {alarming}, zegt niets {neutral}, vraagt iets anders {easier} (--unknown)",
        "en": "not knowing: alarming {alarming}, speaks for nothing {neutral}, asks instead {easier} (--unknown)",
    },
    "judged-before": {"nl": "Eerst was alleen dit beantwoord:", "en": "At first only this was answered:"},
    "judged-story": {
        "nl": "Tegenvoorbeeld bij de eigenschap {property}{bound}.",
        "en": "Counterexample to the property {property}{bound}.",
    },
    "judged-also-fails": {"nl": "Het gaat ook mis bij: {names}.", "en": "It also goes wrong with: {names}."},
    "judged-language": {"nl": "in de taal {code}", "en": "in the language {code}"},
    "judged-accepted": {"nl": "Mag zo blijven ({count}):", "en": "May stay so ({count}):"},
    "judged-proved": {
        "nl": "{proved} van {properties} eigenschappen bewezen over alle antwoorden ({statements} uitspraken)",
        "en": "{proved} of {properties} properties proved over all answers ({statements} statements)",
    },
    "judged-nothing-to-prove": {
        "nl": "geen eigenschappen om te bewijzen (docs/properties.md)",
        "en": "no properties to prove (docs/properties.md)",
    },
    "judged-no-pairs": {
        "nl": "{base}: van aandoeningen die samen kunnen voorkomen staat overal vast welke vooropgaat.",
        "en": "{base}: of conditions that can be established together it always says which leads.",
    },
    "judged-pairs": {
        "nl": "{base}: {count} keer kunnen twee aandoeningen samen voorkomen terwijl niets zegt welke vooropgaat. "
        "Dan worden ze allebei genoemd. Steeds met een kleinste voorbeeld:",
        "en": "{base}: {count} times two conditions can be established together while nothing says which leads. "
        "People are then told both. Each with a smallest example:",
    },
    "judged-remarks": {
        "nl": "fouten {errors}, waarschuwingen {warnings}, aanvaard {accepted}",
        "en": "errors {errors}, warnings {warnings}, accepted {accepted}",
    },
    "judged-not-done": {
        "nl": "Niet gedaan: de lint en de bewijzen. Daarvoor is de extra `proof` nodig.",
        "en": "Not done: lint and proofs. They need the extra `proof`.",
    },
    "lint-rule-never-fires": {
        "nl": "de regel `{at}` kan nooit vuren",
        "en": "the rule `{at}` can never fire",
    },
    "lint-rule-never-fires-why": {
        "nl": "Geen combinatie van antwoorden maakt de voorwaarde waar. Wat de regel belooft, gebeurt dus nooit.",
        "en": "No answers at all make its condition true, so what the rule promises never happens.",
    },
    "lint-rule-doubled": {
        "nl": "de regel `{at}` zegt hetzelfde als `{others}`, in dezelfde gevallen",
        "en": "the rule `{at}` says the same as `{others}`, in the same cases",
    },
    "lint-rule-doubled-why": {
        "nl": "Wie er een verandert, vergeet de andere. Voeg ze samen, met beide redenen en bronnen.",
        "en": "Whoever changes one will forget the other. Make them one, with both reasons and sources.",
    },
    "lint-rule-adds-nothing": {
        "nl": "de regel `{at}` voegt niets toe: waar hij vuurt, concluderen andere regels hetzelfde",
        "en": "the rule `{at}` adds nothing: wherever it fires, other rules conclude the same",
    },
    "lint-rule-adds-nothing-by": {
        "nl": "de regel `{at}` voegt niets toe: waar hij vuurt, concludeert `{others}` hetzelfde of meer",
        "en": "the rule `{at}` adds nothing: wherever it fires, `{others}` concludes the same or more",
    },
    "lint-rule-adds-nothing-why": {
        "nl": "Een regel zonder gevolg wekt de indruk dat iets geregeld is, en is met geen geval te toetsen.",
        "en": "A rule without effect looks as if something were taken care of, and no case can test it.",
    },
    "lint-finding-never-established": {
        "nl": "de bevinding `{at}` kan nooit worden vastgesteld",
        "en": "the finding `{at}` can never be established",
    },
    "lint-finding-never-established-why": {
        "nl": "Wie dit heeft, hoort er niets van, en wat ervan afhangt gebeurt nooit.",
        "en": "Someone who has it will not hear of it, and what depends on it never happens.",
    },
    "lint-sign-never-ruled-out": {
        "nl": "het alarmsignaal `{at}` kan nooit worden uitgesloten",
        "en": "the warning sign `{at}` can never be ruled out",
    },
    "lint-sign-never-ruled-out-why": {
        "nl": "Zelfzorg vraagt dat elk alarmsignaal is uitgesloten. Zo kan niemand nog zelfzorg krijgen.",
        "en": "Self-care needs every warning sign ruled out, so nobody can be given self-care any more.",
    },
    "lint-sign-demands-too-little": {
        "nl": "het alarmsignaal `{at}` kan er zijn zonder dat een regel `{others}` of meer vraagt",
        "en": "the warning sign `{at}` can be there while no rule demands `{others}` or more",
    },
    "lint-sign-demands-too-little-why": {
        "nl": "Een alarmsignaal dat niets vraagt, waarschuwt niemand. Laat een regel er een urgentie bij geven.",
        "en": "A warning sign that demands nothing warns nobody. Let a rule give it an urgency.",
    },
    "lint-net-more-urgent-than-rules": {
        "nl": "het vangnet `{at}` vraagt bij dit teken meer haast dan de regels: `{others}`",
        "en": "the safety net `{at}` asks for more haste with this sign than the rules do: `{others}`",
    },
    "lint-net-more-urgent-than-rules-why": {
        "nl": "Wie dit teken krijgt en opnieuw antwoordt, leest dan iets anders. Maak de regel of het vangnet gelijk.",
        "en": "Whoever gets this sign and answers again then reads otherwise. Make the rule or the line agree.",
    },
    "lint-net-less-urgent-than-rules": {
        "nl": "het vangnet `{at}` vraagt bij dit teken minder haast dan de regels altijd doen: `{others}`",
        "en": "the safety net `{at}` asks for less haste with this sign than the rules always do: `{others}`",
    },
    "lint-net-less-urgent-than-rules-why": {
        "nl": "Wie dit teken krijgt, wacht dan te lang. Geef het vangnet de urgentie van de regels.",
        "en": "Whoever gets this sign then waits too long. Give the line the urgency of the rules.",
    },
    "lint-pathway-too-mild": {
        "nl": "wie zo snel hulp nodig heeft, kan een zorgpad krijgen dat voor minder bedoeld is: `{at}`",
        "en": "somebody who needs help this soon can be given a pathway that is meant for less: `{at}`",
    },
    "lint-pathway-too-mild-why": {
        "nl": "Alleen regels die minder vragen, leiden ernaartoe: `{rules}`. Geef wie vandaag of nu gezien moet worden "
        "een eigen zorgpad, en zet dat in `pathways` ervoor.",
        "en": "Only rules that demand less lead to it: `{rules}`. Give whoever has to be seen today or now a pathway "
        "of its own, and put that before it in `pathways`.",
    },
    "lint-emergency-without-care": {
        "nl": "de regel `{at}` roept een noodgeval uit, en dan zegt geen regel wat er moet gebeuren",
        "en": "the rule `{at}` calls an emergency, and then no rule says what to do",
    },
    "lint-emergency-without-care-why": {
        "nl": "Wie nu hulp nodig heeft, leest anders het advies voor iets anders. Geef de regel een `pathway`.",
        "en": "Whoever needs help now would read the advice for something else. Give the rule a `pathway`.",
    },
    "lint-unknown-not-said": {
        "nl": "de vraag `{at}` zegt niet wat het betekent als iemand het niet weet",
        "en": "the question `{at}` does not say what it means that somebody does not know",
    },
    "lint-unknown-not-said-why": {
        "nl": "Zonder `unknown` telt niet weten als alarmerend: alles wat ervan afhangt, blijft open, en dan kan "
        "niemand thuisblijven. Zeg met `unknown` wat het betekent, en waarom.",
        "en": "Without `unknown`, not knowing is alarming: all that depends on it stays open, and nobody can then stay "
        "at home. Say with `unknown` what it means, and why.",
    },
    "lint-unknown-counts-twice": {
        "nl": "wie `{at}` niet weet, kan door wat er in plaats daarvan is gevraagd op twee antwoorden uitkomen",
        "en": "whoever does not know `{at}` can come to two answers by what was asked instead",
    },
    "lint-unknown-counts-twice-why": {
        "nl": "Twee rijen van `reads` gelden dan tegelijk en zeggen iets anders. Laat ze elkaar uitsluiten.",
        "en": "Two rows of `reads` then hold at once and say something else. Let them exclude each other.",
    },
    "unknown-means-heading": {
        "nl": "Wat niet weten betekent ({base})",
        "en": "What not knowing means ({base})",
    },
    "unknown-alarming": {"nl": "alarmerend", "en": "alarming"},
    "unknown-neutral": {"nl": "zegt niets", "en": "speaks for nothing"},
    "unknown-easier": {"nl": "vraagt iets makkelijkers: {ask}", "en": "asks something easier: {ask}"},
    "lint-sign-refuted-unasked": {
        "nl": "het alarmsignaal `{at}` geldt als uitgesloten waar iets niet is gevraagd: `{others}`",
        "en": "the warning sign `{at}` counts as ruled out where something was not asked: `{others}`",
    },
    "lint-sign-refuted-unasked-why": {
        "nl": "Waar de `when` van een vraag onwaar is, geldt elke toets ervan als onwaar. Is dat zo bedoeld, zeg dan "
        "met een `accept` waarom het alarmsignaal er dan niet kan zijn.",
        "en": "Where the `when` of a question is false, every test of it counts as false. If that is meant, say with "
        "an `accept` why the warning sign cannot be there then.",
    },
    "lint-finding-unused": {
        "nl": "niets gebruikt de bevinding `{at}`",
        "en": "nothing uses the finding `{at}`",
    },
    "lint-finding-unused-why": {
        "nl": "Een bevinding die geen regel of advies gebruikt, verandert niets aan de uitkomst.",
        "en": "A sign that no rule and no advice uses changes nothing in the outcome.",
    },
    "lint-question-never-applies": {
        "nl": "de vraag `{at}` is nooit van toepassing",
        "en": "the question `{at}` never applies",
    },
    "lint-question-never-applies-why": {
        "nl": "Geen combinatie van antwoorden maakt haar `when` waar. De vraag wordt nooit gesteld.",
        "en": "No answers make its `when` true, so it is never asked.",
    },
    "lint-question-not-needed": {
        "nl": "de vraag `{at}` verandert nooit iets aan wat iemand te horen krijgt",
        "en": "the question `{at}` never changes anything that someone is told",
    },
    "lint-question-not-needed-why": {
        "nl": "Een bezorgd mens beantwoordt zo een vraag voor niets, en kan zich erin vergissen.",
        "en": "A worried person answers it for nothing, and may stumble over it.",
    },
    "lint-other-form-missing": {
        "nl": "de vraag `{at}` heeft geen vorm voor wie voor een ander antwoordt",
        "en": "the question `{at}` has no form for whoever answers for another",
    },
    "lint-other-form-missing-why": {
        "nl": "Wie voor een kind of een vader antwoordt, leest dan «je». Zet in `ask` ook `other`.",
        "en": "Whoever answers for a child or a father then reads “you”. Give `ask` an `other` as well.",
    },
    "lint-options-alike": {
        "nl": "geen regel onderscheidt deze antwoorden op `{question}`: {others}",
        "en": "no rule tells these answers to `{question}` apart: {others}",
    },
    "lint-options-alike-why": {
        "nl": "Waar een keuze niets uitmaakt, ontbreekt een regel, of kunnen de antwoorden samen.",
        "en": "Where a choice makes no difference a rule is missing, or the answers could be one.",
    },
    "lint-pathway-never-reached": {
        "nl": "het zorgpad `{at}` komt er nooit uit",
        "en": "the pathway `{at}` never comes out",
    },
    "lint-pathway-never-reached-why": {
        "nl": "Het advies dat erin staat, bereikt niemand.",
        "en": "The advice in it reaches nobody.",
    },
    "lint-phase-never-current": {
        "nl": "niemand is ooit in de fase `{at}`",
        "en": "nobody is ever in the phase `{at}`",
    },
    "lint-phase-never-current-why": {
        "nl": "Wie de fase ervoor achter zich heeft, is ook deze al voorbij. Zo wordt een stap overgeslagen.",
        "en": "Whoever is past the phase before it is past this one too, so a step is skipped.",
    },
    "lint-phase-never-left": {
        "nl": "de `until` van de fase `{at}` wordt nooit waar",
        "en": "the `until` of the phase `{at}` never becomes true",
    },
    "lint-phase-never-left-why": {
        "nl": "Wie in deze fase is, hoort nooit dat de volgende begint.",
        "en": "Someone in this phase never hears that the next one begins.",
    },
    "lint-phase-without-way-out": {
        "nl": "de fase `{at}` zegt niet wanneer ze voorbij is",
        "en": "the phase `{at}` does not say when it is over",
    },
    "lint-phase-without-way-out-why": {
        "nl": "Er komt nog een fase, maar zonder `until` of `move-on` weet niemand wanneer die mag beginnen. "
        "Hoelang iets duurt (`lasts`) is geen teken dat het goed gaat.",
        "en": "Another phase follows, but without `until` or `move-on` nobody knows when it may begin. "
        "How long something takes (`lasts`) is no sign that it goes well.",
    },
    "lint-phase-without-criterion": {
        "nl": "de fase `{at}` heeft geen criterium om verder te gaan",
        "en": "the phase `{at}` has no criterion for moving on",
    },
    "lint-phase-without-criterion-why": {
        "nl": "Bij een check-in weet niemand wanneer de volgende fase mag beginnen. "
        "Zet onder `move-on` een regel met `met`.",
        "en": "At a check-in nobody knows when the next phase may begin. Put a line with `met` under `move-on`.",
    },
    "lint-criterion-not-said": {
        "nl": "een regel onder `move-on` van `{at}` zegt niet wanneer eraan is voldaan",
        "en": "a line under `move-on` of `{at}` does not say when it is met",
    },
    "lint-criterion-not-said-why": {
        "nl": "Wie het leest denkt dat erop wordt gelet, maar een check-in kijkt er niet naar. Voeg `met` toe.",
        "en": "Whoever reads it thinks that it is looked at, but a check-in does not. Add `met`.",
    },
    "lint-criterion-impossible": {
        "nl": "aan criterium `{at}` kan niemand voldoen",
        "en": "nobody can meet the criterion `{at}`",
    },
    "lint-criterion-impossible-why": {
        "nl": "Een vraag ervan wordt in deze fase niet gesteld, of de antwoorden sluiten elkaar uit.",
        "en": "A question of it is not asked in this phase, or its answers rule each other out.",
    },
    "lint-phase-left-too-early": {
        "nl": "iemand gaat verder terwijl aan criterium `{at}` niet is voldaan",
        "en": "somebody goes on while the criterion `{at}` is not met",
    },
    "lint-phase-left-too-early-why": {
        "nl": "Een regel van de check-in laat iemand verder gaan buiten de criteria van de fase om.",
        "en": "A rule of the check-in lets somebody go on past the criteria of the phase.",
    },
    "lint-phase-skipped": {
        "nl": "iemand verlaat de fase `{at}` op de dag waarop die begon",
        "en": "somebody leaves the phase `{at}` on the day on which it began",
    },
    "lint-phase-skipped-why": {
        "nl": "Wie twee keer op een dag incheckt, slaat de fase zo over.",
        "en": "Who checks in twice on one day skips the phase that way.",
    },
    "lint-phase-never-passed": {
        "nl": "niemand komt ooit verder dan de fase `{at}`",
        "en": "nobody ever gets past the phase `{at}`",
    },
    "lint-phase-never-passed-why": {
        "nl": "De criteria kunnen niet samen gelden, of een andere regel houdt altijd tegen.",
        "en": "Its criteria cannot hold together, or another rule always holds back.",
    },
    "lint-phase-without-end": {
        "nl": "wie in de fase `{at}` niet verder komt, wordt nooit naar iemand gestuurd",
        "en": "somebody who gets no further in the phase `{at}` is never sent to anyone",
    },
    "lint-phase-without-end-why": {
        "nl": "Na genoeg dagen in een fase hoort een check-in te zeggen dat iemand moet kijken.",
        "en": "After enough days in a phase a check-in should say that someone has to look.",
    },
    "lint-line-never-shown": {
        "nl": "de tekstregel `{at}` wordt nooit getoond",
        "en": "the line `{at}` is never shown",
    },
    "lint-line-never-shown-why": {
        "nl": "Voor wie de voorwaarde geldt, komt een ander zorgpad uit de bus. Het advies bereikt niemand.",
        "en": "Those for whom its `when` holds get another pathway, so the advice reaches nobody.",
    },
    "lint-caution-never-shown": {
        "nl": "de waarschuwing `{at}` wordt nooit getoond",
        "en": "the caution `{at}` is never shown",
    },
    "lint-caution-never-shown-why": {
        "nl": "Niemand wordt gewaarschuwd, wat er ook geantwoord wordt.",
        "en": "Nobody is warned, whatever is answered.",
    },
    "lint-safety-net-never-shown": {
        "nl": "het vangnet `{at}` wordt nooit getoond",
        "en": "the safety net `{at}` is never shown",
    },
    "lint-safety-net-never-shown-why": {
        "nl": "Niemand hoort waarvoor hij eerder hulp moet vragen, wat er ook geantwoord wordt.",
        "en": "Nobody hears what to seek help for, whatever is answered.",
    },
    "lint-contradiction-never-met": {
        "nl": "geen antwoorden lopen in de tegenspraak `{at}`",
        "en": "no answers run into the contradiction `{at}`",
    },
    "lint-contradiction-never-met-why": {
        "nl": "De controlevraag wordt nooit gesteld, omdat een van de vragen dan niet geldt.",
        "en": "Its question is never put, as one of the questions does not apply then.",
    },
    "lint-cases-contradict": {
        "nl": "de voorbeelden {others} spreken elkaar tegen over: {about}",
        "en": "the worked cases {others} contradict each other about: {about}",
    },
    "lint-cases-contradict-why": {
        "nl": "Het ene heeft alle antwoorden van het andere. Meer antwoorden nemen nooit een conclusie terug, "
        "dus geen regels maken beide waar.",
        "en": "One has all answers of the other. More answers never take a conclusion back, so no rules at all can "
        "make both right.",
    },
    "lint-less-urgent-later": {
        "nl": "`{at}` is bij een check-in minder dringend dan in het gesprek zelf: `{others}`",
        "en": "`{at}` is less urgent at a check-in than in the interview itself: `{others}`",
    },
    "lint-less-urgent-later-why": {
        "nl": "Wat in het gesprek dringend is, is dat onderweg ook: eerst staat hoe dringend het daar is, dan hier.",
        "en": "What is urgent in the interview is so on the way, too: first stands how urgent it is there, then here.",
    },
    "lint-property-fails": {
        "nl": "de eigenschap `{at}` geldt niet",
        "en": "the property `{at}` does not hold",
    },
    "lint-property-fails-with": {
        "nl": "de eigenschap `{at}` geldt niet voor {others}",
        "en": "the property `{at}` does not hold for {others}",
    },
    "lint-property-fails-why": {"nl": "{because}", "en": "{because}"},
    "lint-property-says-nothing": {
        "nl": "de eigenschap `{at}` zegt niets: haar `when` geldt nooit",
        "en": "the property `{at}` says nothing: its `when` never holds",
    },
    "lint-property-says-nothing-why": {
        "nl": "Wat over geen geval gaat, is altijd bewezen en beschermt niemand.",
        "en": "What is about no case at all is always proved, and protects nobody.",
    },
    "lint-accepted-for-nothing": {
        "nl": "dit wordt aanvaard, maar er is niets over op te merken: {at}",
        "en": "this is accepted, but there is nothing to remark: {at}",
    },
    "lint-accepted-for-nothing-why": {
        "nl": "De kennis is veranderd of de naam klopt niet. Haal het weg, zodat de lijst waar blijft.",
        "en": "The knowledge has changed or the name is wrong. Take it out, so that the list stays true.",
    },
    # many cases at once
    "batch-rows": {"nl": "Rijen: {rows} erin, {out} eruit", "en": "Rows: {rows} in, {out} out"},
    "batch-rejected": {"nl": "{count} geweigerd ({share})", "en": "{count} rejected ({share})"},
    "batch-none-rejected": {"nl": "niets geweigerd", "en": "none rejected"},
    "batch-rejects": {
        "nl": "De geweigerde rijen staan met de reden in: {place}",
        "en": "The rejected rows are, with the reason, in: {place}",
    },
    "batch-blank": {"nl": "{count} leeg", "en": "{count} blank"},
    "batch-adds-up": {
        "nl": "Gecontroleerd: rijen erin = rijen eruit + geweigerd + leeg. Een tweede telling komt op hetzelfde uit.",
        "en": "Checked: rows in = rows out + rejected + blank. A second count comes to the same.",
    },
    "batch-formulas": {
        "nl": "In je eigen kolommen beginnen {count} cellen zoals een formule. "
        "Open je dit in een rekenblad? Schrijf het dan met --excel, of als .xlsx.",
        "en": "In your own columns {count} cells begin as a formula does. "
        "Will you open this in a spreadsheet? Then write it with --excel, or as .xlsx.",
    },
    "batch-formula": {
        "nl": "In je eigen kolommen begint één cel zoals een formule. "
        "Open je dit in een rekenblad? Schrijf het dan met --excel, of als .xlsx.",
        "en": "In your own columns one cell begins as a formula does. "
        "Will you open this in a spreadsheet? Then write it with --excel, or as .xlsx.",
    },
    "batch-refused": {"nl": "rij {row} geweigerd: {reason}", "en": "row {row} rejected: {reason}"},
    "batch-conditions": {
        "nl": "Aandoeningen (hoe vaak vooraan; vastgesteld, uitgesloten, open)",
        "en": "Conditions (how often leading; established, ruled out, open)",
    },
    "batch-rules": {"nl": "Regels (gevuurd, weerlegd, open)", "en": "Rules (fired, refuted, open)"},
    "batch-leading": {"nl": "Waarschijnlijkste aandoening", "en": "Leading condition"},
    "batch-cases": {"nl": "aantal gevallen", "en": "number of cases"},
    # what worked cases show
    "cover-cases": {"nl": "{count} uitgewerkte gevallen", "en": "{count} worked cases"},
    "cover-rule": {"nl": "regel", "en": "rule"},
    "cover-question": {"nl": "vraag", "en": "question"},
    "cover-caution": {"nl": "waarschuwing", "en": "caution"},
    "cover-rules": {
        "nl": "Regels: {count}. Ergens waar: {true}, ergens uitgesloten: {false}. Van hun {atoms} tests beslissen er "
        "{shown} ergens alleen ({share} %).",
        "en": "Rules: {count}. Fired somewhere: {true}, ruled out somewhere: {false}. Of their {atoms} tests {shown} "
        "decide alone somewhere ({share} %).",
    },
    "cover-questions": {
        "nl": "Vragen die niet altijd gesteld worden: {count}. Ergens van toepassing: {true}, ergens niet: "
        "{false}. Van "
        "hun {atoms} tests beslissen er {shown} ergens alleen ({share} %).",
        "en": "Questions that do not always apply: {count}. Apply somewhere: {true}, do not somewhere: {false}. Of "
        "their {atoms} tests {shown} decide alone somewhere ({share} %).",
    },
    "cover-cautions": {
        "nl": "Waarschuwingen: {count}. Ergens getoond: {true}, ergens uitgesloten: {false}. Van hun {atoms} tests "
        "beslissen er {shown} ergens alleen ({share} %).",
        "en": "Cautions: {count}. Shown somewhere: {true}, ruled out somewhere: {false}. Of their {atoms} "
        "tests {shown} "
        "decide alone somewhere ({share} %).",
    },
    "cover-beyond": {
        "nl": "Niet meegeteld: {count} tests die bij geen enkel antwoord alleen kunnen beslissen.",
        "en": "Not counted: {count} tests that cannot decide alone, whatever is answered.",
    },
    "cover-never-true": {"nl": "nergens waar", "en": "true in no case"},
    "cover-never-false": {"nl": "nergens uitgesloten", "en": "ruled out in no case"},
    "cover-holding": {
        "nl": "in geen enkel geval geeft dit de doorslag",
        "en": "in no case is this what makes it true",
    },
    "cover-failing": {
        "nl": "in geen enkel geval is dit het enige dat ontbreekt",
        "en": "in no case is this the only thing it lacks",
    },
    "cover-impossible": {
        "nl": "Dat kan ook niet: wat er verder in staat, beslist altijd al.",
        "en": "No case can show it: whatever is answered, the rest decides already.",
    },
    "cover-step": {
        "nl": "Wel te zien in {case} met op «{question}» het antwoord: {answer}",
        "en": "To be seen in {case} with this answer to “{question}”: {answer}",
    },
    "cover-step-none": {
        "nl": "Wel te zien in {case} zonder antwoord op «{question}»",
        "en": "To be seen in {case} without an answer to “{question}”",
    },
    "cover-answers": {
        "nl": "Wel te zien bij deze antwoorden: {answers}",
        "en": "To be seen with these answers: {answers}",
    },
    "witness-denied": {"nl": "en {count} keer nee op de rest", "en": "and {count} times no to the rest"},
    "cover-needs": {"nl": "Nodig: een geval met {needs}", "en": "Needed: a case with {needs}"},
    "cover-without": {"nl": "en zonder: {parts}", "en": "and without: {parts}"},
    "cover-enough": {
        "nl": "Genoeg: {share} % van de tests in regels (gevraagd: {wanted} %), en elke regel is ergens waar en ergens "
        "uitgesloten.",
        "en": "Enough: {share} % of the tests in rules (wanted: {wanted} %), and every rule fires somewhere "
        "and is ruled "
        "out somewhere.",
    },
    "cover-too-little": {
        "nl": "Te weinig: {share} % van de tests in regels; gevraagd is {wanted} %, en dat elke regel "
        "ergens waar is en "
        "ergens uitgesloten.",
        "en": "Too little: {share} % of the tests in rules; wanted is {wanted} %, and that every rule fires somewhere "
        "and is ruled out somewhere.",
    },
    "cover-undecided": {
        "nl": "Of de overige tests ooit alleen kunnen beslissen, is niet bepaald: daarvoor is de extra `proof` nodig.",
        "en": "Whether the other tests can ever decide alone was not decided: that takes the extra `proof`.",
    },
    # mutants
    "mutant-dropped": {"nl": "weggelaten", "en": "dropped"},
    "mutant-negated": {"nl": "omgekeerd", "en": "negated"},
    "mutant-widened": {"nl": "verruimd", "en": "widened"},
    "mutant-narrowed": {"nl": "vernauwd", "en": "narrowed"},
    "mutant-moved": {"nl": "grens één verschoven", "en": "threshold moved by one"},
    "mutant-unbounded": {"nl": "grens weg", "en": "bound dropped"},
    "mutant-swapped": {"nl": "alle en een van verwisseld", "en": "all and any swapped"},
    "mutant-counted": {"nl": "aantal één anders", "en": "count one off"},
    "mutant-removed": {"nl": "regel weg", "en": "rule removed"},
    "mutant-lowered": {"nl": "urgentie verlaagd", "en": "urgency lowered"},
    "mutant-left-out": {"nl": "gevolg weg", "en": "consequence left out"},
    "mutant-gone": {"nl": "niets", "en": "nothing"},
    "mutants-made": {
        "nl": "{total} mutanten: {killed} gedood ({cases} door gevallen, {properties} door eigenschappen), {survived} "
        "overleven, {equivalent} doen precies hetzelfde als de kennis zelf.",
        "en": "{total} mutants: {killed} killed ({cases} by cases, {properties} by properties), {survived} survive, "
        "{equivalent} do exactly the same as the base itself.",
    },
    "mutants-undecided": {
        "nl": "{count} niet bepaald: om te bewijzen of er een geval is dat ze verraadt, is de extra `proof` nodig.",
        "en": "{count} not decided: to prove whether some case gives them away takes the extra `proof`.",
    },
    "mutants-sampled": {
        "nl": "Een steekproef: {size} van {total} mutanten.",
        "en": "A sample: {size} of {total} mutants.",
    },
    "mutants-table": {
        "nl": "soort|gemaakt|gelijk|gedood|over|%",
        "en": "kind|made|equal|killed|left|%",
    },
    "mutants-all": {"nl": "samen", "en": "together"},
    "mutants-urgencies": {"nl": "waarvan urgenties", "en": "of these urgencies"},
    "mutants-survivors": {"nl": "Wat overleeft", "en": "What survives"},
    "mutants-equivalents": {
        "nl": "Wat precies hetzelfde doet: voor geen enkel antwoord verandert er iets",
        "en": "What does exactly the same: no answers anywhere change anything",
    },
    "mutants-not-decided": {"nl": "Wat niet bepaald is", "en": "What was not decided"},
    "mutant-unnoticed": {
        "nl": "Het geval {case} komt dan anders uit, maar zegt niet wat het verwacht.",
        "en": "The case {case} comes out otherwise then, but does not say what it expects.",
    },
    "mutant-killer": {"nl": "Dit geval verraadt het:", "en": "This case gives it away:"},
    "mutant-differs": {"nl": "{what}: was {before}, wordt {after}", "en": "{what}: was {before}, becomes {after}"},
    "mutant-yes": {"nl": "vastgesteld", "en": "established"},
    "mutant-no": {"nl": "uitgesloten", "en": "ruled out"},
    "mutant-open": {"nl": "open", "en": "open"},
    "mutant-told-yes": {"nl": "gezegd", "en": "said"},
    "mutant-told-no": {"nl": "niet gezegd", "en": "not said"},
    "mutant-urgency": {"nl": "hoe snel", "en": "how soon"},
    "mutant-leading": {"nl": "voorop", "en": "leading"},
    "mutant-leading-none": {"nl": "niets", "en": "nothing"},
    "mutant-pathway": {"nl": "zorgpad", "en": "pathway"},
    "mutants-enough": {
        "nl": "Genoeg: {share} % gedood (gevraagd: {wanted} %), en {urgencies} % van de urgenties (gevraagd: 100 %).",
        "en": "Enough: {share} % killed (wanted: {wanted} %), and {urgencies} % of the urgencies (wanted: 100 %).",
    },
    "mutants-too-few": {
        "nl": "Te weinig: {share} % gedood (gevraagd: {wanted} %), en {urgencies} % van de urgenties "
        "(gevraagd: 100 %).",
        "en": "Too few: {share} % killed (wanted: {wanted} %), and {urgencies} % of the urgencies (wanted: 100 %).",
    },
    # a change of knowledge
    "diff-title": {"nl": "Wat deze wijziging betekent", "en": "What this change means"},
    "diff-old": {"nl": "Oud: {side}", "en": "Old: {side}"},
    "diff-new": {"nl": "Nieuw: {side}", "en": "New: {side}"},
    "diff-working-tree": {"nl": "zoals het nu op schijf staat", "en": "as it is on disk now"},
    "diff-check-in": {"nl": "Check-in", "en": "Check-in"},
    "diff-check-in-old": {
        "nl": "Alleen de oude kennis heeft een check-in; er is niets om die mee te vergelijken.",
        "en": "Only the old knowledge has a check-in; there is nothing to compare it with.",
    },
    "diff-check-in-new": {
        "nl": "Alleen de nieuwe kennis heeft een check-in; er is niets om die mee te vergelijken.",
        "en": "Only the new knowledge has a check-in; there is nothing to compare it with.",
    },
    "diff-lowers": {
        "nl": "Let op: er zijn antwoorden waarbij het advies nu minder dringend is ({shifts}).",
        "en": "Mind: there are answers for which the advice is now less urgent ({shifts}).",
    },
    "diff-never-lowers": {
        "nl": "Bewezen: bij geen enkel stel antwoorden wordt het advies minder dringend.",
        "en": "Proved: for no answers at all does the advice become less urgent.",
    },
    "diff-same": {
        "nl": "Bewezen: wat iemand ook antwoordt, urgentie, voorop staande aandoening en zorgpad blijven gelijk.",
        "en": "Proved: no answers anywhere change the outcome: urgency, leading condition and pathway stay the same.",
    },
    "diff-complete": {
        "nl": "Bewezen: dit zijn alle soorten veranderingen ({count}). Er zijn geen antwoorden waarbij urgentie, "
        "voorop staande aandoening of zorgpad op een andere manier verandert.",
        "en": "Proved: these are all kinds of change ({count}). There are no answers for which urgency, leading "
        "condition or pathway changes in any other way.",
    },
    "diff-counted": {
        "nl": "Anders in {worked} van {of} uitgewerkte gevallen (minder dringend: {worked_less}) en in {sampled} van "
        "{size} willekeurige (minder dringend: {sampled_less}).",
        "en": "Different in {worked} of {of} worked cases (less urgent: {worked_less}) and in {sampled} of {size} "
        "random ones (less urgent: {sampled_less}).",
    },
    "left-out-proposed": {
        "nl": "Gevallen die een beoordelaar voorstelt, en die dus nog niet meetellen: {count}; zie `triage cases`.",
        "en": "Cases that a reviewer proposes, and so do not count yet: {count}; see `triage cases`.",
    },
    "left-out-unreadable": {
        "nl": "Gevallen die niet te lezen zijn, en dus niet meetellen: {count}; zie `triage cases`.",
        "en": "Case files that cannot be read, and so do not count: {count}; see `triage cases`.",
    },
    "diff-less-urgent": {"nl": "Minder dringend", "en": "Less urgent"},
    "diff-more-urgent": {"nl": "Dringender", "en": "More urgent"},
    "diff-leading": {"nl": "Andere aandoening voorop", "en": "Another leading condition"},
    "diff-pathway": {"nl": "Ander zorgpad", "en": "Another care pathway"},
    "diff-none": {"nl": "geen", "en": "none"},
    "diff-renamed": {"nl": "alleen een andere naam", "en": "renamed only"},
    "diff-in-cases": {
        "nl": "uitgewerkte gevallen: {worked}; willekeurige: {sampled} van {size}",
        "en": "worked cases: {worked}; random: {sampled} of {size}",
    },
    "diff-more": {"nl": "en nog {count}", "en": "and {count} more"},
    "diff-smallest": {"nl": "Kleinste voorbeeld: {answers}", "en": "Smallest example: {answers}"},
    "diff-example": {"nl": "Voorbeeld: {answers}", "en": "Example: {answers}"},
    "diff-small": {
        "nl": "Bij {count} soorten is het voorbeeld klein, maar misschien niet het kleinste: geen antwoord kan eruit. "
        "Met `--smallest` wordt ook daar het kleinste gezocht; dat duurt lang.",
        "en": "For {count} kinds the example is small, perhaps not the smallest: no answer can be left out of it. "
        "With `--smallest` the smallest is looked for there too, which takes long.",
    },
    "diff-heard-by-old": {"nl": "voor de oude kennis {answers}", "en": "to the old knowledge {answers}"},
    "diff-no-answers": {"nl": "nog niets geantwoord", "en": "nothing answered yet"},
    "diff-among-contradictory": {
        "nl": "Alleen bij antwoorden die elkaar tegenspreken.",
        "en": "Only for answers that contradict each other.",
    },
    "diff-among-one-sided": {
        "nl": "Alleen met een antwoord dat een van beide niet kent.",
        "en": "Only with an answer that one of the two does not take.",
    },
    "diff-behind": {"nl": "Door: {parts}", "en": "Because of: {parts}"},
    "diff-behind-several": {
        "nl": "Door meer dan één wijziging, of door antwoorden die maar één van beide kent.",
        "en": "Because of more than one change, or of answers that only one of them takes.",
    },
    "diff-one-sided": {
        "nl": "Antwoorden die maar één van beide kent (voor de ander is er dan niets geantwoord)",
        "en": "Answers that only one of them takes (to the other nothing was answered then)",
    },
    "diff-screens": {
        "nl": "Lijsten met alarmsignalen die in een andere volgorde worden gevraagd",
        "en": "Lists of warning signs that are asked in another order",
    },
    "diff-screens-order": {"nl": "was {before}; is nu {after}", "en": "was {before}; is now {after}"},
    "diff-question-old": {"nl": "{question}: vraag vervallen", "en": "{question}: question is gone"},
    "diff-question-new": {"nl": "{question}: nieuwe vraag", "en": "{question}: new question"},
    "diff-type-old": {
        "nl": "{question}: ander soort vraag: was {one}, is nu {other}",
        "en": "{question}: another type: was {one}, is now {other}",
    },
    "diff-options-old": {"nl": "{question}: vervallen: {one}", "en": "{question}: gone: {one}"},
    "diff-options-new": {"nl": "{question}: nieuw: {one}", "en": "{question}: new: {one}"},
    "diff-range-old": {
        "nl": "{question}: was {one}, is nu {other}: wat erbuiten valt, kan niet meer",
        "en": "{question}: was {one}, is now {other}: what is outside is no longer taken",
    },
    "diff-range-new": {
        "nl": "{question}: was {other}, is nu {one}: er kan meer",
        "en": "{question}: was {other}, is now {one}: more is taken",
    },
    "diff-whole-old": {"nl": "{question}: alleen nog hele getallen", "en": "{question}: only whole numbers now"},
    "diff-whole-new": {
        "nl": "{question}: niet meer alleen hele getallen",
        "en": "{question}: no longer whole numbers only",
    },
    "diff-unknown-old": {"nl": "{question}: “weet ik niet” vervallen", "en": "{question}: “I don't know” is gone"},
    "diff-unknown-new": {"nl": "{question}: “weet ik niet” kan nu ook", "en": "{question}: “I don't know” is new"},
    "diff-deciding": {"nl": "Wijzigingen in wat beslist", "en": "Changes in what decides"},
    "diff-others": {
        "nl": "Andere wijzigingen (raken urgentie, aandoening en zorgpad niet)",
        "en": "Other changes (urgency, condition and pathway do not depend on them)",
    },
    "diff-changes-nothing": {
        "nl": "verandert alleen genomen niets aan de voorbeelden",
        "en": "taken back alone, every example stays as it is",
    },
    "diff-lies-behind": {"nl": "zit achter {shifts}", "en": "lies behind {shifts}"},
    "diff-added": {"nl": "nieuw", "en": "added"},
    "diff-removed": {"nl": "vervallen", "en": "removed"},
    "diff-changed": {"nl": "gewijzigd: {fields}", "en": "changed: {fields}"},
    "diff-was": {"nl": "heette {was}", "en": "was called {was}"},
    "diff-table": {
        "nl": "Oud → nieuw|Uitgewerkte gevallen|Willekeurige gevallen",
        "en": "Old → new|Worked cases|Random cases",
    },
    "diff-table-smallest": {"nl": "Kleinste voorbeeld", "en": "Smallest example"},
    "diff-table-small": {"nl": "Voorbeeld", "en": "Example"},
    "diff-table-behind": {"nl": "Door", "en": "Because of"},
    "diff-story": {
        "nl": "Kleinste geval waarin de uitkomst verandert. {aspect}: was {old}, is nu {new}.",
        "en": "Smallest case in which the outcome changes. {aspect}: was {old}, is now {new}.",
    },
    "diff-story-small": {
        "nl": "Klein geval waarin de uitkomst verandert. {aspect}: was {old}, is nu {new}.",
        "en": "Small case in which the outcome changes. {aspect}: was {old}, is now {new}.",
    },
    "diff-story-old": {"nl": "Zo kent de oude kennis het.", "en": "As the old knowledge takes it."},
    "diff-story-new": {"nl": "Zo kent de nieuwe kennis het.", "en": "As the new knowledge takes it."},
    "diff-aspect-urgency": {"nl": "Urgentie", "en": "Urgency"},
    "diff-aspect-leading": {"nl": "Voorop", "en": "Leading"},
    "diff-aspect-pathway": {"nl": "Zorgpad", "en": "Pathway"},
    # on the web
    "web-skip": {"nl": "Naar de inhoud", "en": "Skip to the content"},
    "web-language": {"nl": "Nederlands", "en": "English"},
    "web-what": {
        "nl": "Je krijgt vragen over je klacht, één per pagina. Daarna lees je hoe snel je hulp nodig hebt, wat er aan "
        "de hand kan zijn en wat je zelf kunt doen.",
        "en": "You get questions about your complaint, one on each page. Then you read how soon you need help, what it "
        "may be, and what you can do yourself.",
    },
    "web-nothing-kept": {
        "nl": "We bewaren niets. Je antwoorden staan alleen in deze pagina. Sluit je die, dan zijn ze weg.",
        "en": "We keep nothing. Your answers are in this page alone. Close it, and they are gone.",
    },
    "web-signs-first": {"nl": "Heb je dit nu? Wacht dan niet", "en": "Is this so right now? Then do not wait"},
    "web-call": {"nl": "Bel {number}", "en": "Call {number}"},
    "web-start": {"nl": "Begin met de vragen", "en": "Start the questions"},
    "web-go-on": {"nl": "Ga verder", "en": "Continue"},
    "web-continued": {"nl": "{question} (vervolg)", "en": "{question} (continued)"},
    "web-back": {"nl": "Terug", "en": "Back"},
    "web-to-start": {"nl": "Naar het begin", "en": "To the start"},
    "web-error": {"nl": "Fout", "en": "Error"},
    "web-problem": {"nl": "Er klopt iets niet", "en": "There is a problem"},
    "web-tick-all": {"nl": "Vink alles aan wat klopt.", "en": "Tick everything that fits."},
    "web-number-missing": {"nl": "Vul een getal in.", "en": "Enter a number."},
    "web-number-or-unknown": {
        "nl": "Vul een getal in, of kies “weet ik niet”. Niet allebei.",
        "en": "Enter a number, or choose “I don't know”. Not both.",
    },
    "web-choose-one": {"nl": "Kies één antwoord.", "en": "Choose one answer."},
    "web-choose-some": {
        "nl": "Vink aan wat klopt. Klopt er niets? Kies dan “niets hiervan”.",
        "en": "Tick what fits. Does nothing fit? Then choose “none of these”.",
    },
    "web-no-such-option": {
        "nl": "Dit antwoord kan hier niet. Kies een antwoord dat op de pagina staat.",
        "en": "This answer cannot be given here. Choose an answer that is on the page.",
    },
    "web-sure-or-not": {
        "nl": "Je hebt iets aangevinkt en er ook bij gezegd dat je twijfelt. Kies een van de twee.",
        "en": "You ticked something, and also said that you are not sure of it. Choose one of the two.",
    },
    "web-doubts": {"nl": "Ergens niet zeker van? Zeg het hier", "en": "Not sure about something? Say so here"},
    "web-doubts-about": {
        "nl": "Vink aan waarvan je niet zeker weet of het klopt.",
        "en": "Tick what you do not know for certain.",
    },
    "web-why": {"nl": "Waarom vragen we dit?", "en": "Why do we ask this?"},
    "web-help": {"nl": "Uitleg bij deze vraag", "en": "Help with this question"},
    "web-or": {"nl": "of", "en": "or"},
    "web-how-long": {"nl": "Hoelang geleden, bijvoorbeeld 3 weken", "en": "How long ago, such as 3 weeks"},
    "web-talk": {"nl": "Ik wil met iemand praten", "en": "I want to talk to a person"},
    "web-talk-about": {
        "nl": "Je hoeft dit niet alleen uit te zoeken. Met deze mensen kun je praten.",
        "en": "You need not work this out alone. These are the people you can talk to.",
    },
    "web-talk-back": {"nl": "Terug naar de vragen", "en": "Back to the questions"},
    "web-talk-ready": {
        "nl": "Zeg waar het pijn doet, sinds wanneer, en waarover je je zorgen maakt.",
        "en": "Say where it hurts, since when, and what worries you.",
    },
    "web-until-help": {"nl": "Tot er hulp is", "en": "Until help comes"},
    "web-tell": {"nl": "Wat je aan de telefoon zegt", "en": "What to say on the phone"},
    "web-tell-about": {
        "nl": "Zeg wie je bent en waar je bent. Zeg dan wat hierboven staat.",
        "en": "Say who you are and where you are. Then say what stands above.",
    },
    "web-advice-so-far": {"nl": "Laat zien wat we nu weten", "en": "Show what we know so far"},
    "web-change-answer": {"nl": "Dit klopt niet: terug naar de vraag", "en": "This is not right: back to the question"},
    "web-calmer": {"nl": "De lijsten met alarmsignalen zijn klaar", "en": "The lists of warning signs are done"},
    "web-calmer-about": {
        "nl": "Uit je antwoorden tot nu toe komt niets waarvoor je nu meteen hulp nodig hebt. De vragen die volgen, "
        "gaan over dingen die minder haast hebben.",
        "en": "Nothing in your answers so far means that you need help right now. The questions that follow are about "
        "things that are less pressing.",
    },
    "web-calmer-pressing": {
        "nl": "Uit je antwoorden komt wel dit. Het blijft gelden, wat je hierna ook antwoordt.",
        "en": "But your answers do come to this. It stands, whatever you answer from here on.",
    },
    "web-check": {"nl": "Kijk je antwoorden na", "en": "Check your answers"},
    "web-check-about": {
        "nl": "Klopt alles? Dan kun je het advies lezen. Je kunt ook nog iets veranderen.",
        "en": "Is it all right? Then you can read the advice. You can still change something.",
    },
    "web-change": {"nl": "Verander", "en": "Change"},
    "web-changed": {"nl": "Dit is veranderd", "en": "This has changed"},
    "web-show-advice": {"nl": "Laat het advies zien", "en": "Show the advice"},
    "web-clash": {"nl": "Deze antwoorden passen niet bij elkaar", "en": "These answers do not fit together"},
    "web-you-said": {"nl": "Dit heb je geantwoord", "en": "This is what you answered"},
    "web-plan": {"nl": "Het hele plan", "en": "The whole plan"},
    "web-to-plan": {"nl": "Terug naar het hele plan", "en": "Back to the whole plan"},
    "web-plan-now": {"nl": "Wat je nu doet", "en": "What you do now"},
    "web-to-summary": {"nl": "Terug naar de samenvatting", "en": "Back to the summary"},
    "web-to-advice": {"nl": "Terug naar het advies", "en": "Back to the advice"},
    "web-letter": {"nl": "Brief voor je huisarts of fysiotherapeut", "en": "Letter for your doctor or physiotherapist"},
    "web-take-along": {"nl": "Bewaren, printen of delen", "en": "Keep, print or share"},
    "web-print": {"nl": "Print deze pagina", "en": "Print this page"},
    "web-print-about": {
        "nl": "Printen kan met je browser. Op papier staan het advies en de brief.",
        "en": "Print it with your browser. The paper has the advice and the letter.",
    },
    "web-file": {"nl": "Bewaar je antwoorden als bestand", "en": "Keep your answers as a file"},
    "web-file-about": {
        "nl": "Met dit bestand kun je later verder. Er staan je antwoorden in. Bewaar het op een plek die van jou is.",
        "en": "With this file you can go on later. It holds your answers. Keep it in a place that is yours.",
    },
    "web-calendar": {"nl": "Zet het plan in je agenda", "en": "Put the plan in your calendar"},
    "web-calendar-about": {
        "nl": "Een agendabestand met de komende vier weken.",
        "en": "A calendar file with the coming four weeks.",
    },
    "web-share": {"nl": "Deel je antwoorden met een link", "en": "Share your answers by a link"},
    "web-share-about": {
        "nl": "Wie deze link heeft, ziet je antwoorden. Geef hem alleen aan wie ze mag zien, zoals je huisarts. De "
        "antwoorden staan in de link zelf, achter het hekje. Ze worden nergens bewaard.",
        "en": "Whoever has this link sees your answers. Give it only to who may see them, such as your doctor. The "
        "answers are in the link itself, behind the hash sign. They are not kept anywhere.",
    },
    "web-share-link": {"nl": "De link", "en": "The link"},
    "web-share-code": {"nl": "De link als code voor een camera", "en": "The link as a code for a camera"},
    "web-share-code-show": {"nl": "Laat de link als code zien", "en": "Show the link as a code"},
    "web-share-code-about": {
        "nl": "Laat je huisarts of fysiotherapeut de camera van een telefoon of tablet hierop richten. Dan gaan je "
        "antwoorden daar open. Laat de code alleen zien aan wie ze mag weten.",
        "en": "Let your doctor or physiotherapist point the camera of a phone or tablet at this. Then your answers "
        "open there. Show the code only to who may know them.",
    },
    "web-share-code-long": {
        "nl": "Je antwoorden zijn te lang voor een code. Gebruik de link of het bestand.",
        "en": "Your answers are too long for a code. Use the link or the file.",
    },
    "web-copy": {"nl": "Kopieer de link", "en": "Copy the link"},
    "web-copied": {"nl": "De link is gekopieerd.", "en": "The link was copied."},
    "web-open": {"nl": "Open antwoorden die je hebt bewaard", "en": "Open answers that you kept"},
    "web-open-about": {
        "nl": "Kies het bestand dat je hebt bewaard, of plak de hele link die je hebt gekregen.",
        "en": "Choose the file that you kept, or paste the whole link that you were given.",
    },
    "web-open-file": {"nl": "Bestand met antwoorden", "en": "File with answers"},
    "web-open-link": {"nl": "Of de hele link", "en": "Or the whole link"},
    "web-open-script": {
        "nl": "Ben je hier door een link of een code? Dan gaat hij vanzelf open. Gebeurt dat niet, dan staat in je "
        "browser JavaScript uit. Plak de link dan hieronder.",
        "en": "Did a link or a code bring you here? Then it opens by itself. If it does not, JavaScript is off in your "
        "browser. Then paste the link below.",
    },
    "web-open-do": {"nl": "Open", "en": "Open"},
    "web-open-nothing": {"nl": "Kies een bestand, of plak een link.", "en": "Choose a file, or paste a link."},
    "phase-cannot-be": {
        "nl": "Dat kan niet: zo kort na het begin van de klacht kun je daar nog niet zijn, of de dag klopt niet. Kies "
        "nog een keer.",
        "en": "That cannot be: so soon after the complaint began you cannot be there yet, or the day is wrong. Choose "
        "again.",
    },
    "decimal-sign": {"nl": ",", "en": "."},
    "web-answers-old": {
        "nl": "Deze antwoorden zijn van een eerdere dag. Wat kan zijn veranderd, vragen we opnieuw. Wat je toen zei, "
        "staat al ingevuld.",
        "en": "These answers are from an earlier day. What may have changed is asked again. What you said then is "
        "filled in already.",
    },
    "web-open-or-check-in": {
        "nl": "Ga verder met je bestand, of vertel hoe het nu gaat",
        "en": "Go on with your file, or say how it goes now",
    },
    "web-check-in": {"nl": "Hoe gaat het nu? Doe een check-in", "en": "How is it now? Do a check-in"},
    "web-check-in-done": {"nl": "Je check-in is klaar", "en": "Your check-in is done"},
    "web-check-in-keep": {
        "nl": "Wij bewaren niets. Haal je bestand nu op: je check-in staat erin. Gebruik het de volgende keer.",
        "en": "We keep nothing. Take your file now: your check-in is in it. Use it next time.",
    },
    "web-check-in-file": {"nl": "Bewaar je bestand met deze check-in", "en": "Keep your file with this check-in"},
    "web-no-check-in": {
        "nl": "Voor deze antwoorden is er geen check-in. Wordt het erger, of vertrouw je het niet? Begin dan "
        "opnieuw met de vragen.",
        "en": "There is no check-in for these answers. Is it getting worse, or are you not sure? Then start the "
        "questions again.",
    },
    "web-clock": {
        "nl": "In dit bestand staat een dag die nog moet komen. Kijk of de datum op je apparaat klopt, en open je "
        "bestand opnieuw. Er is niets kwijt.",
        "en": "This file has a day in it that is still to come. Check the date on your device, and open your file "
        "again. Nothing is lost.",
    },
    "web-open-long": {
        "nl": "Dit bestand is te lang om in een browser verder te vragen. Er is niets kwijt. Op een computer waar dit "
        "programma op staat, gaat het wel verder: met triage check-in.",
        "en": "This file is too long to go on with in a browser. Nothing is lost. On a computer that has this "
        "program it does go on: with triage check-in.",
    },
    "web-follow": {"nl": "Verder met je herstel", "en": "Go on with your recovery"},
    "web-today": {"nl": "Oefeningen van vandaag", "en": "Today's exercises"},
    "web-today-times": {"nl": "Doe ze vandaag {count} keer.", "en": "Do them {count} times today."},
    "web-today-check-in": {
        "nl": "Vandaag is een goede dag om te vertellen hoe het gaat.",
        "en": "Today is a good day to say how it goes.",
    },
    "web-progress": {"nl": "Hoe ging het tot nu toe?", "en": "How did it go so far?"},
    "web-progress-about": {"nl": "Elke check-in op een rij", "en": "Each check-in on a row"},
    "web-progress-day": {"nl": "Dag", "en": "Day"},
    "web-progress-said": {"nl": "Uitkomst", "en": "What came of it"},
    "web-timer": {"nl": "Tel {seconds} seconden af", "en": "Count {seconds} seconds for me"},
    "web-timer-pause": {"nl": "Tel {seconds} seconden rust af", "en": "Count {seconds} seconds of rest for me"},
    "web-timer-hold": {"nl": "Volhouden", "en": "Hold"},
    "web-timer-rest": {"nl": "Rust", "en": "Rest"},
    "web-timer-ready": {"nl": "Klaar", "en": "Done"},
    "web-timer-stop": {"nl": "Stop", "en": "Stop"},
    "web-picture": {"nl": "Tekening: {name}", "en": "Drawing: {name}"},
    "web-where-started": {"nl": "Wanneer begon je klacht?", "en": "When did your complaint begin?"},
    "web-where-day": {"nl": "Dag, of hoelang geleden", "en": "Day, or how long ago"},
    "web-where-phase": {"nl": "In welke stap ben je nu?", "en": "Which step are you in now?"},
    "web-where-since": {"nl": "Sinds wanneer? Leeg laten mag", "en": "Since when? You may leave this empty"},
    "web-where-hint": {
        "nl": "Bijvoorbeeld: 3 november, gisteren, 2 weken.",
        "en": "Such as: 3 November, yesterday, 2 weeks.",
    },
    "web-another": {"nl": "Ik vul dit in voor iemand anders", "en": "I answer for someone else"},
    "web-myself": {"nl": "Ik vul dit toch in voor mezelf", "en": "I answer for myself after all"},
    "web-read": {"nl": "Lees voor", "en": "Read aloud"},
    "web-read-stop": {"nl": "Stop met voorlezen", "en": "Stop reading"},
    "web-words": {"nl": "Begrijp je alle woorden?", "en": "Do you understand all the words?"},
    "web-words-about": {
        "nl": "We tellen alleen ja en nee bij deze vraag. Je antwoorden bewaren we niet.",
        "en": "We only count yes and no for this question. We do not keep your answers.",
    },
    "web-words-yes": {"nl": "Ja, alles", "en": "Yes, all"},
    "web-words-no": {"nl": "Nee, niet alles", "en": "No, not all"},
    "web-words-thanks": {
        "nl": "Dank je. Je antwoorden staan er nog.",
        "en": "Thank you. Your answers are still there.",
    },
    "web-open-cannot": {"nl": "Dit kan niet worden geopend.", "en": "This cannot be opened."},
    "web-renewed": {"nl": "De vragen zijn vernieuwd", "en": "The questions were renewed"},
    "web-renewed-about": {
        "nl": "Terwijl je bezig was, zijn de vragen vernieuwd. Je antwoorden zijn er nog. Wat nog past, nemen we mee. "
        "Wat niet meer past, vragen we opnieuw.",
        "en": "The questions were renewed while you were answering. Your answers are still here. We take along what "
        "still fits. We ask again what does not.",
    },
    "web-renew": {"nl": "Ga verder met mijn antwoorden", "en": "Go on with my answers"},
    "web-forged": {
        "nl": "Deze pagina kunnen we niet meer lezen. Hij is van voor een herstart, of er is iets aan veranderd. Begin "
        "opnieuw, of open je bewaarde antwoorden.",
        "en": "We can no longer read this page. It is from before a restart, or something in it was changed. Begin "
        "again, or open the answers that you kept.",
    },
    "web-other-base": {
        "nl": "Deze pagina hoort bij andere vragen dan hier worden gesteld. Begin opnieuw.",
        "en": "This page belongs to other questions than are asked here. Begin again.",
    },
    "web-no-form": {
        "nl": "Wat je browser stuurde, is geen formulier van deze pagina's. Ga terug en probeer het opnieuw.",
        "en": "What your browser sent is no form of these pages. Go back and try again.",
    },
    "web-not-ours": {
        "nl": "Dit formulier kwam van een andere website. Daarom doen we er niets mee. Begin opnieuw.",
        "en": "This form came from another website. So we do nothing with it. Begin again.",
    },
    "web-too-large": {
        "nl": "Dit is te groot. Een bestand met antwoorden is veel kleiner. Ga terug en kies een ander bestand.",
        "en": "This is too large. A file with answers is much smaller. Go back and choose another file.",
    },
    "web-too-often": {
        "nl": "Er komen te veel pagina's tegelijk van dit adres. Wacht tien tellen en probeer het opnieuw.",
        "en": "Too many pages at once are asked from this address. Wait ten seconds and try again.",
    },
    "web-too-slow": {
        "nl": "Dit duurde te lang. Ga terug en probeer het opnieuw. Je antwoorden staan nog op de vorige pagina.",
        "en": "This took too long. Go back and try again. Your answers are still on the page before.",
    },
    "web-broken-off": {
        "nl": "De verbinding viel weg. Ga terug en probeer het opnieuw.",
        "en": "The connection broke off. Go back and try again.",
    },
    "web-broken": {
        "nl": "Hier ging iets mis, en dat ligt niet aan jou. Ga terug en probeer het opnieuw.",
        "en": "Something went wrong here, and it is not your doing. Go back and try again.",
    },
    "web-not-there": {"nl": "Deze pagina is er niet.", "en": "There is no such page."},
    "web-not-so": {
        "nl": "Deze pagina kan zo niet worden geopend. Begin bij het begin.",
        "en": "This page cannot be opened like this. Begin at the start.",
    },
    "web-no-calendar": {
        "nl": "Bij dit advies hoort geen plan voor in je agenda.",
        "en": "With this advice there is no plan for your calendar.",
    },
    "web-unsure-call": {"nl": "Twijfel je of wordt het erger?", "en": "In doubt, or is it getting worse?"},
    "web-about": {"nl": "Over deze pagina's", "en": "About these pages"},
    "web-about-text": {
        "nl": "Het advies volgt uit regels die mensen hebben opgeschreven, met bronnen erbij. Er zijn geen cookies, en "
        "er gaat niets naar anderen. Je antwoorden reizen mee in het formulier van de pagina en worden hier niet "
        "bewaard of opgeschreven.",
        "en": "The advice follows from rules that people wrote down, with their sources. There are no cookies, and "
        "nothing goes to others. Your answers travel in the form of the page and are not kept or written down here.",
    },
    "web-intake": {"nl": "Samenvatting voor je zorgverlener", "en": "Summary for your clinician"},
    "web-intake-what": {
        "nl": "Je krijgt vragen over je klacht, één per pagina. Daarna staat er een samenvatting klaar voor je "
        "zorgverlener. Advies krijg je van je zorgverlener, niet hier. Als het haast heeft, staat dat er wel meteen.",
        "en": "You get questions about your complaint, one on each page. Then there is a summary for your clinician. "
        "Advice comes from your clinician, not from here. If it is pressing, these pages do say so at once.",
    },
    "web-intake-check": {
        "nl": "Klopt alles? Dan kun je de samenvatting maken. Je kunt ook nog iets veranderen.",
        "en": "Is it all right? Then you can make the summary. You can still change something.",
    },
    "web-intake-show": {"nl": "Maak de samenvatting", "en": "Make the summary"},
    "web-intake-about": {
        "nl": "Er is nog niets verstuurd. Neem de samenvatting mee naar je afspraak: op papier, als bestand of met de "
        "link.",
        "en": "Nothing has been sent yet. Take the summary to your appointment: on paper, as a file, or by the link.",
    },
    "web-intake-pressing": {
        "nl": "Wacht hiermee niet tot je afspraak.",
        "en": "Do not wait with this until your appointment.",
    },
    "web-intake-print": {
        "nl": "Printen kan met je browser. Op papier staat de samenvatting.",
        "en": "Print it with your browser. The paper has the summary.",
    },
    "web-regions": {
        "nl": "Je kunt ook op de tekening tikken. De nummers zijn die van de lijst.",
        "en": "You can also tap the drawing. The numbers are those of the list.",
    },
    "web-serving": {"nl": "Te zien op {address} (stoppen: Ctrl-C)", "en": "To be seen at {address} (stop: Ctrl-C)"},
    # notebooks
    "notebook-holds": {"nl": "Wat erin zit", "en": "What it holds"},
    "notebook-questions": {"nl": "vragen", "en": "questions"},
    "notebook-warning-signs": {"nl": "alarmsignalen", "en": "warning signs"},
    "notebook-conditions": {"nl": "aandoeningen", "en": "conditions"},
    "notebook-rules": {"nl": "regels", "en": "rules"},
    "notebook-pathways": {"nl": "zorgpaden", "en": "care pathways"},
    "notebook-exercises": {"nl": "oefeningen", "en": "exercises"},
    "notebook-claims": {"nl": "uitspraken uit bronnen", "en": "claims from sources"},
    "notebook-hash": {"nl": "Kenmerk van de inhoud", "en": "Hash of the content"},
    "notebook-number": {"nl": "Nr.", "en": "No."},
    "notebook-name": {"nl": "Naam", "en": "Name"},
    "notebook-fired": {"nl": "Regels die vuurden", "en": "Rules that fired"},
    "notebook-events": {"nl": "Wat er gebeurde, in volgorde", "en": "What happened, in order"},
    "notebook-happened": {"nl": "Wat er gebeurde", "en": "What happened"},
}


FOR_ANOTHER: dict[str, Text] = {
    "because-unknown": {"nl": "niet bekend: {questions}", "en": "not known: {questions}"},
    "own-unknown": {"nl": "niet bekend: {question}", "en": "not known: {question}"},
    "check-in-began": {"nl": "De klacht begon op {date}.", "en": "The complaint began on {date}."},
    "check-in-phase": {"nl": "De ander is nu in: {phase}.", "en": "They are now in: {phase}."},
    "check-in-refused": {
        "nl": "Uit de antwoorden blijkt dat er eerst een arts moet kijken. Daarom zijn er nu geen vragen over hoe het "
        "gaat.",
        "en": "The answers show that a doctor has to look first. So there are no questions now about how it goes.",
    },
    "page-stopped": {
        "nl": "De andere vragen zijn niet gesteld, omdat er nu hulp nodig is.",
        "en": "The other questions were not asked, because help is needed now.",
    },
    "pathway": {"nl": "Wat er kan", "en": "What to do"},
    "phase-moves": {
        "nl": "De stap gaat van: {before}. Naar: {after}.",
        "en": "The step goes from: {before}. To: {after}.",
    },
    "phase-stays": {"nl": "De stap blijft: {phase}.", "en": "The step stays: {phase}."},
    "plan-check-in": {
        "nl": "Kijk eerst hoe het gaat: doe de check-in.",
        "en": "First see how it goes: do the check-in.",
    },
    "plan-how": {"nl": "Doe een check-in met: triage check-in.", "en": "Do a check-in with: triage check-in."},
    "plan-none-check-in": {
        "nl": "Bij de check-in van {day} kwam eruit dat er eerst iemand moet kijken. Tot die tijd is er geen plan. "
        "Doe geen oefeningen. Doe daarna een nieuwe check-in.",
        "en": "The check-in of {day} says that someone has to look first. Until then there is no plan. "
        "Do no exercises. Check in again afterwards.",
    },
    "plan-none-planned": {
        "nl": "Bij de check-in van {day} kwam eruit dat er eerst iemand moet kijken. Tot die tijd is er geen plan. "
        "Doe daarna een nieuwe check-in.",
        "en": "The check-in of {day} says that someone has to look first. Until then there is no plan. "
        "Check in again afterwards.",
    },
    "plan-none-interview": {
        "nl": "Uit de antwoorden blijkt dat er eerst een arts moet kijken. Tot die tijd is er geen plan. "
        "Doe nu geen oefeningen.",
        "en": "The answers say that a doctor has to look first. Until then there is no plan. Do no exercises now.",
    },
    "your-phase": {"nl": "De stap van nu", "en": "The step now"},
}
"""What is said in another way to somebody who answers for another."""


def say(key: str, language: str, **values: object) -> str:
    """The phrase in this language, or in English where we do not speak it."""
    text = PHRASES[key]
    if language.endswith(OTHER):
        language = plainly(language)
        text = FOR_ANOTHER.get(key, text)
    said = text.get(language) or text["en"]
    for name, value in values.items():
        said = said.replace(f"{{{name}}}", str(value))
    return said


def text_in(text: Text | None, language: str) -> str:
    """A text of the base in this language; empty if there is none."""
    if text is None:
        return ""
    return text.get(language) or text.get(plainly(language)) or next(iter(text.values()), "")
