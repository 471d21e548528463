"""The only writer of accounts and roles; every change is kept in `AccountChange`."""

from datetime import date, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _
from django_scopes import scope

from labmigration import clock
from labmigration.access.actor import Actor, Grant
from labmigration.access.gate import Conflict, Refused, may
from labmigration.access.models import AccountChange, RoleGrant, User
from labmigration.access.roles import HELD, NATIONAL, SIGN_IN_BY_CODE, Role
from labmigration.access.telephone import e164
from labmigration.secrecy.keyring import keyring

#: An operator at the machine's own command line: the first account can't be opened by another account.
OPERATOR = Actor(None, (Grant(Role.SYSTEM, None, None),))
#: Roles that mean nothing without an organisation, and the kind of organisation that they are held for.
HELD_FOR = {Role.REFERRER: "referrer", Role.TRAINING_COORDINATOR: "training_provider"}
What = AccountChange.What


@transaction.atomic
def open_account(
    *, name: str, email: str = "", phone: str = "", role: str, territory: str = "", organisation: Any = None,
    language: str = "fr", since: date | None = None, until: date | None = None, invented: bool = False, actor: Actor,
) -> User:  # fmt: skip
    """Open an account with its first role. It has no password yet: see `first_access_path`.

    `invented` people can be entered from the demonstration's first page, where there is one.
    Raises `Refused` when the e-mail or telephone is missing, malformed or taken, or the role can't be held so.
    """
    _may(actor)
    email = email.strip().lower()
    if not email and not phone:
        raise Refused(_("Il faut un courriel ou un téléphone, pour se connecter."))
    if email and User.objects.filter(email=email).exists():
        raise Refused(_("Un compte porte déjà ce courriel."))
    user = User(name=name, email=email or None, phone=_free_number(phone), language=language, invented=invented)
    user.set_unusable_password()
    user.save(force_insert=True)
    _record(user, What.OPENED, actor)
    grant_role(user, role=role, territory=territory, organisation=organisation, since=since, until=until, actor=actor)
    return user


@transaction.atomic
def grant_role(
    user: User, *, role: str, territory: str = "", organisation: Any = None,
    since: date | None = None, until: date | None = None, actor: Actor,
) -> RoleGrant:  # fmt: skip
    """Give a role from `since` (today when not told) to `until` (included; for good when not told).

    `territory` is a code, `organisation` the id of one of that territory. A grant that ended begins again.
    Raises `Refused` when nobody may hold the role so, or the actor would give it to herself.
    """
    _may(actor)
    if actor.user == user:
        raise Refused(_("On ne se donne pas un rôle à soi-même : demandez à une autre personne de l’administration."))
    since = since or clock.today()
    if until is not None and until < since:
        raise Refused(_("Le dernier jour vient avant le premier."))
    _refuse_misfit(role, territory, organisation)
    grant, new = RoleGrant.objects.update_or_create(
        user=user,
        role=role,
        territory_id=territory or None,
        organisation_id=organisation,
        defaults={"until": until},
        create_defaults={"since": since, "until": until},
    )
    if not new and grant.since > since:
        RoleGrant.objects.filter(pk=grant.pk).update(since=since)
        grant.since = since
    _record(user, What.ROLE_GRANTED, actor, grant)
    return grant


@transaction.atomic
def end_role(grant: RoleGrant, *, actor: Actor) -> None:
    """Take a role away from now on: yesterday was its last day. Raises `Conflict` when it was over already."""
    _may(actor)
    if actor.user is not None and grant.user_id == actor.user.pk:
        raise Refused(_("On ne se retire pas un rôle à soi-même : demandez à une autre personne de l’administration."))
    yesterday = clock.today() - timedelta(days=1)
    in_force = Q(until__isnull=True) | Q(until__gt=yesterday)
    if RoleGrant.objects.filter(in_force, pk=grant.pk).update(until=yesterday) != 1:
        raise Conflict(_("Ce rôle est déjà terminé."))
    _record(grant.user, What.ROLE_ENDED, actor, grant)


@transaction.atomic
def close_account(user: User, *, actor: Actor) -> None:
    """Close an account: whoever is signed in with it is signed out at the next request. Nothing is erased."""
    _may(actor)
    if actor.user == user:
        raise Refused(_("On ne ferme pas son propre compte."))
    if User.objects.filter(pk=user.pk, is_active=True).update(is_active=False) != 1:
        raise Conflict(_("Ce compte est déjà fermé."))
    _record(user, What.CLOSED, actor)


@transaction.atomic
def reopen_account(user: User, *, actor: Actor) -> None:
    """Open a closed account again, with the roles that are still in force."""
    _may(actor)
    if User.objects.filter(pk=user.pk, is_active=False).update(is_active=True) != 1:
        raise Conflict(_("Ce compte est déjà ouvert."))
    _record(user, What.REOPENED, actor)


@transaction.atomic
def renew_access(user: User, *, actor: Actor) -> str:
    """Begin again for someone who lost password or second factor; returns the path of a new first-access link.

    The old password and second factors stop working and every open session ends.
    """
    _may(actor)
    if signs_in_by_code(user):
        raise Refused(_("Cette personne se connecte avec un code reçu par SMS ou courriel, sans lien."))
    user.set_unusable_password()
    user.save(update_fields=["password"])
    Authenticator.objects.filter(user_id=user.pk).delete()
    _record(user, What.LINK_GIVEN, actor)
    return first_access_path(user)


def first_access_path(user: User) -> str:
    """Where the holder chooses a password: works once, for 48 hours (`PASSWORD_RESET_TIMEOUT`)."""
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    return reverse("account_first_access", args=[uid, default_token_generator.make_token(user)])


def signs_in_by_code(user: User) -> bool:
    """Whether every role that the account holds today is one that signs in with a code."""
    roles = Actor.of(user).roles
    return bool(roles) and roles <= SIGN_IN_BY_CODE


def _may(actor: Actor) -> None:
    if not may(actor, "access.accounts"):
        raise Refused(_("Seule l’administration du programme gère les comptes."))


def _free_number(phone: str) -> str:
    if not phone:
        return ""
    try:
        number = e164(phone)
    except ValueError:
        raise Refused(_("Ce numéro de téléphone n’en est pas un.")) from None
    if User.objects.filter(phone_index=keyring().blind_index(number), is_active=True).exists():
        raise Refused(_("Un compte porte déjà ce téléphone."))
    return number


def _refuse_misfit(role: str, territory: str, organisation: Any) -> None:
    if role not in HELD:
        raise Refused(_("Ce rôle n’existe pas."))
    if role in NATIONAL and territory:
        raise Refused(_("Ce rôle est national : il ne se tient dans aucun territoire."))
    if role not in NATIONAL and not apps.get_model("territories.Territory").objects.filter(pk=territory).exists():
        raise Refused(_("Il faut un territoire pour ce rôle."))
    kind = HELD_FOR.get(Role(role))
    if organisation is None:
        if kind:
            raise Refused(_("Il faut un organisme pour ce rôle."))
        return
    with scope(territory=[territory] if territory else []):
        known = apps.get_model("territories.Organisation").objects.filter(pk=organisation)
        if not (known.filter(kind=kind) if kind else known).exists():
            raise Refused(_("Cet organisme n’est pas de ce territoire, ou pas de la sorte qui convient à ce rôle."))


def _record(user: User, what: str, actor: Actor, grant: RoleGrant | None = None) -> None:
    AccountChange(
        at=clock.now(),
        account=user,
        by=actor.user,
        what=what,
        role=grant.role if grant else "",
        territory_code=(grant.territory_id or "") if grant else "",
    ).save(force_insert=True)
