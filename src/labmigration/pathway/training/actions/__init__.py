"""The only writer of cohorts, seats, sessions, attendance and evaluations."""

from labmigration.pathway.training.actions.attendance import SheetLine, correct, sign, sign_sheet
from labmigration.pathway.training.actions.cohorts import edit, finish, form, start
from labmigration.pathway.training.actions.evaluations import evaluate
from labmigration.pathway.training.actions.seats import complete, enrol, withdraw
from labmigration.pathway.training.actions.sessions import cancel_session, plan_series, plan_session

__all__ = [
    "SheetLine",
    "cancel_session",
    "complete",
    "correct",
    "edit",
    "enrol",
    "evaluate",
    "finish",
    "form",
    "plan_series",
    "plan_session",
    "sign",
    "sign_sheet",
    "start",
    "withdraw",
]
