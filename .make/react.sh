#!/usr/bin/env bash
# Has React ready for the tests, as one script: a page that is made with it shows
# a widget. It comes with npm; where there is none, that test is left out, and
# this step says so.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/env.sh"

if ! [ -f "$REACT" ] && has npm && has esbuild; then
  say "Installing React $REACT_VERSION: a page that is made with it is tested with a widget." \
    "  into $REACT_FOLDER (a download of about 8 MB)"
  # The package `react` comes along.
  npm_into "$REACT_FOLDER" "react-dom@$REACT_VERSION" && cd "$REACT_FOLDER" &&
    esbuild --bundle --log-level=error --define:process.env.NODE_ENV='"development"' --outfile=react.js <<'END' || true
import { createElement } from "react";
import { hydrateRoot } from "react-dom/client";
import { renderToString } from "react-dom/server.browser";
Object.assign(window, { createElement, hydrateRoot, renderToString });
END
fi
[ -f "$REACT" ] || say "No npm, so no page made with React is tested."
