"""What reception keeps on disk for a while, sealed: referral files until they are read, photographs until two people
have checked them."""

from labmigration.secrecy.sealed_folder import SealedFolder

REFERRAL_FILES = SealedFolder("files", "file")
PHOTOGRAPHS = SealedFolder("photographs", "photograph")
