"""The knowledge language: what an author may say, and what it means.

In comes a directory of YAML files; out goes one immutable `Base`, or every mistake in it at once, with its place. The
reading order:

``errors``      what can be wrong, said so that people can mend it
``pointing``    mistakes with the line that each is on
``document``    YAML text to nodes that know their line and column
``condition``   the small tree that a rule asks of a case
``evaluate``    the meaning of that tree: true, false, or open
``sets``        the same meaning over any set of cases: in which it is true, and in which it is false
``support``     which tests make a condition true or false
``model``       the parts of a knowledge base; ``base`` all of them, and what follows from them
``keys``        every key that there is, in one row: name, shape, whether it must stand, what it is for
``reader``      nodes to values by these rows, with every mistake on the way
``noting``      where each id stands, for an editor
``what_unknown_means``   what a test says where the answer is not known
``read_condition``  nodes to conditions; ``to_data`` a condition back to data
``read_lines``, ``read_parts``  nodes to lines of advice, and to the other parts
``files``       the files of a base, byte by byte
``load``        a directory to a `Base`; ``edited`` writes one entry of it otherwise
``provenance``  what rests on which claim
``starter``     a small base to begin a new one with
``answer``      what a person said, checked at the border; ``dates`` days as they are written
``property``, ``read_property``   what must hold of a base whatever is answered
``checks``      what a base is checked for, by name
``check_in``    the check-in of a base: a small base of its own; ``criteria`` the rules of it that follow from phases
``typed``       what typed words mean at a question
``texts``       a text of a base in a language; ``words`` a base in one of its languages, which puts things into words
``screens``     in which order the lists of warning signs are asked
``writing``     files are written whole or not at all
``extras``      the commands that install what is optional
``preferred``   which language to speak where nobody says so
``derived``     what follows from a base, worked out once and kept with it
``display``     how parts show themselves in a notebook, without knowing what draws them
``page``        the one page that an outcome comes to, as plain data
``as_json``     a record as JSON, and its JSON Schema

Nothing here knows how conclusions are drawn, which question comes next, or how anything is printed.
"""
