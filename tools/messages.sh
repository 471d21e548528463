#!/usr/bin/env bash
# Gathers French messages into the catalogues and compiles them (the compiled files are committed). English is complete;
# Arabic and Ukrainian hold the words of the pages that candidates read, and leave the others empty.
set -euo pipefail
cd "$(dirname "$0")/../src/labmigration"
export LABMIGRATION_HOME=$(mktemp -d) LABMIGRATION_DEMO=1
../../.venv/bin/labmigration django makemessages -l en -l ar -l uk --no-location --no-obsolete -v 0
../../.venv/bin/labmigration django compilemessages -v 0
