"""What people and programs read: an outcome, a list of questions, a run of worked cases, as text or as JSON.

By who reads it, each folder standing on those before it:

``person``     an outcome on a page, the days to come, check-ins
``clinician``  the letter, the whole case, the answer to "why", reviews, replays, many cases
``author``     a knowledge base: what is in it, what is proved, what a change means, its rules as a picture
``learner``    the reasoning one step at a time, questions about it, notebooks

and for all of them:

``layout``     paragraphs, lists and headings to lines of a given width
``to_json``    an outcome and the questions for a program; its shapes are the JSON Schemas beside the package
``to_picture`` a drawing as SVG or PNG
``calling``    numbers to call, as links

In come an outcome and a language; out go strings and plain data. Nothing here decides anything: `replay` compares a
saved outcome with what `inference` makes of its answers now.
"""
