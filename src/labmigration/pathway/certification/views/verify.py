"""Pages without an account: checking a certificate, and what readers of credentials need."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from labmigration.access.gate import needs
from labmigration.access.often import too_often
from labmigration.pathway.certification import queries
from labmigration.pathway.certification.codes import LENGTH, spoken_code, without_dashes
from labmigration.pathway.certification.credentials import issuer
from labmigration.pathway.certification.credentials.status_list import signed_list
from labmigration.pathway.certification.forms.verify import CodeForm, NameForm
from labmigration.pathway.certification.queries.certificates import bears_name
from labmigration.ui.pages import form_page

#: Requests a minute from one address: a person types a few, a program that guesses would need ages for 80 bits.
A_MINUTE = 30
#: Names tried for one code in a minute: to compare what stands on paper, not to guess whose it is.
NAMES_A_MINUTE = 5
#: Status lists exist below this number; asking for another gives an empty page, not a list.
LISTS = 64


@never_cache
@needs("public.page")
def ask(request: HttpRequest) -> HttpResponse:
    """Type the code of a certificate."""
    form = CodeForm(request.POST or None)
    if form.is_bound and form.is_valid():
        code = without_dashes(form.cleaned_data["code"])
        if len(code) == LENGTH:
            return redirect("verify:certificate", spoken_code(code))
        form.add_error("code", _("Un code a seize signes, en quatre groupes de quatre. Relisez-le sur le certificat."))
    return form_page(request, "certification/verify_ask.html", form)


@never_cache
@needs("public.page")
def certificate(request: HttpRequest, typed: str) -> HttpResponse:
    """What a code proves, and nothing else: title, blocks, day, whether it holds. A name is compared, never shown."""
    if too_often(request, "verify", a_minute=A_MINUTE):
        return _wait(request)
    code = without_dashes(typed)[: 2 * LENGTH]
    found = queries.check(code)
    if found is None:
        return render(request, "certification/verify_unknown.html", {"typed": spoken_code(code)}, status=404)
    form, same = NameForm(request.POST or None), None
    if form.is_bound and form.is_valid():
        if too_often(request, "verify-name", a_minute=NAMES_A_MINUTE, key=code):
            return _wait(request)
        same = bears_name(code, form.cleaned_data["name"])
    context = {"certificate": found, "code": spoken_code(code), "same": same}
    return form_page(request, "certification/verify_certificate.html", form, **context)


def _wait(request: HttpRequest) -> HttpResponse:
    response = render(request, "certification/verify_wait.html", status=429)
    response["Retry-After"] = "60"
    return response


@require_GET
@needs("public.page")
def did_document(request: HttpRequest) -> HttpResponse:
    """Who signs credentials, with which keys (did:web)."""
    return JsonResponse(issuer.document(), content_type="application/did+json")


@require_GET
@needs("public.page")
def status_list(request: HttpRequest, number: int) -> HttpResponse:
    """Which credentials no longer hold, as a signed credential."""
    if number >= LISTS:
        return HttpResponse(status=404)
    if too_often(request, "status-list", a_minute=A_MINUTE):
        return HttpResponse(status=429, headers={"Retry-After": "60"})
    return HttpResponse(signed_list(number), content_type="application/vc+jwt")
