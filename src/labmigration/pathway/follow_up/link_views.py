"""Her answer at a milestone behind a link, without an account: one question, then a short form, once."""

from django.http import HttpRequest, HttpResponse

from labmigration.access.gate import fetch
from labmigration.links.models import SignedLink
from labmigration.pathway.follow_up import actions, queries, states
from labmigration.pathway.follow_up.forms import OwnAnswerForm
from labmigration.ui.pages import form_page


def behind_link(request: HttpRequest, link: SignedLink) -> HttpResponse:
    """The page of the link, which serves once."""
    follow_up = fetch(request.actor, "follow_up.answer", pk=link.subject_id)
    still = request.GET.get("travaille", "")
    asked = still in ("yes", "no") or request.method == "POST"
    form = OwnAnswerForm(request.POST or None, initial={"in_sector": still})
    done = False
    if queries.is_open(follow_up) and form.is_bound and form.is_valid():
        actions.answer(follow_up, actor=request.actor, link=link, **form.told())
        done = True
    context = {
        "follow_up": follow_up,
        "asked": asked,
        "done": done,
        "answered": follow_up.state == states.DONE and not done,
        "open": queries.is_open(follow_up),
    }
    return form_page(request, "follow_up/link.html", form, **context)
