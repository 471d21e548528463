"""``labmigration privacy replay-erasures``: after a restore, people who were erased are erased again."""

import argparse


def main(argv: list[str]) -> int:
    """Erase again whoever has a tombstone and is back; returns 0."""
    parser = argparse.ArgumentParser(prog="labmigration privacy")
    parser.add_argument("what", choices=["replay-erasures"])
    parser.parse_args(argv)
    import django

    django.setup()
    from labmigration.privacy.replaying import replay

    again = replay()
    print(f"Personnes effacées de nouveau : {again}")
    return 0
