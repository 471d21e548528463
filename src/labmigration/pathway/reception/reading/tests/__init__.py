"""Tests of the reading of referral files."""
