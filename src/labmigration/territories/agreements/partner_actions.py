"""The only writer of the directory: partners, contacts, two files of one partner put together."""

from collections.abc import Sequence
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused, claim, visible
from labmigration.access.models import RoleGrant
from labmigration.access.roles import Role
from labmigration.territories.agreements.models import Contact, FundingLine, Partner, Party
from labmigration.territories.agreements.queries import sourced_partners_missing
from labmigration.territories.models import Organisation
from labmigration.timeline.models import Event

#: What each sourced partner is; the sources name it and do not sort it, so that a coordinator may correct this.
_SORTS = {
    "fepem": Partner.Sort.BRANCH,
    "social_partners": Partner.Sort.BRANCH,
    "iperia": Partner.Sort.BRANCH,
    "universite_du_domicile": Partner.Sort.BRANCH,
    "city": Partner.Sort.LOCAL,
    "region": Partner.Sort.LOCAL,
    "prefecture": Partner.Sort.STATE,
    "ofii": Partner.Sort.OPERATOR,
    "france_travail": Partner.Sort.OPERATOR,
}


def may_write(actor: Actor, territory: str) -> bool:
    """Whether the actor keeps the directory and the agreements of a territory."""
    return visible(actor, "agreements.write").filter(pk=territory).exists()


def refuse_elsewhere(actor: Actor, territory: str) -> None:
    """Raise `Refused` for who does not keep the agreements of the territory."""
    if not may_write(actor, territory):
        raise Refused(_("Vous ne tenez pas les conventions de ce territoire."))


@transaction.atomic
def add_partner(
    territory: str,
    *,
    actor: Actor,
    name: str,
    sort: str,
    roles: Sequence[str] = (),
    note: str = "",
    invented: bool = False,
) -> Partner:
    """Add a partner; an organisation that already works here under this name is taken up, not doubled."""
    refuse_elsewhere(actor, territory)
    name = " ".join(name.split())
    if Partner.objects.filter(territory=territory, organisation__name__iexact=name).exists():
        raise Refused(_("Ce partenaire est déjà au répertoire."))
    partner = Partner(
        territory_id=territory,
        organisation=_organisation(territory, name),
        sort=Partner.Sort(sort),
        roles=[Partner.Role(role).value for role in roles],
        note=note,
        invented=invented,
    )
    partner.save(force_insert=True)
    Event.record(partner, "add_partner", actor)
    return partner


def _organisation(territory: str, name: str) -> Organisation:
    known = Organisation.objects.filter(territory=territory, name__iexact=name, partner__isnull=True)
    found = known.order_by("kind").first()
    return found or Organisation.objects.create(territory_id=territory, name=name, kind=Organisation.Kind.PARTNER)


@transaction.atomic
def take_sourced_partners(territory: str, *, actor: Actor) -> list[Partner]:
    """Put the partners whom the sources name into the directory, each once; returns those that are new."""
    refuse_elsewhere(actor, territory)
    taken = []
    for told in sourced_partners_missing(territory):
        partner = Partner(
            territory_id=territory,
            organisation=_organisation(territory, told.name_fr),
            sort=_SORTS.get(told.code, Partner.Sort.OTHER),
            note=told.role_fr,
            programme_code=told.code,
            source=told.source,
        )
        try:
            with transaction.atomic():
                partner.save(force_insert=True)
        except IntegrityError:  # somebody else pressed the same button
            continue
        Event.record(partner, "add_partner", actor, {"source": told.source})
        taken.append(partner)
    return taken


