"""After the first outcome: how it goes, phase by phase, until it is over.

``beginning``  where a case stands: pathway, phase, the day it began
``check_in``   one check-in: what is given to its interview, and what its outcome decides
``anew``       answers of an earlier day: what of them holds today, and what is asked again
``standing``   what holds now, from the first interview and every check-in: what every command and page reads
``plan``       the days to come: which exercises, when a phase should end
``earlier``    what earlier plans said of a day, for a calendar that took one over
``progress``   pain and phase over time

In come a case and the outcome of a base, out go a case with one check-in more, or plain records of days. The
decision itself is made by rules, in the check-in of a base; here it only moves someone a phase. Nothing here asks,
prints, or knows what day it is.
"""
