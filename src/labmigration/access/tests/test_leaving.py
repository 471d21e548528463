"""Leaving quickly: signed out, nothing kept by the browser, a neutral page in front."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse


@pytest.fixture
def her(world, client):
    pathway = world.person(with_account=True)
    client.force_login(pathway.candidate.user)
    return client


def test_one_press_signs_out_and_leads_to_a_page_that_says_nothing_of_us(her):
    answer = her.post(reverse("access:leave_quickly"))
    assert (answer.status_code, answer["Location"]) == (303, settings.LEAVE_TO)
    assert "localhost" not in settings.LEAVE_TO
    assert her.get(reverse("desk:me")).status_code == 302
    assert "_auth_user_id" not in her.session


def test_the_browser_is_told_to_forget_pages_and_drafts_and_not_to_say_where_one_came_from(her):
    answer = her.post(reverse("access:leave_quickly"))
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["Cache-Control"] == "no-store"


def test_whoever_is_signed_out_already_leaves_too(client):
    assert client.post(reverse("access:leave_quickly")).status_code == 303


def test_a_link_does_not_sign_anybody_out(her):
    assert her.get(reverse("access:leave_quickly")).status_code == 405
    assert her.get(reverse("desk:me")).status_code == 200


def test_another_site_cannot_press_the_button(world):
    pathway = world.person(with_account=True)
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(pathway.candidate.user)
    assert strict.post(reverse("access:leave_quickly")).status_code == 403


def test_the_form_may_lead_there_and_nowhere_else(her):
    policy = her.get(reverse("desk:me"))["Content-Security-Policy"]
    form_action = next(part for part in policy.split(";") if "form-action" in part).split()
    assert form_action[1:] == ["'self'", settings.LEAVE_TO.rstrip("/")]


@pytest.mark.parametrize("route", ["desk:me", "privacy:rights", "privacy:my_data", "desk:own_contact"])
def test_back_shows_nothing_because_her_pages_are_kept_nowhere(her, route):
    assert "no-store" in her.get(reverse(route))["Cache-Control"]
