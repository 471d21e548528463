"""The school of the training stage, at work here too."""

from labmigration.pathway.training.tests.conftest import at_work, school

__all__ = ["at_work", "school"]
