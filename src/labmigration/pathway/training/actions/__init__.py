"""The only writer of cohorts, seats, sessions, attendance and evaluations."""

from labmigration.pathway.training.actions.attendance import add_line, correct, sign_sheet, take_back
from labmigration.pathway.training.actions.cohorts import edit, finish, form, start
from labmigration.pathway.training.actions.evaluations import evaluate
from labmigration.pathway.training.actions.lines import SheetLine
from labmigration.pathway.training.actions.paper import enter_sheet, print_sheet
from labmigration.pathway.training.actions.presence import (
    give_link,
    session_of_link,
    sign,
    sign_behind_link,
    sign_on_tablet,
    sign_with_code,
)
from labmigration.pathway.training.actions.seats import complete, enrol, withdraw
from labmigration.pathway.training.actions.sessions import cancel_session, plan_series, plan_session
from labmigration.pathway.training.actions.tablet import Sent, take_acts

__all__ = [
    "Sent",
    "SheetLine",
    "add_line",
    "cancel_session",
    "complete",
    "correct",
    "edit",
    "enrol",
    "enter_sheet",
    "evaluate",
    "finish",
    "form",
    "give_link",
    "plan_series",
    "plan_session",
    "print_sheet",
    "session_of_link",
    "sign",
    "sign_behind_link",
    "sign_on_tablet",
    "sign_sheet",
    "sign_with_code",
    "start",
    "take_acts",
    "take_back",
    "withdraw",
]
