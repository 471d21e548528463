"""A referral file as an agency sends it → rows that can be judged, or told what is wrong with them, in plain French.

`read_file` → `Sheet` of numbered rows · `RowReader` → one `ReadRow` a row · `write_rejects_csv`, `write_rejects_xlsx`
→ the rows to correct and send again. No Django here: the same code serves the command line, the screen and the bench.
"""

from labmigration.pathway.reception.reading.file import DEFAULT_LIMIT, read_file
from labmigration.pathway.reception.reading.rejects import write_rejects_csv, write_rejects_xlsx
from labmigration.pathway.reception.reading.row import ReadRow, ReferralFacts, RowReader
from labmigration.pathway.reception.reading.sheet import RawRow, Sheet, UnreadableFile

__all__ = [
    "DEFAULT_LIMIT",
    "RawRow",
    "ReadRow",
    "ReferralFacts",
    "RowReader",
    "Sheet",
    "UnreadableFile",
    "read_file",
    "write_rejects_csv",
    "write_rejects_xlsx",
]
