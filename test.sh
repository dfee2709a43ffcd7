#!/usr/bin/env bash
# Everything that must hold, from a fresh clone: installs what the tests need, builds, checks the style, runs all tests.
# The last line says "N passed, N failed"; the exit code is 0 only when nothing failed.
set -uo pipefail
cd "$(dirname "$0")"

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
passed=0
failed=0

# Hundreds of databases live for seconds each: in memory where there is room for them, they wait for no disk.
room=$(df --output=avail -k /dev/shm 2>/dev/null | tail -n 1)
if [ "${room:-0}" -gt 4000000 ]; then scratch=$(mktemp -d -p /dev/shm); else scratch=$(mktemp -d); fi
chmod 755 "$scratch" # PostgreSQL runs as somebody else
export TMPDIR="$scratch"
results=$(mktemp -d)

finish() {
  stop_postgres
  rm -rf "$scratch"
}
trap finish EXIT

try_install() {
  local as=""
  [ "$(id -u)" = 0 ] || as="sudo"
  echo "Installing: $*"
  $as apt-get update -qq -o Acquire::Retries=0 -o Acquire::http::Timeout=20 >/dev/null && DEBIAN_FRONTEND=noninteractive $as apt-get install -y -qq "$@" >/dev/null
}

install() {
  try_install "$@" || { echo "Could not install $*. Install it by hand and run this again."; echo "0 passed, 1 failed"; exit 1; }
}

# --- what the tests need -------------------------------------------------------------------------------------------------

# The browser without its windows costs the journeys a third less; the whole one does as well.
command -v chromium-headless-shell >/dev/null || { [ "$(id -u)" = 0 ] && try_install chromium-headless-shell; } ||
  command -v chromium >/dev/null || install chromium
CHROMIUM=${CHROMIUM:-$(command -v chromium-headless-shell || command -v chromium)}
export CHROMIUM
compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || install postgresql
postgres_bin=$(dirname "$(compgen -G '/usr/lib/postgresql/*/bin/initdb' | sort -V | tail -n 1)")
postgres_data=""

# It lives for one run and need not survive a power cut. PostgreSQL refuses to run as root.
as_postgres() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }

start_postgres() {
  local port
  port=$(free_port)
  postgres_data=$(mktemp -d)
  [ "$(id -u)" = 0 ] && chown postgres "$postgres_data"
  as_postgres "$postgres_bin/initdb" -D "$postgres_data/db" -U motion --auth=trust -E UTF8 >/dev/null &&
    as_postgres "$postgres_bin/pg_ctl" -D "$postgres_data/db" -w -s -l "$postgres_data/log" \
      -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$postgres_data -c max_connections=300 -c fsync=off -c synchronous_commit=off -c full_page_writes=off" start || return 1
  export MOTION_TEST_POSTGRES="Host=127.0.0.1;Port=$port;Username=motion;Database=postgres"
}

stop_postgres() {
  [ -n "$postgres_data" ] || return 0
  as_postgres "$postgres_bin/pg_ctl" -D "$postgres_data/db" -m immediate -s stop
  rm -rf "$postgres_data"
  postgres_data=""
}

free_port() {
  local port
  for port in $(shuf -i 20000-29999 -n 50); do
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
  done
}

# --- the runs ------------------------------------------------------------------------------------------------------------

# check NAME COMMAND...: one thing that either holds or does not.
check() {
  local name=$1
  shift
  echo "== $name"
  if "$@" >"$results/check.log" 2>&1; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    tail -n 60 "$results/check.log"
    echo "FAILED: $name"
  fi
}

# run NAME PROJECT ARGS...: a test project; its own summary is counted. One that hangs is ended and says what it was at.
run() {
  local name=$1 project=$2 log="$results/$RANDOM.log" summary
  shift 2
  echo "== $name"
  timeout --kill-after=60 1800 dotnet run --project "$project" --no-build -- -noLogo -noColor "$@" >"$log" 2>&1
  summary=$(grep -E 'Total: [0-9]+, Errors: [0-9]+, Failed: [0-9]+' "$log" | tail -n 1)
  if [ -z "$summary" ]; then
    tail -n 60 "$log"
    echo "FAILED: $name ended without a summary"
    failed=$((failed + 1))
    return
  fi
  local total errors broken skipped
  total=$(sed -E 's/.*Total: ([0-9]+).*/\1/' <<<"$summary")
  errors=$(sed -E 's/.*Errors: ([0-9]+).*/\1/' <<<"$summary")
  broken=$(sed -E 's/.*Failed: ([0-9]+).*/\1/' <<<"$summary")
  skipped=$(sed -E 's/.*Skipped: ([0-9]+).*/\1/' <<<"$summary")
  passed=$((passed + total - broken - skipped))
  failed=$((failed + broken + errors))
  grep -E '\[SKIP\]|^ +Skipped' -A 1 "$log" | head -n 20
  [ $((broken + errors)) = 0 ] || grep -F '[FAIL]' "$log"
  [ $((broken + errors)) = 0 ] || grep -vE '^ +at (System|Microsoft|Xunit)\.' "$log" | tail -n 150
  echo "$summary"
}

# The compiler lives too short to earn back the counting of its own calls.
echo "== build"
if ! DOTNET_TieredPGO=0 dotnet build Motion.sln -v quiet; then
  echo "0 passed, 1 failed"
  exit 1
fi
check "style" env DOTNET_TieredPGO=0 dotnet format Motion.sln --verify-no-changes --no-restore

run "tests on SQLite" Motion.Tests
if start_postgres; then
  # The rules need no database; what touches one runs again on PostgreSQL.
  run "tests on PostgreSQL" Motion.Tests -trait "Database=Any"
  stop_postgres
  unset MOTION_TEST_POSTGRES
else
  echo "FAILED: PostgreSQL did not start"
  failed=$((failed + 1))
fi
run "journeys in a browser" Motion.E2E

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
