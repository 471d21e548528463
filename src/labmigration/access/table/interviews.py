"""Rights on research interviews: she says what is allowed, whoever invited her may note it, two read without names."""

from django.utils.translation import gettext_lazy as _

from labmigration.access.rows import (
    assigned,
    coded_by_me,
    everywhere,
    in_its_team,
    in_territory,
    my_territory,
    not_anothers_to_write,
    speaks_in_it,
    speaks_or_invited,
)
from labmigration.access.table.line import (
    ADVISOR,
    CANDIDATE,
    COORDINATOR,
    HOUSEHOLD,
    PLACEMENT,
    RESEARCHER,
    TRAINER,
    TRAINING,
    Right,
)

_INTERVIEW, _TERRITORY, _CODEBOOK = "interviews.Interview", "territories.Territory", "interviews.CodebookVersion"
_INVITED = dict.fromkeys((CANDIDATE, HOUSEHOLD), speaks_in_it) | dict.fromkeys(
    (ADVISOR, TRAINING, TRAINER, PLACEMENT, COORDINATOR), speaks_or_invited
)
_TEAM = {RESEARCHER: in_its_team}
INTERVIEWS = {
    "interviews.own": Right(
        _("voir les entretiens où l’on parle, et ceux où l’on a invité"), rows=dict.fromkeys(_INVITED, everywhere)
    ),
    "interviews.choose": Right(_("dire oui ou non à chaque usage d’un entretien"), _INTERVIEW, _INVITED),
    "interviews.agree": Right(_("accepter un entretien"), _INTERVIEW, _INVITED),
    "interviews.decline": Right(_("refuser un entretien"), _INTERVIEW, _INVITED),
    "interviews.withdraw": Right(_("reprendre ses paroles"), _INTERVIEW, _INVITED),
    "interviews.invite": Right(
        _("inviter une personne à un entretien de recherche"),
        "pathway.Pathway",
        {ADVISOR: assigned, COORDINATOR: in_territory},
    ),
    "interviews.invite_household": Right(
        _("inviter un foyer à un entretien de recherche"),
        "people.Household",
        dict.fromkeys((COORDINATOR, PLACEMENT), in_territory),
    ),
    "interviews.invite_staff": Right(
        _("inviter quelqu’un de l’équipe à un entretien de recherche"), _TERRITORY, {COORDINATOR: my_territory}
    ),
    "interviews.home": Right(
        _("voir où en sont les entretiens d’un territoire"),
        _TERRITORY,
        {COORDINATOR: my_territory, RESEARCHER: everywhere},
    ),
    "interviews.list": Right(
        _("voir les entretiens par numéro, sans nom"), _INTERVIEW, {COORDINATOR: in_territory, RESEARCHER: everywhere}
    ),
    "interviews.write": Right(
        _("écrire un entretien accepté, sans nom"), _INTERVIEW, {RESEARCHER: not_anothers_to_write}
    ),
    "interviews.read": Right(_("lire un entretien que l’on écrit ou code"), _INTERVIEW, _TEAM),
    "interviews.record": Right(_("garder ou écouter l’enregistrement d’un entretien"), _INTERVIEW, _TEAM),
    "interviews.hand_out": Right(_("confier un entretien à deux lectures"), _INTERVIEW, _TEAM),
    "interviews.code": Right(
        _("coder un entretien, sans voir l’autre lecture"), "interviews.Reading", {RESEARCHER: coded_by_me}
    ),
    "interviews.compare": Right(_("finir la seconde lecture d’un entretien"), _INTERVIEW, _TEAM),
    "interviews.settle": Right(_("rapprocher deux lectures finies"), _INTERVIEW, _TEAM),
    "interviews.agreement": Right(_("voir l’accord entre les lectures"), _TERRITORY, {RESEARCHER: everywhere}),
    "interviews.themes": Right(
        _("lire les thèmes, avec les phrases permises"), _TERRITORY, {COORDINATOR: my_territory, RESEARCHER: everywhere}
    ),
    "interviews.output": Right(_("sortir les entretiens, sans noms"), _TERRITORY, {RESEARCHER: everywhere}),
    "interviews.codebook": Right(_("lire le livre de codes"), _CODEBOOK, {RESEARCHER: everywhere}),
    "interviews.edit_codebook": Right(_("écrire et publier le livre de codes"), _CODEBOOK, {RESEARCHER: everywhere}),
}
