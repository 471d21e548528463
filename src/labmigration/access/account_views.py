"""Sign-in and one's own account: allauth's views, with our forms and pages."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views as account
from allauth.account.internal.stagekit import clear_login
from allauth.account.stages import LoginByCodeStage, LoginStage
from allauth.mfa.base import views as second
from django.contrib import messages
from django.contrib.auth.views import PasswordResetConfirmView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from labmigration.access.account_forms import FirstPasswordForm, IdentifierForm, PasswordSignInForm
from labmigration.access.actions import signs_in_by_code
from labmigration.access.second_factor import is_staff, lacks_second_factor

#: Asking for a code takes this long for everybody, whether there was someone to write to or not.
EVEN_SECONDS = 0.3


def page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """One of allauth's views as a page of the house: never cached, and 422 when what was sent is wrong."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if request.method == "POST" and isinstance(response, TemplateResponse) and response.status_code == 200:
            response.status_code = 422
        return response

    return never_cache(answered)


class EnterByCode(account.LoginView):
    """One question: telephone or e-mail."""

    form_class = IdentifierForm

    def form_valid(self, form: IdentifierForm) -> HttpResponse:
        ends = time.monotonic() + EVEN_SECONDS
        response = super().form_valid(form)
        time.sleep(max(0.0, ends - time.monotonic()))
        return response


class EnterByPassword(account.LoginView):
    """Staff: identifier and password; the second factor comes next."""

    form_class = PasswordSignInForm
    template_name = "account/login_password.html"

    def _redirect_to_pending_stage(self, request: HttpRequest, stage: LoginStage) -> HttpResponse | None:
        # Staff who asked for a code by mistake come here from the message that says so: the code is given up.
        if isinstance(stage, LoginByCodeStage):
            clear_login(request)
            return None
        return super()._redirect_to_pending_stage(request, stage)


class OwnAccount(second.IndexView):
    """My account: how I sign in, what protects it, and for staff what still has to be set up."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "staff": is_staff(self.request.actor),
            "to_protect": lacks_second_factor(self.request),
            "account": self.request.user,
            "totp_url": reverse("mfa_activate_totp"),
            "passkey_url": reverse("mfa_add_webauthn"),
        }


class ChangePassword(account.PasswordChangeView):
    """Only for those who have one."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated and not request.user.has_usable_password():
            return redirect("mfa_index")
        return super().dispatch(request, *args, **kwargs)


class FirstAccess(PasswordResetConfirmView):
    """The single-use link that an operator gives: the holder chooses a password, then signs in with it."""

    form_class = FirstPasswordForm
    template_name = "account/first_access.html"
    success_url = reverse_lazy("account_login_password")

    def get_user(self, uidb64: str) -> Any:
        user = super().get_user(uidb64)
        return user if user is not None and user.is_active and not signs_in_by_code(user) else None

    def form_valid(self, form: FirstPasswordForm) -> HttpResponse:
        messages.success(self.request, _("Votre mot de passe est choisi. Connectez-vous avec."))
        return super().form_valid(form)
