#!/usr/bin/env bash
# Makes the AOT cache of an extracted jar: runs the service once, with a PostgreSQL of its own that is thrown away, asks
# it what it will be asked, and stops it. The JVM writes what it learned as it ends.
#
#   train.sh DIRECTORY [JAVA OPTION...]
#
# DIRECTORY holds riskflow.jar and lib/, at the path where they will run; riskflow.aot is written beside them. The options
# are those of the run to come: a cache is not used with another class path or set of modules. G1, Serial and Parallel
# use each other's, with a heap of any size below 32 GB; ZGC and larger heaps do not.
# Needs initdb and pg_ctl, in PATH or in PG_BIN; run by root, the database gets the user postgres, which it insists on.
set -euo pipefail

directory=$(cd "$1" && pwd)
shift
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
bin=${PG_BIN:+$PG_BIN/}
work=$(mktemp -d)
readonly directory java bin work
readonly port=${TRAINING_PORT:-18080} database_port=${TRAINING_DATABASE_PORT:-15432} limit=${TRAINING_LIMIT:-600}

as_database_user() {
  if [[ $EUID -eq 0 ]]; then setpriv --reuid postgres --regid postgres --clear-groups "$@"; else "$@"; fi
}

end() {
  if [[ -n ${service:-} ]]; then kill -KILL "$service" 2>/dev/null || true; fi
  as_database_user "${bin}pg_ctl" --pgdata "$work/data" --mode immediate stop >/dev/null 2>&1 || true
  rm -rf "$work"
}
trap end EXIT

# The status of an answer; nothing while nobody answers.
ask() {
  local status
  exec 3<>"/dev/tcp/127.0.0.1/$port" || return 1
  printf '%s %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n%s\r\n' "$1" "$2" "${3:-}" >&3
  read -r -t 30 status <&3
  cat <&3 >/dev/null
  exec 3<&-
  echo "$1 $2: $status"
}

if [[ $EUID -eq 0 ]]; then chown postgres "$work"; fi
as_database_user "${bin}initdb" --pgdata "$work/data" --username riskflow --auth trust --no-sync >/dev/null
as_database_user "${bin}pg_ctl" --pgdata "$work/data" --log "$work/database.log" --wait start \
  --options "-p $database_port -h 127.0.0.1 -k $work -c fsync=off" >/dev/null

# Settings of nobody: the provider is a closed port, and secrets are made up here. {bcrypt} of "training".
secret='{bcrypt}$2b$04$nWFVlv.FvB4QzJFmQX67Qui0sIRXHxPMNFpdrW8XtGTy1N9mMQVGm'
env -i PATH="$PATH" ${JAVA_HOME:+JAVA_HOME="$JAVA_HOME"} \
  SERVER_PORT="$port" \
  SPRING_DATASOURCE_URL="jdbc:postgresql://127.0.0.1:$database_port/postgres" \
  SPRING_DATASOURCE_USERNAME=riskflow \
  RISKFLOW_PUBLICURL=http://localhost RISKFLOW_PROVIDER_BASEURL=http://127.0.0.1:1 \
  RISKFLOW_PROVIDER_CLIENTID=training RISKFLOW_PROVIDER_CLIENTSECRET=training \
  RISKFLOW_SECRETS_PRIMARYKEYID=training RISKFLOW_SECRETS_KEYS_TRAINING="$(head -c 32 /dev/urandom | base64)" \
  RISKFLOW_SECURITY_CLIENTS_TRAINING_SECRET="$secret" RISKFLOW_SECURITY_CLIENTS_TRAINING_ROLES=FRONTEND,ADMIN \
  RISKFLOW_SECURITY_ALLOWCHEAPPASSWORDS=true \
  "$java" "$@" -XX:AOTCacheOutput="$directory/riskflow.aot" -jar "$directory/riskflow.jar" >"$work/service.log" 2>&1 &
service=$!

until ready=$(ask GET /actuator/health/readiness 2>/dev/null) && [[ $ready == *" 200"* ]]; do
  if ! kill -0 "$service" || ((SECONDS > limit)); then cat "$work/service.log" && exit 1; fi
  read -r -t 0.2 <> <(:) || true
done
basic="Authorization: Basic $(printf training:training | base64)"$'\r\n'
body='{"type": "one_time"}'
ask GET /actuator/health/liveness
ask GET /risk-flows "$basic"
ask GET /risk-flows/unknown "$basic"
ask GET /risk-reports "$basic"
ask GET /actuator/prometheus "$basic"
ask GET '/callback?flow_id=unknown&success=false'
ask GET /login
ask POST /risk-flows "${basic}Content-Type: application/json"$'\r\n'"Content-Length: ${#body}"$'\r\n\r\n'"$body"

kill -TERM "$service"
wait "$service" || true
service=
[[ -s $directory/riskflow.aot ]] || { cat "$work/service.log"; echo "No AOT cache was written" >&2; exit 1; }
ls -l "$directory/riskflow.aot"
