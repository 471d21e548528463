"""The tutor's own first page, and the statement of her hours."""

from decimal import Decimal

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_noop

from labmigration.access.gate import needs
from labmigration.pathway.tutoring import queries, states
from labmigration.pathway.tutoring.statement import statement
from labmigration.ui.downloads import PDF, as_file


@needs("tutoring.home")
def home(request: HttpRequest) -> HttpResponse:
    """Whom I accompany, what waits for me, and my hours."""
    found = [(one, queries.disclosed(one)) for one in queries.as_tutor(request.actor)]
    months = queries.confirmed_hours(request.actor.user)
    context = {
        "open": [pair for pair in found if pair[0].state in states.OPEN],
        "past": [pair for pair in found if pair[0].state == states.ENDED],
        "proposed": states.PROPOSED,
        "months": months,
        "hours": sum((each.hours for each in months), Decimal()),
    }
    return render(request, "tutoring/home.html", context)


@needs("tutoring.statement")
def hours(request: HttpRequest) -> HttpResponse:
    """The statement as a PDF."""
    try:
        document = statement(request.actor.user)
    except LookupError:
        messages.info(request, gettext_noop("Aucune heure n’est encore confirmée des deux côtés."))
        return redirect("tutoring:home")
    return as_file(document, PDF, "heures-de-tutorat.pdf")
