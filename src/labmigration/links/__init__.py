"""Signed links: one purpose, one row, an end; whoever follows one needs no account."""
