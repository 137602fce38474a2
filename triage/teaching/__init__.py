"""The reasoning one step at a time, and questions about the next step.

``recording``  an engine that notes its working memory and agenda before everything that it does
``marked``     a condition with every part true, false or open
``steps``      a recording to the steps that a class is shown
``quiz``       questions about steps that are still hidden, and what is right

Nothing here reasons: what is shown is what the engine held, in its order. Words are made in `reports`.
"""
