"""What may leave: lines of people who resemble enough others, and tables from which nobody can be worked out.

anonymity (lines: k-anonymity by coarser values) · layouts (which cells a table has) · worlds (what stays possible for
whoever knows every number given) · tables (which cells are shown, beside every table given before).
"""

from .anonymity import Anonymous, Step, anonymous
from .layouts import People, TableLayout, counts_of
from .tables import GivenTable, MaskedTable, mask

__all__ = [
    "Anonymous",
    "GivenTable",
    "MaskedTable",
    "People",
    "Step",
    "TableLayout",
    "anonymous",
    "counts_of",
    "mask",
]
