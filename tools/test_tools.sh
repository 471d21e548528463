#!/usr/bin/env bash
# What the tests need beside Python: a browser, a PostgreSQL server, gettext. Installed when missing.
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/packages.sh
missing=()
command -v chromium >/dev/null || missing+=(chromium)
command -v msgfmt >/dev/null || missing+=(gettext)
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null || missing+=(postgresql)
[ ${#missing[@]} -eq 0 ] || need "${missing[@]}" || {
  # Without a server the tests still run on SQLite and say plainly what they left out, except where CI forbids it.
  [ "${CI:-}" = true ] && exit 1
  echo "Suite sans : ${missing[*]}" >&2
}
