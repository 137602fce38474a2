"""What belongs to a base on disk, besides the base: its check-in, its worked cases, its properties.

``project``        a directory of knowledge, read once, for every command that speaks of its cases
``random_cases``   cases and bases at random, from a seed

In comes a directory; out come cases, and what is wrong with those that cannot be read. What the cases come to, and
what they show, is up to `inference`, `coverage`, `proof` and `reports`.
"""
