"""The extracts, sealed, by the id of their `Extract`."""

from labmigration.secrecy.sealed_folder import SealedFolder

FILES = SealedFolder("research_extracts", "research_extracts")
