"""What holds of a base whatever is answered, decided by a solver over all answers that there can be.

``space``         all answers, as unknowns of the solver
``encoding``      a base as formulas over these
``smallest``      the case with the fewest answers for which something holds
``advice``        what someone is told line by line, each with the formula that says to whom
``relevance``     whether two people who differ in one answer can be told something else
``proving``       properties to proofs, or to a smallest case that breaks them
``lint``          what looks wrong in a base that loads
``ambiguous``     words of an answer that choose something else where somebody types them
``programme``     what holds of going from phase to phase at check-ins
``pairs``         conditions of which nothing says which leads
``parity``        what the interview calls urgent is never less at a check-in
``expectations``  worked cases that cannot both be right
``solving``       questions about cases that nobody wrote down, for coverage and mutants
``judgement``     what was found, as records
``meanwhile``     what another process works out at the same time
``check``         all of it in one run

In comes a base with its properties; out come remarks and verdicts, each counterexample as answers that a person could
give. Nothing here says anything in words.
"""
