"""The reasoning one step at a time, and questions about the next step.

``recording``  an engine that notes its working memory and agenda before everything that it does
``strategies``  which rule on the agenda goes first
``marked``     a condition with every part true, false or open
``written``    the same in the text of the author: a rule with each part marked
``steps``      a recording to the steps that a class is shown
``quiz``       questions about steps that are still hidden, and what is right

Nothing here reasons: what is shown is what the engine held, in its order. Words are made in `reports`.
"""
