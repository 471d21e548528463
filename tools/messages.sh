#!/usr/bin/env bash
# Gathers French messages into the English catalogue and compiles it (the compiled file is committed).
set -euo pipefail
cd "$(dirname "$0")/../src/labmigration"
export LABMIGRATION_HOME=$(mktemp -d) LABMIGRATION_DEMO=1
../../.venv/bin/labmigration django makemessages -l en --no-location --no-obsolete -v 0
../../.venv/bin/labmigration django compilemessages -v 0
