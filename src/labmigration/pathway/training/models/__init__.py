"""Rows of training; only this stage imports them."""

from labmigration.pathway.training.models.attendance import AttendanceSignature, PrintedSheet, TabletAct
from labmigration.pathway.training.models.cohorts import SEATS, Cohort, Enrolment, Half, Session
from labmigration.pathway.training.models.evaluations import Evaluation

__all__ = [
    "SEATS",
    "AttendanceSignature",
    "Cohort",
    "Enrolment",
    "Evaluation",
    "Half",
    "PrintedSheet",
    "Session",
    "TabletAct",
]
