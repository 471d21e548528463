"""Agreements with their parties, signatures and commitments."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from labmigration import clock
from labmigration.access.privacy import MISSION, Personal, Sensitivity
from labmigration.programme import ProgrammeError
from labmigration.programme.indicators import catalogue
from labmigration.territories.agreements import states
from labmigration.territories.agreements.models.partners import UNTIL_THE_AGREEMENT_ENDS, Partner
from labmigration.territories.models import TerritoryOwned


class Agreement(TerritoryOwned):
    """One text: a protocol of intent or a framework agreement, in one edition.

    `document`: the text by language (`fr`, `en`) as it stood when it was proposed, `fingerprint` its SHA-256: who
    signs, signs that. `replaces`: the edition that this one amends, which stays in force until this one is.
    `axes`: priorities, one text each. `source`: where a text that was signed outside the product is known from.
    """

    class Kind(models.TextChoices):
        PROTOCOL = "protocol", _("protocole d’intention")
        FRAMEWORK = "framework", _("convention-cadre")

    kind = models.CharField(_("texte"), max_length=10, choices=Kind.choices)
    title = models.CharField(_("titre"), max_length=160)
    purpose = models.TextField(_("objet"), max_length=2000, blank=True, default="")
    axes = models.JSONField(_("axes prioritaires"), default=list, blank=True)
    starts_on = models.DateField(_("prend effet le"), null=True, blank=True)
    ends_on = models.DateField(_("jusqu’au"), null=True, blank=True)
    edition = models.PositiveSmallIntegerField(default=1)
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="amendments")
    state = models.CharField(max_length=10, choices=states.AGREEMENT_STATES, default=states.DRAFT)
    document = models.JSONField(default=dict)
    fingerprint = models.CharField(max_length=64, blank=True, default="")
    proposed_on = models.DateField(_("proposé le"), null=True, blank=True)
    signed_on = models.DateField(_("signé le"), null=True, blank=True)
    in_force_on = models.DateField(_("en vigueur depuis le"), null=True, blank=True)
    ended_on = models.DateField(_("terminé le"), null=True, blank=True)
    end_reason = models.CharField(_("pourquoi"), max_length=300, blank=True, default="")
    source = models.CharField(_("source"), max_length=40, blank=True, default="")
    invented = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    MOVES, EVENTS = states.AGREEMENT_MOVES, states.AGREEMENT_EVENTS
    TECHNICAL = {
        *("id", "territory", "kind", "title", "purpose", "axes", "starts_on", "ends_on", "edition", "replaces"),
        *("state", "document", "fingerprint", "proposed_on", "signed_on", "in_force_on", "ended_on", "end_reason"),
        *("source", "invented", "version"),
    }

    class Meta(TerritoryOwned.Meta):
        ordering = ["kind", "-edition", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["replaces"], condition=~Q(state=states.ABANDONED), name="one_amendment_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(starts_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="an_agreement_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def over(self) -> bool:
        """Whether it is still in force though its last day has passed: somebody ends it, or amends it."""
        return self.state == states.IN_FORCE and self.ends_on is not None and self.ends_on < clock.today()

    @property
    def tone(self) -> str:
        """The tone of its badge."""
        return _TONES[self.state][0]

    @property
    def icon(self) -> str:
        """The icon of its badge."""
        return _TONES[self.state][1]


_TONES = {
    states.DRAFT: ("neutral", "pencil"),
    states.PROPOSED: ("info", "signature"),
    states.SIGNED: ("info", "file-check"),
    states.IN_FORCE: ("success", "badge-check"),
    states.REPLACED: ("neutral", "git-merge"),
    states.ENDED: ("neutral", "flag"),
    states.ABANDONED: ("neutral", "x"),
}


class Party(TerritoryOwned):
    """A partner as a party to one edition of a text; `signatory`: who is to sign for it, by name and function."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="parties")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="parties")
    signatory = models.CharField(_("qui signe"), max_length=160, blank=True, default="")
    withdrawn_on = models.DateField(_("retirée le"), null=True, blank=True)
    withdrawal_reason = models.CharField(_("pourquoi"), max_length=300, blank=True, default="")

    EVENTS = states.PARTY_EVENTS
    PERSONAL = Personal(
        purpose="Savoir qui engage un partenaire",
        basis=MISSION,
        retention=UNTIL_THE_AGREEMENT_ENDS,
        recipients="les parties à la convention ; la coordination du territoire",
        fields={"signatory": Sensitivity.ORDINARY},
    )
    TECHNICAL = {"id", "territory", "agreement", "partner", "withdrawn_on", "withdrawal_reason"}

    class Meta(TerritoryOwned.Meta):
        ordering = ["partner__organisation__name", "id"]
        constraints = [models.UniqueConstraint(fields=["agreement", "partner"], name="a_party_once")]

    def __str__(self) -> str:
        return self.partner.name


