# Sourced by the other tools: `need PACKAGE…` installs Debian packages that are missing, and says so.
need() {
  if ! command -v apt-get >/dev/null; then
    echo "Il manque : $*. Installez-les avec l’outil de votre système, puis relancez la commande." >&2
    return 1
  fi
  local as_root=()
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || { echo "Il manque : $*. Installez-les en tant que root." >&2; return 1; }
    as_root=(sudo)
  fi
  echo "Installation de paquets Debian : $*"
  "${as_root[@]}" apt-get update -qq
  DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}
