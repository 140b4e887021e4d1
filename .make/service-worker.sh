#!/bin/sh
# Writes the service worker of a built app: which files it consists of, with the
# first quarter of the SHA-256 of each, then public/service-worker.js. Usage: service-worker.sh FOLDER
set -eu
here=$(cd "$(dirname "$0")" && pwd)
cd "$1"

# Of standard input, on Linux and on macOS.
sha256() {
  if command -v sha256sum >/dev/null; then sha256sum; else shasum -a 256; fi | cut -d ' ' -f 1
}

# What the publisher changes without the app is no part of it, nor what no page
# shows, nor what other pages load: they ask the host, not the worker. Nor what is
# there for the host alone, as `_headers`, `CNAME`, `.htaccess` and compressed files.
files=$(find . -type f -name '*.*' ! -name '.*' ! -name '_*' ! -name '*.br' ! -name '*.gz' \
  ! -path './data/*' ! -path './schema/*' ! -path './screenshots/*' ! -path './icons/*.png' \
  ! -name service-worker.js ! -name embed.js ! -name oembed.json | LC_ALL=C sort)
hashes=$(echo "$files" | while read -r file; do
  # The page is asked for as its folder. A quarter of a hash is as good as a
  # whole one against accidents, and random digits compress badly.
  echo "\"${file%./index.html}\":\"$(sha256 <"$file" | cut -c 1-16)\","
done)
{
  echo "const VERSION=\"$(echo "$hashes" | sha256 | cut -c 1-16)\";"
  echo "const FILES={$hashes};"
  cat "$here/../public/service-worker.js"
} >service-worker.js
"$here/minify.sh" service-worker.js
