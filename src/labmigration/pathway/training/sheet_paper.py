"""The attendance sheet on paper: one page, a line a person, two signatures a line, a square that finds it again."""

import segno
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from labmigration import printing
from labmigration.pathway.training.models import Enrolment, PrintedSheet
from labmigration.pathway.training.queries import module_name
from labmigration.ui import spoken

TEMPLATE = "pathway/training/printing/sheet.typ"
#: Lines of a page; a larger room takes what it needs.
LINES = 12


def paper_of(printed: PrintedSheet) -> bytes:
    """The PDF, in French: it is the funder's proof."""
    session = printed.session
    seats = {
        str(each.pk): each
        for each in Enrolment.objects.filter(pk__in=printed.roster).select_related("pathway__candidate")
    }
    lines = [[str(seats[key].seat), seats[key].pathway.candidate.full_name] for key in printed.roster if key in seats]
    address = f"{settings.PUBLIC_ADDRESS}{reverse('training:paper', args=[printed.code])}"
    data = {
        "title": _("Feuille de présence"),
        "footer": _("Lab Migration · %(cohort)s") % {"cohort": session.cohort.name},
        "when": f"{spoken.day(session.date)}, {session.get_half_display()}",
        "facts": [
            [_("Cohorte"), session.cohort.name],
            [_("Module"), module_name(session.module)],
            [_("Durée"), spoken.duration(session.hours)],
            [_("Formation"), session.trainer.name],
            [_("Salle"), session.room or "…………………………"],
        ],
        "columns": [
            "",
            _("Nom"),
            _("Signature de la personne"),
            _("Arrivée, départ, absence"),
            _("Visa de la formation"),
        ],
        "lines": [*lines, *([["", ""]] * max(0, LINES - len(lines)))],
        "how": _(
            "Chaque personne signe sur sa ligne. La formatrice ou le formateur note les retards et les départs en "
            "minutes, barre les lignes des absents, vise chaque ligne et signe en bas."
        ),
        "trainer": _("Date et signature de la formatrice ou du formateur"),
        "code": printed.code,
        "version": _("version %(number)s") % {"number": printed.number},
        "code_says": _("Code de cette feuille : %(code)s") % {"code": " ".join(printed.code)},
        "squares": [[int(dark) for dark in row] for row in segno.make(address, micro=False, error="m").matrix],
    }
    return printing.pdf(TEMPLATE, data, language="fr")
