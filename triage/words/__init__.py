"""What the program itself says, in every language it speaks. What a base says stands in the base.

In: the key of a phrase, a language, what fills its blanks. Out: the phrase in that language, or in English. Or in: what
somebody typed. Out: what that means, by the phrases that list words for it.

A folder for each language holds `.po` files, one for each area, as translators' tools read them; `LANGUAGE.mo` beside
it is made of them (`make words`), and is all that is read here. A language more is a folder more. This room knows of no
base and no case: it lies below everything.

``message``        what goes wrong, in English until somebody is told
``saying``         a phrase by its key, with its plural and its form for whoever answers for another
``understanding``  what is typed, by the phrases that list words for it
"""
