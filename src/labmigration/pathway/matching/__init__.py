"""Matching: households' needs, introductions, both sides' answers, step by step."""
