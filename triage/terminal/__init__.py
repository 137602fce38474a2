"""The interview in a terminal: what is shown, what is typed, what is kept.

``style``         what this terminal can do
``keys``          key presses, one at a time
``replies``       what a typed line means
``prompts``       a prompt as a menu, and what was chosen as answers
``screen``        what stands on it, to be drawn anew or folded into a line
``choosing``      a prompt: options to choose with arrows, or plain numbers
``asides``        why something is asked, and what is known so far
``insisting``     an emergency is heard, whatever fails or ends meanwhile
``places``        where our own files lie
``saving``        every answer on disk before the next question
``conversation``  the whole interview: questions, commands, corrections, the outcome
``kept``          the interview that is kept in a file and ends with its outcome
``more``          what stands behind the page of an outcome: the whole plan, why, a letter, a page to open
``checking_in``   a check-in: the same conversation over a few questions; ``keeping_check_ins`` in the case file
``stepped``       an interview that shows what each answer set off
``waiting``       a frame at once, while what stands in it is still being made
``watching``      the same again whenever a file changes
``lesson``        the reasoning step by step, or a quiz; ``quizzing`` as plain text, ``stepping`` on a full screen
``reviewing``     a clinician's review of cases, one by one; ``keeping_reviews`` every mark in the file of its case

It decides nothing: which question comes next and what follows from an answer is up to `interview`.
"""
