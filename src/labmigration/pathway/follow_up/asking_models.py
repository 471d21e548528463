"""How she was looked for at a milestone, and what each of her households says of it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from labmigration.access.privacy import CONTRACT, MISSION, TWO_YEARS, Personal, Sensitivity
from labmigration.pathway.follow_up import states
from labmigration.pathway.models import PartOfPathway
from labmigration.people.models import Household
from labmigration.secrecy.fields import SealedTextField


class ContactTry(PartOfPathway):
    """One try to reach her for a milestone: a message of ours, or a call, a letter, a visit that somebody noted."""

    class Channel(models.TextChoices):
        SMS = "sms", _("message sur le téléphone")
        EMAIL = "email", _("courriel")
        CALL = "call", _("appel")
        LETTER = "letter", _("courrier")
        OTHER = "other", _("par quelqu’un d’autre, avec son accord")

    follow_up = models.ForeignKey("follow_up.FollowUp", on_delete=models.PROTECT, related_name="tries")
    channel = models.CharField(_("comment"), max_length=8, choices=Channel.choices)
    tried_on = models.DateField(_("essayé le"))
    tried_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("essayé par"),
    )

    EVENTS = states.TRY_EVENTS
    PERSONAL = Personal(
        purpose="Ne compter comme perdue de vue que la personne que l’on a vraiment cherchée",
        basis=MISSION,
        retention=TWO_YEARS,
        recipients="la personne ; son conseil",
        fields={"channel": Sensitivity.ORDINARY, "tried_on": Sensitivity.ORDINARY, "tried_by": Sensitivity.ORDINARY},
    )
    TECHNICAL = {"id", "territory", "pathway", "follow_up"}

    class Meta(PartOfPathway.Meta):
        constraints = [
            models.UniqueConstraint(fields=["follow_up", "channel", "tried_on"], name="a_try_a_day_and_channel"),
        ]
        ordering = ["tried_on", "pk"]

    def __str__(self) -> str:
        return f"{self.get_channel_display()} · {self.tried_on}"


class HouseholdWord(PartOfPathway):
    """What one household says at a milestone of hers, asked once, until `closes_on`."""

    class Going(models.IntegerChoices):
        BADLY = 1, _("Mal")
        SO_SO = 2, _("Moyennement")
        WELL = 3, _("Bien")
        VERY_WELL = 4, _("Très bien")

    follow_up = models.ForeignKey("follow_up.FollowUp", on_delete=models.PROTECT, related_name="household_words")
    household = models.ForeignKey(
        Household, on_delete=models.PROTECT, related_name="+", verbose_name=_("foyer interrogé")
    )
    asked_on = models.DateField(_("demandé le"))
    closes_on = models.DateField(_("jusqu’au"))
    answered_on = models.DateField(_("répondu le"), null=True, blank=True)
    employs = models.BooleanField(_("emploie encore la personne"), null=True)
    going = models.PositiveSmallIntegerField(_("comment cela se passe"), choices=Going.choices, null=True, blank=True)
    wants_help = models.BooleanField(_("souhaite un appel"), default=False)
    words = SealedTextField(_("en quelques mots"), blank=True, default="")

    HOUSEHOLD = "household"
    EVENTS = states.WORD_EVENTS
    PERSONAL = Personal(
        purpose="Savoir des deux côtés comment va l’emploi, et aider à temps",
        basis=CONTRACT,
        retention=TWO_YEARS,
        recipients="le foyer ; le conseil de la personne",
        fields={
            "household": Sensitivity.ORDINARY,
            "employs": Sensitivity.ORDINARY,
            "going": Sensitivity.ASSESSMENT,
            "wants_help": Sensitivity.ORDINARY,
            "words": Sensitivity.FREE_TEXT,
        },
    )
    TECHNICAL = {"id", "territory", "pathway", "follow_up", "asked_on", "closes_on", "answered_on"}

    class Meta(PartOfPathway.Meta):
        constraints = [
            models.UniqueConstraint(fields=["follow_up", "household"], name="a_household_is_asked_once"),
            models.CheckConstraint(
                condition=models.Q(answered_on__isnull=True) | models.Q(employs__isnull=False),
                name="a_household_that_answered_said_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.household_id} · {self.asked_on}"

    def withheld(self) -> tuple[str, ...]:
        """What "my data" leaves out: the household’s own words."""
        return ("words",)
