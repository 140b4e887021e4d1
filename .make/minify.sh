#!/usr/bin/env bash
# Makes scripts smaller, each a module or a worker by itself: minify.sh FILE...
# With esbuild where it is, else at least without indentation and comments, of
# which no line of ours or of wasm-bindgen's has one that matters.
set -euo pipefail
for script; do
  if command -v esbuild >/dev/null; then
    esbuild --minify --format=esm --target=es2022 --log-level=error "$script" >"$script.part"
  else
    sed -E 's/^[[:space:]]+//; /^(\/\*|\*|\/\/)/d; /^$/d' "$script" >"$script.part"
  fi
  mv "$script.part" "$script"
done
