"""A VAE from its request to the jury; whatever comes after the jury's decision belongs to the file."""

from collections.abc import Sequence
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused, claim, visible
from labmigration.pathway.certification import vae_clock
from labmigration.pathway.certification import vae_states as states
from labmigration.pathway.certification.blocks import Block
from labmigration.pathway.certification.models import CertificationFile, Route, StepKind, Vae, VaeStep
from labmigration.pathway.certification.terms import last_day, term, version_of
from labmigration.pathway.models import Pathway
from labmigration.programme import programme
from labmigration.timeline.models import Event
from labmigration.timeline.moves import move
from labmigration.ui import spoken


@transaction.atomic
def open_vae(
    pathway: Pathway, *, actor: Actor, certification: str, blocks: Sequence[Block], whole: bool, filed_on: date
) -> Vae:
    """Note a request that was filed. Raises `Refused` beyond the yearly limits; `Conflict` when one is under way."""
    if not visible(actor, "certification.open_vae").filter(pk=pathway.pk, state="open").exists():
        raise Refused(_("Seule sa conseillère peut commencer une VAE."))
    programme().title(certification)
    if not blocks:
        raise Refused(_("Choisissez au moins un bloc à présenter."))
    _refuse_days(filed_on)
    if whole:
        _refuse_beyond_limits(pathway, certification, filed_on)
    vae = Vae(
        pathway=pathway,
        certification=certification,
        rncp=version_of(certification, filed_on),
        blocks=[block.kept() for block in blocks],
        whole=whole,
        filed_on=filed_on,
    )
    try:
        with transaction.atomic():
            vae.save(force_insert=True)
    except IntegrityError:
        raise Conflict(_("Une VAE est déjà en cours pour cette personne.")) from None
    Event.record(vae, "open_vae", actor, {"certification": certification, "blocks": len(blocks)})
    return vae


def _refuse_beyond_limits(pathway: Pathway, certification: str, filed_on: date) -> None:
    """By calendar year: so many requests for one title, so many in all; requests for blocks are not counted."""
    same_year = Vae.objects.filter(pathway__candidate=pathway.candidate_id, whole=True, filed_on__year=filed_on.year)
    if same_year.filter(certification=certification).count() >= term("vae_of_title_a_year", filed_on).value:
        raise Refused(_("Une demande pour ce titre a déjà été déposée cette année : une seule est permise."))
    most = term("vae_a_year", filed_on).value
    if same_year.count() >= most:
        raise Refused(_("%(count)s demandes ont déjà été déposées cette année : c’est le maximum.") % {"count": most})


@transaction.atomic
def accept_vae(vae: Vae, *, actor: Actor, on: date) -> None:
    """Note the certifier's yes, on the day it was given; a yes after the delay changes nothing: silence had accepted.

    Raises `Refused` for a day before the request or to come.
    """
    _refuse_days(on, not_before=vae.filed_on)
    if on > last_day("vae_admissibility", vae.filed_on):
        accept_by_silence(vae, actor=actor)
        return
    move(vae, "accept_vae", actor=actor, facts={"day": on.isoformat()}, admissible_on=on)


def accept_by_silence(vae: Vae, *, actor: Actor) -> None:
    """Nobody answered within the delay: the request is admissible. Raises `Refused` while the delay runs."""
    since = vae_clock.silent_since(vae, clock.today())
    if since is None:
        raise Refused(_("Le délai de réponse n’est pas encore passé."))
    facts = {"day": since.isoformat()}
    move(vae, "accept_vae_by_silence", actor=actor, facts=facts, admissible_on=since, by_silence=True)


def refuse_vae(vae: Vae, *, actor: Actor, on: date, why: str) -> None:
    """Note the certifier's no and its reason. Raises `Refused` without a reason, or for a no that came too late."""
    _refuse_days(on, not_before=vae.filed_on)
    if not why.strip():
        raise Refused(_("Dites la raison que le certificateur a donnée."))
    if on > last_day("vae_admissibility", vae.filed_on):
        raise Refused(_("Cette réponse vient après le délai : sans réponse à temps, la demande est recevable."))
    move(vae, "refuse_vae", actor=actor, ended_on=on, why=why.strip())


@transaction.atomic
def step_vae(vae: Vae, *, actor: Actor, kind: str, done_on: date) -> VaeStep:
    """Note something done for an admissible VAE. Raises `Refused` for a day that can't be, `Conflict` otherwise."""
    if kind not in StepKind.values:
        raise Refused(_("Dites ce qui a été fait."))
    rows = claim(actor, "certification.step_vae", vae, state=states.ADMISSIBLE)
    if rows.update(state=F("state")) != 1:
        raise Conflict(_("Cette VAE n’est pas, ou n’est plus, recevable."))
    _refuse_days(done_on, not_before=vae.filed_on)
    step = VaeStep(pathway=vae.pathway, vae=vae, kind=kind, done_on=done_on, noted_by=actor.user)
    step.save(force_insert=True)
    Event.record(vae, "step_vae", actor)
    return step


@transaction.atomic
def file_vae_dossier(vae: Vae, *, actor: Actor, on: date) -> CertificationFile:
    """Note the validation file as filed: a certification file is opened, for a jury within the legal delay."""
    _refuse_days(on, not_before=vae.admissible_on or vae.filed_on)
    file = CertificationFile(
        pathway=vae.pathway,
        certification=vae.certification,
        rncp=vae.rncp,
        route=Route.VAE,
        blocks=vae.blocks,
    )
    try:
        with transaction.atomic():
            file.save(force_insert=True)
    except IntegrityError:
        raise Conflict(_("Un dossier de VAE est déjà devant un jury.")) from None
    move(vae, "file_vae_dossier", actor=actor, dossier_on=on, file=file)
    return file


def lapse_vae(vae: Vae, *, actor: Actor) -> None:
    """The admissibility falls: no step was noted within its delay. Raises `Refused` while the delay runs."""
    if not vae_clock.has_lapsed(vae, clock.today()):
        raise Refused(_("Le délai n’est pas encore passé, ou une étape est notée."))
    move(vae, "lapse_vae", actor=actor, ended_on=clock.today())


def stop_vae(vae: Vae, *, actor: Actor, why: str) -> None:
    """The person stops. Raises `Refused` without a word on why."""
    if not why.strip():
        raise Refused(_("Dites en quelques mots pourquoi."))
    move(vae, "stop_vae", actor=actor, ended_on=clock.today(), why=why.strip())


def _refuse_days(day: date, *, not_before: date | None = None) -> None:
    if day > clock.today():
        raise Refused(_("Ce jour n’est pas encore passé."))
    if not_before is not None and day < not_before:
        raise Refused(_("Ce jour vient avant le %(day)s.") % {"day": spoken.day(not_before)})
