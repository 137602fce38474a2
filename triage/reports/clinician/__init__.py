"""What a clinician reads of a case, and of many.

``letter``     the page for who has to look, as text or HTML
``report``     a whole case as one HTML page: ``for_patient``, ``for_clinician``
``explanation_text``, ``explanation_json``   what was asked of an outcome: how, why not, what if, what it hinges on
``review``     a case as a reviewer reads it; ``agreement`` what reviewers said of many,
               ``agreement_svg`` as a picture
``replay``     a saved outcome derived again: identical, altered, or otherwise under another version
``batch``      what a run over many cases came to
"""
