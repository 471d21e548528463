"""A passkey in a real browser, with an authenticator that Chromium plays: added once, then the only key needed."""

from collections.abc import Iterator

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import Page, Playwright

QUIET = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def with_a_finger(playwright: Playwright) -> Iterator[Page]:
    """A page of a browser on a device that reads fingerprints."""
    browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=QUIET)
    page = browser.new_page(locale="fr-FR")
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    yield page
    browser.close()


@pytest.mark.browser
def test_staff_protect_their_account_with_a_passkey_and_then_enter_with_it_alone(
    transactional_db, live_server, world, with_a_finger
):
    password = "une phrase facile à retenir"
    user = world.user("advisor")
    user.set_password(password)
    user.save()
    Authenticator.objects.filter(user=user).delete()
    page, root = with_a_finger, live_server.url.replace("127.0.0.1", "localhost")
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)

    page.goto(f"{root}/compte/connexion/mot-de-passe/")
    page.get_by_label("Courriel ou téléphone").fill(user.email)
    page.get_by_label("Mot de passe").fill(password)
    page.get_by_role("button", name="Me connecter").click()
    page.get_by_role("link", name="Cet appareil, ou une clé").click()
    page.get_by_label("Me connecter avec cet appareil seul").check()
    page.get_by_role("button", name="Ajouter cet appareil").click()
    page.get_by_role("heading", name="Vos codes de secours").wait_for()
    assert Authenticator.objects.filter(user=user, type="webauthn").count() == 1

    page.context.clear_cookies()
    page.goto(f"{root}/compte/connexion/")
    page.get_by_role("button", name="Entrer avec cet appareil ou une clé").click()
    page.wait_for_url(lambda url: "connexion" not in url)
    page.goto(f"{root}/compte/")
    page.get_by_role("heading", name=user.name).wait_for()
    assert refused == []
