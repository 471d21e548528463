"""The terms of a contract, checked against the dated rules: level and its reason, least pay, hours, trial, licence."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from labmigration.access.gate import Refused
from labmigration.pathway.employment import queries
from labmigration.pathway.employment.models import Contract
from labmigration.pathway.employment.working_time import Slot, week_of
from labmigration.pathway.matching.household_costs import level_of
from labmigration.pathway.matching.queries import HouseholdNeed
from labmigration.programme import programme
from labmigration.programme.home_employment import LevelRule, TrialPeriod, employing
from labmigration.programme.home_employment.pay import least_pay
from labmigration.programme.occupation_leaflets import leaflets

#: The fields that terms set on a contract.
SET = (
    "kind",
    "weekly_hours",
    "gross_hourly",
    "route",
    "starts_on",
    "level",
    "level_why",
    "level_reason",
    "sibling",
    "trial_ends_on",
)


@dataclass(frozen=True)
class Terms:
    """What people agree on. level: of the grid, None for the one proposed; level_reason: why another one."""

    kind: str
    weekly_hours: Decimal
    gross_hourly: Decimal
    route: str
    starts_on: date
    level: str | None = None
    level_reason: str = ""
    sibling: bool = False


def set_terms(contract: Contract, need: HouseholdNeed, terms: Terms) -> None:
    """Set the terms on the row, which the caller saves.

    Raises `Refused` for hours or pay of zero, a week over all contracts longer than the branch agreement allows, pay
    below the least of its level, a level below what the person cared for sets, another level without a reason, and a
    childminder whose licence was not seen for the first day; `ValueError` for unknown codes.
    """
    levels = ("", *(level.code for level in leaflets().pay.level))
    if terms.kind not in Contract.Kind.values or terms.route not in Contract.Route.values:
        raise ValueError(f"{terms.kind} / {terms.route}")
    if terms.weekly_hours <= 0 or terms.gross_hourly <= 0:
        raise Refused(_("Les heures et le salaire sont plus grands que zéro."))
    if not queries.licence_covers(contract.pathway, contract.occupation, terms.starts_on):
        raise Refused(
            _("L’agrément de l’assistante maternelle n’est pas noté comme vu, ou il finit avant le premier jour.")
        )
    refuse_long_week(contract, terms.weekly_hours, terms.starts_on)
    rule = level_of(need, terms.starts_on)
    level = rule.level if rule and terms.level is None else terms.level or ""
    if level not in levels:
        raise ValueError(level)
    _refuse_level(rule, level, terms.level_reason)
    refuse_low_pay(contract.occupation, level, terms.gross_hourly, terms.starts_on)
    contract.level, contract.level_why = level, rule.code if rule and level else ""
    contract.level_reason = terms.level_reason if rule and level != rule.level else ""
    contract.kind, contract.weekly_hours, contract.gross_hourly = terms.kind, terms.weekly_hours, terms.gross_hourly
    contract.route, contract.starts_on, contract.sibling = terms.route, terms.starts_on, terms.sibling
    trial = trial_of(contract, terms.starts_on)
    contract.trial_ends_on = trial.ends_on if trial else None


def trial_of(contract: Contract, starts_on: date) -> TrialPeriod | None:
    """The trial period of a contract that begins on that day; None where our sources give no rule."""
    days = len({slot[0] for slot in contract.slots})
    return employing().trial(
        contract.occupation, kind=contract.kind, starts_on=starts_on, days_a_week=days, sibling=contract.sibling
    )


def refuse_long_week(contract: Contract, weekly_hours: Decimal, on: date) -> None:
    """Raise `Refused` when the person's week over all contracts would be longer than any week may be."""
    week = queries.week_with(
        contract.pathway, occupation=contract.occupation, on=on, adding=weekly_hours, but=contract.pk
    )
    if week.over_peak:
        raise Refused(week.says_hours)


def faults_of_week(
    contract: Contract, weekly_hours: Decimal, on: date, slots: Sequence[Slot]
) -> Iterator[tuple[str, str]]:
    """What keeps those hours and slots out of the person's week over all contracts: "hours" or "slots", a sentence.

    A fault that her other contracts have among themselves is not laid to this one.
    """
    others = queries.week_with(contract.pathway, occupation=contract.occupation, on=on, but=contract.pk)
    whole = week_of([others.hours, weekly_hours], occupation=contract.occupation, on=on, slots=[*others.slots, *slots])
    if whole.over_peak:
        yield "hours", whole.says_hours
    if whole.says_overlap and not others.says_overlap:
        yield "slots", whole.says_overlap
    if whole.says_rest and not others.says_rest:
        yield "slots", whole.says_rest


def refuse_low_pay(occupation: str, level: str, gross_hourly: Decimal, on: date) -> None:
    """Raise `Refused` when the pay lies under the least of the level on that day, with the source."""
    own_home = programme().occupation(occupation).workplace == "own_home"
    least = least_pay(level, on) if level or own_home else None
    if least is not None and gross_hourly < least.base:
        raise Refused(
            _("Au moins %(amount)s € brut de l’heure, niveau %(level)s (%(source)s).")
            if level
            else _("Au moins %(amount)s € brut de l’heure et par enfant (%(source)s)."),
            amount=str(least.base).replace(".", ","),
            level=level,
            source=least.source,
        )


def _refuse_level(rule: LevelRule | None, level: str, reason: str) -> None:
    if rule is None or level == rule.level:
        return
    ranks = [each.code for each in leaflets().pay.level]
    if rule.cared_for and (not level or ranks.index(level) < ranks.index(rule.levels[0])):
        raise Refused(
            _("Le niveau ne peut pas être sous %(level)s : %(why)s (%(article)s)."),
            level=rule.levels[0],
            why=rule.why.fr.rstrip("."),
            article=rule.article,
        )
    if not reason.strip():
        raise Refused(_("Ce niveau n’est pas celui qui est proposé : écrivez pourquoi."))
