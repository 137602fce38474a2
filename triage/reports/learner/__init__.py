"""What a learner reads of the reasoning.

``steps``      the reasoning one step at a time; ``step_words`` its parts, ``quiz`` questions about them,
               ``step_network`` the part of the network around a step
``notebook``   what a notebook shows of a base, a rule, an outcome or a trace
"""
