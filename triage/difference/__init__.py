"""What a change of knowledge means: which answers come to something else, and what was edited.

``revisions``        a base as it stands in a directory, or stood in a revision of git
``parts``            what is not the same in two bases, part by part
``renamed``          an old base under the ids that its parts have in a new one
``difference``       the changes of outcome in worked and random cases, counted
``fewer``            smaller cases of a change, by evaluating
``outcome_changes``  every change of outcome that there can be, decided by the solver

In come two bases with their worked cases; out come changes of outcome, each with an example.
"""
