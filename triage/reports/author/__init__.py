"""What an author of a knowledge base reads of it.

``base_part``  one part of a base, and lists of them; ``questions`` its questions;
               ``decision_table`` as text, CSV, HTML and JSON; ``summary`` of facts and tables, for a notebook
``book``       the whole base as Markdown pages; ``phrases`` what the program says, to be said otherwise
``sources``    documents, claims, what rests on each, conflicts; ``coverage`` counts them and lists what is missing
``cases``      worked cases: what was expected, what came out
``case_coverage``, ``mutation``   what worked cases show, and which mistakes they notice
``witness``    a case that shows something, in few words
``checked``, ``judged``, ``judged_json``   what `triage check` says: what a base holds, what was found and proved
``engines``    whether the readers of the rules agree
``difference``, ``difference_json``   what a change of knowledge means
``network_svg``, ``network_text``   the network as a picture, and as DOT and Mermaid; ``graph_layout`` places it,
``network_words`` has its words
"""
