# shellcheck shell=bash
# What every step needs to know: which tools, in which versions, kept where.
# Sourced by the other scripts and by nothing else; it installs nothing.

cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1

# The newest Trunk that the Rust of Cargo.toml's `rust-version` can build.
TRUNK_VERSION=0.21.14
BINARYEN_VERSION=132.0.0
ESBUILD_VERSION=0.28.2
AXE_VERSION=4.14.1
# Checks the types of the scripts.
TYPESCRIPT_VERSION=5.9.3
# What many pages are made with that show a widget.
REACT_VERSION=19.3.1
# Drives whichever Firefox is there; newer ones may ask for a newer Rust.
GECKODRIVER_VERSION=0.37.1
# What the benchmark measures the library beside.
MINISEARCH_VERSION=7.2.0
FLEXSEARCH_VERSION=0.8.212
# Looks at the pages as on a phone; newer ones ask for a newer Node.
LIGHTHOUSE_VERSION=12.8.2
# Older ones do not know all that today's Rust writes into a .wasm file.
BINARYEN_OLDEST=120
# The command must equal the library to the last digit, so the lock file decides.
WASM_BINDGEN_VERSION=$(awk '/^name = "wasm-bindgen"\r?$/ { getline; gsub(/[^0-9.]/, ""); print; exit }' Cargo.lock 2>/dev/null)

# One folder for all clones of the project; nothing is installed outside it.
TOOLS=${CASEBOOK_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/casebook}
TRUNK_FOLDER=$TOOLS/trunk-$TRUNK_VERSION
WASM_BINDGEN_FOLDER=$TOOLS/wasm-bindgen-$WASM_BINDGEN_VERSION
BINARYEN_FOLDER=$TOOLS/binaryen-$BINARYEN_VERSION
ESBUILD_FOLDER=$TOOLS/esbuild-$ESBUILD_VERSION
AXE_FOLDER=$TOOLS/axe-core-$AXE_VERSION
GECKODRIVER_FOLDER=$TOOLS/geckodriver-$GECKODRIVER_VERSION
REACT_FOLDER=$TOOLS/react-$REACT_VERSION
TYPESCRIPT_FOLDER=$TOOLS/typescript-$TYPESCRIPT_VERSION
MINISEARCH_FOLDER=$TOOLS/minisearch-$MINISEARCH_VERSION
FLEXSEARCH_FOLDER=$TOOLS/flexsearch-$FLEXSEARCH_VERSION
LIGHTHOUSE_FOLDER=$TOOLS/lighthouse-$LIGHTHOUSE_VERSION

# The number in the output of `"$@" --version`; empty when it cannot be run.
version_of() {
  "$@" --version 2>/dev/null | sed -n 's/^[^0-9]*\([0-9][0-9.]*\).*/\1/p;q'
}

has_binaryen() {
  local version
  version=$(version_of wasm-opt)
  [ "${version%%.*}" -ge "$BINARYEN_OLDEST" ] 2>/dev/null
}

# Tools in our folder come first: set-up puts there only what the machine lacks.
[ -d "$HOME/.cargo/bin" ] && PATH=$PATH:$HOME/.cargo/bin
PATH=$TRUNK_FOLDER/bin:$WASM_BINDGEN_FOLDER/bin:$GECKODRIVER_FOLDER/bin:$PATH
PATH=$BINARYEN_FOLDER/node_modules/.bin:$ESBUILD_FOLDER/node_modules/.bin:$PATH
export PATH

# Trunk: no question to the network whether there is a newer one, and no
# NO_COLOR=1, which it takes for a misspelt option.
export TRUNK_SKIP_VERSION_CHECK=true
if [ -n "${NO_COLOR:-}" ]; then
  unset NO_COLOR
  export TRUNK_COLOR=never CARGO_TERM_COLOR=never
fi

# Where distributions keep the driver when it is not on the PATH.
if [ -z "${CHROMEDRIVER:-}" ]; then
  for CHROMEDRIVER in "$(command -v chromedriver)" \
    /usr/lib/chromium/chromedriver /usr/lib/chromium-browser/chromedriver \
    /usr/lib64/chromium-browser/chromedriver /snap/bin/chromium.chromedriver; do
    [ -x "$CHROMEDRIVER" ] && break
    CHROMEDRIVER=
  done
fi
if [ -n "$CHROMEDRIVER" ]; then export CHROMEDRIVER; else unset CHROMEDRIVER; fi

# What the tests, the benchmark and the audit read: the accessibility checker, what
# another page is made with, the engines to compare with, Lighthouse, and how to
# run wasm32 tests.
export AXE=${AXE:-$AXE_FOLDER/node_modules/axe-core/axe.min.js}
export REACT=${REACT:-$REACT_FOLDER/react.js}
export MINISEARCH=${MINISEARCH:-$MINISEARCH_FOLDER/node_modules/minisearch/dist/es/index.js}
export FLEXSEARCH=${FLEXSEARCH:-$FLEXSEARCH_FOLDER/node_modules/flexsearch/dist/flexsearch.bundle.module.min.mjs}
export LIGHTHOUSE=${LIGHTHOUSE:-$LIGHTHOUSE_FOLDER/node_modules/.bin/lighthouse}
export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=wasm-bindgen-test-runner
export WASM_BINDGEN_TEST_WEBDRIVER_JSON=$PWD/.make/webdriver.json
export WASM_BINDGEN_TEST_TIMEOUT=${WASM_BINDGEN_TEST_TIMEOUT:-300}
export WASM_BINDGEN_TEST_DRIVER_TIMEOUT=${WASM_BINDGEN_TEST_DRIVER_TIMEOUT:-60}

has() { command -v "$1" >/dev/null 2>&1; }

# say "sentence"... : one line each.
say() { printf '%s\n' "$@"; }

# fail "what failed, and why it is needed" "what to do by hand"... : and stop.
fail() {
  {
    say "" "Set-up stopped: $1"
    shift
    printf '  %s\n' "$@"
  } >&2
  exit 1
}

# cargo_into FOLDER CRATE VERSION OPTION...: a progress bar for people, and
# nothing but errors in a log. From /, so that no setting of a project counts.
cargo_into() {
  local folder=$1 crate=$2 version=$3
  shift 3
  [ -t 2 ] || set -- --quiet "$@"
  mkdir -p "$folder"
  (cd / && cargo install "$crate" --version "$version" --root "$folder" "$@")
}

# npm_into FOLDER PACKAGE@VERSION: whole or not at all, and runs no script of it.
npm_into() {
  local part
  mkdir -p "$TOOLS" && part=$(mktemp -d "$TOOLS/part.XXXXXX") || return 1
  if npm install --prefix "$part" --loglevel=error --ignore-scripts \
    --no-audit --no-fund --no-save --no-package-lock "$2" >/dev/null; then
    rm -rf "$1" && mv "$part" "$1"
  else
    rm -rf "$part"
    return 1
  fi
}
