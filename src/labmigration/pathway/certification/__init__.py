"""Certification: blocks of competences, decided by a jury of two or more."""
