"""Frozen data: tables as sorted texts, their checksums, what they were defined and coded by. Written, checked, read.

files (bytes, no database, no clock) · code (which code computes) · taking (from the database, consent asked).
"""
