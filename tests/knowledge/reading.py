"""How hard the texts of a base are to read: sentences that are too long, and medical words that nobody explains.

    python -m tests.knowledge.reading knowledge     lists what is too hard, with file and line

A medical word is fine where an everyday word for it stands in the same text.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from triage.language.document import Mapping, Node, Scalar, Sequence, parse
from triage.language.errors import Place

LONGEST = 22
"""So many words a sentence may have."""
AVERAGE = 12
"""So many words the sentences of a language may have on average."""
UNREAD = ("document", "conflict")
"""Entries that authors and clinicians read: claims stand close to what their source says."""
UNREAD_PARTS = ("examination", "fact")
"""Parts of other entries that only clinicians read."""

TERMS: dict[str, dict[str, str]] = {
    "nl": {
        r"trombose": r"stolsel|bloedprop",
        r"longembolie": r"stolsel|bloedprop",
        r"tendinopath\w*|tendinose|tendinitis": r"pees",
        r"avulsie\w*": r"losgescheurd|afgescheurd|scheur|los",
        r"ruptu\w+": r"scheur",
        r"fractu\w+": r"breuk|broken|gebroken",
        r"cauda[ -]equina\w*": r"zenuwen|zenuwbundel",
        r"compartiment\w*|logesyndroom": r"druk",
        r"rhabdomyolyse": r"spier",
        r"hematoom|hematomen": r"bloed|blauwe plek",
        r"oedeem": r"vocht|zwelling|dik",
        r"claudicatio\w*": r"etalage|vernauw\w*|bloed",
        r"ischias": r"zenuw",
        r"ischemie": r"bloed",
        r"parestes\w+": r"tintel\w*|doof|dove",
        r"piriformis\w*": r"bil",
        r"bursitis": r"slijmbeurs",
        r"myositis|pyomyositis": r"ontsteking",
        r"cellulitis|erysipelas": r"huid|ontsteking|infectie",
        r"necrotiserend\w*|fasci\w+": r"vlees|huid|weefsel",
        r"anticoagulant\w*|antistolling\w*": r"bloedverdunner\w*|bloedverdunnend\w*",
        r"nsaid\w*": r"pijnstiller\w*|ontstekingsremmer\w*",
        r"statine\w*": r"cholesterol",
        r"fluorochinolon\w*|fluoroquinolon\w*|ciprofloxacine": r"antibiotic\w*|antibioticum",
        r"corticostero\w+": r"hormoon|prednison|ontstekingsremm\w*|spuit|injectie",
        r"excentrisch\w*|eccentrisch\w*": r"rem\w*|langzaam|zakken|zak",
        r"isometrisch\w*": r"stil|vasthouden|houd|zonder te bewegen|aanspannen",
        r"concentrisch\w*": r"kort|omhoog",
        r"propriocep\w+": r"evenwicht|gevoel",
        r"tuber|tuber ischiadicum|ischiadicus": r"zitbot|zitbeen|zitknobbel",
        r"apofys\w+|epifys\w+": r"groeischijf|groei",
        r"sacro-?iliac\w*|si-gewricht": r"bekken",
        r"lumba\w+": r"rug",
        r"(?:dist|proxim|later|medi)(?:aal|ale)": r"boven|onder|buiten\w*|binnen\w*|knie|heup|bil",
        r"perifeer|perifere": r"been|benen|bloed\w*",
        r"contusie": r"kneuzing|klap|stoot",
        r"distorsie": r"verzwik\w*|verstuik\w*",
        r"myositis ossificans|ossifica\w*": r"kalk|verkalk\w*|bot",
        r"echografie|mri|mri-scan": r"scan|onderzoek|foto|beeld|echo",
        r"chronisch\w*": r"lang\w*|blijv\w*|maanden",
        r"acuut|acute": r"plotseling\w*|ineens|meteen|snel\w*",
        r"malign\w*": r"kwaadaardig\w*|kanker",
        r"neurolog\w*": r"zenuw\w*",
        r"vasculair\w*": r"bloedvat\w*|vaten",
        r"symptom\w+": r"klacht\w*|merkt|verschijnsel\w*",
        r"palp\w+": r"druk\w*|voel\w*",
        r"degenerati\w*": r"slijtage|versle\w*",
        r"hyper\w*(?:extensie|flexie)": r"strek\w*|buig\w*",
        r"flexie": r"buig\w*",
        r"extensie": r"strek\w*",
    },
    "en": {
        r"thrombosis|dvt": r"clot",
        r"(?:pulmonary )?embol\w+": r"clot",
        r"tendinopath\w*|tendinosis|tendinitis|tendonitis": r"tendon",
        r"avulsion\w*": r"torn|tear\w*|pulled|loose",
        r"rupture\w*": r"tear\w*|torn",
        r"fracture\w*": r"break\w*|broken|crack\w*|overloaded bone",
        r"cauda equina\w*": r"nerves?",
        r"compartment\w*": r"pressure",
        r"rhabdomyolysis": r"muscle",
        r"h(?:a)?ematoma\w*": r"blood|bruise\w*|bleed\w*",
        r"o?edema": r"swelling|swollen|fluid",
        r"claudication": r"window|narrow\w*|blood",
        r"sciatica": r"nerve",
        r"isch(?:a)?emi\w+": r"blood",
        r"par(?:a)?esthesi\w+": r"tingl\w*|numb\w*",
        r"piriformis": r"buttock",
        r"bursitis": r"cushion|sac|pad",
        r"pyomyositis|myositis": r"infect\w*|inflam\w*",
        r"cellulitis|erysipelas": r"skin|infect\w*",
        r"necroti[sz]ing|fasci\w+": r"flesh|skin|tissue",
        r"anticoagulant\w*": r"blood thinn\w*|thin\w* the blood",
        r"nsaids?": r"painkiller\w*|anti-inflammatory",
        r"statins?": r"cholesterol",
        r"fluoroquinolone\w*|ciprofloxacin": r"antibiotic\w*",
        r"corticosteroid\w*": r"injection\w*|hormone|prednis\w*|inflam\w*",
        r"eccentric\w*": r"slow\w*|lower\w*|brak\w*",
        r"isometric\w*": r"hold\w*|still|without moving",
        r"concentric\w*": r"lift\w*|shorten\w*",
        r"propriocep\w+": r"balance|sense",
        r"ischial|tuberosity|ischium": r"sitting bone|sit bone",
        r"apophys\w+|epiphys\w+": r"growth plate|growing",
        r"sacro-?iliac\w*": r"pelvis",
        r"lumbar": r"back",
        r"distal|proximal|lateral|medial": r"upper|lower|outer|inner|outside|inside|knee|hip|buttock",
        r"peripheral": r"leg|legs|blood",
        r"contusion": r"bruise\w*|blow|knock",
        r"ossifi\w*": r"bone|chalk|calci\w*",
        r"mri|ultrasonography": r"scan|picture|ultrasound",
        r"chronic\w*": r"long\w*|last\w*|months",
        r"acute\w*": r"sudden\w*|at once|fast|quick\w*",
        r"malignan\w*": r"cancer",
        r"neurolog\w*": r"nerve\w*",
        r"vascular": r"blood vessel\w*|vessels?",
        r"palpat\w*": r"press\w*|feel\w*",
        r"degenerat\w*": r"wear\w*|worn",
        r"flexion": r"bend\w*|bent",
        r"extension": r"straight\w*|stretch\w*",
    },
}
"""Medical words, each with the everyday words that explain it."""

_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[\"'“«(]?[A-Z0-9À-Ý])")
_WORD = re.compile(r"\w[\w'’.,%°/-]*")


@dataclass(frozen=True, slots=True, order=True)
class Text:
    """What somebody reads, and where it stands."""

    place: Place
    language: str
    words: str


@dataclass(frozen=True, slots=True, order=True)
class Offender:
    """A text that is too hard, and why."""

    text: Text
    why: str

    def __str__(self) -> str:
        place = self.text.place
        return f"{place.file}:{place.line}: [{self.text.language}] {self.why}"


def texts(root: Path, languages: tuple[str, ...] = tuple(TERMS)) -> Iterator[Text]:
    """Every text of a base that patients read. Worked cases are for authors, and left out."""
    for path in sorted(root.rglob("*.yaml")):
        if "cases" not in path.relative_to(root).parts:
            yield from _within(parse(path.read_text(), str(path)), str(path), languages)


def _within(node: Node, file: str, languages: tuple[str, ...]) -> Iterator[Text]:
    match node:
        case Sequence(items):
            for part in items:
                yield from _within(part, file, languages)
        case Mapping(items) if items and set(items) <= set(languages):
            for language, part in items.items():
                if isinstance(part, Scalar):
                    yield Text(Place(file, part.line), language, part.text)
        case Mapping(items) if next(iter(items), "") not in UNREAD:
            for key, part in items.items():
                if key not in UNREAD_PARTS:
                    yield from _within(part, file, languages)


def sentences(text: str) -> list[str]:
    """A sentence ends at a full stop, question mark, exclamation mark or semicolon before a capital or a figure."""
    return [sentence for sentence in _SENTENCE.split(" ".join(text.split())) if sentence]


def length(sentence: str) -> int:
    return len(_WORD.findall(sentence))


def unexplained(text: Text) -> list[str]:
    """The medical words of a text for which no everyday word stands beside them."""
    found = []
    for term, everyday in TERMS[text.language].items():
        for match in re.finditer(rf"\b(?:{term})\b", text.words, re.IGNORECASE):
            rest = f"{text.words[: match.start()]} {text.words[match.end() :]}"
            if not re.search(rf"(?:\b|(?<=\w))(?:{everyday})", rest, re.IGNORECASE):
                found.append(match[0])
    return found


def offenders(root: Path) -> list[Offender]:
    """Everything in a base that is too hard to read, by place."""
    found = []
    for text in texts(root):
        found += [
            Offender(text, f"{length(sentence)} words in a sentence, at most {LONGEST}: {sentence}")
            for sentence in sentences(text.words)
            if length(sentence) > LONGEST
        ]
        found += [Offender(text, f"`{term}` is not explained: {text.words}") for term in unexplained(text)]
    return sorted(found)


def averages(root: Path) -> dict[str, float]:
    """Words in a sentence on average, by language."""
    lengths: dict[str, list[int]] = {}
    for text in texts(root):
        lengths.setdefault(text.language, []).extend(map(length, sentences(text.words)))
    return {language: sum(every) / len(every) for language, every in lengths.items()}


if __name__ == "__main__":
    for directory in sys.argv[1:]:
        print(*offenders(Path(directory)), sep="\n")
        for code, average in averages(Path(directory)).items():
            print(f"{directory}: [{code}] {average:.1f} words in a sentence on average, below {AVERAGE} is wanted")
