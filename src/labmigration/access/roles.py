"""The roles that people hold, in the order of the pathway."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """A role is held in one territory (or nationally), for one organisation where that matters."""

    CANDIDATE = "candidate", _("Candidate ou candidat")
    REFERRER = "referrer", _("Orienteur")
    ADVISOR = "advisor", _("Conseil en évolution professionnelle")
    TRAINING_COORDINATOR = "training_coordinator", _("Coordination de la formation")
    TRAINER = "trainer", _("Formatrice ou formateur")
    JURY = "jury", _("Jury")
    HOUSEHOLD = "household", _("Particulier employeur")
    EMPLOYER_TUTOR = "employer_tutor", _("Employeur tuteur")
    PLACEMENT_OFFICER = "placement_officer", _("Mise en relation")
    TERRITORY_COORDINATOR = "territory_coordinator", _("Coordination du territoire")
    PROGRAMME_ADMIN = "programme_admin", _("Administration du programme")
    PARTNER_OBSERVER = "partner_observer", _("Partenaire observateur")
    RESEARCHER = "researcher", _("Recherche")
    DPO = "dpo", _("Protection des données")
    LINK_HOLDER = "link_holder", _("Personne munie d’un lien")
    SYSTEM = "system", _("Système")


#: Roles whose holders sign in with a code sent to their telephone or e-mail; all others use a password and a second
#: factor.
SIGN_IN_BY_CODE = frozenset({Role.CANDIDATE, Role.HOUSEHOLD, Role.EMPLOYER_TUTOR})
#: Roles that live in no territory.
NATIONAL = frozenset({Role.PROGRAMME_ADMIN, Role.RESEARCHER, Role.DPO})
#: Roles under which something is done without an account: by a signed link, by the product itself.
WITHOUT_ACCOUNT = frozenset({Role.LINK_HOLDER, Role.SYSTEM})
#: Roles that an account can hold.
HELD = tuple(role for role in Role if role not in WITHOUT_ACCOUNT)
