"""Writing to a household, or to a tutor, that something waits on its page. Neutral: no name, no word of what it is."""

from collections.abc import Mapping

from django.conf import settings

from labmigration.access.models import User
from labmigration.notices.letters import in_gsm7
from labmigration.notices.outbox import AlreadyWritten, can_leave, put
from labmigration.pathway.orientation.one_message import SUBJECTS
from labmigration.people.models import Household

#: Households read French or English.
HOUSEHOLDS_READ = ("fr", "en")


def tell_home(who: Household | User, texts: Mapping[str, str], *, key: str) -> None:
    """By SMS, else by e-mail, once per `key`; `texts` by language have a place for the product's {address}."""
    sms = bool(who.phone) and can_leave("sms")
    if not sms and not (who.email and can_leave("email")):
        return
    account = who.user if isinstance(who, Household) else who
    language = account.language if account is not None and account.language in HOUSEHOLDS_READ else "fr"
    text = texts[language].format(address=settings.PUBLIC_ADDRESS)
    try:
        put(
            "sms" if sms else "email",
            who.phone if sms else str(who.email),
            subject="" if sms else SUBJECTS[language],
            body=in_gsm7(text) if sms else text,
            key=key,
            invented=who.invented,
        )
    except AlreadyWritten:
        return
