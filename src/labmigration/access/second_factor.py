"""The second factor of staff: nobody whose role opens other people's files works with a password alone."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from labmigration.access.actor import Actor
from labmigration.access.roles import SIGN_IN_BY_CODE
from labmigration.secrecy.keyring import keyring

#: Set in the session by the one-click sign-in of the demonstration, and by nothing else.
DEMO_SIGN_IN = "demo_sign_in"
SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
#: Where someone may go who has no second factor yet: to set one up, to prove who they are, to leave.
OPEN_WITHOUT = frozenset({
    "mfa_index", "mfa_activate_totp", "mfa_add_webauthn",
    "account_reauthenticate", "account_change_password", "account_logout", "set_language",
})  # fmt: skip
#: Secrets of authenticators are sealed for this place; allauth does not say which row they will stand in.
PLACE = "mfa_authenticator|*|data"


def is_staff(actor: Actor) -> bool:
    """Whether any role held is one that signs in with a password and a second factor."""
    return bool(actor.roles - SIGN_IN_BY_CODE)


def has_second_factor(user: Any) -> bool:
    """Whether the account has an authenticator application or a passkey (recovery codes alone do not count)."""
    return bool(Authenticator.objects.filter(user_id=user.pk, type__in=SECOND_FACTORS).exists())


def lacks_second_factor(request: HttpRequest) -> bool:
    """Whether whoever asks is staff and still has to set one up."""
    actor: Actor = request.actor
    if actor.user is None or not is_staff(actor):
        return False
    if settings.DEMO and request.session.get(DEMO_SIGN_IN):
        return False
    return not has_second_factor(actor.user)


class SecondFactorMiddleware:
    """Sends staff without a second factor to the page that sets one up; nothing else opens for them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if request.resolver_match.view_name not in OPEN_WITHOUT and lacks_second_factor(request):
            return redirect("mfa_index")
        return None


class SecondFactorAdapter(DefaultMFAAdapter):
    """Sealed secrets and our words."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy("Ce code n’est pas le bon. Regardez le code affiché maintenant."),
    }

    def encrypt(self, text: str) -> str:
        return keyring().seal(text, PLACE)

    def decrypt(self, encrypted_text: str) -> str:
        return keyring().open(encrypted_text, PLACE)

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return _("Mon appareil") if number == 1 else _("Appareil no %(number)d") % {"number": number}

    def _get_site_name(self) -> str:
        return str(settings.MFA_TOTP_ISSUER)


def reseal_second_factors() -> int:
    """Seal secrets of authenticators with the current key; returns how many rows changed. Part of a key rotation."""
    changed = 0
    for pk in Authenticator.objects.exclude(type=Authenticator.Type.WEBAUTHN).values_list("pk", flat=True):
        with transaction.atomic():
            # Locked: a recovery code used meanwhile is noted in the same JSON.
            row = Authenticator.objects.select_for_update().filter(pk=pk).first()
            changed += row is not None and _reseal(row)
    return changed


def _reseal(row: Authenticator) -> bool:
    ring = keyring()
    stale = {
        name: sealed
        for name in ("secret", "seed")
        if (sealed := row.data.get(name)) and not sealed.startswith(f"{ring.current}:")
    }
    if stale:
        row.data |= {name: ring.seal(ring.open(sealed, PLACE), PLACE) for name, sealed in stale.items()}
        row.save(update_fields=["data"])
    return bool(stale)
