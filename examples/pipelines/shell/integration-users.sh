#!/usr/bin/env bash
# Integration users from integrations.yaml, for any scheduler:
#   integration-users.sh plan      writes plan.md; exit code 2 when something would change
#   integration-users.sh apply     makes the users what the file says
#   integration-users.sh nightly   drift, checks and audit: drift.md, verify.xml, audit.html
# Reads SALESFORCE_USERNAME, SALESFORCE_CLIENT_ID, SALESFORCE_JWT_KEY (path of the key file), SALESFORCE_INSTANCE_URL.
set -euo pipefail

install() {
  npm install --global @salesforce/cli@2.150.6
  echo y | sf plugins install sf-plugin-integration-user@0.1.0
}

login() {
  sf org login jwt --username "$SALESFORCE_USERNAME" --client-id "$SALESFORCE_CLIENT_ID" \
    --jwt-key-file "$SALESFORCE_JWT_KEY" --instance-url "${SALESFORCE_INSTANCE_URL:-https://login.salesforce.com}" \
    --alias production
}

plan() {
  sf integration-user apply --target-org production --definition-file integrations.yaml --no-prompt \
    --dry-run --detailed-exit-code --output-format markdown --output-file "$1" --overwrite
}

apply() {
  sf integration-user apply --target-org production --definition-file integrations.yaml --no-prompt
}

nightly() {
  local code=0
  plan drift.md || code=$?
  sf integration-user verify --target-org production --definition-file integrations.yaml \
    --output-format junit --output-file verify.xml --overwrite || code=$?
  sf integration-user audit --target-org production --output-format html --output-file audit.html --overwrite || code=$?
  return "$code"
}

case "${1:-}" in
  plan | apply | nightly) ;;
  *)
    sed -n '3,6s/^# *//p' "$0" >&2
    exit 64
    ;;
esac

command -v sf > /dev/null || install
login
case "$1" in
  plan) plan plan.md ;;
  *) "$1" ;;
esac
