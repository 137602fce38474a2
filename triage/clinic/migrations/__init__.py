"""How the tables of the store came to be: each version a module in ``versions``, run by ``env`` in its order.

A version that was released is never edited: the next one changes what it made.
"""
