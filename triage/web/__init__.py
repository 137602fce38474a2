"""The same questions and the same outcome in a browser, as pages that are whole without a script.

``application``    the addresses, and what each shows
``laying_out``     the templates, what they need, and the files that a page refers to
``guarding``       what stands before every page: headers, and limits on size, time and number
``seal``           where somebody is, signed, as it travels in the form of a page
``journey``        from one page to the next
``checking_in``    the pages of a check-in, and the file that comes of it
``feedback``       who understood the words of a question, counted
``remembering``    what was worked out before
``forms``          what the form of a page brings
``fields``         a prompt as the fields of a form, and a form back to answers
``pictures``       the drawings of a base
``outcome_pages``  the outcome, and what stands behind it
``carrying``       a case as a file, and as a link in which the answers stand behind the `#`
``codes``          a link as a code for a camera
``api``            the same for programs, as JSON
``describing``     what that takes and gives
``teaching``       the doors of the lessons
``lessons``        the worked cases that a class looks at, recorded
``theatre``        a case step by step, questions about it, and two runs side by side
``classroom``      a teacher who asks and phones that predict; ``rooms`` who sits in one
``editing``        a rule that a class edits: what is wrong, what it changes, what is proved
``serving``        the server
``clinic``         the clinician's desk, over a store of cases

In come a base and what a browser sends; out go pages. Which question comes next and what follows from an answer is up
to `interview`; what is read is made in `reports`. Nothing of anybody is kept or written down, but at a
clinician's desk.
"""
