#!/usr/bin/env bash
# Makes the secrets of docker-compose.yml, a file each, in secrets/ at the top of the repository, which Git ignores. What
# is there already stays. The provider's secret is asked for; all others are made up.
#
# The service gets clients' secrets and the user's password encoded. As they are they stand in secrets/plain/: hand them to
# who needs them, and delete those of shop, office and office-user. Prometheus and Grafana read theirs there.
#
# Needs openssl, and htpasswd (of Apache's utilities) or Docker.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."
umask 077
mkdir -p secrets/plain
# Containers read them under users of their own; the directory keeps everybody else out.
readonly mode=444

keep() {
  if [[ -s secrets/$1 ]]; then
    cat >/dev/null
  else
    # An empty one may be left of a run that broke off, and can't be written to.
    rm -f "secrets/$1"
    cat >"secrets/$1"
    chmod $mode "secrets/$1"
    echo "secrets/$1"
  fi
}

made_up() {
  openssl rand -base64 24 | tr -d '\n'
}

bcrypt() {
  if command -v htpasswd >/dev/null; then htpasswd -niBC 10 ""; else docker run --rm -i httpd:2.4 htpasswd -niBC 10 ""; fi
}

# What a caller knows, and what the service knows of it.
encoded() {
  local hash
  if [[ ! -s secrets/$2 ]]; then
    # Taken away, since it is to be another one; or a run broke off before anybody had it.
    rm -f "secrets/plain/$1"
    made_up | keep "plain/$1"
    # An assignment, since a failure within an argument would not stop this script.
    hash=$(bcrypt <"secrets/plain/$1" | tr -d ':\n')
    printf '{bcrypt}%s' "$hash" | keep "$2"
  fi
}

if [[ ! -s secrets/riskflow.provider.client-secret ]]; then
  # Without a line's end, the last line counts all the same.
  read -r -s -p "The client secret that the provider gave you: " provider || true
  echo
  [[ -n $provider ]] || { echo "No secret given" >&2 && exit 1; }
  printf %s "$provider" | keep riskflow.provider.client-secret
fi
made_up | keep spring.datasource.password
openssl rand -base64 32 | tr -d '\n' | keep riskflow.secrets.keys.k1
encoded shop riskflow.security.clients.shop.secret
encoded office riskflow.security.clients.office.secret
encoded monitor riskflow.security.clients.monitor.secret
encoded office-user riskflow.security.users.office.password
made_up | keep plain/grafana
