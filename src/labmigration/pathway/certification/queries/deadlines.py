"""What falls due around certification: first aid to refresh, answers to a VAE, appeals. Computed, never stored."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import may, visible
from labmigration.pathway import states as pathway_states
from labmigration.pathway.certification import states, vae_clock
from labmigration.pathway.certification.models import Appeal, SstCertificate
from labmigration.pathway.certification.terms import term
from labmigration.pathway.certification.validity import months_after
from labmigration.pathway.models import Pathway

#: Days before the end of a legal delay from which it stands in somebody's day; ours.
AHEAD = 21


@dataclass(frozen=True)
class Deadline:
    """One thing to do for one person by a day."""

    pathway: Pathway
    says: str
    due_on: date
    icon: str
    href: str


def deadlines(actor: Actor) -> list[Deadline]:
    """What falls due soon for the people whom the actor follows, the nearest first; three queries at most."""
    found = [*_first_aid(actor), *_vae(actor), *_appeals(actor)]
    return sorted(found, key=lambda each: each.due_on)


def _first_aid(actor: Actor) -> Iterator[Deadline]:
    if not may(actor, "certification.read_ledger"):
        return
    today = clock.today()
    soon = months_after(today, term("sst_refresher_notice").value)
    followed = visible(actor, "certification.read_ledger").filter(state=pathway_states.OPEN).order_by().values("pk")
    last = SstCertificate.objects.filter(pathway__in=followed).values("pathway").annotate(until=Max("valid_until"))
    due = dict(last.filter(until__gte=today, until__lte=soon).values_list("pathway", "until").order_by())
    if not due:
        return
    for pathway in Pathway.objects.filter(pk__in=due).select_related("candidate"):
        href = reverse("certification:of_pathway", args=[pathway.pk])
        yield Deadline(pathway, _("Prévoir le recyclage SST (MAC)"), due[pathway.pk], "badge-check", href)


def _vae(actor: Actor) -> Iterator[Deadline]:
    if not may(actor, "certification.read_vae"):
        return
    today = clock.today()
    rows = visible(actor, "certification.read_vae").filter(state__in=("filed", "admissible", "dossier"))
    for vae in rows.select_related("pathway__candidate", "file").prefetch_related("steps"):
        due = vae_clock.next_due(vae)
        if due is not None and (due.by - today).days <= AHEAD:
            yield Deadline(vae.pathway, str(due.says), due.by, "hourglass", reverse("certification:vae", args=[vae.pk]))


def _appeals(actor: Actor) -> Iterator[Deadline]:
    if not may(actor, "certification.present"):
        return
    waiting = visible(actor, "certification.present").exclude(state=states.DECIDED).order_by().values("pk")
    for appeal in Appeal.objects.filter(heard_in__in=waiting).select_related("pathway__candidate"):
        href = reverse("certification:of_pathway", args=[appeal.pathway_id])
        yield Deadline(appeal.pathway, _("Nouvel examen à tenir"), appeal.answer_by, "scale", href)


def refresher_is_near(certificate: SstCertificate) -> bool:
    """Whether a first-aid certificate that still holds is to be refreshed soon."""
    today = clock.today()
    return today <= certificate.valid_until <= months_after(today, term("sst_refresher_notice").value)
