"""What worked cases show of a base, and which small mistakes they would notice.

``bitset``     many cases under one base at once, and under changes of it
``worked``     the worked cases and variants of a base, and what they expect
``expected``   what they expect, all of them at once; ``differences`` of one case what came out otherwise
``nearby``     cases that differ from them in one answer
``mcdc``       whether each test in a rule decides alone in one of them (MC/DC)
``gaps``       what they do not show yet, and for each gap a case that would
``mutants``    small mistakes that an author could make
``mutation``   what becomes of these: noticed by a case, by a property, or by nothing

In comes a project; out come bits, shares and smallest cases. Nothing here asks the solver: who has one is handed in.
"""
