#!/usr/bin/env bash
# Rust itself: the compiler, its wasm32 target, and the components named as
# arguments (rustfmt, clippy). Seconds the first time, nothing the second.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/env.sh"

has cargo && has rustc || fail \
  "Rust is missing, and Casebook is written in it." \
  "Install it for yourself alone, without root, from https://rustup.rs, then open a new shell."

rust=$(version_of rustc) || rust=
[ -n "$rust" ] || fail \
  "rustc is here but does not run, so nothing can be compiled." \
  "See what 'rustc --version' says; 'rustup default stable' installs a toolchain for rustup."
needed=$(sed -n 's/^rust-version *= *"\([0-9.]*\)".*/\1/p' Cargo.toml)
# Both begin with "1.", so the second number decides.
if [ "$(cut -d. -f2 <<<"$rust")" -lt "$(cut -d. -f2 <<<"${needed:-1.0}")" ]; then
  fail "Rust $rust is older than $needed, which Casebook needs." \
    "Run: rustup update stable"
fi

has cc || has gcc || has clang || fail \
  "there is no C compiler, and Rust calls it to link every program." \
  "Debian, Ubuntu:  apt-get install build-essential" \
  "Fedora:          dnf install gcc" \
  "macOS:           xcode-select --install"

target=wasm32-unknown-unknown
if ! [ -d "$(rustc --print sysroot)/lib/rustlib/$target/lib" ]; then
  say "Adding the Rust target $target: what browsers run."
  has rustup || fail \
    "this Rust has no $target target and did not come from rustup, which could add it." \
    "With rustup (https://rustup.rs):  rustup target add $target" \
    "Debian, Ubuntu:                   apt-get install libstd-rust-dev-wasm32" \
    "Fedora:                           dnf install rust-std-static-$target"
  rustup --quiet target add "$target" || fail \
    "rustup could not add $target, without which nothing runs in a browser." \
    "Try by hand:  rustup target add $target"
fi

for component in "$@"; do
  case $component in
    rustfmt) command='cargo fmt' why='keeps the code in one layout' ;;
    clippy) command='cargo clippy' why='finds common mistakes' ;;
    *) fail "no such component: $component" ;;
  esac
  # rustup leaves a command for each component, whether it is there or not.
  $command --version >/dev/null 2>&1 && continue
  say "Adding the Rust component $component: $why."
  { has rustup && rustup --quiet component add "$component"; } || fail \
    "'$command' is missing; it $why, and the checks run it." \
    "With rustup:  rustup component add $component" \
    "Otherwise install the package of that name from your distribution."
done
