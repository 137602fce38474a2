"""Every page in both languages, in light and dark colours, at the width of a phone and of a desk: `make pages`.

`python -m tests.web.every FOLDER` takes a picture of each, lays axe on each with all unfolded, goes through it by
Tab, and says what it finds.
`--readme` makes the picture at the head of the README instead. Takes minutes, so that the tests look at fewer.
"""

import argparse
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.conftest import BROWSER_ARGUMENTS, BROWSERS
from tests.web.at_desk import AtDesk, desk, enter, store_in
from tests.web.axe import violations
from tests.web.looks import LANGUAGES, PROJECTOR, SCHEMES, SIZES
from tests.web.test_teach import school
from tests.web.test_teach_edit import RULE, client, text_of
from tests.web.test_teach_in_browser import LESSONS, asked
from tests.web.wcag import unmet
from tests.web.window import (
    OPEN_ALL,
    Window,
    case_file,
    elsewhere,
    follow,
    kinds,
    other_host,
    resize,
    serving,
)
from triage.clinic.store import Store

README = Path(__file__).parents[2] / "docs" / "pictures" / "web.png"
GAP = 24
BEHIND = "#d7dde3"
HUES = 96


Pages = Callable[[str], Mapping[str, tuple[str, Mapping[str, str] | None]]]
NOTHING = "\0"
SLIDER = "dragged: <input"
"""The steps of a lesson are on a slider; links and keys go through them as well."""


def every(
    browser: Any,
    address: str,
    folder: Path,
    pages: Pages,
    name: str = "",
    sizes: Sequence[Mapping[str, int]] = SIZES,
    besides: str = NOTHING,
) -> int:
    """How many pages something is found on, by axe or of what WCAG 2.2 added; `pages`: by language; `name`: of whoever
    has to log in first; `besides`: what may be found, as it begins."""
    found = 0
    for language, scheme in product(LANGUAGES, SCHEMES):
        window = Window(browser, address, color_scheme=scheme)
        if name:
            enter(window, language, name)
        for kind, (path, data) in pages(language).items():
            window.show(path, data)
            for size in sizes:
                resize(window.page, size)
                picture = f"{kind.replace(' ', '-')}-{language}-{scheme}-{size['width']}.png"
                window.page.screenshot(path=folder / picture, full_page=True)
            window.page.evaluate(OPEN_ALL)
            wrong = []
            for size in reversed(sizes):
                resize(window.page, size)
                met = violations(window.page, whole=True)
                met += [each for each in unmet(window.page) if not each.startswith(besides)]
                wrong += [f"{size['width']}: {each}" for each in met]
            found += bool(wrong)
            print(language, scheme, kind, *(wrong or ["nothing"]), sep=": ", flush=True)
        window.context.close()
    return found


AT = "case/P%2012"
ROOMS = {
    "": ("login",),
    "Anna": (
        *("cases", "add", "summary", "account", AT, "case/after%20a%20check-in", "case/after%20a%20check-in/review"),
        *(
            f"{AT}/{page}"
            for page in ("why-not", "hinges", "letter", "newer", "review", "records", "records/1", "delete")
        ),
        "case/none",
    ),
    "Rosa": ("cases", "summary"),
    "Ada": ("accounts", "retention", "audit"),
}
"""The pages of the desk, by who is there; "" is whoever has not logged in."""


def rooms(name: str, language: str) -> Mapping[str, tuple[str, None]]:
    called = {path: path.replace(AT, "case").replace("%20", " ").replace("/", " ") for path in ROOMS[name]}
    return {f"desk {name or 'nobody'} {called[path]}": (f"/{language}/clinic/{path}", None) for path in ROOMS[name]}


def furnished(store: Store) -> Any:
    """A desk with two cases in it, one of which was reviewed by two."""
    made = desk(store)
    anna, bert = AtDesk(made, "Anna"), AtDesk(made, "Bert")
    anna.add()
    anna.add(case_file(), code="after a check-in")
    for somebody, urgency in ((anna, "planned"), (bert, "self-care")):
        somebody.get(f"/{AT}/review")
        somebody.post(f"/{AT}/review/first", urgency=urgency, condition="strain-grade-1")
        somebody.post(f"/{AT}/review", {**somebody.fields(), "do": "rest"})
    return made


