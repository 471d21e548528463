"""Who issues credentials: a did:web of the installation's own address, with every key that ever signed."""

from typing import Any
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.urls import reverse

from labmigration.pathway.certification.credentials.signing_keys import as_jwk, signing_keys

NAME = "Lab Migration"
#: The folder of the address under which the document stands: did:web:host:verifier → https://host/verifier/did.json
FOLDER = "verifier"


def did() -> str:
    """The identifier of the issuer (did:web: a port is written %3A)."""
    return f"did:web:{quote(urlsplit(settings.PUBLIC_ADDRESS).netloc, safe='')}:{FOLDER}"


def kid() -> str:
    """The key that signs today, as tokens name it."""
    return f"{did()}#{signing_keys().current}"


def document() -> dict[str, Any]:
    """The DID document: whoever holds a token finds here the key that it names."""
    issuer = did()
    methods = [
        {"id": f"{issuer}#{name}", "type": "JsonWebKey", "controller": issuer, "publicKeyJwk": as_jwk(key)}
        for name, key in signing_keys().public.items()
    ]
    return {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/jwk/v1"],
        "id": issuer,
        "verificationMethod": methods,
        "assertionMethod": [method["id"] for method in methods],
    }


def profile() -> dict[str, Any]:
    """The issuer as Open Badges tell it."""
    return {"id": did(), "type": ["Profile"], "name": NAME, "url": settings.PUBLIC_ADDRESS}


def list_address(number: int) -> str:
    """Where the status list of a number stands."""
    return f"{settings.PUBLIC_ADDRESS}{reverse('verify:status_list', args=[number])}"
