#!/usr/bin/env bash
# Installs VROOM and PyVRP, with which `bench/placement.py` compares, into .venv-peers: their own lists and versions never
# touch the product's environment. Nothing is done when they are there; the measures go on without them.
set -euo pipefail
cd "$(dirname "$0")/.."
lock=requirements-peers.lock
stamp=.venv-peers/.installed-$(sha256sum "$lock" | cut -c1-16)
[ ! -e "$stamp" ] || exit 0
[ -x .venv/bin/uv ] || tools/setup.sh dev
echo "VROOM et PyVRP, pour comparer : .venv-peers, tout vérifié par empreinte"
export UV_SYSTEM_CERTS=${UV_SYSTEM_CERTS:-true}
.venv/bin/uv venv -q --clear --python .venv/bin/python .venv-peers &&
  .venv/bin/uv pip sync -q --python .venv-peers/bin/python --require-hashes --only-binary :all: "$lock" || {
  rm -rf .venv-peers
  echo "VROOM et PyVRP n’ont pas pu être installés : les mesures s’en passent." >&2
  exit 1
}
touch "$stamp"
