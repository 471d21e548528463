"""Orientation: the meeting in which the job is explained and the interest confirmed."""
