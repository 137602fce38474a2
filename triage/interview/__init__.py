"""Which question next, and when to stop.

``interview``  the conversation: what to ask next, what an answer changed, when it is settled
``numbers``    what somebody types where a number is asked
``amounts``    numbers and lengths of time as people type them

Nothing here prints or reads a terminal: a front end shows a `Prompt` and hands in the answer.
"""
