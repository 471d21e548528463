"""Section 6 of the Law School Aptitude Test: 1,000 people, five questions (Bock & Lieberman 1970)."""

from itertools import product

COUNTS = (
    3,
    6,
    2,
    11,
    1,
    1,
    3,
    4,
    1,
    8,
    0,
    16,
    0,
    3,
    2,
    15,
    10,
    29,
    14,
    81,
    3,
    28,
    15,
    80,
    16,
    56,
    21,
    173,
    11,
    61,
    28,
    298,
)
PATTERNS = tuple(zip(product((0, 1), repeat=5), COUNTS, strict=True))
