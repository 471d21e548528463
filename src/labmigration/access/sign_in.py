"""How allauth finds accounts, sends codes and speaks here."""

import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from labmigration.access.contacts import Contact
from labmigration.access.models import User
from labmigration.access.telephone import e164

WRONG_PAIR = gettext_lazy("L’identifiant et le mot de passe ne vont pas ensemble. Vérifiez l’un et l’autre.")


class TelephoneField(forms.CharField):
    """A telephone number as people write it; cleaned to ``+33639981234``."""

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        try:
            return e164(typed) if typed else ""
        except ValueError:
            raise forms.ValidationError(_("Ce numéro de téléphone n’en est pas un.")) from None


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up alone: accounts are opened by the programme."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": gettext_lazy("Ce compte est fermé."),
        "email_password_mismatch": WRONG_PAIR,
        "phone_password_mismatch": WRONG_PAIR,
        "username_password_mismatch": WRONG_PAIR,
        "incorrect_code": gettext_lazy("Ce code n’est pas le bon. Regardez bien le dernier message reçu."),
        "incorrect_password": gettext_lazy("Ce mot de passe n’est pas le bon."),
        "enter_current_password": gettext_lazy("Ce mot de passe n’est pas le bon."),
        "too_many_login_attempts": gettext_lazy("Trop d’essais. Attendez un quart d’heure, puis essayez de nouveau."),
        "rate_limited": gettext_lazy("Trop d’essais. Attendez une minute, puis essayez de nouveau."),
    }

    def is_open_for_signup(self, request: object) -> bool:
        return False

    def phone_form_field(self, **kwargs: Any) -> TelephoneField:
        return TelephoneField(**kwargs)

    def get_user_by_phone(self, phone: str) -> User | None:
        return Contact(phone=phone).account()

    def get_phone(self, user: User) -> tuple[str, bool] | None:
        # A number on file was written by the programme and is proven by each code that comes back.
        return (user.phone, True) if user.phone else None

    def set_phone(self, user: User, phone: str, verified: bool) -> None:
        user.phone = phone
        user.save(update_fields=["phone"])

    def set_phone_verified(self, user: User, phone: str) -> None:
        """Nothing to keep: see `get_phone`."""

    def send_verification_code_sms(self, user: User, phone: str, code: str, **kwargs: Any) -> None:
        with override(user.language):
            text = _("Votre code Lab Migration : %(code)s. Il sert 10 minutes. Ne le donnez à personne.")
            import_string(settings.SMS_BACKEND)().send(phone, text % {"code": code})

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("mfa_index")

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """A sign-in of less than five minutes ago is proof enough: nobody types a password twice in a row."""
        recently = time.time() - app_settings.REAUTHENTICATION_TIMEOUT
        if self.request.session.get("signed_in_at", 0) > recently:
            return False
        return super().is_reauthentication_required(app=app, **kwargs)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        # allauth counts attempts by e-mail only: without this, five wrong passwords typed beside any telephone
        # number would slow down everybody who signs in with a telephone number.
        return f"{request.get_host()}:{credentials.get('email') or credentials.get('phone') or ''}"
