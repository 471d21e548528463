"""What it takes to open a territory: its public file, the tasks of the booklet, letters; read from `opening/*.toml`.

from labmigration.programme.territory_opening import territory_opening

territory_opening().readiness.version          # "1"
territory_opening().public_file.subject("jobs_to_fill").unit   # "jobs"
"""

from .reader import TerritoryOpening, load, territory_opening
from .records import Letter, Prerequisite, PublicFile, Readiness, Section, Step, Subject, Task

__all__ = [
    "Letter",
    "Prerequisite",
    "PublicFile",
    "Readiness",
    "Section",
    "Step",
    "Subject",
    "Task",
    "TerritoryOpening",
    "load",
    "territory_opening",
]
