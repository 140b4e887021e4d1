#!/bin/sh
# Writes the web app manifest into a folder: public/manifest.webmanifest with
# title, description and language as index.html has them, where the publisher
# sets them. Usage: manifest.sh FOLDER
#
# What the manifest cannot say itself, since JSON has no comments:
# - No `id`: it would count from the host's root, and two libraries on one host
#   would be one app. Without it the app is known by its folder.
# - `minimal-ui` first: a window with Back and Reload, as every state of the app
#   is an address.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1"
LC_ALL=C awk '
  # The text from `start` to `end`, as the inside of a string of JSON.
  function said(start, end,    text, json, c, i) {
    i = index(page, start)
    if (!i) { print "index.html has no " start > "/dev/stderr"; exit 1 }
    text = substr(page, i + length(start))
    text = substr(text, 1, index(text, end) - 1)
    gsub(/[ \t\r]+/, " ", text); sub(/^ /, "", text); sub(/ $/, "", text)
    # The references that a title needs; all other characters stand for themselves.
    gsub(/&lt;/, "<", text); gsub(/&gt;/, ">", text); gsub(/&nbsp;/, "\302\240", text)
    gsub(/&(quot|#34);/, "\"", text); gsub(/&(apos|#39);/, "\047", text); gsub(/&amp;/, "\\&", text)
    for (i = 1; i <= length(text); i++) {
      c = substr(text, i, 1)
      json = json (c == "\"" || c == "\\" ? "\\" : "") c
    }
    return json
  }
  # By position: in what sub() puts in, some characters have a meaning.
  function fill(name, text,    i) {
    i = index($0, name)
    if (i) $0 = substr($0, 1, i - 1) text substr($0, i + length(name))
  }
  NR == FNR { page = page " " $0; next }
  FNR == 1 {
    title = said("<title>", "</title>")
    description = said("<meta name=\"description\" content=\"", "\"")
    language = said("<html lang=\"", "\"")
  }
  { fill("{title}", title); fill("{description}", description); fill("{language}", language); print }
' "$here/../index.html" "$here/../public/manifest.webmanifest" >"$1/manifest.webmanifest"
