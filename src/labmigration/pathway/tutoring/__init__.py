"""Employer-tutors: an experienced household employer accompanies somebody who works, or a new household."""
