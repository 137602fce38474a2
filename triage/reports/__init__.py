"""What people and programs read: an outcome, a list of questions, a run of worked cases, as text or as JSON.

``layout``     paragraphs, lists and headings to lines of a given width
``page``       an outcome on one page: how soon, what to do now, and little more
``to_text``    the whole outcome for a person
``to_json``    an outcome and the questions for a program; its shapes are the JSON Schemas beside the package
``sources``    documents, claims, what rests on each, conflicts; ``coverage`` counts them and lists what is missing
``explanation_text``, ``explanation_json``   what was asked of an outcome: how, why not, what if, what it hinges on
``questions``  the questions of a base for a person
``notices``    what is said before anything that is made of a case file
``cases``      worked cases: what was expected, what came out
``checked``, ``judged``, ``judged_json``   what `triage check` says: what a base holds, what was found and proved
``engines``    whether the readers of the rules agree
``case_coverage``, ``mutation``   what worked cases show, and which mistakes they notice
``witness``    a case that shows something, in few words
``difference``, ``difference_json``   what a change of knowledge means
``batch``      what a run over many cases came to
``replay``     a saved outcome derived again: identical, altered, or otherwise under another version
``review``     a case as a reviewer reads it; ``agreement`` what reviewers said of many,
               ``agreement_svg`` as a picture
``steps``      the reasoning one step at a time; ``step_words`` its parts, ``quiz`` questions about them
``standing``   how a case stands: what is said before and behind everything made of it, and its page
``check_in``   a check-in: the decision, why, and what to do now
``plan``       the days to come; ``to_ics`` the same as a calendar file
``progress``   pain and phase as a chart in the terminal; ``to_picture`` the same as SVG or PNG
``calling``    numbers to call, as links
``letter``     the page for who has to look, as text or HTML
``report``     a whole case as one HTML page: ``for_patient``, ``for_clinician``; ``timeline`` draws the phases

``base_part``  one part of a base, and lists of them; ``decision_table`` as text, CSV, HTML and JSON
``network_svg``, ``network_text``   the network as a picture, and as DOT and Mermaid; ``graph_layout`` places it,
``network_words`` has its words, ``step_network`` the part of it around a step
``book``       the whole base as Markdown pages; ``phrases`` what the program says, to be said otherwise
``notebook``   what a notebook shows of a base, a rule, an outcome or a trace; ``fact_sheet`` puts it on the page

In come a base, an outcome and a language; out go strings and plain data. Nothing here decides anything.
"""
