"""Which credentials no longer hold: one bit each, in lists that name nobody (W3C Bitstring Status List v1.0)."""

import gzip
from datetime import UTC, timedelta

from labmigration import clock
from labmigration.pathway.certification.credentials import issuer
from labmigration.pathway.certification.credentials.signing_keys import b64url, token
from labmigration.pathway.certification.models import PublicProof

#: The least that the recommendation allows: a bit among so many hides whose it is.
BITS = 131_072
#: How long a copy of a list may be relied on; ours.
FRESH = timedelta(days=1)


def place_of(place: int) -> tuple[int, int]:
    """The number of the list, and the bit in it."""
    return divmod(place, BITS)


def encoded(number: int) -> str:
    """The bits of a list, compressed, as the recommendation writes them; set where a certificate was withdrawn."""
    bits = bytearray(BITS // 8)
    revoked = PublicProof.objects.filter(
        revoked_on__isnull=False, place__gte=number * BITS, place__lt=(number + 1) * BITS
    )
    for place in revoked.values_list("place", flat=True):
        index = place % BITS
        bits[index // 8] |= 0x80 >> (index % 8)
    # mtime=0: the same list is the same bytes.
    return "u" + b64url(gzip.compress(bytes(bits), mtime=0))


def signed_list(number: int) -> str:
    """The list as a signed credential (VC-JWT)."""
    address, issued_by = issuer.list_address(number), issuer.did()
    now = clock.now().astimezone(UTC).replace(microsecond=0)
    until = now + FRESH
    return token(
        {
            "@context": ["https://www.w3.org/ns/credentials/v2"],
            "id": address,
            "type": ["VerifiableCredential", "BitstringStatusListCredential"],
            "issuer": issued_by,
            "validFrom": now.isoformat().replace("+00:00", "Z"),
            "validUntil": until.isoformat().replace("+00:00", "Z"),
            "credentialSubject": {
                "id": f"{address}#list",
                "type": "BitstringStatusList",
                "statusPurpose": "revocation",
                "encodedList": encoded(number),
            },
            "iss": issued_by,
            "jti": address,
            "nbf": int(now.timestamp()),
            "exp": int(until.timestamp()),
        },
        kid=issuer.kid(),
    )
