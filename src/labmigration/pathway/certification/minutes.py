"""The minutes of a day of jury, on paper: who sat for each file, what was decided, block by block."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from labmigration import printing
from labmigration.pathway.certification import states
from labmigration.pathway.certification.blocks import title_name
from labmigration.pathway.certification.models import CertificationFile, JurySession, Outcome
from labmigration.pathway.certification.queries.files import judged_blocks
from labmigration.pathway.certification.queries.ledger import ledger_of_title
from labmigration.ui.languages import FRENCH
from labmigration.ui.spoken import day, day_and_time

TEMPLATE = "pathway/certification/printing/minutes.typ"


def pdf(session: JurySession, files: Sequence[CertificationFile]) -> bytes:
    """The document, PDF/UA-1, in French. `files` with jurors, results and opinions (with their jurors) prefetched."""
    with override(FRENCH):
        told: dict[str, Any] = {
            "title": _("Procès-verbal du jury du %(day)s") % {"day": day(session.held_on)},
            "facts": [
                (_("Jour"), day(session.held_on)),
                (_("Lieu"), session.place or _("non précisé")),
                (_("Dossiers"), str(len(files))),
            ],
            "rule": _("Le jury décide à deux au moins, d’accord sur chaque bloc, sur des preuves notées au dossier."),
            "columns": [_("Bloc"), _("Décision")],
            "files": [told_of(file) for file in files],
            "footer": "Lab Migration",
        }
        return printing.pdf(TEMPLATE, told, language=FRENCH)


def told_of(file: CertificationFile) -> dict[str, Any]:
    decided = file.state == states.DECIDED
    jurors = sorted(juror.name for juror in file.jurors.all())
    heard = sorted(file.opinions.all(), key=lambda opinion: opinion.given_at)
    facts = [
        (_("Titre"), _version(file)),
        (_("Membres du jury"), ", ".join(jurors)),
        (
            _("Avis donnés"),
            [f"{each.juror.name}, {day_and_time(each.given_at)}" for each in heard] or [_("aucun pour l’instant")],
        ),
    ]
    whole = ledger_of_title(file).says_whole if decided else None
    if whole:
        facts.append((_("Titre entier"), str(whole)))
    if file.route != "training":
        facts.insert(1, (_("Voie"), str(file.get_route_display())))
    return {
        "name": file.pathway.candidate.full_name,
        "facts": facts,
        "blocks": [
            [judged.block.label, str(Outcome(judged.outcome).label) if judged.outcome else _("pas encore décidé")]
            for judged in judged_blocks(file)
        ],
        "decided": decided,
        "open": "" if decided else _("Le jury n’a pas encore décidé : ce procès-verbal n’est pas définitif."),
    }


def _version(file: CertificationFile) -> str:
    name = title_name(file.certification)
    return f"{name} · RNCP{file.rncp}" if file.rncp else name
