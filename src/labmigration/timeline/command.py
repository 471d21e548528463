"""``labmigration journal verify | seal``."""

import argparse


def main(argv: list[str]) -> int:
    """Check the seals of the journal, or seal it now; 1 when a seal does not hold."""
    parser = argparse.ArgumentParser(prog="labmigration journal", description="Les sceaux du journal")
    parser.add_argument("action", choices=("verify", "seal"), help="vérifie les sceaux, ou scelle maintenant")
    options = parser.parse_args(argv)
    import django

    django.setup()
    from labmigration.timeline import sealing

    if options.action == "seal":
        for model in sealing.SEALED:
            made = sealing.seal(model)
            if made is not None:
                print(f"{made.table} : sceau {made.number}, {made.rows} lignes, {made.digest}")
        return 0
    found = list(sealing.verify())
    for each in found:
        if each.broken:
            print(
                f"{each.table} : le sceau {each.broken} ne tient pas : des lignes ont changé, manquent ou sont en trop."
            )
        else:
            print(f"{each.table} : {each.seals} sceaux, {each.rows} lignes, tout tient.")
    return 1 if any(each.broken for each in found) else 0
