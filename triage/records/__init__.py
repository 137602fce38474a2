"""Outcomes that are kept: sealed records that can be derived again, and what reviewers said of them.

``seal``         the digest of an outcome, and fingerprints of all that decides in a base
``signature``    a signature under one, by a shared ``key`` or a pair; ``ed25519`` loads the library for pairs
``text_changes``  everything that a person was shown in an outcome, a line each
``record``       a saved outcome read back
``alterations``  what was changed in it since, leaf by leaf
``versions``     what comes out otherwise under another version of the base, and which changed parts lie behind it
``opinions``     what a reviewer is asked of an outcome, and the worked case that follows from objections
``yaml_patch``   a review in the text of a case file; ``reviewed_cases`` every reviewed case in a directory
``case_file``    a case file as it is written, whole or with a check-in more
``agreement``    how far reviewers agree with the base and with each other; ``kappa`` beyond chance

In come a base, outcomes and cases; out go plain findings. How they are told is up to `reports`, who is asked to
`terminal`.
"""
