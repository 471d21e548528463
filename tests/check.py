"""``make check``: style, types, import contracts, migrations, translations. Under a minute."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BIN = Path(sys.executable).parent
CHECKS = {
    "ruff check": [BIN / "ruff", "check", "."],
    "ruff format": [BIN / "ruff", "format", "--check", "-q", "."],
    "mypy (decisions, programme)": [BIN / "mypy"],
    "contrats d’import": [BIN / "lint-imports"],
    "migrations": [BIN / "labmigration", "django", "makemigrations", "--check", "--dry-run", "-v", "0"],
    "traductions": [sys.executable, "-m", "tests.translations"],
}


def main() -> int:
    failed = []
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "LABMIGRATION_HOME": home, "LABMIGRATION_DEMO": "1"}
        for name, command in CHECKS.items():
            started = time.monotonic()
            done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
            print(
                f"{'ok   ' if done.returncode == 0 else 'ÉCHEC'} {name} ({time.monotonic() - started:.1f} s)",
                flush=True,
            )
            if done.returncode:
                failed.append(name)
                print(done.stdout + done.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
