"""People of the pilot on their own telephones, in their own language, and the papers that they photograph."""

import io
import re
from typing import Any

from django.apps import apps
from django_scopes import scope
from PIL import Image
from playwright.sync_api import Page, expect

from labmigration import clock
from labmigration.demo.accounts import TERRITORY
from tests.journeys.town import PHONE, Town


def somebody(**where: Any) -> Any:
    """The first person of the pilot with an account who is so: her pathway."""
    with scope(territory=[TERRITORY]):
        rows = apps.get_model("pathway.Pathway").objects.filter(state="open", candidate__user__isnull=False, **where)
        return rows.select_related("candidate__user", "lead_advisor").order_by("pk").first()


def asked_for_an_opinion() -> Any:
    """The first in training, by her seat, who is asked what she thinks of a module and has not said it yet."""
    asked = {"modulefeedbacks__answered_on": None, "modulefeedbacks__closes_on__gte": clock.today()}
    with scope(territory=[TERRITORY]):
        rows = apps.get_model("pathway.Pathway").objects.filter(next_step="training.attend", **asked)
        return rows.select_related("candidate__user").order_by("enrolments__seat").first()


def code_on_the_board(town: Town) -> str:
    """The four figures that the trainer shows this morning."""
    page = town.enter("Pauline Roche")
    page.goto("/formation/")
    this_morning = re.compile(rf"{clock.today().day}\s+mars.*matin")
    page.get_by_role("main").get_by_role("link", name=this_morning).first.click()
    page.get_by_role("link", name="Montrer le code de la salle").click()
    code = page.locator(".room-code").inner_text()
    page.context.close()
    return code


def signed_in(town: Town, person: Any, width: int = PHONE, *, language: str = "", **context: Any) -> Page:
    """A browser in which the person signed in before: no test waits for a code of its own.

    Nobody has set its language unless one is given: it then speaks the one in which we speak with her.
    """
    page = town.known(person.candidate.user, width, **context)
    page.context.clear_cookies(name="django_language")
    if language:
        page.context.add_cookies([{"name": "django_language", "value": language, "url": town.address}])
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
