"""One person's opinion of one module, asked once."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from labmigration.access.privacy import MISSION, TWO_YEARS, Personal, Sensitivity
from labmigration.pathway.models import PartOfPathway
from labmigration.pathway.training.models.cohorts import Enrolment
from labmigration.secrecy.fields import SealedTextField


class Agreement(models.IntegerChoices):
    """How much one agrees."""

    NO = 1, _("Non")
    A_LITTLE = 2, _("Un peu")
    YES = 3, _("Oui")
    VERY = 4, _("Oui, beaucoup")


class CanDo(models.IntegerChoices):
    """What one can now do of what the module taught."""

    NOT_YET = 1, _("Pas encore")
    WITH_HELP = 2, _("Oui, avec de l’aide")
    ALONE = 3, _("Oui, toute seule ou tout seul")
    COULD_SHOW = 4, _("Oui, et je peux montrer aux autres")


#: What is asked, in this order: field → the sentence. The first three are the reaction, the last what was learned.
REACTION: dict[str, Any] = {
    "useful": _("Ce module est utile pour mon futur travail."),
    "clear": _("J’ai compris les explications."),
    "welcome": _("J’étais bien dans le groupe."),
}
LEARNING: dict[str, Any] = {"can_do": _("Ce que nous avons appris, je sais le faire maintenant.")}
ASKED = {**REACTION, **LEARNING}


class ModuleFeedback(PartOfPathway):
    """Asked when a module is over, answered once or never, until `closes_on`; read by others in numbers only."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="module_feedbacks")
    module = models.CharField(max_length=40)
    asked_on = models.DateField(_("demandé le"))
    closes_on = models.DateField(_("jusqu’au"))
    answered_on = models.DateField(_("répondu le"), null=True, blank=True)
    useful = models.PositiveSmallIntegerField(_("utile pour mon travail"), choices=Agreement.choices, null=True)
    clear = models.PositiveSmallIntegerField(_("explications comprises"), choices=Agreement.choices, null=True)
    welcome = models.PositiveSmallIntegerField(_("bien dans le groupe"), choices=Agreement.choices, null=True)
    can_do = models.PositiveSmallIntegerField(_("je sais le faire"), choices=CanDo.choices, null=True)
    comment = SealedTextField(_("en mots"), blank=True, default="")

    COHORT = "enrolment__cohort"
    # No name in the journal of who answered what: only that somebody was asked, and that somebody answered.
    EVENTS = {"ask_feedback": _("Avis demandé sur un module"), "give_feedback": _("Avis donné sur un module")}
    PERSONAL = Personal(
        purpose="Améliorer les modules avec l’avis des stagiaires, lu en nombres",
        basis=MISSION,
        retention=TWO_YEARS,
        recipients="la personne ; en nombres seulement, l’organisme de formation et la coordination",
        fields={
            "useful": Sensitivity.ASSESSMENT,
            "clear": Sensitivity.ASSESSMENT,
            "welcome": Sensitivity.ASSESSMENT,
            "can_do": Sensitivity.ASSESSMENT,
            "comment": Sensitivity.FREE_TEXT,
        },
    )
    TECHNICAL = {"id", "territory", "pathway", "enrolment", "module", "asked_on", "closes_on", "answered_on"}

    class Meta(PartOfPathway.Meta):
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "module"], name="a_module_is_asked_once"),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | Q(useful__isnull=False, can_do__isnull=False),
                name="an_opinion_says_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.module} · {self.asked_on}"