class Signature(TerritoryOwned):
    """That one party signed one text, known by its fingerprint. Written once: a text taken up again is signed anew."""

    APPEND_ONLY = True

    class Way(models.TextChoices):
        SCREEN = "screen", _("à l’écran")
        PAPER = "paper", _("sur papier")

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="signatures")
    fingerprint = models.CharField(max_length=64)
    signed_on = models.DateField(_("signé le"))
    signed_by = models.CharField(_("par"), max_length=160)
    way = models.CharField(_("comment"), max_length=8, choices=Way.choices)
    kept_at = models.CharField(_("où est l’original"), max_length=200, blank=True, default="")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)

    PERSONAL = Personal(
        purpose="Prouver qui a signé une convention, quand et comment",
        basis=MISSION,
        retention=UNTIL_THE_AGREEMENT_ENDS,
        recipients="les parties à la convention ; la coordination du territoire",
        fields={"signed_by": Sensitivity.ORDINARY, "entered_by": Sensitivity.ORDINARY},
        survives="une convention signée engage toutes ses parties",
    )
    TECHNICAL = {"id", "territory", "party", "fingerprint", "signed_on", "way", "kept_at"}

    class Meta(TerritoryOwned.Meta):
        constraints = [models.UniqueConstraint(fields=["party", "fingerprint"], name="a_party_signs_a_text_once")]

    def __str__(self) -> str:
        return f"{self.signed_on} · {self.signed_by}"


class Commitment(TerritoryOwned):
    """What one party promises under an axis, how one sees it was done (an indicator, a target), and by when.

    `indicator`: code of the catalogue of indicators, empty where none fits. `axis`: number of the axis, from 0.
    `taken_from`: the same commitment in the edition that was amended.
    """

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="commitments")
    axis = models.PositiveSmallIntegerField(_("axe"), default=0)
    text = models.CharField(_("engagement"), max_length=300)
    indicator = models.CharField(_("indicateur"), max_length=8, blank=True, default="")
    target = models.CharField(_("ce qui est visé"), max_length=120, blank=True, default="")
    due_on = models.DateField(_("au plus tard le"), null=True, blank=True)
    state = models.CharField(max_length=10, choices=states.COMMITMENT_STATES, default=states.OPEN)
    proof = models.CharField(_("ce qui le montre"), max_length=300, blank=True, default="")
    closed_on = models.DateField(_("le"), null=True, blank=True)
    taken_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1, editable=False)

    MOVES = states.COMMITMENT_MOVES
    TECHNICAL = {
        *("id", "territory", "party", "axis", "text", "indicator", "target", "due_on", "state", "proof"),
        *("closed_on", "taken_from", "version"),
    }

    class Meta(TerritoryOwned.Meta):
        ordering = ["axis", "due_on", "id"]
        indexes = [models.Index(fields=["territory", "state", "due_on"], name="commitments_due")]

    def __str__(self) -> str:
        return self.text

    @property
    def late(self) -> bool:
        """Whether its day has passed and nobody said that it was kept; asked of texts in force only."""
        return self.state == states.OPEN and self.due_on is not None and self.due_on < clock.today()

    @property
    def measured_by(self) -> str:
        """The indicator by code and name, in the language of the page; the code alone once it left the catalogue."""
        try:
            name = catalogue().indicator(self.indicator).name
        except ProgrammeError:
            return self.indicator
        return f"{self.indicator} · {name.in_language(get_language() or 'fr')}"
