"""Why: what was concluded and asked, in words that people use.

``phrases``    what the program itself says, in every language it speaks
``to_words``   conditions and answers to words
``chain``      a trace to its steps: which answers made which rules fire, in what order, and why
``asking``     why a question is asked now: what it can still show or rule out

In come a base and an outcome or interview, out come sentences; how they are laid out is up to `reports`.
"""
