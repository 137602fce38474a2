"""A knowledge base as an editor sees it: files that change while somebody types, saved or not.

``lines``      what stands around a place in a text
``index``      where each id is declared and used
``writing``    a base in an editor: its mistakes, and what is known of a place
``server``     the language server, which speaks to the editor

What is right and what is wrong is said by `language` alone; this only asks it again at each change.
"""
