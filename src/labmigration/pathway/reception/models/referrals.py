"""Referrals, and suspicions that two of them are about one person."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from labmigration.access.privacy import MISSION, TWO_YEARS, Personal, Sensitivity
from labmigration.pathway.models import PartOfPathway
from labmigration.pathway.reception import states
from labmigration.people.models import Candidate
from labmigration.secrecy.fields import SealedTextField
from labmigration.territories.models import TerritoryOwned


class Verdict(models.TextChoices):
    """What the eligibility engine says; a person decides."""

    ELIGIBLE = "eligible", _("éligible")
    REFUSED = "refused", _("non éligible")
    INCOMPLETE = "incomplete", _("dossier incomplet")


class Referral(PartOfPathway):
    """A person sent to the Lab by an organisation, with the facts on which eligibility is judged."""

    state = models.CharField(max_length=20, choices=states.STATES, default=states.RECEIVED)
    referred_on = models.DateField(_("orientée le"))
    referrer_label = models.CharField(_("orienteur"), max_length=120, blank=True, default="")
    wanted_label = models.CharField(_("métier souhaité"), max_length=120, blank=True, default="")
    # [{"code": "refugee", "proof": true}, …]: several grounds may stand on one person.
    grounds = models.JSONField(_("motifs d’éligibilité"), default=list)
    document = models.CharField(_("document présenté"), max_length=120, blank=True, default="")
    allows_work = models.BooleanField(_("autorise à travailler"), null=True, blank=True)
    valid_until = models.DateField(_("valable jusqu’au"), null=True, blank=True)
    renewal_receipt = models.BooleanField(_("récépissé de renouvellement"), default=False)
    french_oral = models.CharField(_("français oral"), max_length=8, blank=True, default="")
    french_written = models.CharField(_("français écrit"), max_length=8, blank=True, default="")
    french_proof = models.CharField(_("preuve du français"), max_length=80, blank=True, default="")
    verdict = models.CharField(max_length=12, choices=Verdict.choices)
    reasons = models.JSONField(default=list)
    judged_on = models.DateField()
    recheck_on = models.DateField(null=True, blank=True)
    rules_version = models.CharField(max_length=64)
    decision_reason = SealedTextField(_("motif de la décision"), blank=True, default="")
    refusal_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    MOVES, EVENTS = states.MOVES, states.EVENTS
    PERSONAL = Personal(
        purpose="Décider de l’éligibilité au Lab et en garder le motif",
        basis=MISSION,
        retention=TWO_YEARS,
        recipients="la personne ; son conseil ; la coordination du territoire pour un refus",
        fields={
            "referrer_label": Sensitivity.ORDINARY,
            "wanted_label": Sensitivity.ORDINARY,
            "grounds": Sensitivity.STATUS,
            "document": Sensitivity.STATUS,
            "allows_work": Sensitivity.STATUS,
            "valid_until": Sensitivity.STATUS,
            "renewal_receipt": Sensitivity.STATUS,
            "recheck_on": Sensitivity.STATUS,
            "french_oral": Sensitivity.ASSESSMENT,
            "french_written": Sensitivity.ASSESSMENT,
            "french_proof": Sensitivity.ORDINARY,
            "verdict": Sensitivity.ASSESSMENT,
            "reasons": Sensitivity.ASSESSMENT,
            "decision_reason": Sensitivity.FREE_TEXT,
            "refusal_by": Sensitivity.ORDINARY,
        },
    )
    TECHNICAL = {"id", "territory", "pathway", "state", "referred_on", "judged_on", "rules_version", "version"}

    class Meta(PartOfPathway.Meta):
        indexes = [models.Index(fields=["territory", "state", "referred_on", "id"], name="referrals_by_state")]

    def __str__(self) -> str:
        return f"{self.referred_on} · {self.get_state_display()}"


class PossibleDuplicate(TerritoryOwned):
    """A new referral that may be about someone already known: a person says which."""

    class Answer(models.TextChoices):
        OPEN = "open", _("à regarder")
        SAME = "same", _("même personne")
        DIFFERENT = "different", _("deux personnes")

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="suspicions")
    known = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="suspicions")
    strength = models.CharField(max_length=10)
    reasons = models.JSONField(default=list)
    answer = models.CharField(max_length=10, choices=Answer.choices, default=Answer.OPEN)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    PATHWAY = "referral__pathway"
    PERSONAL = Personal(
        purpose="Ne suivre chaque personne qu’une fois",
        basis=MISSION,
        retention=TWO_YEARS,
        recipients="l’accueil du territoire",
        fields={"known": Sensitivity.ORDINARY, "reasons": Sensitivity.ORDINARY, "answered_by": Sensitivity.ORDINARY},
    )
    TECHNICAL = {"id", "territory", "referral", "strength", "answer", "answered_at"}

    class Meta(TerritoryOwned.Meta):
        constraints = [models.UniqueConstraint(fields=["referral", "known"], name="one_suspicion_a_pair")]

    def __str__(self) -> str:
        return f"{self.strength} · {self.get_answer_display()}"

    def withheld(self) -> tuple[str, ...]:
        """What "my data" leaves out: it speaks of somebody else's file."""
        return ("known", "reasons")
