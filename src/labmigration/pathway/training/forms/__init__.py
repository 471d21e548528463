"""What people fill in around training."""

from labmigration.pathway.training.forms.attendance import (
    CorrectionForm,
    DepartureForm,
    EvaluationForm,
    OwnEvaluationForm,
    SheetForm,
)
from labmigration.pathway.training.forms.planning import CohortForm, SeriesForm, SessionForm

__all__ = [
    "CohortForm",
    "CorrectionForm",
    "DepartureForm",
    "EvaluationForm",
    "OwnEvaluationForm",
    "SeriesForm",
    "SessionForm",
    "SheetForm",
]
