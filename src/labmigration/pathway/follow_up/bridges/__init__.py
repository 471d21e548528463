"""Bridges: the other occupations and titles that what somebody holds opens to her."""
