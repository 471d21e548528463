"""Files and juries, what blocks rest on, appeals, VAE, certificates."""

from labmigration.pathway.certification.models.appeals import Appeal
from labmigration.pathway.certification.models.certificates import Certificate, PublicProof
from labmigration.pathway.certification.models.files import (
    BlockResult,
    CertificationFile,
    JurorOpinion,
    Outcome,
    Route,
    SstCertificate,
)
from labmigration.pathway.certification.models.juries import ConflictOfInterest, JurySession, Link
from labmigration.pathway.certification.models.proofs import BlockEvidence, Kind, PriorCertificate
from labmigration.pathway.certification.models.vae import StepKind, Vae, VaeStep

__all__ = [
    "Appeal",
    "BlockEvidence",
    "BlockResult",
    "Certificate",
    "CertificationFile",
    "ConflictOfInterest",
    "JurorOpinion",
    "JurySession",
    "Kind",
    "Link",
    "Outcome",
    "PriorCertificate",
    "PublicProof",
    "Route",
    "SstCertificate",
    "StepKind",
    "Vae",
    "VaeStep",
]
