"""Signs of French stay on the line of the word before them, and nothing else of a page changes."""

import pytest
from django.urls import reverse

from labmigration.ui.typography import unbroken

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<p>Qui agit ?</p>", f"<p>Qui agit{NBSP}?</p>"),
        ("<p>oui : non ; peut-être !</p>", f"<p>oui{NBSP}: non{NBSP}; peut-être{NBSP}!</p>"),
        ("<p>dit « oui » à 80 % et 12 €</p>", f"<p>dit «{NBSP}oui{NBSP}» à 80{NBSP}% et 12{NBSP}€</p>"),
        ("<p><b>Total</b> : 12</p>", f"<p><b>Total</b>{NBSP}: 12</p>"),
        ("<p>A question? An answer: yes.</p>", "<p>A question? An answer: yes.</p>"),
        (
            '<p title="oui : non" style="color : red">a : b</p>',
            f'<p title="oui : non" style="color : red">a{NBSP}: b</p>',
        ),
        (
            "<textarea>Elle dit : oui ?</textarea><p>a : b</p>",
            f"<textarea>Elle dit : oui ?</textarea><p>a{NBSP}: b</p>",
        ),
        ("<script>a ? b : c</script>", "<script>a ? b : c</script>"),
        ("fin ?", f"fin{NBSP}?"),
    ],
)
def test_the_space_before_a_french_sign_does_not_break(written, read):
    assert unbroken(written.encode()).decode() == read
    assert unbroken(read.encode()).decode() == read


@pytest.mark.django_db
def test_pages_leave_with_them(client):
    page = client.get(reverse("account_login"), headers={"accept-language": "fr"})
    body = page.content.decode()
    assert f"{NBSP}?" in body or f"{NBSP}:" in body
    assert " ?" not in body and int(page.get("Content-Length", len(page.content))) == len(page.content)
