#!/usr/bin/env bash
# Holds the scripts that pages of others load against the types in their
# comments. TypeScript only checks here and comes with npm; where there is none,
# this step is left out, and says so.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/env.sh"

tsc=$TYPESCRIPT_FOLDER/node_modules/.bin/tsc
if ! [ -x "$tsc" ] && has npm; then
  say "Installing TypeScript $TYPESCRIPT_VERSION: checks the types of the widget's scripts." \
    "  into $TYPESCRIPT_FOLDER (a download of about 4 MB)"
  npm_into "$TYPESCRIPT_FOLDER" "typescript@$TYPESCRIPT_VERSION" || true
fi
if [ -x "$tsc" ]; then
  "$tsc" --noEmit --allowJs --checkJs --strict --target es2022 --module es2022 \
    --lib es2023,dom,dom.iterable public/embed.js public/frame.js tests/fixtures/host/types.js
else
  say "No npm, so the types of the widget's scripts are not checked."
fi
