#!/usr/bin/env bash
# The tools that build the page: Trunk, wasm-bindgen, wasm-opt and esbuild. What the
# machine already has in the right version is used as it is; the rest goes into
# one folder in the user's cache, without root. A first time takes about ten
# minutes, since two of them are compiled; the next ones take no time.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/env.sh"

[ -n "$WASM_BINDGEN_VERSION" ] || fail \
  "Cargo.lock does not say which wasm-bindgen the code is compiled with." \
  "Run: cargo generate-lockfile"

if [ "$(version_of trunk)" != "$TRUNK_VERSION" ]; then
  say "Installing Trunk $TRUNK_VERSION: makes the folder to publish out of code, styles and data, and serves it." \
    "  into $TRUNK_FOLDER (compiled here: 4 to 8 minutes, this once)"
  cargo_into "$TRUNK_FOLDER" trunk "$TRUNK_VERSION" --locked || fail \
    "Trunk $TRUNK_VERSION could not be installed, and only it can build the page." \
    "Try by hand:  cargo install trunk --version $TRUNK_VERSION --locked" \
    "or put a 'trunk' of that version on your PATH: https://github.com/trunk-rs/trunk/releases"
fi

if [ "$(version_of wasm-bindgen)" != "$WASM_BINDGEN_VERSION" ] ||
  [ "$(version_of wasm-bindgen-test-runner)" != "$WASM_BINDGEN_VERSION" ]; then
  say "Installing wasm-bindgen $WASM_BINDGEN_VERSION: joins the compiled Rust to the browser; the version is that of Cargo.lock." \
    "  into $WASM_BINDGEN_FOLDER (compiled here: 2 to 5 minutes, this once)"
  cargo_into "$WASM_BINDGEN_FOLDER" wasm-bindgen-cli "$WASM_BINDGEN_VERSION" ||
    cargo_into "$WASM_BINDGEN_FOLDER" wasm-bindgen-cli "$WASM_BINDGEN_VERSION" --locked || fail \
    "wasm-bindgen $WASM_BINDGEN_VERSION could not be installed; without it the compiled Rust cannot be loaded by a page." \
    "Try by hand:  cargo install wasm-bindgen-cli --version $WASM_BINDGEN_VERSION" \
    "or put that version on your PATH: https://github.com/wasm-bindgen/wasm-bindgen/releases"
fi

if ! has_binaryen && has npm; then
  say "Installing binaryen $BINARYEN_VERSION: makes the WebAssembly smaller." \
    "  into $BINARYEN_FOLDER (a download of about 15 MB)"
  npm_into "$BINARYEN_FOLDER" "binaryen@$BINARYEN_VERSION" || true
fi
has_binaryen ||
  say "No binaryen: Trunk will download one, of the version that it knows." \
    "  Should that fail, it comes with npm (Debian, Ubuntu: apt-get install npm)," \
    "  or put the wasm-opt of binaryen $BINARYEN_OLDEST or newer on your PATH."

if ! has esbuild && has npm; then
  say "Installing esbuild $ESBUILD_VERSION: makes scripts and styles smaller." \
    "  into $ESBUILD_FOLDER (a download of about 4 MB)"
  npm_into "$ESBUILD_FOLDER" "esbuild@$ESBUILD_VERSION" ||
    say "No esbuild: the page works, but its scripts and styles are a third larger than they need be."
fi

say "Build tools ready: Rust $(version_of rustc), Trunk $TRUNK_VERSION, wasm-bindgen $WASM_BINDGEN_VERSION."
