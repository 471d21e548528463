"""The papers of a meeting: what is live about the territory, put into tables and frozen with their day.

Figures are told twice: in full for the coordination, and with small numbers masked for everybody else. They are made
by the functions that draw the territory's page, so that a paper never says something else than the page did that day.
"""

import hashlib
import json
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Refused, visible
from labmigration.steering.committee import states
from labmigration.steering.committee.models import Meeting, Papers
from labmigration.steering.funding.money import euros
from labmigration.steering.funding.queries import consumption_of
from labmigration.steering.indicators.cards import cards
from labmigration.steering.indicators.measure import IndicatorValue
from labmigration.steering.indicators.queries import figures
from labmigration.steering.masking import THRESHOLD
from labmigration.steering.overview import Overview, overview
from labmigration.territories.agreements.queries import commitments_of
from labmigration.timeline.models import Event
from labmigration.ui.spoken import day, duration

FULL, MASKED = "full", "masked"
Section = dict[str, Any]


@transaction.atomic
def make_papers(meeting: Meeting, *, actor: Actor) -> Papers:
    """Freeze the figures of now for a meeting that is still to come or has just been held."""
    if actor.user is None or not visible(actor, "committee.make_papers").filter(pk=meeting.pk).exists():
        raise Refused(_("Vous ne préparez pas ce comité."))
    if meeting.state != states.PLANNED:
        raise Refused(_("Les chiffres d’une réunion tenue ou annulée ne changent plus."))
    with override("fr"):  # one paper for all; it is read long after
        told = {key: sections(meeting, masked=key == MASKED) for key in (FULL, MASKED)}
    papers = Papers(
        territory_id=meeting.territory_id,
        meeting=meeting,
        made_at=clock.now(),
        made_by=actor.user,
        told=told,
        fingerprint=fingerprint(told),
    )
    papers.save(force_insert=True)
    Event.record(meeting, "make_papers", actor)
    return papers


def fingerprint(told: dict[str, Any]) -> str:
    """SHA-256 of the papers, in hexadecimal."""
    plain = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()


def sections(meeting: Meeting, *, masked: bool) -> list[Section]:
    """The tables of the papers, as they stand now."""
    numbers = overview(meeting.territory_id, masked=masked)
    return [
        _way(numbers, masked=masked),
        _waits(numbers, masked=masked),
        _places(numbers),
        _commitments(meeting.territory_id),
        _funding(meeting.territory_id, masked=masked),
        _indicators(meeting.territory_id, beside=numbers, masked=masked),
    ]


def _way(numbers: Overview, *, masked: bool) -> Section:
    hidden = _("non montré")
    rows = [[str(step.label), str(step.count), _of(step)] for step in numbers.steps]
    rows += [[str(step.label), hidden, ""] for step in numbers.hidden]
    note = _("Chaque personne compte une fois, à l’étape atteinte ou au-delà.")
    if masked:
        note += " " + _("Moins de %(threshold)s personnes, ou calculable par différence : non montré.") % {
            "threshold": THRESHOLD
        }
    return _section(_("Du dossier à l’emploi"), [_("Étape"), _("Personnes"), _("Rapporté à")], rows, note, numbers=(1,))


def _of(step: Any) -> str:
    if step.before is None or step.before.count is None:
        return ""
    return _("%(count)s (%(label)s)") % {"count": step.before.count, "label": step.before.label}


def _waits(numbers: Overview, *, masked: bool) -> Section:
    rows = [
        [
            f"{wait.since.label} → {wait.until.label}",
            _("%(days)s jours") % {"days": wait.days},
            _("au moins %(count)s") % {"count": THRESHOLD} if masked else str(wait.people),
        ]
        for wait in numbers.waits
    ]
    return _section(
        _("Combien de temps on attend"),
        [_("Entre"), _("Attente médiane"), _("Personnes")],
        rows,
        _("Celles qui attendent encore n’y sont pas : l’attente vraie est plus longue."),
        numbers=(1, 2),
    )


