"""People of the pilot on their own telephones, in their own language, and the papers that they photograph."""

import io
from typing import Any

from django.apps import apps
from django.conf import settings
from django.test import Client
from django_scopes import scope
from PIL import Image
from playwright.sync_api import Page, expect

from labmigration.demo.accounts import TERRITORY
from tests.journeys.town import PHONE, Town


def somebody(**where: Any) -> Any:
    """The first person of the pilot with an account who is so: her pathway."""
    with scope(territory=[TERRITORY]):
        rows = apps.get_model("pathway.Pathway").objects.filter(state="open", candidate__user__isnull=False, **where)
        return rows.select_related("candidate__user", "lead_advisor").order_by("pk").first()


def signed_in(town: Town, person: Any, width: int = PHONE, *, language: str = "", **context: Any) -> Page:
    """A browser in which the person signed in before: no test waits for a code of its own.

    Nobody has set its language unless one is given: it then speaks the one in which we speak with her.
    """
    client = Client()
    client.force_login(person.candidate.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = town.visitor(width, **context)
    page.context.clear_cookies()
    cookies = {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value}
    if language:
        cookies["django_language"] = language
    page.context.add_cookies([{"name": name, "value": value, "url": town.address} for name, value in cookies.items()])
    return page


def at_home(town: Town, person: Any, **context: Any) -> Page:
    """At her first page, on her telephone, in her own language."""
    page = signed_in(town, person, **context)
    page.goto("/moi/")
    html, language = page.locator("html"), person.candidate.user.language
    expect(html).to_have_attribute("lang", language)
    expect(html).to_have_attribute("dir", "rtl" if language == "ar" else "ltr")
    return page


def photograph() -> dict[str, Any]:
    """A small picture, as a telephone would hand it over."""
    stream = io.BytesIO()
    Image.effect_noise((900, 600), 60).convert("RGB").save(stream, "JPEG", quality=60)
    return {"name": "IMG_2041.JPG", "mimeType": "image/jpeg", "buffer": stream.getvalue()}
