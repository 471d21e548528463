"""Who comes to the installation with which screen: signed in by a click of the demonstration, or by a code."""

import re
from typing import Any

from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page

PHONE, DESK = 390, 1280
HEIGHTS = {320: 640, PHONE: 844, DESK: 900}
#: Longer than any page needs, even on a busy machine; a step that fails should say so soon.
PATIENCE_MS = 15_000


class Town:
    """Browsers of people, each with a session of its own."""

    def __init__(self, address: str, browser: Browser) -> None:
        self.address = address
        self._browser = browser
        self._contexts: list[BrowserContext] = []

    def visitor(self, width: int = DESK, *, language: str = "fr", **context: Any) -> Page:
        """Somebody who is not signed in; `context` goes to Playwright (`color_scheme`, `java_script_enabled`…)."""
        told = {"locale": "fr-FR", "timezone_id": "Europe/Paris", "reduced_motion": "reduce", **context}
        opened = self._browser.new_context(
            base_url=self.address, viewport={"width": width, "height": HEIGHTS[width]}, **told
        )
        # Chosen on the device, so that whoever signs in, journeys read French; a test of another language changes it.
        opened.add_cookies([{"name": "django_language", "value": language, "url": self.address}])
        opened.set_default_timeout(PATIENCE_MS)
        self._contexts.append(opened)
        return opened.new_page()

    def known(self, user: Any, width: int = DESK, **context: Any) -> Page:
        """Somebody who signed in before: no test but those of signing in waits for a code of its own."""
        page = self.visitor(width, **context)
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": self.address}])
        return page

    def enter(self, name: str, width: int = DESK, **context: Any) -> Page:
        """An invented person, signed in with one click on `/demo/`."""
        page = self.visitor(width, **context)
        page.goto("/demo/")
        page.get_by_role("button", name=f"Entrer comme {name}").first.click()
        page.wait_for_url(lambda url: "/demo/" not in url)
        return page

    def enter_by_code(self, phone: str, width: int = PHONE, **context: Any) -> Page:
        """A candidate or a household, signed in with the code that was sent to a telephone."""
        page = self.visitor(width, **context)
        page.goto("/")
        page.get_by_role("link", name="Se connecter").click()
        page.get_by_label("Votre téléphone ou votre courriel").fill(phone)
        page.get_by_role("button", name="Recevoir mon code").click()
        box = page.get_by_role("textbox", name="code")
        box.wait_for()
        box.fill(self._code_sent(page, phone))
        page.get_by_role("button", name="Me connecter").click()
        page.get_by_role("navigation", name="Navigation principale").wait_for()
        return page

    def _code_sent(self, page: Page, phone: str) -> str:
        """What the person reads on her telephone: in the demonstration messages are shown instead of sent."""
        messages = page.context.new_page()
        messages.goto("/demo/messages/")
        digits = _digits(phone)[-9:]
        received = [text for text in messages.get_by_role("listitem").all_inner_texts() if digits in _digits(text)]
        messages.close()
        # In whatever language it is written, and other messages may have reached her since.
        codes = (re.search(r"Lab Migration[^:\d]*: ?(\d{6})\b", text) for text in received)
        return next(found[1] for found in codes if found)

    def close(self) -> None:
        """Everybody leaves."""
        for context in self._contexts:
            context.close()


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))
