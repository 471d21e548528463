"""The scene of the questionnaires' own tests: somebody who begins to train and leaves."""

from labmigration.pathway.questionnaires.tests.conftest import cohort, entry, seat, system

__all__ = ["cohort", "entry", "seat", "system"]
