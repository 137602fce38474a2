"""The clinician's desk: cases that are kept, who may see them, and what was done with them.

``store``        the one door: every question and every change, each in one transaction with its line in the audit log
``model``        what comes out of it: accounts, cases, pages of the work list, reviews, records, entries of the log
``permissions``  which role may do what, in one table
``problems``     what can go wrong, each kind with a phrase
``tables``       how it lies in the database; ``migrations`` how an older database becomes a newer one
``database``     SQLite or PostgreSQL: how a transaction begins, and what an error of theirs means
``schema``       which version a database has, and bringing it forward
``accounts``     passwords, codes from a phone, lock-out, and sessions
``passwords``    how a password is kept, compared, and refused
``audit``        the log in which each entry holds the hash of the one before it
``cases``        putting cases in, finding and changing them
``told``         what of a case file the work list needs
``hiding``       a case without whom it is about
``worklist``     the list: most urgent first, a page at a time
``judged``       reviews and first impressions of a case, and what they add up to
``kept``         sealed outcomes
``persons``      all that is kept of one case, handed out or taken away
``retention``    what has been kept for long enough
``daily``        the rule of how long, applied while a desk runs
``backup``       the whole store as one file, and back

In come case files as `triage ask --save` writes them, accounts and moments; out go plain, frozen objects. It knows no
page and no command, and draws no conclusion of its own.
"""
