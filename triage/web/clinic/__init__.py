"""The clinician's desk in a browser: pages over the store of `triage.clinic`, and no logic of their own.

``rooms``       all doors together
``doors``       an address, what it needs, and whether it opens to somebody
``desk``        who comes in: sessions, the word that a form brings back, and what becomes of what goes wrong
``signing_in``  logging in and out, one's own password, codes from a phone
``lists``       the work list, and putting a case in
``cases``       one case: answers, outcome, proof, trace, what-if, why-not, hinges, letter, print, check-in, newer file
``switches``    the answers of a case, each of which can be tried otherwise
``reviewing``   what reviewers hold of a case, blind first, and what all reviews add up to
``recorded``    sealed outcomes, derived again under another version
``managing``    accounts, the audit log, a case handed out or taken away
``seen``        what was worked out of a case before
``leaf``        a report of the terminal as the parts of a page

In come the store and what a browser sends; out go pages. What may be done is asked of the store, each time; what stands
on a page is made in `reports`. Whoever has no role for a page is told so before anything is looked up.
"""
