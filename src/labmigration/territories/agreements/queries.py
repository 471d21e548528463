"""What others may ask of partners and agreements: the only reader offered to the parts above."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from labmigration import clock
from labmigration.access.models import RoleGrant
from labmigration.access.roles import Role
from labmigration.programme import ProgrammeError, programme
from labmigration.programme.geography import Partner as SourcedPartner
from labmigration.territories.agreements import states
from labmigration.territories.agreements.models import (
    Agreement,
    Commitment,
    Contact,
    Expense,
    FundingLine,
    Partner,
    Party,
    Signature,
)
from labmigration.territories.agreements.templates_of_texts import TextTemplate
from labmigration.territories.agreements.templates_of_texts import template_of as _template

__all__ = ["Agreement", "Commitment", "Expense", "FundingLine", "Partner", "Party", "TextTemplate"]


def template_of(kind: str, language: str) -> TextTemplate:
    """The empty template of a kind (`protocol`, `framework`) in `fr` or `en`; LookupError for any other.

    `paper.blank_pdf` prints it.
    """
    return _template(kind, language)


def partners_of(territory: str) -> list[Partner]:
    """The directory, by name, without files that were put together with another; the territory must be open."""
    rows = Partner.objects.filter(territory=territory, merged_into__isnull=True).select_related("organisation")
    return list(rows.order_by("organisation__name", "pk"))


def sourced_partners_missing(territory: str) -> list[SourcedPartner]:
    """Partners that the sources name and that the directory does not hold yet."""
    held = set(Partner.objects.filter(territory=territory).values_list("programme_code", flat=True))
    try:
        return [each for each in programme().territory(territory).partner if each.code not in held]
    except ProgrammeError:  # a territory opened on screen has no file
        return []


def agreements_of(territory: str) -> list[Agreement]:
    """Every text of the territory with its parties, the framework after the protocol, the latest edition first."""
    rows = Agreement.objects.filter(territory=territory).prefetch_related("parties__partner__organisation")
    return list(rows.order_by("-kind", "-edition", "pk"))


def in_force(territory: str, on: date) -> list[Agreement]:
    """The texts that bind the parties on a day, the protocol before the framework agreement."""
    begun = Q(in_force_on__lte=on) | Q(source__gt="", signed_on__lte=on)
    lasting = Q(ended_on__isnull=True) | Q(ended_on__gt=on)
    states_of_life = (states.SIGNED, states.IN_FORCE, states.REPLACED, states.ENDED)
    rows = Agreement.objects.filter(begun, lasting, territory=territory, state__in=states_of_life)
    return list(rows.order_by("-kind", "edition"))


def signatures_of(agreement: Agreement) -> list[Signature]:
    """The signatures of the text as it stands: those of an earlier wording do not count."""
    rows = Signature.objects.filter(party__agreement=agreement, fingerprint=agreement.fingerprint)
    return list(rows.select_related("party__partner__organisation").order_by("signed_on", "pk"))


def parties_to_sign(agreement: Agreement) -> "QuerySet[Party]":
    """The parties whose signature the text still waits for."""
    signed = Signature.objects.filter(party__agreement=agreement, fingerprint=agreement.fingerprint)
    rows = agreement.parties.filter(withdrawn_on__isnull=True).exclude(pk__in=signed.values("party"))
    return rows.select_related("partner__organisation")


def commitments_of(territory: str) -> list[Commitment]:
    """The commitments of the texts in force, the open ones first, due first."""
    rows = _in_force_commitments(territory).select_related("party__partner__organisation", "party__agreement")
    order = {state: number for number, (state, _says) in enumerate(states.COMMITMENT_STATES)}
    return sorted(rows, key=lambda each: (order[each.state], each.due_on or date.max, each.text))


def late_commitments(territory: str) -> list[Commitment]:
    """Commitments of texts in force whose day has passed; one query."""
    rows = _in_force_commitments(territory).filter(state=states.OPEN, due_on__lt=clock.today())
    return list(rows.select_related("party__partner__organisation", "party__agreement").order_by("due_on", "pk"))


def _in_force_commitments(territory: str) -> "QuerySet[Commitment]":
    return Commitment.objects.filter(territory=territory, party__agreement__state=states.IN_FORCE)


@dataclass(frozen=True)
class Observer:
    """An account that reads for a partner, between two days."""

    name: str
    since: date
    until: date | None


def observers_of(partners: Iterable[Partner]) -> dict[UUID, list[Observer]]:
    """Who observes for which partner today or later, by the partner's key; one query."""
    by_organisation = {partner.organisation_id: partner.pk for partner in partners}
    rows = RoleGrant.objects.filter(role=Role.PARTNER_OBSERVER, organisation__in=list(by_organisation))
    found: dict[UUID, list[Observer]] = {}
    for grant in rows.select_related("user").order_by("user__name"):
        if grant.user.is_active and (grant.until is None or grant.until >= clock.today()):
            key = by_organisation[grant.organisation_id]
            found.setdefault(key, []).append(Observer(grant.user.name, grant.since, grant.until))
    return found


def lines_of(territory: str) -> list[FundingLine]:
    """The funding lines of a territory, the latest period first."""
    rows = FundingLine.objects.filter(territory=territory)
    return list(rows.select_related("funder__organisation", "agreement").order_by("-ends_on", "label", "pk"))


def expenses_of(line: FundingLine) -> list[Expense]:
    """The expenses of a line, the latest first, those cancelled too; one query."""
    return list(line.expenses.select_related("entered_by").order_by("-spent_on", "pk"))


def contacts_of(partners: "QuerySet[Any] | Iterable[UUID]") -> list[Contact]:
    """Whom to write to at these partners (given by their keys); one query."""
    return list(Contact.objects.filter(partner__in=partners).select_related("partner__organisation").order_by("pk"))
