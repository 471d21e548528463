"""A second look: the person asks, another jury answers."""

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused, claim
from labmigration.pathway import states as pathway_states
from labmigration.pathway.actions import set_next
from labmigration.pathway.certification import states
from labmigration.pathway.certification.models import Appeal, CertificationFile, Outcome, Route
from labmigration.pathway.certification.terms import last_day
from labmigration.pathway.models import Pathway, Stage
from labmigration.timeline.models import Event
from labmigration.ui import spoken


@transaction.atomic
def appeal(file: CertificationFile, *, actor: Actor, words: str = "") -> Appeal:
    """Ask that another jury look again at the blocks that were not acquired; a reason may be given, and need not be.

    Raises `Refused` after the delay, when nothing is contested, or for a second examination; `Conflict` when it was
    asked already.
    """
    rows = claim(actor, "certification.appeal", file, state=states.DECIDED)
    if rows.update(state=F("state")) != 1:
        raise Conflict(_("Ce jury n’a pas encore décidé."))
    if file.route == Route.APPEAL:
        raise Refused(_("Un autre jury a déjà examiné ces blocs de nouveau."))
    results = list(file.results.all())
    contested = {result.block for result in results if result.outcome != Outcome.ACQUIRED}
    if not contested:
        raise Refused(_("Tous les blocs sont acquis : il n’y a rien à examiner de nouveau."))
    until = last_day("appeal_ask", results[0].decided_on)
    if clock.today() > until:
        raise Refused(_("Le délai pour demander est passé : il a fini le %(day)s."), day=lazy(spoken.day, str)(until))
    heard_in = CertificationFile(
        pathway=file.pathway,
        certification=file.certification,
        rncp=file.rncp,
        route=Route.APPEAL,
        blocks=[block for block in file.blocks if block["code"] in contested],
        appeal_of=file,
    )
    asked = Appeal(
        pathway=file.pathway,
        file=file,
        heard_in=heard_in,
        asked_on=clock.today(),
        answer_by=last_day("appeal_answer", clock.today()),
        words=words.strip(),
    )
    try:
        with transaction.atomic():
            heard_in.save(force_insert=True)
            asked.save(force_insert=True)
    except IntegrityError:
        raise Conflict(_("Un nouvel examen est déjà demandé.")) from None
    Event.record(asked, "appeal", actor, {"answer_by": asked.answer_by.isoformat()})
    waiting = Pathway.objects.filter(
        pk=file.pathway_id, state=pathway_states.OPEN, stage=Stage.CERTIFICATION, next_step="certification.open"
    )
    if waiting.exists():
        set_next(file.pathway, "certification.present")
    return asked
