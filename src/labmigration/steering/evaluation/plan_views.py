"""A plan of evaluation: prepared, signed by two, amended."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_scopes import scope

from labmigration import clock
from labmigration.access.gate import Refused, fetch, needs, visible
from labmigration.steering.evaluation import plans
from labmigration.steering.evaluation.documents import digest_of, document_of
from labmigration.steering.evaluation.forms import AmendmentForm, PlanForm, SignForm, signing_roles
from labmigration.steering.evaluation.models import Plan
from labmigration.steering.evaluation.plan_queries import outcomes_of, registration_of
from labmigration.ui.pages import form_page


@needs("evaluation.draft")
def draft(request: HttpRequest, code: str) -> HttpResponse:
    """Begin a plan."""
    territory = fetch(request.actor, "evaluation.draft", pk=code)
    form = PlanForm(request.POST or None, language=get_language() or "fr")
    if form.is_bound and form.is_valid():
        with scope(territory=[code]):
            plan = plans.draft(code, actor=request.actor, told=form.cleaned_data)
        messages.success(request, _("Le plan est en préparation. Il faudra deux signatures."))
        return redirect("evaluation:plan", code, plan.pk)
    return form_page(request, "evaluation/plan_form.html", form, territory=territory)


@needs("evaluation.edit")
def edit(request: HttpRequest, code: str, evaluation_plan_id: UUID) -> HttpResponse:
    """Change a plan that nobody has signed."""
    with scope(territory=[code]):
        plan: Plan = fetch(request.actor, "evaluation.edit", pk=evaluation_plan_id, territory=code)
        form = PlanForm(request.POST or None, initial=PlanForm.filled_from(plan), language=get_language() or "fr")
        if form.is_bound and form.is_valid():
            plans.edit(plan, actor=request.actor, told=form.cleaned_data, version=form.cleaned_data["version"] or 0)
            messages.success(request, _("Le plan est changé."))
            return redirect("evaluation:plan", code, plan.pk)
        return form_page(request, "evaluation/plan_form.html", form, territory=plan.territory, plan=plan)


@needs("evaluation.read")
def plan(request: HttpRequest, code: str, evaluation_plan_id: UUID) -> HttpResponse:
    """One plan: its text, its signatures, its amendments; POST writes an amendment."""
    with scope(territory=[code]):
        row: Plan = fetch(request.actor, "evaluation.read", pk=evaluation_plan_id, territory=code)
        registration = registration_of(row)
        roles = signing_roles(request.actor)
        amends = registration is not None and visible(request.actor, "evaluation.amend").exists()
        form = AmendmentForm(request.POST or None)
        if form.is_bound and registration is not None and form.is_valid():
            plans.amend(registration, actor=request.actor, role=_role(request), **form.cleaned_data)
            messages.success(request, _("L’avenant est écrit. Le plan enregistré n’a pas changé."))
            return redirect("evaluation:plan", code, row.pk)
        language = get_language() or "fr"
        document = row.document or document_of({name: getattr(row, name) for name in plans.FIELDS}, code, clock.today())
        confirms = visible(request.actor, "evaluation.confirm").filter(pk=row.pk).exists()
        context = {
            "territory": row.territory,
            "plan": row,
            "registration": registration,
            "amendments": list(registration.amendments.select_related("made_by")) if registration else [],
            "outcomes": outcomes_of(document, language),
            "digest": digest_of(document),
            "signs": SignForm(roles=roles, initial={"seen": digest_of(document)}),
            "confirms": confirms,
            "proposes": row.state == "draft" and visible(request.actor, "evaluation.propose").exists(),
            "amends": amends,
        }
        return form_page(request, "evaluation/plan.html", form, **context)


@require_POST
@needs("evaluation.propose")
def propose(request: HttpRequest, code: str, evaluation_plan_id: UUID) -> HttpResponse:
    """Sign first."""
    with scope(territory=[code]):
        row: Plan = fetch(request.actor, "evaluation.propose", pk=evaluation_plan_id, territory=code)
        plans.propose(row, actor=request.actor, role=_role(request))
    messages.success(request, _("Signé une fois. Une autre personne, sous l’autre fonction, doit signer."))
    return redirect("evaluation:plan", code, evaluation_plan_id)


@require_POST
@needs("evaluation.confirm")
def confirm(request: HttpRequest, code: str, evaluation_plan_id: UUID) -> HttpResponse:
    """Sign second: the plan is registered."""
    with scope(territory=[code]):
        row: Plan = fetch(request.actor, "evaluation.confirm", pk=evaluation_plan_id, territory=code)
        plans.confirm(row, actor=request.actor, role=_role(request), seen=request.POST.get("seen", ""))
    messages.success(request, _("Le plan est enregistré. Il ne change plus ; un avenant peut s’y ajouter."))
    return redirect("evaluation:plan", code, evaluation_plan_id)


@require_POST
@needs("evaluation.send_back")
def send_back(request: HttpRequest, code: str, evaluation_plan_id: UUID) -> HttpResponse:
    """Not signed: the plan can be changed again."""
    with scope(territory=[code]):
        row: Plan = fetch(request.actor, "evaluation.send_back", pk=evaluation_plan_id, territory=code)
        plans.send_back(row, actor=request.actor)
    messages.info(request, _("Le plan est rendu à sa préparation."))
    return redirect("evaluation:plan", code, evaluation_plan_id)


def _role(request: HttpRequest) -> str:
    roles = signing_roles(request.actor)
    asked = request.POST.get("role", "")
    if asked in roles:
        return asked
    if len(roles) == 1:
        return roles[0].value
    raise Refused(_("Signez sous une fonction que vous tenez."))
