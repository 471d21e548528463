"""Telling the two sides of a tutorship that something waits on their page. Neutral: no name, not even what it is."""

from collections.abc import Mapping

from django.conf import settings

from labmigration.pathway.matching.home_notices import tell_home
from labmigration.pathway.orientation.one_message import Message, tell
from labmigration.pathway.tutoring.models import Tutorship
from labmigration.people.models import Household

#: English, Arabic and Ukrainian wait for native speakers.
PROPOSED: Mapping[str, str] = {
    "fr": "Une proposition vous attend sur votre page : {address}",
    "en": "A proposal is waiting for you on your page: {address}",
    "ar": "هناك اقتراح ينتظرك على صفحتك: {address}",
    "uk": "На вашій сторінці є пропозиція: {address}",
}
ANSWERED: Mapping[str, str] = {
    "fr": "Une réponse vous attend sur votre page : {address}",
    "en": "An answer is waiting for you on your page: {address}",
    "ar": "هناك رد ينتظرك على صفحتك: {address}",
    "uk": "На вашій сторінці є відповідь: {address}",
}


def tell_proposed(tutorship: Tutorship) -> None:
    """Both are asked: tell the tutor and the accompanied."""
    _tell_tutor(tutorship, PROPOSED, "proposed")
    _tell_accompanied(tutorship, PROPOSED, "proposed")


def tell_answered(tutorship: Tutorship, *, but_tutor: bool = False, but_other: bool = False) -> None:
    """It has begun, or comes to nothing: tell those who had said yes, except whoever has just answered."""
    if tutorship.tutor_says_yes and not but_tutor:
        _tell_tutor(tutorship, ANSWERED, "answered")
    if tutorship.other_says_yes and not but_other:
        _tell_accompanied(tutorship, ANSWERED, "answered")


def _tell_tutor(tutorship: Tutorship, texts: Mapping[str, str], what: str) -> None:
    home = Household.objects.filter(user=tutorship.tutor_id).select_related("user").first()
    reached = home if home is not None and (home.phone or home.email) else tutorship.tutor
    tell_home(reached, texts, key=f"tutorship|{tutorship.pk}|{what}|tutor")


def _tell_accompanied(tutorship: Tutorship, texts: Mapping[str, str], what: str) -> None:
    key = f"tutorship|{tutorship.pk}|{what}|other"
    if tutorship.pathway is not None:
        tell(tutorship.pathway, Message(texts, lambda: {"address": settings.PUBLIC_ADDRESS}), key=key)
    elif tutorship.household is not None:
        tell_home(tutorship.household, texts, key=key)
