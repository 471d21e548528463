"""Who asks too often: counted in the cache by name, whoever asks and minute; reading counts too.

allauth's own limits leave GET alone, and are about its own pages.
"""

import time

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

MINUTE = 60


def too_often(request: HttpRequest, name: str, *, a_minute: int, key: str = "") -> bool:
    """Count this request; whether it is one too many this minute, for the `key` given or else for its address."""
    whose = key or get_adapter().get_client_ip(request)
    counter = f"often:{name}:{whose}:{present_minute()}"
    cache.add(counter, 0, 2 * MINUTE)
    try:
        return cache.incr(counter) > a_minute
    except ValueError:  # the cache was emptied in between
        return False


def present_minute() -> int:
    """The minute that is counted, by the machine's clock."""
    return int(time.time() // MINUTE)
