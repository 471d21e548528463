"""Accounts and roles, the table of rights, the register of processing."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from labmigration import clock
from labmigration.access import actions, queries
from labmigration.access.forms import ROLES, AccountFilter, AccountForm, RoleForm
from labmigration.access.gate import Refused, fetch, needs
from labmigration.access.models import User
from labmigration.access.register import treatments
from labmigration.access.rights import rights_table
from labmigration.access.roles import Role
from labmigration.access.second_factor import has_second_factor
from labmigration.ui.pages import form_page

PAGE = 50


def _account(request: HttpRequest, account_id: UUID) -> User:
    user: User = fetch(request.actor, "access.accounts", pk=account_id)
    return user


@needs("access.accounts")
def accounts(request: HttpRequest) -> HttpResponse:
    """The list of accounts, narrowed."""
    narrowing = AccountFilter(request.GET or None)
    told = narrowing.cleaned_data if narrowing.is_bound and narrowing.is_valid() else {}
    page = Paginator(queries.accounts(request.actor, **told), PAGE).get_page(request.GET.get("page"))
    return render(request, "access/accounts.html", {"page": page, "form": narrowing, "told": told})


@never_cache
@needs("access.accounts")
def open_account(request: HttpRequest) -> HttpResponse:
    """Open an account with its first role; staff get a first-access link, shown once."""
    form = AccountForm(request.POST or None)
    if form.is_bound and form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("name", "email", "phone")}
        try:
            user = actions.open_account(**told, **form.as_granted(), actor=request.actor)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return _with_link(request, user, new=True)
    return form_page(request, "access/open_account.html", form)


@needs("access.accounts")
def account(request: HttpRequest, account_id: UUID) -> HttpResponse:
    """One account: roles, second factor, what happened to it."""
    user = _account(request, account_id)
    today = clock.today()
    return render(
        request,
        "access/account.html",
        {
            "account": user,
            "grants": [(grant, grant.in_force(today)) for grant in queries.grants_of(user)],
            "changes": user.changes.select_related("by")[:PAGE],
            "by_code": actions.signs_in_by_code(user),
            "protected": has_second_factor(user),
            "own": user == request.actor.user,
        },
    )


@needs("access.accounts")
def grant_role(request: HttpRequest, account_id: UUID) -> HttpResponse:
    """Give one more role."""
    user = _account(request, account_id)
    form = RoleForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            actions.grant_role(user, **form.as_granted(), actor=request.actor)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Le rôle est donné."))
            return redirect("access:account", user.pk)
    return form_page(request, "access/grant_role.html", form, account=user)


@require_POST
@needs("access.accounts")
def end_role(request: HttpRequest, account_id: UUID, grant_id: UUID) -> HttpResponse:
    """Take a role away."""
    user = _account(request, account_id)
    actions.end_role(get_object_or_404(user.grants, pk=grant_id), actor=request.actor)
    messages.success(request, _("Le rôle est retiré."))
    return redirect("access:account", user.pk)


@require_POST
@needs("access.accounts")
def close_account(request: HttpRequest, account_id: UUID) -> HttpResponse:
    """Close an account; nothing is erased."""
    user = _account(request, account_id)
    actions.close_account(user, actor=request.actor)
    messages.success(request, _("Le compte est fermé. La personne est déconnectée."))
    return redirect("access:account", user.pk)


@require_POST
@needs("access.accounts")
def reopen_account(request: HttpRequest, account_id: UUID) -> HttpResponse:
    """Open a closed account again."""
    user = _account(request, account_id)
    actions.reopen_account(user, actor=request.actor)
    messages.success(request, _("Le compte est ouvert de nouveau."))
    return redirect("access:account", user.pk)


@require_POST
@never_cache
@needs("access.accounts")
def renew_access(request: HttpRequest, account_id: UUID) -> HttpResponse:
    """A new first-access link for someone who lost password or second factor, shown once."""
    user = _account(request, account_id)
    path = actions.renew_access(user, actor=request.actor)
    return _with_link(request, user, path=path)


@needs("access.rights")
def rights(request: HttpRequest) -> HttpResponse:
    """Who may do what, on which rows."""
    role = request.GET.get("role", "")
    role = role if role in Role.values else ""
    return render(request, "access/rights.html", {"parts": rights_table(role), "roles": ROLES, "role": role})


@needs("access.register")
def register(request: HttpRequest) -> HttpResponse:
    """The register of processing."""
    return render(request, "access/register.html", {"treatments": treatments()})


def _with_link(request: HttpRequest, user: User, *, path: str = "", new: bool = False) -> HttpResponse:
    by_code = actions.signs_in_by_code(user)
    if not path and not by_code:
        path = actions.first_access_path(user)
    link = request.build_absolute_uri(path) if path else ""
    return render(request, "access/first_access_given.html", {"account": user, "link": link, "new": new})
