"""The territory's partners and texts on one page, and each text."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from labmigration.access.gate import fetch, needs, visible
from labmigration.programme import programme
from labmigration.territories.agreements import paper, partner_actions, queries, states, text_actions
from labmigration.territories.agreements.models import Agreement, Commitment
from labmigration.territories.agreements.templates_of_texts import KINDS, template_of
from labmigration.territories.agreements.territory_pages import of_territory
from labmigration.territories.models import Territory
from labmigration.ui.downloads import PDF, as_file


@needs("agreements.home")
def territories(request: HttpRequest) -> HttpResponse:
    """The territories whose agreements the reader may see; the only one opens by itself."""
    found = list(visible(request.actor, "agreements.home").order_by("name"))
    if len(found) == 1:
        return redirect("agreements:home", found[0].pk)
    return render(request, "agreements/territories.html", {"territories": found})


@needs("agreements.home")
@of_territory
def home(request: HttpRequest, territory: Territory) -> HttpResponse:
    """Texts with their state, commitments, the directory."""
    writes = partner_actions.may_write(request.actor, territory.pk)
    readable = set(visible(request.actor, "agreements.read").values_list("pk", flat=True))
    texts = [each for each in queries.agreements_of(territory.pk) if each.pk in readable]
    commitments = [each for each in queries.commitments_of(territory.pk) if each.party.agreement_id in readable]
    partners = queries.partners_of(territory.pk)
    context = {
        "territory": territory,
        "writes": writes,
        "current": [each for each in texts if each.state not in states.CLOSED],
        "closed": [each for each in texts if each.state in states.CLOSED],
        "commitments": commitments,
        "over": [each for each in texts if each.over] if writes else [],
        "late": [each for each in commitments if each.late],
        "partners": partners,
        "missing": queries.sourced_partners_missing(territory.pk) if writes else [],
        "protocol_to_take": writes and _protocol_to_take(territory.pk, texts),
        "kinds": [template_of(kind, "fr") for kind in KINDS],
    }
    return render(request, "agreements/home.html", context)


def _protocol_to_take(territory: str, texts: list[Agreement]) -> bool:
    told = text_actions.sourced_protocol(territory)
    return told is not None and not any(each.source == told[1] for each in texts)


@needs("agreements.write")
@require_POST
@of_territory
def take_from_sources(request: HttpRequest, territory: Territory) -> HttpResponse:
    """Put what the sources say into the directory and among the texts."""
    taken = partner_actions.take_sourced_partners(territory.pk, actor=request.actor)
    if _protocol_to_take(territory.pk, queries.agreements_of(territory.pk)):
        text_actions.take_protocol_from_sources(territory.pk, actor=request.actor)
    says = ngettext(
        "%(count)s partenaire est repris des sources.", "%(count)s partenaires sont repris des sources.", len(taken)
    )
    messages.success(request, says % {"count": len(taken)})
    return redirect("agreements:home", territory.pk)


@needs("agreements.home")
@of_territory
def empty_template(request: HttpRequest, territory: Territory, text: str, language: str) -> HttpResponse:
    """The empty template of a text, as a PDF."""
    try:
        content = paper.blank_pdf(text, language)
    except LookupError:
        raise Http404 from None
    return as_file(content, PDF, f"modele-{text}-{language}.pdf")


@needs("agreements.read")
@of_territory
def agreement(request: HttpRequest, territory: Territory, agreement_id: UUID) -> HttpResponse:
    """One text: what comes next, who signed, what each party promises, its editions."""
    shown: Agreement = fetch(request.actor, "agreements.read", pk=agreement_id, territory=territory)
    return render(request, "agreements/agreement.html", page_of(request, territory, shown))


def page_of(request: HttpRequest, territory: Territory, shown: Agreement) -> dict[str, Any]:
    """What the page of a text shows."""
    actor = request.actor
    signatures = {each.party_id: each for each in queries.signatures_of(shown)} if shown.fingerprint else {}
    parties = [
        (party, signatures.get(party.pk))
        for party in shown.parties.select_related("partner__organisation").prefetch_related("commitments")
    ]
    mine = set(visible(actor, "agreements.sign").filter(agreement=shown).values_list("pk", flat=True))
    waits = shown.state == states.PROPOSED
    standing = [party for party, _signature in parties if party.withdrawn_on is None]
    return {
        "territory": territory,
        "agreement": shown,
        "writes": visible(actor, "agreements.edit").filter(pk=shown.pk).exists(),
        "parties": parties,
        "signed": sum(1 for party in standing if party.pk in signatures),
        "standing": len(standing),
        "to_sign": [party for party in standing if waits and party.pk not in signatures],
        "mine": [party for party in standing if waits and party.pk in mine and party.pk not in signatures],
        "axes": _by_axis(shown),
        "closed": shown.state in states.CLOSED,
        "binds": shown.state == states.IN_FORCE,
        "editions": _editions(shown),
        "few_parties": shown.state == states.IN_FORCE and len(standing) < text_actions.FEWEST_PARTIES,
        "template": template_of(shown.kind, "fr"),
        "citation": programme().source(shown.source).citation if shown.source else "",
    }


def _by_axis(shown: Agreement) -> list[tuple[str, list[Commitment]]]:
    rows = Commitment.objects.filter(party__agreement=shown).select_related("party__partner__organisation")
    found: dict[int, list[Commitment]] = {number: [] for number in range(max(len(shown.axes), 1))}
    for each in rows.order_by("axis", "due_on", "pk"):
        each.party.agreement = shown
        found.setdefault(each.axis, []).append(each)
    return [(shown.axes[number] if number < len(shown.axes) else "", rows) for number, rows in found.items()]


def _editions(shown: Agreement) -> list[Agreement]:
    """The other editions of this text, the oldest first."""
    known: list[Agreement] = []
    before = shown.replaces
    while before is not None:
        known.insert(0, before)
        before = before.replaces
    after = shown.amendments.order_by("pk").all()
    return [*known, *after]


@needs("agreements.read")
@of_territory
def agreement_file(request: HttpRequest, territory: Territory, agreement_id: UUID, language: str) -> HttpResponse:
    """The text as a PDF, in French or English."""
    shown = fetch(request.actor, "agreements.read", pk=agreement_id, territory=territory)
    if language not in ("fr", "en"):
        raise Http404
    try:
        content = paper.agreement_pdf(shown, language)
    except LookupError:
        raise Http404 from None
    return as_file(content, PDF, f"{shown.kind}-{shown.edition}-{language}.pdf")


@needs("agreements.propose")
@require_POST
@of_territory
def propose(request: HttpRequest, territory: Territory, agreement_id: UUID) -> HttpResponse:
    """Fix the words and offer them for signature."""
    text_actions.propose(_fetched(request, "propose", territory, agreement_id), actor=request.actor)
    messages.success(request, _("Le texte est arrêté. Chaque partie peut le signer."))
    return redirect("agreements:agreement", territory.pk, agreement_id)


@needs("agreements.reopen")
@require_POST
@of_territory
def reopen(request: HttpRequest, territory: Territory, agreement_id: UUID) -> HttpResponse:
    """Take the words up again."""
    text_actions.reopen(_fetched(request, "reopen", territory, agreement_id), actor=request.actor)
    messages.info(request, _("Le texte est de nouveau un brouillon. Tous le signeront de nouveau."))
    return redirect("agreements:agreement", territory.pk, agreement_id)


@needs("agreements.take_effect")
@require_POST
@of_territory
def take_effect(request: HttpRequest, territory: Territory, agreement_id: UUID) -> HttpResponse:
    """Put a signed text in force."""
    text_actions.take_effect(_fetched(request, "take_effect", territory, agreement_id), actor=request.actor)
    messages.success(request, _("La convention est en vigueur. Ses engagements sont suivis."))
    return redirect("agreements:agreement", territory.pk, agreement_id)


@needs("agreements.amend")
@require_POST
@of_territory
def amend(request: HttpRequest, territory: Territory, agreement_id: UUID) -> HttpResponse:
    """Begin the next edition."""
    new = text_actions.amend(_fetched(request, "amend", territory, agreement_id), actor=request.actor)
    messages.success(request, _("L’avenant est un brouillon. Le texte signé reste en vigueur d’ici là."))
    return redirect("agreements:agreement", territory.pk, new.pk)


def _fetched(request: HttpRequest, verb: str, territory: Territory, agreement_id: UUID) -> Any:
    return fetch(request.actor, f"agreements.{verb}", pk=agreement_id, territory=territory)
