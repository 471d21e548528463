"""A certificate as an Open Badge 3.0: a credential that the person keeps, and shows to whom she wants."""

import hashlib
from datetime import UTC
from typing import Any

from labmigration.pathway.certification.blocks import kept_blocks, title_name
from labmigration.pathway.certification.credentials import issuer
from labmigration.pathway.certification.credentials.signing_keys import token
from labmigration.pathway.certification.credentials.status_list import place_of
from labmigration.pathway.certification.models import Certificate
from labmigration.secrecy.keyring import keyring

CONTEXTS = [
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
]


def credential(certificate: Certificate) -> dict[str, Any]:
    """The credential, unsigned. Her name stands in it as a salted digest: it proves the name to whom she tells it."""
    proof = certificate.proof
    title = title_name(proof.certification)
    blocks = [block.label for block in kept_blocks(proof.blocks)]
    number, bit = place_of(proof.place)
    address = issuer.list_address(number)
    achievement = {
        "id": f"urn:uuid:{certificate.file_id}",
        "type": ["Achievement"],
        "achievementType": "MicroCredential",
        "name": title,
        "description": "Blocs de compétences acquis : " + " ; ".join(blocks) + ".",
        "criteria": {"narrative": "Décision d’un jury de deux personnes au moins, sur des preuves, bloc par bloc."},
        "inLanguage": "fr",
    }
    if proof.rncp is not None:
        achievement["humanCode"] = f"RNCP{proof.rncp}"
    return {
        "@context": CONTEXTS,
        "id": f"urn:uuid:{certificate.pk}",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": title,
        "issuer": issuer.profile(),
        "validFrom": _moment(certificate),
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "identifier": [_identity(certificate)],
            "achievement": achievement,
        },
        "credentialStatus": {
            "id": f"{address}#{bit}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": str(bit),
            "statusListCredential": address,
        },
    }


def badge(certificate: Certificate) -> str:
    """The credential as a signed token (VC-JWT): its members are the claims, `iss`, `jti` and `nbf` repeat them."""
    told = credential(certificate)
    claims = {
        "iss": told["issuer"]["id"],
        "jti": told["id"],
        "nbf": int(certificate.issued_at.replace(microsecond=0).timestamp()),
    }
    return token({**told, **claims}, kid=issuer.kid())


def _moment(certificate: Certificate) -> str:
    return certificate.issued_at.astimezone(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")


def _identity(certificate: Certificate) -> dict[str, Any]:
    salt = keyring().blind_index(f"badge-salt|{certificate.pk}")
    digest = hashlib.sha256(f"{certificate.holder}{salt}".encode()).hexdigest()
    return {
        "type": "IdentityObject",
        "hashed": True,
        "identityType": "name",
        "identityHash": f"sha256${digest}",
        "salt": salt,
    }
