"""Rights on questionnaires, and on what European funders are sent of them."""

from django.utils.translation import gettext_lazy as _

from labmigration.access.rows import (
    assigned,
    behind_my_link,
    everywhere,
    in_territory,
    my_territory,
    of_my_household,
    own,
)
from labmigration.access.table.line import (
    ADVISOR,
    CANDIDATE,
    COORDINATOR,
    HOUSEHOLD,
    LINK_HOLDER,
    SYSTEM,
    Right,
)

_HERS, _THEIRS = "questionnaires.AskedWave", "questionnaires.HouseholdQuestionnaire"
_HERSELF = {CANDIDATE: own, LINK_HOLDER: behind_my_link}
_WITH_HER = {ADVISOR: assigned, COORDINATOR: in_territory}
QUESTIONNAIRES = {
    "questionnaires.own": Right(_("voir ses questionnaires"), rows={CANDIDATE: everywhere}),
    "questionnaires.answer": Right(_("répondre à ses questionnaires"), _HERS, _HERSELF),
    "questionnaires.send": Right(_("envoyer ses réponses"), _HERS, _HERSELF),
    "questionnaires.correct": Right(_("corriger des réponses envoyées"), _HERS, {CANDIDATE: own, **_WITH_HER}),
    "questionnaires.refuse": Right(_("dire que l’on ne souhaite pas répondre"), _HERS, {**_HERSELF, **_WITH_HER}),
    "questionnaires.resume": Right(_("répondre après avoir dit non"), _HERS, {CANDIDATE: own}),
    "questionnaires.of_person": Right(
        _("voir ce qui est demandé à une personne, et ce qui manque"), "pathway.Pathway", _WITH_HER
    ),
    "questionnaires.read": Right(_("voir quels questionnaires sont remplis"), _HERS, _WITH_HER),
    "questionnaires.note": Right(_("remplir un questionnaire avec la personne"), _HERS, _WITH_HER),
    "questionnaires.set_aside": Right(
        _("demander un questionnaire, ou ne plus le demander"), _HERS, {SYSTEM: in_territory}
    ),
    "questionnaires.answer_household": Right(
        _("dire si son foyer est satisfait"), _THEIRS, {HOUSEHOLD: of_my_household, LINK_HOLDER: behind_my_link}
    ),
}
_OPERATION = "esf.Operation"
ESF = {
    "esf.read": Right(
        _("voir ce qui manque pour un financeur européen, personne par personne"),
        "territories.Territory",
        {COORDINATOR: my_territory},
    ),
    "esf.open_operation": Right(
        _("ouvrir une opération européenne"), "territories.Territory", {COORDINATOR: my_territory}
    ),
    "esf.edit_operation": Right(_("modifier une opération européenne"), _OPERATION, {COORDINATOR: in_territory}),
    "esf.export": Right(_("préparer un export pour un financeur européen"), _OPERATION, {COORDINATOR: in_territory}),
    "esf.download": Right(
        _("télécharger un export pour un financeur européen"), "esf.Export", {COORDINATOR: in_territory}
    ),
}
