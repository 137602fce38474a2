"""Whether readers of the same rules that were written apart come to the same conclusions (docs/agreement.md).

``conclusion``    what every reader must come to, in one shape; the reference, experta and counters
``with_columns``  the same by columns
``to_clips``      a base as a CLIPS program
``clips_frame``   what stands in every such program
``with_clips``    the same by CLIPS, from that text
``agreement``     random cases and bases through all of them, and the smallest case of a difference
"""
