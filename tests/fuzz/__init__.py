"""Whatever is fed to the program ends in a sentence: inputs made at random from seeds, the same ones for the same seed.

`python -m tests.fuzz 50000` feeds so many and says how they ended; `test_fuzz` feeds a few of each kind. An input is a
good one with some damage: bytes changed, lines doubled or cut, odd words put in. What may come of it is a result or a
message; never a traceback, never longer than some seconds, and never a result from what says it is another thing.
"""
