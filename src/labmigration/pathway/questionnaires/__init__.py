"""Questionnaires at entry, on leaving, at 6 and 18 months, asked of people and of households from one codebook.

`programme/codebook/` says what is asked when. planning (who is asked what, from events) → asking (messages, links) →
answering (drafts, versions, refusals) → own, behind a link, with staff on one screen. `queries` is for others.
"""
