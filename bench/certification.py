"""A page of certificate: the PDF with its square to scan, and the signed credential, made again and again."""

import os
import time
from collections.abc import Callable
from typing import Final

from bench.figures import Figure, percentile, say

ROUNDS: Final = 60
WARM_UP: Final = 5


def figures() -> list[Figure]:
    """Every measure of certificates; no database is touched."""
    say(f"certification: {ROUNDS} certificates on paper, {ROUNDS} signed …")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "labmigration.settings")
    import django

    django.setup()
    from labmigration.pathway.certification import certificate_paper
    from labmigration.pathway.certification.credentials.badge import badge

    certificate = _invented()
    paper = _milliseconds(lambda: certificate_paper.pdf(certificate))
    signed = _milliseconds(lambda: badge(certificate))
    return [
        Figure(
            "certification: a page of certificate PDF, warm, p95",
            percentile(paper, 0.95),
            "ms",
            at_most=30,
            remark="PDF/UA-1, three blocks, square to scan",
        ),
        Figure("certification: an Open Badge signed, p95", percentile(signed, 0.95), "ms", remark="RS256, 3072 bits"),
    ]


def _milliseconds(make: Callable[[], object]) -> list[float]:
    for _round in range(WARM_UP):
        make()
    taken = []
    for _round in range(ROUNDS):
        begun = time.perf_counter()
        make()
        taken.append((time.perf_counter() - begun) * 1000)
    return taken


def _invented() -> object:
    from datetime import UTC, date, datetime

    from labmigration.pathway.certification.blocks import known_blocks
    from labmigration.pathway.certification.codes import draw_code
    from labmigration.pathway.certification.models import Certificate, PublicProof

    proof = PublicProof(
        certification="advd",
        rncp=37780,
        blocks=[block.kept() for block in known_blocks("advd")],
        decided_on=date(2026, 3, 10),
        place=4321,
    )
    certificate = Certificate(proof=proof, issued_at=datetime(2026, 3, 10, 15, tzinfo=UTC))
    certificate.code, certificate.holder = draw_code(), "Aminata Diallo"
    return certificate
