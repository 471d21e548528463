"""The licence without which a childminder receives no child."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from labmigration.access.privacy import CONTRACT, TWO_YEARS, Personal, Sensitivity
from labmigration.pathway.employment import states
from labmigration.pathway.models import PartOfPathway


class Licence(PartOfPathway):
    """That a childminder's licence and insurance were seen, until when it is valid, and its withdrawal. No number."""

    seen_on = models.DateField(_("agrément vu le"))
    valid_until = models.DateField(_("valable jusqu’au"))
    insurance_seen_on = models.DateField(_("assurance vue le"))
    withdrawn_on = models.DateField(_("retiré le"), null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=states.LICENCE_STATES, default=states.HELD)

    MOVES, EVENTS = states.LICENCE_MOVES, states.LICENCE_EVENTS
    PERSONAL = Personal(
        purpose="Savoir qu’une assistante maternelle peut accueillir un enfant le premier jour du contrat",
        basis=CONTRACT,
        retention=TWO_YEARS,
        recipients="la personne ; la mise en relation ; son conseil",
        fields={
            "seen_on": Sensitivity.STATUS,
            "valid_until": Sensitivity.STATUS,
            "insurance_seen_on": Sensitivity.STATUS,
            "withdrawn_on": Sensitivity.STATUS,
        },
    )
    TECHNICAL = {"id", "territory", "pathway", "by", "state"}

    class Meta(PartOfPathway.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["pathway"], condition=models.Q(state=states.HELD), name="one_licence_held_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.valid_until} · {self.get_state_display()}"
