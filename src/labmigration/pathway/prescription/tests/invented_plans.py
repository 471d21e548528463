"""A plan as an advisor might write it: everything for everybody, and French for the telephone."""

from decimal import Decimal

from labmigration.pathway.prescription.facts import Plan, PlannedModule

FRENCH = ("french_listening", "french_reading", "french_speaking", "french_writing")
NEED = "Parler au téléphone avec une famille"
CORE = (
    PlannedModule("core_employers", Decimal(90), "Partie commune"),
    PlannedModule("core_safety", Decimal(80)),
    PlannedModule("core_home_and_laundry", Decimal(80)),
)
FOR_ALL = (*CORE, PlannedModule("sst", Decimal(14)), PlannedModule("citizenship", Decimal(4)))
FRENCH_ORAL = PlannedModule("option_french_oral", Decimal("20.5"), NEED)
PLAN = Plan("childcare_provider", (*FOR_ALL, FRENCH_ORAL))
