"""``labmigration certificates rotate``: sign credentials with a new key; what was signed before still verifies."""

import argparse


def main(argv: list[str]) -> int:
    """Draw a new key and say its name; returns 0."""
    parser = argparse.ArgumentParser(prog="labmigration certificates")
    parser.add_argument("what", choices=["rotate"])
    parser.parse_args(argv)
    import django

    django.setup()
    from labmigration.pathway.certification.credentials.signing_keys import rotate

    print(f"Les badges numériques sont signés désormais avec la clé « {rotate()} ».")
    return 0
