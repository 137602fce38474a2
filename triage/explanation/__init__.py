"""Why: what was concluded and asked, in words that people use.

``installing`` how to get what is optional
``to_words``   conditions and answers to words
``chain``      a trace to its steps: which answers made which rules fire, in what order, and why
``own_words``  a finding in the answers that made its rule fire
``undecided``  what could not be ruled out and would change what to do
``asking``     why a question is asked now: what it can still show or rule out

What somebody who reviews an outcome asks of it:

``subject``    what may be asked about, and how it stands
``proof``      how it came out: a tree of rules that ends in answers; ``hidden`` why a caution that holds is not shown
``why_not``    what it lacked, and the fewest answers that would bring it
``change``     answers that would be otherwise; ``what_if`` the outcome with these beside the one that is
``hinges``     which other answers, alone or in pairs, would change the outcome
``enough``     a smallest set of the answers that forces the urgency
``open_ends``  what could not be ruled out, and what would settle it
``explanation``   all of these that were asked for, gathered once; ``explaining`` their parts in words

What somebody who reads or teaches a base asks of it:

``base_part``  one part: what it depends on, what depends on it; ``worked`` the cases in which it matters
``decision_table``   the rules that lead to something, as a table
``network``    the base as parts and links, whole or around one part, lit by a case

In come a base and an outcome or interview, out come sentences; how they are laid out is up to `reports`.
"""
