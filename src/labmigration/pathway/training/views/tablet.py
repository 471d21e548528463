"""What the tablet's scripts ask: who is signed in, what became of the acts that were kept, the worker itself."""

from pathlib import Path

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.http import require_GET

from labmigration.access.gate import needs
from labmigration.pathway.training import actions, tablet_json
from labmigration.pathway.training.tablet_words import SET_ASIDE

WORKER = Path(__file__).parents[1] / "static/training/worker.js"


@needs("training.hold_session")
def tablet(request: HttpRequest) -> HttpResponse:
    """GET: the account signed in and a fresh token. POST: acts of one session, each answered by its id."""
    if request.method != "POST":
        return JsonResponse({"signer": str(request.user.pk), "token": get_token(request)})
    try:
        session_id, acts = tablet_json.read(request.body)
    except ValueError:
        return JsonResponse({"acts": {}}, status=422)
    codes = actions.take_acts(session_id, acts, actor=request.actor)
    told = {str(key): {"code": code, "says": str(SET_ASIDE.get(code, ""))} for key, code in codes.items()}
    return JsonResponse({"acts": told})


@require_GET
@needs("training.hold_session")
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, served beside the sheets because that is all that it may reach."""
    answer = HttpResponse(WORKER.read_text(encoding="utf-8"), content_type="text/javascript; charset=utf-8")
    answer["Cache-Control"] = "no-cache"
    return answer
