"""The person's way, one folder a stage, in this order."""

#: A later stage may read an earlier one, never the reverse.
STAGES = (
    "reception",
    "orientation",
    "positioning",
    "prescription",
    "training",
    "certification",
    "matching",
    "employment",
    "follow_up",
)
