"""What WCAG 2.2 added, as far as a script can see it in a browser: focus by Tab, sizes of targets, dragging, help."""

from __future__ import annotations

from typing import Any

NOW = """() => {
    const at = document.activeElement
    if (at === document.body || at === document.documentElement) return null
    const again = at.dataset.stopped === '1'
    at.dataset.stopped = '1'
    const parts = (colour) => (colour.match(/[\\d.]+/g) || []).map(Number)
    const light = (colour) => {
        const [r, g, b] = parts(colour).slice(0, 3).map((each) => each / 255)
            .map((each) => each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b
    }
    const contrast = (one, other) => {
        const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b)
        return (bright + 0.05) / (dark + 0.05)
    }
    let behind = at.parentElement
    const clear = (each) => (parts(getComputedStyle(each).backgroundColor)[3] ?? 1) < 1
    while (behind.parentElement && clear(behind)) behind = behind.parentElement
    const ground = getComputedStyle(behind).backgroundColor
    const style = getComputedStyle(at)
    const width = style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth)
    const offset = parseFloat(style.outlineOffset)
    const rings = width ? [[style.outlineColor, width]] : []
    const shadow = style.boxShadow.match(/^(rgba?\\([^)]*\\)) 0px 0px 0px ([\\d.]+)px$/)
    if (shadow) rings.push([shadow[1], parseFloat(shadow[2]) - width - offset])
    const boxes = [...at.getClientRects()]
    const covered = []
    let out = 0
    for (const box of boxes) {
        for (const [x, y] of [[0.5, 0.5], [0.1, 0.1], [0.9, 0.1], [0.1, 0.9], [0.9, 0.9]]) {
            const left = box.left + x * box.width, top = box.top + y * box.height
            if (left < 0 || top < 0 || left > innerWidth || top > innerHeight) { out += 1; continue }
            const there = document.elementFromPoint(left, top)
            if (there && !at.contains(there) && !there.contains(at)) covered.push(there.outerHTML.slice(0, 60))
        }
    }
    const high = Math.max(...boxes.map((each) => each.bottom)) - Math.min(...boxes.map((each) => each.top))
    return {
        again, covered, name: at.outerHTML.slice(0, 90),
        out: high < innerHeight && (at.tagName !== 'TEXTAREA' || out === 5 * boxes.length) ? out : 0,
        ring: Math.max(0, ...rings.filter(([colour]) => contrast(colour, ground) >= 3).map(([, thick]) => thick)),
        inner: offset < 0,
    }
}"""
"""Of what has the focus: whether it had it before, what covers it, how many of its points are out of the window, and
how thick the ring around it is that stands out from what is behind it, three to one. Of a text that is typed the
browser shows where the caret is."""
FORGET = "() => { document.querySelectorAll('[data-stopped]').forEach((each) => delete each.dataset.stopped) }"
MOST = 600
"""So many stops has no page."""

SMALL = """() => {
    const targets = [...document.querySelectorAll('a, button, summary, input, label, textarea, select')]
        .filter((each) => each.checkVisibility({visibilityProperty: true}) && each.type !== 'hidden')
        .filter((each) => !each.closest('.skip, .unseen, .drawing-of'))
        .map((each) => [each, each.getBoundingClientRect()])
        .filter(([, box]) => box.width && box.height)
    const middle = (box) => [box.left + box.width / 2, box.top + box.height / 2]
    const small = (box) => box.width < 24 || box.height < 24
    const sentence = (each) => each.tagName === 'A' && [...each.parentElement.childNodes]
        .some((node) => node.nodeType === 3 && node.data.trim())
    const crowded = (each, box) => {
        const [x, y] = middle(box)
        return targets.some(([other, there]) => {
            if (other === each || other.contains(each) || each.contains(other) || other.control === each) return false
            const [left, top] = middle(there)
            if (small(there) && Math.hypot(x - left, y - top) < 24) return true
            const dx = Math.max(there.left - x, 0, x - there.right), dy = Math.max(there.top - y, 0, y - there.bottom)
            return Math.hypot(dx, dy) < 12
        })
    }
    return targets.filter(([each, box]) => small(box) && !sentence(each) && crowded(each, box))
        .map(([each, box]) => `${Math.round(box.width)}x${Math.round(box.height)} ${each.outerHTML.slice(0, 90)}`)
}"""
"""Targets under 24 pixels with another so near that a circle of 24 around each would touch; links in a sentence are
left out, and so are the regions of a drawing, which the list below it has too."""

DRAGGED = """() => [...document.querySelectorAll('[draggable=true], input[type=range], [ondrag], [onpointermove]')]
    .map((each) => each.outerHTML.slice(0, 90))"""
SIGNED_IN = """() => [...document.querySelectorAll('[type=password], [name=code][inputmode=numeric]')]
    .filter((each) => !/^((current|new)-password|one-time-code)$/.test(each.autocomplete) || each.onpaste)
    .map((each) => each.outerHTML.slice(0, 90))"""
"""What has to be remembered or typed over: no password manager fills it in."""


def stops(page: Any) -> list[str]:
    """Goes through a page by Tab, and back, and says where the focus is covered, out of sight, or hard to see."""
    found = []
    for key in ("Tab", "Shift+Tab"):
        page.evaluate(FORGET)
        for _ in range(MOST):
            page.keyboard.press(key)
            at = page.evaluate(NOW)
            if at is None or at["again"]:
                break
            if at["covered"]:
                found.append(f"{key}: covered: {at['name']} by {at['covered'][0]}")
            if at["out"]:
                found.append(f"{key}: out of sight: {at['name']}")
            if at["ring"] < 2 or at["inner"]:
                found.append(f"{key}: a ring of {at['ring']} pixels: {at['name']}")
        else:
            found.append(f"{key}: no end")
    page.evaluate(FORGET)
    return found


def unmet(page: Any) -> list[str]:
    """What of the new criteria a page does not meet."""
    found = stops(page)
    for name, what in (("small and near", SMALL), ("dragged", DRAGGED), ("signed in", SIGNED_IN)):
        found += [f"{name}: {each}" for each in page.evaluate(what)]
    return found
