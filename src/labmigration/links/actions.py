"""The only writer of links: given, opened, used, withdrawn."""

import hashlib
import secrets
from datetime import date, datetime

from django.conf import settings
from django.db.models import F, Model
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict
from labmigration.links.models import TRIES, SignedLink
from labmigration.links.registry import PURPOSES
from labmigration.secrecy.keyring import keyring

#: 128 bits: nobody guesses one. Each byte more costs a letter of a text message.
TOKEN_BYTES = 16


def make(
    actor: Actor,
    purpose: str,
    subject: Model,
    ends_at: datetime,
    *,
    once: bool = False,
    birth_date: date | None = None,
    language: str = "fr",
) -> str:
    """Give a link for one row of a territory, and return its whole address: it is shown here and never again.

    `birth_date` lets the person open it on a second device; without it the link stays on the first. `language` is the
    one in which its pages speak, beside French. Whether the actor may is for the caller to ask; so is writing an event.
    Raises ValueError for a purpose that is about another model, or an end that has passed.
    """
    if PURPOSES[purpose].model != subject._meta.label:
        raise ValueError(f"a link to {purpose} opens {PURPOSES[purpose].model}, not {subject._meta.label}")
    if ends_at <= clock.now():
        raise ValueError("a link ends after it was given")
    token = secrets.token_urlsafe(TOKEN_BYTES)
    SignedLink(
        digest=digest_of(token),
        purpose=purpose,
        subject_model=subject._meta.label,
        subject_id=str(subject.pk),
        territory_id=subject.territory_id,  # type: ignore[attr-defined]
        pathway_id=subject.pk if getattr(subject, "PATHWAY", None) == "" else getattr(subject, "pathway_id", None),
        language=language if language in dict(settings.LANGUAGES) else "fr",
        birth_index=birth_index(birth_date) if birth_date else "",
        once=once,
        made_at=clock.now(),
        made_by=actor.user,
        ends_at=ends_at,
    ).save(force_insert=True)
    return f"{settings.PUBLIC_ADDRESS}{reverse('links:follow', args=[token])}"


def withdraw(subject: Model, purpose: str = "") -> int:
    """End the links given for one row (of one purpose, or of all) that still stand; returns how many there were."""
    links = SignedLink.objects.filter(
        subject_model=subject._meta.label, subject_id=str(subject.pk), withdrawn_at__isnull=True, used_at__isnull=True
    )
    if purpose:
        links = links.filter(purpose=purpose)
    return links.update(withdrawn_at=clock.now())


def extend(subject: Model, until: datetime) -> None:
    """Keep the links given for one row open until then, where they would end before: what it is about was moved."""
    links = SignedLink.objects.filter(subject_model=subject._meta.label, subject_id=str(subject.pk), ends_at__lt=until)
    links.filter(withdrawn_at__isnull=True, used_at__isnull=True).update(ends_at=until)


def use(link: SignedLink) -> None:
    """Use a link up that serves once, in the transaction of what it served for; others stay open until their end.

    Raises `Conflict` when it was used meanwhile, so that two clicks do one thing.
    """
    if not link.once:
        return
    if SignedLink.objects.filter(pk=link.pk, used_at__isnull=True).update(used_at=clock.now()) != 1:
        raise Conflict(_("Ce lien a déjà servi : votre réponse est enregistrée."))


def open_first(link: SignedLink) -> bool:
    """Bind the link to the device that opens it first; False when another device was faster."""
    return SignedLink.objects.filter(pk=link.pk, opened_at__isnull=True).update(opened_at=clock.now()) == 1


def try_birth_date(link: SignedLink, told: date) -> bool:
    """Whether the date is the person's; a wrong one is counted before it is looked at, and the fifth ends the link."""
    counted = SignedLink.objects.filter(pk=link.pk, wrong_tries__lt=TRIES)
    if counted.update(wrong_tries=F("wrong_tries") + 1) != 1:
        return False
    right = bool(link.birth_index) and secrets.compare_digest(birth_index(told), link.birth_index)
    if right:
        SignedLink.objects.filter(pk=link.pk).update(wrong_tries=F("wrong_tries") - 1)
    return right


def digest_of(token: str) -> str:
    """What is kept of a token; it is random, so a plain digest is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


def birth_index(day: date) -> str:
    """A keyed digest of a birth date."""
    return keyring().blind_index(f"birth:{day.isoformat()}")


def state_of(link: SignedLink) -> str:
    """Why the link opens nothing: `used`, `withdrawn`, `tried` or `expired`; empty while it stands."""
    if link.used_at:
        return "used"
    if link.withdrawn_at:
        return "withdrawn"
    if link.wrong_tries >= TRIES:
        return "tried"
    return "expired" if link.ends_at <= clock.now() else ""
