#!/usr/bin/env bash
# What the benchmark needs on top of the test tools: the library as a module
# that its page can load, compiled as the app is, and the two search engines
# that it is measured beside, with npm to fetch them. They go into the same
# folder as the tools; nothing of them is part of the app.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/env.sh"

# peer FOLDER FILE PACKAGE@VERSION
peer() {
  [ -f "$2" ] && return
  has npm || fail \
    "npm is missing; the benchmark needs it to fetch $3, which it measures beside the library." \
    "Debian, Ubuntu:  apt-get install npm" \
    "or run it without:  BENCH_PEERS=0 make bench"
  say "Installing $3: the benchmark measures it beside the library." "  into $1"
  npm_into "$1" "$3" && [ -f "$2" ] || fail \
    "$3 could not be fetched; the benchmark measures it beside the library." \
    "Run it without:  BENCH_PEERS=0 make bench"
}

if [ "${BENCH_PEERS:-}" != 0 ]; then
  peer "$MINISEARCH_FOLDER" "$MINISEARCH" "minisearch@$MINISEARCH_VERSION"
  peer "$FLEXSEARCH_FOLDER" "$FLEXSEARCH" "flexsearch@$FLEXSEARCH_VERSION"
fi

cargo build --quiet --release --target wasm32-unknown-unknown --example engine
engine=target/bench/engine
wasm-bindgen --target web --no-typescript --out-name engine --out-dir "$engine" \
  "${CARGO_TARGET_DIR:-target}/wasm32-unknown-unknown/release/examples/engine.wasm"
# As index.html has Trunk do it.
level=$(sed -n 's/.*data-wasm-opt="\([^"]*\)".*/\1/p' index.html)
wasm-opt "-O$level" -o "$engine/smaller.wasm" "$engine/engine_bg.wasm"
mv "$engine/smaller.wasm" "$engine/engine_bg.wasm"
