"""The statement of a tutor's hours: by month, of meetings confirmed by both, and nobody's name but hers."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import override

from labmigration import clock, printing
from labmigration.access.models import User
from labmigration.pathway.tutoring.queries import confirmed_hours
from labmigration.ui.spoken import day, duration, month

TEMPLATE = "pathway/tutoring/printing/statement.typ"


def statement(tutor: User) -> bytes:
    """The PDF, in French. Raises LookupError when no hour is confirmed: nothing is stated that only one side says."""
    months = confirmed_hours(tutor)
    if not months:
        raise LookupError("no hour is confirmed on both sides")
    with override("fr"):  # read by whoever recognises the hours
        total = sum((each.hours for each in months), Decimal())
        return printing.pdf(
            TEMPLATE,
            {
                "title": _("Relevé des heures de tutorat"),
                "facts": [
                    (_("Employeur tuteur"), tutor.name),
                    (_("Rencontres confirmées"), str(sum(each.meetings for each in months))),
                    (_("Heures confirmées"), duration(total)),
                ],
                "by_month": _("Par mois"),
                "columns": [_("Mois"), _("Rencontres"), _("Heures")],
                "months": [(month(each.first), str(each.meetings), duration(each.hours)) for each in months],
                "total": [_("En tout"), str(sum(each.meetings for each in months)), duration(total)],
                "how": _(
                    "Chaque rencontre est écrite par un côté du tutorat et confirmée par l’autre. Une rencontre qu’un "
                    "seul côté a écrite n’y est pas."
                ),
                "recognition": _(
                    "La façon dont ces heures sont reconnues n’est pas fixée par les documents du Lab (à confirmer)."
                ),
                "made": _("Fait le %(day)s.") % {"day": day(clock.today())},
            },
            language="fr",
        )
