"""The sentences of explanations, in French: what is, and what would have to change."""

from collections.abc import Sequence

from labmigration.decisions.placement.problem import Household, Worker

_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


def direct_words(code: str, worker: Worker, household: Household, journey: float, limit: float) -> str:
    """One sentence for what keeps the pair apart whatever the plan. Journey in minutes, limit in hours a week."""
    if code == "occupation":
        known = ", ".join(sorted(worker.occupations)) or "aucun"
        return f"Le besoin demande le métier « {household.occupation} » ; métiers de la personne : {known}."
    if code == "not_certified":
        return f"Le ménage demande un titre de « {household.occupation} », que la personne n’a pas encore."
    if code == "not_available":
        outside = [slot for slot in household.slots if not _inside(slot, worker)]
        return f"La personne n’est pas disponible {_slots(outside)} ; il faudrait l’être, ou déplacer ces créneaux."
    if code == "too_far":
        longest = _minutes(worker.travel.max_min)
        return f"Le trajet depuis le domicile prend {_minutes(journey)} ; la personne accepte au plus {longest}."
    if code == "too_many_hours":
        return f"Le besoin est de {_hours(household.minutes / 60)} par semaine ; la limite est de {_hours(limit)}."
    return "Ce rapprochement a été exclu ; seul celui qui l’a exclu peut revenir dessus."


def week_words(code: str, household: Household, others: Sequence[str], planned: float, limit: float) -> str:
    """One sentence for what the planned week leaves no room for. Hours a week."""
    names = ", ".join(others)
    if code == "overlaps":
        return f"Des créneaux se chevauchent avec ceux de : {names} ; il faudrait les confier à une autre personne."
    if code == "no_time_to_travel":
        return f"Le temps manque pour le trajet entre ce ménage et : {names} ; il faudrait décaler un créneau."
    return (
        f"La semaine compte déjà {_hours(planned)} ; avec {_hours(household.minutes / 60)} de plus, "
        f"elle dépasserait la limite de {_hours(limit)}."
    )


def _inside(slot: tuple[int, int, int], worker: Worker) -> bool:
    day, start, to = slot
    return any(day == on and begin <= start and to <= end for on, begin, end in worker.available)


def _slots(slots: Sequence[tuple[int, int, int]]) -> str:
    return ", ".join(f"le {_DAYS[day]} de {_clock(start)} à {_clock(to)}" for day, start, to in sorted(slots))


def _clock(minutes: int) -> str:
    return f"{minutes // 60} h {minutes % 60:02d}" if minutes % 60 else f"{minutes // 60} h"


def _hours(hours: float) -> str:
    return _clock(round(hours * 60))


def _minutes(minutes: float) -> str:
    return f"{f'{minutes:.1f}'.rstrip('0').rstrip('.').replace('.', ',')} minutes"
