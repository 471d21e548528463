"""The report of an evaluation, rebuilt from a freeze alone: the same freeze and code give the same bytes.

content (numbers) · words (sentences) · paper (PDF) · build (all three files). No database, no clock, no chance.
"""
