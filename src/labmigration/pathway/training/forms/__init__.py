"""What people fill in around training."""

from labmigration.pathway.training.forms.attendance import (
    DepartureForm,
    EvaluationForm,
    LineForm,
    OwnEvaluationForm,
    PaperCodeForm,
    PaperForm,
    SheetForm,
    TakeBackForm,
)
from labmigration.pathway.training.forms.planning import CohortForm, SeriesForm, SessionForm

__all__ = [
    "CohortForm",
    "DepartureForm",
    "EvaluationForm",
    "LineForm",
    "OwnEvaluationForm",
    "PaperCodeForm",
    "PaperForm",
    "SeriesForm",
    "SessionForm",
    "SheetForm",
    "TakeBackForm",
]
