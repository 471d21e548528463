"""What travels compressed, through the whole stack of middleware."""

import gzip

import pytest

STYLE_SHEET = "/static/ui/components.css"
TAKES_GZIP = {"accept-encoding": "gzip"}


def test_a_style_sheet_travels_compressed_and_whole(client):
    plain = b"".join(client.get(STYLE_SHEET))
    response = client.get(STYLE_SHEET, headers=TAKES_GZIP)
    sent = b"".join(response)
    assert response["Content-Encoding"] == "gzip" and len(sent) < len(plain) / 2
    assert gzip.decompress(sent) == plain


def test_a_style_sheet_that_the_browser_holds_already_is_not_sent_again(client):
    changed = client.get(STYLE_SHEET)["Last-Modified"]
    response = client.get(STYLE_SHEET, headers={**TAKES_GZIP, "if-modified-since": changed})
    assert response.status_code == 304 and b"".join(response) == b""


def test_a_font_is_sent_as_it_is(client):
    response = client.get("/static/ui/fonts/LabSans-Regular-Latin1.woff2", headers=TAKES_GZIP)
    assert response.status_code == 200 and not response.has_header("Content-Encoding")


@pytest.mark.django_db
def test_a_page_travels_compressed(client):
    assert client.get("/galerie/", headers=TAKES_GZIP)["Content-Encoding"] == "gzip"
