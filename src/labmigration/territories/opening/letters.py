"""Letters with the territory's names, as PDF: the words belong to the programme, each with its owner and version."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from labmigration import clock, printing
from labmigration.access.models import User
from labmigration.programme.geography import Territory
from labmigration.programme.territory_opening import Letter
from labmigration.territories.opening.description import area_name
from labmigration.ui.spoken import day


def filled(letter: Letter, territory: Territory, signed_by: str) -> tuple[str, list[str]]:
    """Subject and paragraphs, with the territory's names in them."""
    names = {
        "territory": territory.name_fr,
        "area": area_name(territory),
        "region": territory.region_fr,
        "coordinator": signed_by,
        "day": day(clock.today()),
    }
    return letter.subject_fr.format(**names), [text.format(**names) for text in letter.paragraphs_fr]


def letter_pdf(letter: Letter, territory: Territory, signed_by: User) -> bytes:
    """The letter in French, ready to be signed by whoever asked for it."""
    with override("fr"):  # written to French institutions
        subject, paragraphs = filled(letter, territory, signed_by.name)
        data = {
            "title": subject,
            "footer": _("Lab Migration · lettre « %(name)s », version %(version)s")
            % {"name": letter.name_fr, "version": letter.version},
            "to": [_("À"), letter.to_fr],
            "place_and_day": _("%(territory)s, le %(day)s")
            % {"territory": territory.name_fr, "day": day(clock.today())},
            "paragraphs": paragraphs,
            "regards": _("Nous vous prions d’agréer nos salutations distinguées."),
            "signed": [signed_by.name, _("Lab Migration – %(territory)s") % {"territory": territory.name_fr}],
            "draft": letter.note,
            "owner": _("Texte tenu par : %(owner)s") % {"owner": letter.owner_fr},
        }
        return printing.pdf("territories/opening/printing/letter.typ", data, language="fr")
