#!/usr/bin/env bash
# What the tests need on top of the build tools: three browsers with their
# drivers, and the accessibility checker axe-core, with npm to fetch it. Comes
# from the system's packages (apt-get, as root or with a sudo that does not ask);
# elsewhere this script says what to install. axe-core and Firefox's driver, for
# which few systems have a package, go into the same folder as the tools.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/env.sh"

# apt_get PACKAGE...: false where this may not be done.
apt_get() {
  local as_root=
  has apt-get || return 1
  if [ "$(id -u)" -ne 0 ]; then
    has sudo && sudo -n true 2>/dev/null || return 1
    as_root='sudo -n'
  fi
  # A list that cannot be brought up to date may still do.
  $as_root apt-get update -qq || true
  $as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -qq -y --no-install-recommends "$@" >/dev/null
}

has_browser() {
  local name
  for name in chromium chromium-browser google-chrome google-chrome-stable chrome; do
    has "$name" && return
  done
  [ -d "/Applications/Google Chrome.app" ] || [ -d /Applications/Chromium.app ]
}

if [ -z "${CHROMEDRIVER:-}" ] || ! has_browser; then
  say "Installing Chromium and chromedriver: the tests use the library as a reader would, in a browser." \
    "  with the system's package manager (about 100 MB)"
  # Debian's names, then Ubuntu's.
  apt_get chromium chromium-driver || apt_get chromium-browser chromium-chromedriver || fail \
    "there is no Chromium with its driver here, and the tests run in it." \
    "Debian:        apt-get update && apt-get install chromium chromium-driver" \
    "Ubuntu:        apt-get update && apt-get install chromium-browser chromium-chromedriver" \
    "Fedora:        dnf install chromium chromedriver" \
    "Arch:          pacman -S chromium" \
    "macOS:         brew install --cask google-chrome chromedriver" \
    "or set CHROMEDRIVER to a driver that fits an installed Chrome, then run make test again." \
    "Without a browser, 'make check' runs everything else."
  . .make/env.sh
fi

version=$(version_of "${CHROMEDRIVER:-false}")
[ -n "$version" ] || fail \
  "chromedriver (${CHROMEDRIVER:-none found}) does not run, and the tests drive the browser through it." \
  "See what '${CHROMEDRIVER:-chromedriver} --version' says; set CHROMEDRIVER to another one if there is."

if ! has firefox && ! [ -d /Applications/Firefox.app ]; then
  say "Installing Firefox: what a browser keeps for reading offline is tested in a second one." \
    "  with the system's package manager (about 70 MB)"
  # Debian's name, then Ubuntu's.
  apt_get firefox-esr || apt_get firefox || fail \
    "there is no Firefox here, and the tests of reading offline run in it too." \
    "Debian:        apt-get update && apt-get install firefox-esr" \
    "Ubuntu:        apt-get update && apt-get install firefox" \
    "Fedora:        dnf install firefox" \
    "Arch:          pacman -S firefox" \
    "macOS:         brew install --cask firefox" \
    "or put a 'firefox' of your own on your PATH, then run make test again."
fi

if [ -z "$(version_of "${GECKODRIVER:-geckodriver}")" ]; then
  # Where one is named that does not run, another would not be used.
  [ -z "${GECKODRIVER:-}" ] || fail \
    "geckodriver ($GECKODRIVER) does not run, and the tests drive Firefox through it." \
    "See what '$GECKODRIVER --version' says; without GECKODRIVER one is installed."
  say "Installing geckodriver $GECKODRIVER_VERSION: lets the tests drive Firefox." \
    "  into $GECKODRIVER_FOLDER (compiled here: 2 to 4 minutes, this once)"
  cargo_into "$GECKODRIVER_FOLDER" geckodriver "$GECKODRIVER_VERSION" --locked ||
    cargo_into "$GECKODRIVER_FOLDER" geckodriver "$GECKODRIVER_VERSION" || fail \
    "geckodriver $GECKODRIVER_VERSION could not be installed, and the tests drive Firefox through it." \
    "Try by hand:  cargo install geckodriver --version $GECKODRIVER_VERSION" \
    "or put any 'geckodriver' on your PATH, or set GECKODRIVER: https://github.com/mozilla/geckodriver/releases"
fi

if ! has "${WEBKITDRIVER:-WebKitWebDriver}" || ! has Xvfb; then
  say "Installing WebKitGTK with its driver, and Xvfb for its window: the library inside of other pages is tested in a third one." \
    "  with the system's package manager (about 60 MB)"
  apt_get webkit2gtk-driver xvfb || fail \
    "there is no WebKitGTK with its driver here, or no Xvfb, and the tests of the widget run in it too." \
    "Debian, Ubuntu:  apt-get update && apt-get install webkit2gtk-driver xvfb" \
    "Fedora:          dnf install webkitgtk6.0 webkit2gtk-driver xorg-x11-server-Xvfb" \
    "or set WEBKITDRIVER and MINIBROWSER to those of your own, then run make test again." \
    "Elsewhere leave these out:  .make/run.sh cargo test --test journeys -- --skip in_webkit"
fi

if ! [ -f "$AXE" ]; then
  if ! has npm; then
    say "Installing npm: fetches axe-core for the tests, and binaryen and esbuild for a smaller build." \
      "  with the system's package manager"
    apt_get npm || fail \
      "npm is missing; the tests need it for axe-core, which checks each page for accessibility." \
      "Debian, Ubuntu:  apt-get update && apt-get install npm" \
      "Fedora:          dnf install nodejs-npm" \
      "macOS:           brew install node" \
      "or set AXE to an axe.min.js of your own."
  fi
  say "Installing axe-core $AXE_VERSION: checks each page for accessibility in the tests." \
    "  into $AXE_FOLDER"
  npm_into "$AXE_FOLDER" "axe-core@$AXE_VERSION" && [ -f "$AXE" ] || fail \
    "axe-core $AXE_VERSION could not be fetched; the tests check accessibility with it." \
    "Try by hand:  npm install axe-core@$AXE_VERSION  in any folder, then" \
    "              make test AXE=/that/folder/node_modules/axe-core/axe.min.js"
fi

say "Test tools ready: chromedriver $version, geckodriver $(version_of "${GECKODRIVER:-geckodriver}"), WebKitWebDriver, axe-core $AXE_VERSION."
