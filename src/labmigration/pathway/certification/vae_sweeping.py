"""What a delay settles in a VAE: silence accepts, admissibility falls. Part of the sweep; may be killed anywhere."""

import logging
from collections.abc import Callable
from typing import Any

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, visible
from labmigration.pathway.certification import actions, vae_clock
from labmigration.pathway.certification import vae_states as states
from labmigration.territories.models import Territory

log = logging.getLogger(__name__)


def settle() -> None:
    """In every territory: note the requests that silence accepted, then those whose admissibility fell."""
    for code in Territory.objects.values_list("pk", flat=True):
        actor = Actor.system(code)
        with actor.at_work():
            settle_all(actor)


def settle_all(actor: Actor) -> int:
    """Move every VAE of the territory that a delay has settled; returns how many. One that fails stops no other."""
    today, moved = clock.today(), 0
    filed = visible(actor, "certification.accept_vae_by_silence").filter(state=states.FILED)
    for vae in filed:
        if vae_clock.silent_since(vae, today) is not None:
            moved += _settle(actions.accept_by_silence, vae, actor)
    for vae in visible(actor, "certification.lapse_vae").filter(state=states.ADMISSIBLE).prefetch_related("steps"):
        if vae_clock.has_lapsed(vae, today):
            moved += _settle(actions.lapse_vae, vae, actor)
    return moved


def _settle(act: Callable[..., Any], vae: Any, actor: Actor) -> bool:
    try:
        act(vae, actor=actor)
    except Conflict:
        return False
    except Exception:  # one VAE may fail in any way; the others go on
        log.exception("vae %s could not be settled", vae.pk)
        return False
    return True