def _places(numbers: Overview) -> Section:
    rows = []
    if numbers.seats:
        taken, capacity = numbers.seats
        rows.append([_("Places prises, toutes cohortes"), str(taken), str(capacity)])
    if numbers.hours:
        hours = numbers.hours
        rows.append([_("Heures des personnes en formation"), duration(hours.signed), duration(hours.prescribed)])
    return _section(
        _("Places et heures"),
        ["", _("Réalisé"), _("Sur")],
        rows,
        _("Heures signées par une formatrice ou un formateur, sur les heures prescrites et signées des deux côtés."),
        numbers=(1, 2),
    )


def _commitments(territory: str) -> Section:
    rows = [
        [
            each.text,
            each.party.partner.name,
            day(each.due_on) if each.due_on else "—",
            _("en retard") if each.late else str(each.get_state_display()),
        ]
        for each in commitments_of(territory)
    ]
    columns = [_("Engagement"), _("Qui"), _("Au plus tard le"), _("Où en est-on")]
    return _section(_("Les engagements en vigueur"), columns, rows, "")


def _funding(territory: str, *, masked: bool) -> Section:
    """Each line for the coordination; for everybody else all lines together: a line is its funder's own affair."""
    lines = consumption_of(territory)
    if masked:
        few = any(0 < each.people < THRESHOLD for each in lines)
        spent = _("non montré") if few else euros(sum((each.spent for each in lines), Decimal()))
        whole = euros(sum((each.line.amount for each in lines), Decimal()))
        rows = [[_("Toutes les lignes ensemble"), spent, whole]] if lines else []
    else:
        rows = [
            [f"{each.line.label} · {each.line.funder.name}", euros(each.spent), euros(each.line.amount)]
            for each in lines
        ]
    columns = [_("Ligne de financement"), _("Consommé"), _("Sur")]
    note = _("Heures signées au prix de la ligne, et dépenses avec leur pièce. Une heure ou une pièce compte une fois.")
    return _section(_("Financement"), columns, rows, note, numbers=(1, 2))


def _indicators(territory: str, *, beside: Overview, masked: bool) -> Section:
    """The catalogue's figures that can be told, each with its first denominator; which cannot is said beside.

    Masked, a figure is left out whose people differ by a few only from a number of the funnel on the same paper.
    """
    found = cards(figures(territory, clock.today(), masked=masked), territory)
    funnel = [step.count for step in beside.steps if step.count is not None]
    rows = []
    for card in found:
        if card.cannot or not card.figure or (masked and _tells_a_few(card.value, funnel)):
            continue
        part = card.first_part
        of = "" if part is None else f"{part.numerator} / {part.denominator} ({part.who})"
        name = f"{card.value.code} · {card.name}" + (f", {card.measure}" if card.measure else "")
        rows.append([name, card.figure, of, card.interval])
    silent = {card.value.code for card in found} - {row[0].split(" ")[0] for row in rows}
    note = _("Définitions du catalogue du Lab, à leur version de ce jour.")
    if silent:
        note += " " + _("Pas encore calculables, ou non montrés : %(codes)s.") % {"codes": ", ".join(sorted(silent))}
    columns = [_("Indicateur"), _("Valeur"), _("Rapporté à"), _("Incertitude")]
    return _section(_("Les indicateurs"), columns, rows, note, numbers=(1,))


def _tells_a_few(value: IndicatorValue, funnel: list[int]) -> bool:
    counts = {int(part.denominator if part.people is None else part.people) for part in value.parts}
    if value.unit in ("share", "people"):
        counts |= {int(part.numerator) for part in value.parts}
    if value.unit == "people" and value.value is not None:
        counts.add(int(value.value))
    return any(0 < abs(count - shown) < THRESHOLD for count in counts if count for shown in funnel)


def _section(
    title: str, columns: list[str], rows: list[list[str]], note: str, *, numbers: tuple[int, ...] = ()
) -> Section:
    """`numbers`: the columns that hold numbers, from 0."""
    return {"title": title, "columns": columns, "rows": rows, "note": note, "numbers": list(numbers)}
