#!/usr/bin/env bash
# Prepares .venv from the hash-locked lists. Usage: tools/setup.sh runtime|dev
# Nothing is done when what is installed already matches the lists; a "dev" environment also serves "runtime".
set -euo pipefail
cd "$(dirname "$0")/.."
kind=${1:-runtime}
# An environment that has what tests need keeps it.
[ "$kind" = runtime ] && compgen -G ".venv/.installed-dev-*" >/dev/null && kind=dev
[ "$kind" = dev ] && lock=requirements-dev.lock || lock=requirements.lock

fingerprint() { cat "$1" requirements-uv.lock pyproject.toml | sha256sum | cut -c1-16; }
stamp=.venv/.installed-$kind-$(fingerprint "$lock")
dev_stamp=.venv/.installed-dev-$(fingerprint requirements-dev.lock)
if [ -x .venv/bin/labmigration ] && { [ -e "$stamp" ] || [ -e "$dev_stamp" ]; }; then exit 0; fi

. tools/packages.sh
python=$(command -v python3.11 || command -v python3 || true)
[ -n "$python" ] || { need python3 && python=$(command -v python3); }
"$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' ||
  { echo "Python 3.11 à 3.14 est nécessaire ; « $python » est $("$python" -V 2>&1)." >&2; exit 1; }
"$python" -c 'import ensurepip' 2>/dev/null || need python3-venv

[ -x .venv/bin/python ] || { echo "Environnement Python : .venv"; "$python" -m venv .venv; }
.venv/bin/python -m pip --version >/dev/null 2>&1 || .venv/bin/python -m ensurepip -q
[ -x .venv/bin/uv ] || .venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-uv.lock
echo "Dépendances ($kind), toutes vérifiées par leur empreinte"
# The system's certificates, so that a company's proxy is trusted as everywhere else; without uv, pip reads the same list.
export UV_SYSTEM_CERTS=${UV_SYSTEM_CERTS:-true}
.venv/bin/uv pip sync -q --python .venv/bin/python --require-hashes "$lock" || {
  echo "uv n’a pas abouti : la même liste avec pip, plus lentement"
  .venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r "$lock"
}
.venv/bin/uv pip install -q --python .venv/bin/python --no-deps --no-build-isolation -e .
rm -f .venv/.installed-*
touch "$stamp"
