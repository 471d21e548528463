"""The files of evidence, sealed, by the id of their `EvidenceFile`."""

from labmigration.secrecy.sealed_folder import SealedFolder

FILES = SealedFolder("quality_evidence", "quality_evidence")
