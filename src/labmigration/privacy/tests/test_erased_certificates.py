"""What is left of a certificate when its holder was erased."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from labmigration.pathway.certification import queries
from labmigration.pathway.certification.models import BlockEvidence, Certificate
from labmigration.pathway.certification.tests.conftest import Exam
from labmigration.privacy.erasing import erase


@pytest.fixture
def certificate(world: Any, on_a_tuesday: date) -> Any:
    """The certificate of someone with an account; Marseille's scope is open."""
    with world.training_coordinator.at_work():
        exam = Exam(world)
        yield Certificate.objects.get(file=exam.decided(exam.trained(with_account=True)))


def test_the_paper_is_still_checked_and_never_printed_again(certificate, world, client: Client):
    code = certificate.code
    erase(certificate.pathway.candidate)
    assert queries.check(code) is not None
    client.force_login(world.advisor.user)
    assert client.get(reverse("certification:certificate_paper", args=[certificate.pk])).status_code == 404
    assert list(queries.certificates_of(world.advisor, certificate.pathway)) == []
    assert queries.addresses_to_check([certificate.pathway_id]) == {}


def test_what_was_written_about_her_is_emptied(certificate):
    assert BlockEvidence.objects.exclude(words="").exists()
    erase(certificate.pathway.candidate)
    assert not BlockEvidence.objects.exclude(words="").exists()
    certificate.refresh_from_db()
    assert (certificate.holder, certificate.code) == ("", "")
