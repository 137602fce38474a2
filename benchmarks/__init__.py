"""How fast it is, and how few questions it asks: ratios, measured in one run, on the shipped knowledge.

``measure``    repetitions, taken in turn so that a busy machine weighs on all alike; the table
``cases``      the worked cases as interviews
``starting``   processes, from their start to the first question or to their end
``pages``      whether the page of an outcome fits on a screen, whatever the case; `python -m benchmarks.pages`
``answering``  one answer: inference, the choice of the next question, what the trace costs; and the questions asked
``classroom``  a class that predicts: how long until the tally, and whether an answer is lost
``steady``     whether memory stays flat over many inferences and interviews

Nothing here passes or fails: the table shows what was measured next to what we aim at. docs/benchmarks.md explains it.
"""
