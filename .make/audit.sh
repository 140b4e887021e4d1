#!/usr/bin/env bash
# What the audit needs on top of the test tools: Lighthouse, with npm to fetch it.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/env.sh"

if ! [ -x "$LIGHTHOUSE" ]; then
  say "Installing Lighthouse $LIGHTHOUSE_VERSION: looks at the library as on a phone." \
    "  into $LIGHTHOUSE_FOLDER (a download of about 30 MB)"
  npm_into "$LIGHTHOUSE_FOLDER" "lighthouse@$LIGHTHOUSE_VERSION" && [ -x "$LIGHTHOUSE" ] || fail \
    "Lighthouse $LIGHTHOUSE_VERSION could not be fetched, and it is what audits the pages." \
    "Try by hand:  npm install lighthouse@$LIGHTHOUSE_VERSION  in any folder, then" \
    "              make audit LIGHTHOUSE=/that/folder/node_modules/.bin/lighthouse"
fi