@transaction.atomic
def edit_partner(
    partner: Partner, *, actor: Actor, version: int, name: str, sort: str, roles: Sequence[str], note: str
) -> None:
    """Correct a file, unless somebody did since `version` was shown."""
    changes = {"sort": Partner.Sort(sort), "roles": [Partner.Role(role).value for role in roles], "note": note}
    rows = claim(actor, "agreements.edit_partner", partner, version=version, merged_into__isnull=True)
    if rows.update(version=F("version") + 1, **changes) != 1:
        raise Conflict(_("Cette fiche a changé pendant ce temps. Rien n’a été remplacé : relisez-la."))
    name = " ".join(name.split())
    if name != partner.name:
        _rename(partner.organisation, name)
    Event.record(partner, "edit_partner", actor)
    partner.refresh_from_db()


def _rename(organisation: Organisation, name: str) -> None:
    try:
        with transaction.atomic():
            Organisation.objects.filter(pk=organisation.pk).update(name=name)
    except IntegrityError:
        raise Refused(_("Un autre organisme porte déjà ce nom : réunissez plutôt les deux fiches.")) from None


@transaction.atomic
def merge_partners(partner: Partner, *, into: Partner, actor: Actor) -> None:
    """Put `partner` together with `into`, which keeps the name: texts, lines, contacts and observers go with it.

    The organisation itself keeps what other parts hold of it (people whom it referred, cohorts). Refused where both
    are parties to the same text: they signed it separately.
    """
    refuse_elsewhere(actor, partner.territory_id)
    if partner.pk == into.pk or into.merged_into_id or into.territory_id != partner.territory_id:
        raise Refused(_("Choisissez une autre fiche de ce territoire."))
    if Party.objects.filter(partner=into, agreement__in=partner.parties.values("agreement")).exists():
        raise Refused(_("Les deux sont parties au même texte : elles ne peuvent pas être réunies."))
    roles = sorted({*partner.roles, *into.roles})
    first, second = sorted((partner, into), key=lambda each: str(each.pk))  # the same order for everybody: no deadlock
    for row in (first, second):
        ends = {"merged_into": into} if row is partner else {"roles": roles}
        rows = claim(actor, "agreements.edit_partner", row, version=row.version, merged_into__isnull=True)
        if rows.update(version=F("version") + 1, **ends) != 1:
            raise Conflict(_("Une des deux fiches a changé pendant ce temps. Rien n’a été réuni."))
    Party.objects.filter(partner=partner).update(partner=into)
    FundingLine.objects.filter(funder=partner).update(funder=into)
    Contact.objects.filter(partner=partner).update(partner=into)
    _move_observers(partner.organisation, into.organisation)
    Event.record(into, "merge_partner", actor, {"other": str(partner.pk)})


def _move_observers(old: Organisation, new: Organisation) -> None:
    """Those who observe for the old one observe for the new one; who does for both already, keeps the one grant."""
    for grant in RoleGrant.objects.filter(role=Role.PARTNER_OBSERVER, organisation=old):
        same = RoleGrant.objects.filter(user=grant.user, role=grant.role, territory=grant.territory, organisation=new)
        if not same.exists():
            RoleGrant.objects.filter(pk=grant.pk).update(organisation=new)
        elif grant.until is None or grant.until > clock.today():
            RoleGrant.objects.filter(pk=grant.pk).update(until=max(grant.since, clock.today() - timedelta(days=1)))


@transaction.atomic
def add_contact(
    partner: Partner, *, actor: Actor, name: str, position: str = "", email: str = "", phone: str = ""
) -> Contact:
    """Add somebody to write to, by a professional address."""
    if not visible(actor, "agreements.edit_partner").filter(pk=partner.pk, merged_into__isnull=True).exists():
        raise Refused(_("Vous ne tenez pas le répertoire de ce territoire."))
    contact = Contact(
        territory_id=partner.territory_id, partner=partner, name=name, position=position, email=email, phone=phone
    )
    contact.save(force_insert=True)
    return contact


@transaction.atomic
def remove_contact(contact: Contact, *, actor: Actor) -> None:
    """Somebody no longer stands for the partner: the row goes, nothing of her is kept."""
    if claim(actor, "agreements.contacts", contact).delete()[0] != 1:
        raise Conflict(_("Ce contact n’est plus là."))
