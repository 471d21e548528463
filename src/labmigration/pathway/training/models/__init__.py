"""Rows of training; only this stage imports them."""

from labmigration.pathway.training.evaluation import models as evaluation_models  # noqa: F401 rows of this app
from labmigration.pathway.training.feedback import models as feedback_models  # noqa: F401 rows of this app
from labmigration.pathway.training.models.attendance import AttendanceSignature, PrintedSheet, TabletAct
from labmigration.pathway.training.models.cohorts import FIRST_OPTION_GROUP, SEATS, Cohort, Enrolment, Half, Session
from labmigration.pathway.training.models.evaluations import Evaluation
from labmigration.pathway.training.models.filling import DepartureCall, SeatOffer
from labmigration.pathway.training.models.planning import Closure, Room, TraineeWeek, TrainerWeek
from labmigration.pathway.training.models.timetables import Timetable

__all__ = [
    "FIRST_OPTION_GROUP",
    "SEATS",
    "AttendanceSignature",
    "Closure",
    "Cohort",
    "DepartureCall",
    "Enrolment",
    "Evaluation",
    "Half",
    "PrintedSheet",
    "Room",
    "SeatOffer",
    "Session",
    "TabletAct",
    "Timetable",
    "TraineeWeek",
    "TrainerWeek",
]
