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
from labmigration.pathway.training.forms.availability import (
    ClosureForm,
    CohortWeekForm,
    RoomForm,
    TraineeWeekForm,
    TrainerWeekForm,
)
from labmigration.pathway.training.forms.filling import CallForm
from labmigration.pathway.training.forms.planning import CohortForm, SeriesForm, SessionForm

__all__ = [
    "CallForm",
    "ClosureForm",
    "CohortForm",
    "CohortWeekForm",
    "DepartureForm",
    "EvaluationForm",
    "LineForm",
    "OwnEvaluationForm",
    "PaperCodeForm",
    "PaperForm",
    "RoomForm",
    "SeriesForm",
    "SessionForm",
    "SheetForm",
    "TakeBackForm",
    "TraineeWeekForm",
    "TrainerWeekForm",
]
