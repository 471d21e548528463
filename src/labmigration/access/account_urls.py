"""Every page of sign-in and of one's own account, by name: there is no sign-up, and nothing else of allauth exists.

The names are those that allauth looks up itself.
"""

from collections.abc import Callable

from allauth.account import views as account
from allauth.mfa.base import views as second
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.http import HttpResponse
from django.urls import URLPattern, path

from labmigration.access.account_views import (
    ChangePassword,
    EnterByCode,
    EnterByPassword,
    FirstAccess,
    OwnAccount,
    page,
)
from labmigration.access.gate import needs


def entrance(route: str, view: Callable[..., HttpResponse], name: str) -> URLPattern:
    """A page for whoever has not signed in."""
    return path(route, needs("public.sign_in")(page(view)), name=name)


def own(route: str, view: Callable[..., HttpResponse], name: str) -> URLPattern:
    """A page about one's own account."""
    return path(route, needs("account.own")(page(view)), name=name)


account_patterns = [
    entrance("connexion/", EnterByCode.as_view(), "account_login"),
    # allauth knows "sign in" and "ask for a code" as two pages; here they are one.
    entrance("connexion/", EnterByCode.as_view(), "account_request_login_code"),
    entrance("connexion/code/", account.confirm_login_code, "account_confirm_login_code"),
    entrance("connexion/mot-de-passe/", EnterByPassword.as_view(), "account_login_password"),
    entrance("connexion/second-facteur/", second.authenticate, "mfa_authenticate"),
    entrance("connexion/appareil/", passkeys.login_webauthn, "mfa_login_webauthn"),
    entrance("premier-acces/<uidb64>/<token>/", FirstAccess.as_view(), "account_first_access"),
    entrance("ferme/", account.account_inactive, "account_inactive"),
    entrance("deconnexion/", account.logout, "account_logout"),
    own("", OwnAccount.as_view(), "mfa_index"),
    own("mot-de-passe/", ChangePassword.as_view(), "account_change_password"),
    own("confirmer/", account.reauthenticate, "account_reauthenticate"),
    own("confirmer/code/", second.reauthenticate, "mfa_reauthenticate"),
    own("confirmer/appareil/", passkeys.reauthenticate_webauthn, "mfa_reauthenticate_webauthn"),
    own("application/", totp.activate_totp, "mfa_activate_totp"),
    own("application/retirer/", totp.deactivate_totp, "mfa_deactivate_totp"),
    own("codes-de-secours/", recovery.view_recovery_codes, "mfa_view_recovery_codes"),
    own("codes-de-secours/nouveaux/", recovery.generate_recovery_codes, "mfa_generate_recovery_codes"),
    own("codes-de-secours/fichier/", recovery.download_recovery_codes, "mfa_download_recovery_codes"),
    own("appareils/", passkeys.list_webauthn, "mfa_list_webauthn"),
    own("appareils/ajouter/", passkeys.add_webauthn, "mfa_add_webauthn"),
    own("appareils/<int:pk>/nom/", passkeys.edit_webauthn, "mfa_edit_webauthn"),
    own("appareils/<int:pk>/retirer/", passkeys.remove_webauthn, "mfa_remove_webauthn"),
]
