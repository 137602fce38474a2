"""Cases as files have them, and what belongs to a base on disk besides the base.

``case``           a case file: answers, how it was saved, what is expected of it, and what a later version made of it
``earlier``        answers of another version of a base, read as this one takes them
``follow_up``      the check-ins that a case file holds; ``check_in`` the check-in of a base for a case that has any
``review``         what reviewers say of an outcome, in the file of its case
``project``        a directory of knowledge, read once, for every command that speaks of its cases
``random_cases``   cases and bases at random, from a seed

In come a base, and a file or a directory; out come cases, and what is wrong with those that cannot be read. What cases
come to, and what they show, is up to `inference`, `coverage`, `proof` and `reports`.
"""
