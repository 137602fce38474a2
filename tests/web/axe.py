"""What axe finds on a page in a browser."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT

from tests.deep import DEEP

OF_EACH_LOOK = """() => {
    const plain = 'rgba(0, 0, 0, 0) none 1 static none normal auto', behind = new Map([[null, '']]), alike = new Map()
    const painted = (each) => {
        if (!behind.has(each)) {
            const of = getComputedStyle(each)
            const own = [of.backgroundColor, of.backgroundImage, of.opacity, of.position, of.filter, of.mixBlendMode,
                of.zIndex].join(' ')
            behind.set(each, painted(each.parentElement) + (own === plain ? '' : '/' + own))
        }
        return behind.get(each)
    }
    const texts = (each) => [...each.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data.trim())
    const called = (each) => each.tagName + '.' + each.getAttribute('class')
    for (const each of document.body.querySelectorAll('*')) {
        delete each.dataset.look
        const text = texts(each).join('')
        if (!(text || each.matches('input, select, textarea')) || !each.checkVisibility()) continue
        const of = getComputedStyle(each)
        const off = each.closest(':disabled, [aria-disabled=true]') || each.closest('label')?.control?.disabled
        const look = [called(each), called(each.parentElement), of.color, of.fontSize, of.fontWeight, of.textShadow,
            of.visibility, text.length === 1, Boolean(off), painted(each)].join('|')
        if (!alike.has(look)) alike.set(look, [])
        alike.get(look).push(each)
    }
    for (const all of alike.values()) {
        for (const one of [all[0], all[all.length >> 1], all[all.length - 1]]) one.dataset.look = ''
    }
}"""
"""Marks three of all that is written in the same letters upon the same ground: the first, the last, and one between."""

FOUND = """async ([within, contrast, where]) => {
    const away = [...document.querySelectorAll('details:not([open]) > summary')].map((each) => {
        const folded = document.createRange()
        folded.setStartAfter(each)
        folded.setEndAfter(each.parentElement.lastChild)
        return [each.parentElement, folded.extractContents()]
    })
    axe.configure({rules: [{id: 'color-contrast', selector: where}]})
    const rules = {'color-contrast': {enabled: contrast}}
    const found = await axe.run(within ?? document, {resultTypes: ['violations'], preload: {assets: ['media']}, rules})
    for (const [each, folded] of away.reverse()) each.append(folded)
    return found.violations.map((each) => `${each.id}: ${each.nodes[0].html}`)
}"""
"""What is folded nobody sees, and a browser works out the style of each element in it apart, which takes long: it is
taken out meanwhile. Sheets of styles need not be fetched again: only rules that axe itself tries out read them."""


def violations(page: Any, *, contrast: bool = True, within: str | None = None, whole: bool = DEEP) -> list[str]:
    """What axe finds, each with the first place.

    Contrast takes it ten times as long as everything else together, and a proof has a thousand lines that look alike:
    it looks at some of each look, but `whole` at every line."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    if contrast and not whole:
        page.evaluate(OF_EACH_LOOK)
    return list(page.evaluate(FOUND, [within, contrast, "*" if whole else "[data-look]"]))
