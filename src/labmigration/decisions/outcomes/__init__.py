"""The outcomes engine: what became of people, with its uncertainty; what is lost is never left out of sight.

rates (a share with its interval and its losses) · life_table (who was still there when) → retention (Kaplan-Meier),
incidence (by cause, Aalen-Johansen), comparison (log-rank) · agreement (between coders of interviews) ·
sector_spells (contracts with households → time in the sector), first_spells (the first one of everybody at once).
"""

from labmigration.decisions.outcomes.agreement import Level, Rating, alpha, kappa
from labmigration.decisions.outcomes.comparison import Comparison, log_rank
from labmigration.decisions.outcomes.first_spells import FirstSpells, first_spells
from labmigration.decisions.outcomes.incidence import Incidence, incidence
from labmigration.decisions.outcomes.life_table import LifeTable
from labmigration.decisions.outcomes.months import months_after, months_elapsed
from labmigration.decisions.outcomes.rates import Rate, rate
from labmigration.decisions.outcomes.retention import Retention, retention
from labmigration.decisions.outcomes.sector_spells import Contract, SectorSpell, months_between, sector_spells

__all__ = [
    "Comparison",
    "Contract",
    "FirstSpells",
    "Incidence",
    "Level",
    "LifeTable",
    "Rate",
    "Rating",
    "Retention",
    "SectorSpell",
    "alpha",
    "first_spells",
    "incidence",
    "kappa",
    "log_rank",
    "months_after",
    "months_between",
    "months_elapsed",
    "rate",
    "retention",
    "sector_spells",
]
