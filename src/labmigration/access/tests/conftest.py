"""What the tests of sign-in share."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.apps import apps
from django.test import Client

from labmigration.access import account_views
from labmigration.access.models import User
from labmigration.access.second_factor import SecondFactorAdapter

#: Looked up by name: the outbox stands above this part of the house.
OutboxMessage = apps.get_model("notices.OutboxMessage")
PASSWORD = "une phrase facile à retenir"


@pytest.fixture(autouse=True)
def _as_in_real_life(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    """Django's tests put e-mail aside; here it goes to the outbox. The even answer time has its own test."""
    settings.EMAIL_BACKEND = "labmigration.notices.backend.OutboxEmailBackend"
    monkeypatch.setattr(account_views, "EVEN_SECONDS", 0)


class Door:
    """Signing in as people do, page after page."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def ask_for_code(self, contact: str) -> Any:
        return self.client.post("/compte/connexion/", {"login": contact})

    def code_sent(self) -> str:
        """The six digits of the last message."""
        body = OutboxMessage.objects.order_by("-written_at").first().body
        return next(word.strip(".") for word in body.split() if word.strip(".").isdigit() and len(word.strip(".")) == 6)

    def give_code(self, code: str) -> Any:
        return self.client.post("/compte/connexion/code/", {"code": code})

    def give_password(self, contact: str, password: str = PASSWORD) -> Any:
        return self.client.post("/compte/connexion/mot-de-passe/", {"login": contact, "password": password})

    def give_second_factor(self, code: str) -> Any:
        return self.client.post("/compte/connexion/second-facteur/", {"code": code})

    @property
    def signed_in(self) -> bool:
        return "_auth_user_id" in self.client.session


@pytest.fixture
def door(client: Client, db: None) -> Door:
    return Door(client)


def with_password(user: User) -> User:
    user.set_password(PASSWORD)
    user.save()
    return user


def with_application(user: User) -> str:
    """Give the account an authenticator application; returns its secret."""
    Authenticator.objects.filter(user=user).delete()
    secret = generate_totp_secret()
    data = {"secret": SecondFactorAdapter().encrypt(secret)}
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data=data)
    return secret


def code_now(secret: str) -> str:
    """What the application shows at this moment."""
    counters = list(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(secret, counters[len(counters) // 2]))


@pytest.fixture
def candidate(world: Any) -> User:
    """An account reached by telephone and e-mail."""
    user = world.user("candidate")
    user.phone, user.email = "06 39 98 12 34", "Aminata@example.org"
    user.save()
    return user


@pytest.fixture
def advisor(world: Any) -> User:
    """Staff with a password."""
    return with_password(world.user("advisor"))
