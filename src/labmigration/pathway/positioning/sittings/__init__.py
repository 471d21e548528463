"""The questions of a positioning: what is asked, in which order, and what was answered.

models (rows) → given (rows as values) → parts and course (which question comes next, nothing stored) → actions (the
only writer) → views; `profile` makes of the answers what the result page draws.
"""
