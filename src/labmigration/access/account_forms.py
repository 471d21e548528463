"""The forms of sign-in and of one's own account: allauth's, in our words."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import ChangePasswordForm, ConfirmLoginCodeForm, LoginForm, ReauthenticateForm
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.core import ratelimit
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as SecondReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.contrib.auth.forms import SetPasswordForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from labmigration.access.actions import signs_in_by_code
from labmigration.access.contacts import Contact

NEITHER = _("Écrivez un numéro de téléphone, comme 06 39 98 12 34, ou une adresse, comme prenom@exemple.fr.")
CODE_BOX = {"autocomplete": "one-time-code", "inputmode": "numeric", "class": "code-box"}


class OurWords:
    """Labels and help above and under the field, never an example inside it."""

    words: dict[str, tuple[Any, Any]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            if name in self.words:
                field.label, field.help_text = self.words[name]
        if "code" in self.fields:
            self.fields["code"].widget.attrs |= CODE_BOX


class IdentifierForm(forms.Form):
    """The one question of the first page. Whoever is unknown gets the same answer as whoever is known."""

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        self.request = request
        super().__init__(*args, **kwargs)
        # Not declared in the class: allauth's view calls a method of that name.
        self.fields["login"] = forms.CharField(
            label=_("Votre téléphone ou votre courriel"),
            max_length=254,
            widget=forms.TextInput({"autocomplete": "username", "autofocus": True, "spellcheck": "false"}),
        )

    def clean_login(self) -> Contact:
        try:
            contact = Contact.read(self.cleaned_data["login"])
        except ValueError:
            raise forms.ValidationError(NEITHER) from None
        if not ratelimit.consume(self.request, action="request_login_code", key=str(contact)):
            raise get_adapter().validation_error("too_many_login_attempts")
        return contact

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        """Send a code where one is due and go to the page that asks for it, in every case."""
        contact: Contact = self.cleaned_data["login"]
        account = contact.account()
        if account is not None and not signs_in_by_code(account):
            # A code alone is too weak for those who open other people's files: tell them, in private.
            if contact.email:
                context = {"url": request.build_absolute_uri(reverse("account_login_password"))}
                get_adapter().send_mail("account/email/use_password", contact.email, context)
            account = None
        LoginCodeVerificationProcess.initiate(
            request=request, user=account, email=contact.email or None, phone=contact.phone or None
        )
        onward = f"?{urlencode({'next': redirect_url})}" if redirect_url else ""
        return redirect(f"{reverse('account_confirm_login_code')}{onward}")


class PasswordSignInForm(OurWords, LoginForm):
    """Staff: identifier and password."""

    words = {"login": (_("Courriel ou téléphone"), ""), "password": (_("Mot de passe"), "")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs |= {"autocomplete": "username", "autofocus": True}

    def clean_login(self) -> str:
        try:
            return str(Contact.read(self.cleaned_data["login"]))
        except ValueError:
            raise forms.ValidationError(NEITHER) from None


class CodeForm(OurWords, ConfirmLoginCodeForm):
    """The code that came by SMS or e-mail."""

    words = {"code": (_("Votre code"), _("Six chiffres."))}


class PasswordAgainForm(OurWords, ReauthenticateForm):
    words = {"password": (_("Mot de passe"), "")}


class NewPasswordForm(OurWords, ChangePasswordForm):
    words = {
        "oldpassword": (_("Mot de passe d’aujourd’hui"), ""),
        "password1": (_("Nouveau mot de passe"), _("Douze caractères au moins. Une phrase est facile à retenir.")),
        "password2": (_("Le même, encore une fois"), ""),
    }


class FirstPasswordForm(OurWords, SetPasswordForm):
    words = {
        "new_password1": (_("Mot de passe"), _("Douze caractères au moins. Une phrase est facile à retenir.")),
        "new_password2": (_("Le même, encore une fois"), ""),
    }


class SecondFactorForm(OurWords, AuthenticateForm):
    words = {"code": (_("Code de votre application"), _("Ou l’un de vos codes de secours."))}


class SecondFactorAgainForm(OurWords, SecondReauthenticateForm):
    words = {"code": (_("Code de votre application"), _("Ou l’un de vos codes de secours."))}


class ActivateForm(OurWords, ActivateTOTPForm):
    words = {"code": (_("Code affiché par l’application"), _("Six chiffres, qui changent toutes les 30 secondes."))}


class PasskeyForm(OurWords, AddWebAuthnForm):
    words = {
        "name": (_("Nom de cet appareil"), _("Pour le reconnaître plus tard : « téléphone », « clé bleue ».")),
        "passwordless": (_("Me connecter avec cet appareil seul, sans mot de passe"), ""),
    }


class PasskeyNameForm(OurWords, EditWebAuthnForm):
    words = {"name": (_("Nom de cet appareil"), "")}
