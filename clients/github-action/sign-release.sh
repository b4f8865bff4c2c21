#!/bin/sh
# Has a release signed by the workflow's identity. A token of GitHub's issuer is good for some minutes: each round has one of its own, and
# `purgatory sign` goes on where the round before has ended.
set -eu

fail() {
  echo "::error::$1"
  exit "${2:-2}"
}

case "$WAIT_MINUTES" in
  '' | *[!0-9]* | ??????*) fail 'wait-minutes is a number of minutes' ;;
esac
if [ -n "$RELEASE_MANIFEST" ]; then
  [ -z "$RELEASE_PATH$RELEASE_NAME" ] || fail 'a manifest says what is in the release, and its name: leave path and release out'
  set -- --manifest "$RELEASE_MANIFEST"
else
  if [ -z "$RELEASE_PATH" ] || [ -z "$RELEASE_NAME" ]; then fail 'give manifest, or path and release'; fi
  set -- "$RELEASE_PATH" --release "$RELEASE_NAME"
fi
if [ -z "${ACTIONS_ID_TOKEN_REQUEST_URL:-}" ] || [ -z "${ACTIONS_ID_TOKEN_REQUEST_TOKEN:-}" ]; then
  fail 'the job has no identity: give it "permissions: id-token: write"'
fi

# Secrets go to curl by standard input: other processes can read command lines.
identity() {
  answer=$(printf 'header = "authorization: bearer %s"\n' "$ACTIONS_ID_TOKEN_REQUEST_TOKEN" |
    curl --silent --show-error --fail --max-time 30 --proto =https --config - \
      "$ACTIONS_ID_TOKEN_REQUEST_URL&audience=$TOKEN_AUDIENCE") || return 1
  printf '%s' "$answer" | sed -n 's/.*"value" *: *"\([A-Za-z0-9._-]*\)".*/\1/p'
}

# Where people sign in at another issuer than GitHub's, that one gives its own token for the job's (RFC 8693).
token() {
  subject=$(identity) || return 1
  if [ -z "$EXCHANGE_URL" ]; then
    printf '%s' "$subject"
    return
  fi
  answer=$(printf 'data-urlencode = "subject_token=%s"\n' "$subject" |
    curl --silent --show-error --fail --max-time 30 --proto =https --config - \
      --data-urlencode 'grant_type=urn:ietf:params:oauth:grant-type:token-exchange' \
      --data-urlencode 'subject_token_type=urn:ietf:params:oauth:token-type:jwt' \
      --data-urlencode "client_id=$EXCHANGE_CLIENT" \
      --data-urlencode "audience=$TOKEN_AUDIENCE" \
      "$EXCHANGE_URL") || return 1
  printf '%s' "$answer" | sed -n 's/.*"access_token" *: *"\([A-Za-z0-9._-]*\)".*/\1/p'
}

result=$(mktemp)
trap 'rm -f "$result"' EXIT
seconds_left=$((WAIT_MINUTES * 60))
while :; do
  PURGATORY_TOKEN=$(token) || PURGATORY_TOKEN=''
  [ -n "$PURGATORY_TOKEN" ] || fail 'no token came for the identity of the job' 4
  echo "::add-mask::$PURGATORY_TOKEN"
  export PURGATORY_TOKEN
  status=0
  "$PURGATORY_COMMAND" sign "$@" -o "$RELEASE_OUTPUT" --json >"$result" || status=$?
  case "$status" in
    0)
      echo 'every part of the release is signed'
      exit 0
      ;;
    # Somebody has to approve, or only some parts can be signed: what waits may still be signed.
    1) grep -q '"state": *"pending"' "$result" || {
      cat "$result"
      fail 'parts of the release are refused' 1
    } ;;
    # The service could not be reached, or the token's time was over.
    4) ;;
    *) fail "purgatory sign ended with status $status" "$status" ;;
  esac
  [ "$seconds_left" -gt 0 ] || fail 'the release is not signed yet: approve it and run the job again' 1
  sleep 30
  seconds_left=$((seconds_left - 30))
done
