"""What a person with a complaint reads of it.

``page``       an outcome on one page: how soon, what to do now, and little more
``to_text``    the whole outcome
``notices``    what is said before anything that is made of a case file
``standing``   how a case stands: what is said before and behind everything made of it, and its page
``check_in``   a check-in: the decision, why, and what to do now
``plan``       the days to come; ``to_ics`` the same as a calendar file, ``timeline`` draws the phases
``progress``   pain and phase as a chart
"""