STATES = {"waits": "", "asks": "open", "tells": "open reveal", "ends": "open reveal next reveal"}
"""What a teacher did in a classroom, by what is seen there then."""


def lessons(port: int, language: str) -> Mapping[str, tuple[str, Mapping[str, str] | None]]:
    """Every kind of page of the lessons, those of classrooms and of a rule that somebody changed as well."""
    found: dict[str, tuple[str, Mapping[str, str] | None]] = {
        f"teach {path.partition('?')[0].replace('/', ' ')}": (f"/{language}/{path}", None) for path in LESSONS
    }
    found["teach rules"] = (f"/{language}/teach/rule", None)
    rule, text = f"/{language}{RULE.removeprefix('/en')}", text_of(client().get(RULE).text)
    stated = "when: {press-outer: yes, applies: press-outer}\nalways: {finding: ottawa-positive}"
    for name, new in (("mistake", "press-outter: yes"), ("difference", "press-outer: yes, press-inner: yes")):
        found[f"teach rule {name}"] = (rule, {"rule": text.replace("press-outer: yes", new), "property": stated})
    for state, acts in STATES.items():
        board = asked(port, f"/{language}/teach/rooms", {"case": "two-sore-bones", "questions": "2"})
        room = f"/{language}/teach/room/{board.split('/')[-2]}"
        seats = [asked(port, room, {}) for _ in range(3)]
        for act in acts.split():
            asked(port, board, {"do": act})
            for number, seat in enumerate(seats if act != "reveal" else ()):
                for at in ("0", "1"):  # of the question that is open now
                    asked(port, seat, {"at": at, "answer": str(number % 2 + 1)})
        found[f"teach board {state}"], found[f"teach phone {state}"] = (board, None), (seats[0], None)
        found["teach room entrance"] = (room, None)
    return found


def readme(browser: Any, address: str) -> None:
    """The start, a question with a drawing, and the outcome, beside each other."""
    window = Window(browser, address, device_scale_factor=1.5)
    taken = []
    for kind in ("start", "check", "outcome"):
        window.show(*kinds("en")[kind])
        if kind == "check":
            follow(window.page.locator("[value='change:place']"))
        place = README.with_name(f"{kind}.png")
        window.page.screenshot(path=place)
        taken.append(Image.open(place).convert("RGB"))
        place.unlink()
    window.context.close()
    size = sum(each.width + GAP for each in taken) + GAP, max(each.height for each in taken) + 2 * GAP
    whole, left = Image.new("RGB", size, BEHIND), GAP
    for each in taken:
        whole.paste(each, (left, GAP))
        left += each.width + GAP
    small = whole.resize((size[0] * 2 // 3, size[1] * 2 // 3), Image.Resampling.LANCZOS)
    small.quantize(HUES).save(README, optimize=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.web.every")
    parser.add_argument("folder", nargs="?", type=Path, default=Path("build/pages"))
    parser.add_argument("--only", choices=("person", "desk", "teach"), help="look at these alone")
    parser.add_argument("--readme", action="store_true")
    given = parser.parse_args()
    chromium = next(filter(None, map(shutil.which, BROWSERS)))
    with sync_playwright() as playwright, serving() as address:
        browser = playwright.chromium.launch(executable_path=chromium, args=BROWSER_ARGUMENTS)
        if given.readme:
            readme(browser, address)
            sys.exit()
        given.folder.mkdir(parents=True, exist_ok=True)
        look = partial(every, browser, folder=given.folder)
        found = 0
        if given.only in (None, "person"):
            found += look(address, pages=kinds)
            with TemporaryDirectory() as counted, serving(other_host(Path(counted))) as there:
                found += look(there, pages=elsewhere)
        for name in ROOMS if given.only in (None, "desk") else ():
            with TemporaryDirectory() as kept, store_in(Path(kept)) as store, serving(furnished(store)) as there:
                found += look(there, pages=partial(rooms, name), name=name)
        if given.only in (None, "teach"):
            with serving(school()) as there:
                taught = partial(lessons, int(there.rpartition(":")[2]))
                found += look(there, pages=taught, sizes=(*SIZES, PROJECTOR), besides=SLIDER)
        sys.exit(bool(found))
