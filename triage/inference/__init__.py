"""Forward chaining: answers in, conclusions out, with a trace of everything in between.

``borrowed``   the one door through which experta comes in
``clauses``    conditions to Horn clauses, the plainest rules there are
``memory``     one person's working memory, and what a clause that fires does to it: the same under every engine
``counters``   an engine that counts: the fast one
``to_rules``   clauses to experta rules
``matching``   a matcher and a conflict-resolution strategy for exactly that kind
``engine``     experta's engine, with that matcher and that strategy
``session``    one person's inference, by either engine: tell it answers, read what they make certain
``trace``      what happened, in order
``reference``  the same conclusions without experta: the reference that every engine is held to
``decision``   urgency, leading condition and pathway, over any set of cases: the page to show to a clinician
``composition``  which lines somebody reads, by the decision and by what stands beside them
``circuit``    every condition as gates and leaves, for whoever looks at many sets of cases
``reach``      what the answers that are still missing could change, at most
``domain``     the answers between which a base can tell
``bit_parallel``  thousands of ways to complete a case, evaluated at once
``decisive``   whether the answer to one question can still change the outcome
``answer_classes``  answers that a base cannot tell apart: every kind of them, exactly
``minimal_change``  the fewest answers that would have to be otherwise for something to be so
``outcome``    what one case comes to, as one immutable object
``cache``      a base with all that is worked out of it beforehand, kept for the next start

Nothing here asks a question or knows how anything is shown.
"""
