"""What people and programs read: an outcome, a list of questions, a run of worked cases, as text or as JSON.

``layout``     paragraphs, lists and headings to lines of a given width
``to_text``    an outcome for a person
``to_json``    an outcome and the questions for a program; its shapes are the JSON Schemas beside the package
``cases``      worked cases: what was expected, what came out

In come a base, an outcome and a language; out go strings and plain data. Nothing here decides anything.
"""
