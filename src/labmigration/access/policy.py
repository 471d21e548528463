"""The one table of rights: who may do what, on which rows. What is not written here does not exist.

Each line: action → what it allows (in words, for the page of rights), the model whose rows it is about (None for pages
about no rows), and the row filter by role. Lists, single records, moves, the page of rights and the tests all read it.

The stages' lines stand in `access/table/`, in the order of the way; what surrounds it, and the whole, stand here.
"""

from django.utils.translation import gettext_lazy as _

from labmigration.access.rows import (
    assigned,
    erasures_to_reread,
    everywhere,
    in_territory,
    my_territory,
    own,
    to_my_role,
)
from labmigration.access.table.agreements import AGREEMENTS
from labmigration.access.table.civic import CIVIC
from labmigration.access.table.cohorts import COHORTS
from labmigration.access.table.evaluation import EVALUATION
from labmigration.access.table.extracts import EXTRACTS
from labmigration.access.table.forecasting import FORECASTING
from labmigration.access.table.indicators import INDICATORS
from labmigration.access.table.interviews import INTERVIEWS
from labmigration.access.table.line import (
    ADMIN,
    ADVISOR,
    CANDIDATE,
    COORDINATOR,
    DPO,
    EVERYBODY,
    OBSERVER,
    RESEARCHER,
    SYSTEM,
    TRAINER,
    TRAINING,
    Right,
)
from labmigration.access.table.opening import OPENING
from labmigration.access.table.quality import QUALITY
from labmigration.access.table.questionnaires import ESF, QUESTIONNAIRES
from labmigration.access.table.replication import REPLICATION
from labmigration.access.table.towards_certificate import CERTIFICATION
from labmigration.access.table.towards_training import ORIENTATION, PATHWAY, POSITIONING, PRESCRIPTION, RECEPTION
from labmigration.access.table.towards_work import EMPLOYMENT, FOLLOW_UP, MATCHING, TRAINING_RIGHTS
from labmigration.access.table.tutoring import TUTORING

__all__ = ["POLICY", "Right"]

PUBLIC = {
    "public.sign_in": Right(_("se connecter"), public=True),
    "public.page": Right(_("lire les pages publiques"), public=True),
    "public.demo": Right(_("entrer dans la démonstration"), public=True),
    "public.link": Right(_("suivre un lien reçu"), public=True),
    "public.calendar": Right(_("lire un agenda à son adresse secrète"), public=True),
}

EVERYONE = {
    "account.own": Right(_("gérer son propre compte"), "access.User", EVERYBODY),
    "programme.read": Right(_("lire le programme et ses sources"), rows=EVERYBODY),
    "calendars.own": Right(
        _("obtenir l’adresse secrète de son agenda"),
        rows=dict.fromkeys((ADVISOR, CANDIDATE, TRAINING, TRAINER), everywhere),
    ),
}

_REQUEST = "privacy.RightsRequest"
PRIVACY = {
    "privacy.own": Right(_("voir et télécharger tout ce qui est gardé sur soi"), "pathway.Pathway", {CANDIDATE: own}),
    "privacy.choose": Right(_("dire oui ou non, choix par choix"), "pathway.Pathway", {CANDIDATE: own}),
    "privacy.record_choice": Right(
        _("noter un choix dit à l’oral ou écrit sur papier"), "pathway.Pathway", {ADVISOR: assigned}
    ),
    "privacy.protect": Right(
        _("protéger l’adresse, les lieux et les horaires"), "pathway.Pathway", {CANDIDATE: own, ADVISOR: assigned}
    ),
    "privacy.read_urgently": Right(
        _("ouvrir un dossier en urgence, trois heures, avec sa raison"), "pathway.Pathway", {COORDINATOR: in_territory}
    ),
    "privacy.urgent_readings": Right(
        _("voir les lectures en urgence"),
        "privacy.UrgentReading",
        {CANDIDATE: own, ADVISOR: assigned, COORDINATOR: in_territory, DPO: everywhere},
    ),
    "privacy.ask": Right(
        _("contester une décision, s’opposer, demander l’effacement"), "pathway.Pathway", {CANDIDATE: own}
    ),
    "privacy.follow_request": Right(_("suivre sa demande"), _REQUEST, {CANDIDATE: own}),
    "privacy.withdraw": Right(_("retirer sa demande"), _REQUEST, {CANDIDATE: own}),
    "privacy.requests": Right(
        _("lire les demandes des personnes"), _REQUEST, {COORDINATOR: to_my_role, DPO: to_my_role}
    ),
    "privacy.answer": Right(_("répondre à une demande"), _REQUEST, {COORDINATOR: to_my_role, DPO: to_my_role}),
    "privacy.agree_to_erase": Right(_("proposer un effacement"), _REQUEST, {DPO: to_my_role}),
    "privacy.reread": Right(_("relire un effacement proposé"), _REQUEST, {COORDINATOR: erasures_to_reread}),
    "privacy.erase": Right(_("effacer une personne (seconde personne)"), _REQUEST, {COORDINATOR: erasures_to_reread}),
    "privacy.send_back": Right(_("ne pas confirmer un effacement"), _REQUEST, {COORDINATOR: erasures_to_reread}),
}

AROUND = {
    "steering.overview": Right(
        _("voir l’ensemble d’un territoire, en nombres"),
        "territories.Territory",
        {COORDINATOR: my_territory, OBSERVER: my_territory, ADMIN: everywhere},
    ),
    "steering.simulate": Right(_("simuler l’outil de positionnement"), rows={ADMIN: everywhere}),
    "steering.people_behind": Right(
        _("voir les personnes derrière un nombre"), "pathway.Pathway", {COORDINATOR: in_territory}
    ),
    "access.rights": Right(
        _("lire la table des droits"), rows={DPO: everywhere, ADMIN: everywhere, COORDINATOR: everywhere}
    ),
    "access.register": Right(_("lire le registre des traitements"), rows={DPO: everywhere, ADMIN: everywhere}),
    "access.accounts": Right(_("voir et gérer les comptes"), "access.User", {ADMIN: everywhere, SYSTEM: everywhere}),
    "research.home": Right(_("demander une extraction pour la recherche"), rows={RESEARCHER: everywhere}),
}

POLICY: dict[str, Right] = {
    **PUBLIC,
    **EVERYONE,
    **PATHWAY,
    **RECEPTION,
    **ORIENTATION,
    **POSITIONING,
    **PRESCRIPTION,
    **TRAINING_RIGHTS,
    **COHORTS,
    **CERTIFICATION,
    **MATCHING,
    **EMPLOYMENT,
    **FOLLOW_UP,
    **QUESTIONNAIRES,
    **INTERVIEWS,
    **TUTORING,
    **CIVIC,
    **OPENING,
    **QUALITY,
    **AGREEMENTS,
    **PRIVACY,
    **FORECASTING,
    **INDICATORS,
    **EVALUATION,
    **ESF,
    **EXTRACTS,
    **AROUND,
    **REPLICATION,
}
