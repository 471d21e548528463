"""The *certificat de réalisation* of one person, from signed hours alone.

The ministry has a model of this document (reference "Domain facts", section 4, secondary source): this layout is ours
until the model is taken over, and the document says so.
"""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import override

from labmigration import clock, printing
from labmigration.pathway.training.queries import days_signed, hours_between, module_name
from labmigration.pathway.training.queries.period import Enrolment
from labmigration.programme import ProgrammeError, programme
from labmigration.ui.spoken import day, duration


def certificate(seat: Enrolment, first: date | None = None, last: date | None = None) -> bytes:
    """The PDF, in French, of the hours signed in a period (of the whole cohort when none is given).

    Raises LookupError when no hour is signed there: nothing is certified that nobody signed.
    """
    first, last = first or seat.cohort.starts_on, last or min(clock.today(), seat.cohort.ends_on)
    hours = hours_between([seat], first, last).get(seat.pk, {})
    days = days_signed([seat], first, last).get(seat.pk)
    if not hours or days is None:
        raise LookupError("no hour is signed in this period")
    with override("fr"):  # read by funders
        return printing.pdf("quality/printing/completion.typ", _told(seat, hours, days), language="fr")


def _told(seat: Enrolment, hours: dict[str, Decimal], days: tuple[date, date]) -> dict[str, object]:
    person = seat.pathway.candidate
    total = sum(hours.values(), Decimal())
    return {
        "title": _("Certificat de réalisation"),
        "footer": f"Lab Migration · {seat.cohort.provider.name}",
        "says": _("%(provider)s atteste que %(person)s a suivi la formation décrite ici.")
        % {"provider": seat.cohort.provider.name, "person": person.full_name},
        "facts": [
            (_("Personne"), person.full_name),
            (_("Organisme de formation"), seat.cohort.provider.name),
            (_("Formation"), f"{_occupation(seat.cohort.occupation)} · {seat.cohort.name}"),
            (_("Du"), day(days[0])),
            (_("Au"), day(days[1])),
            (_("Heures suivies"), duration(total)),
        ],
        "by_module": _("Heures par module"),
        "columns": [_("Module"), _("Heures suivies")],
        "modules": [(module_name(code), duration(each)) for code, each in sorted(hours.items())],
        "total": [_("En tout"), duration(total)],
        "how": _(
            "Ces heures sont celles qu’une formatrice ou un formateur a signées, demi-journée par demi-journée. "
            "Une heure prévue et non signée n’y est pas."
        ),
        "made": _("Fait le %(day)s.") % {"day": day(clock.today())},
        "signature": _("Nom, qualité et signature de la personne qui représente l’organisme"),
        "layout": _("Mise en page du Lab : le modèle du ministère reste à reprendre (à confirmer)."),
    }


def _occupation(code: str) -> str:
    try:
        return programme().occupation(code).name_feminine_fr
    except ProgrammeError:
        return _("plusieurs métiers ensemble")
