#!/bin/sh
# Has sites that show what an address leads to (https://oembed.com) show the
# library: writes oembed.json into a built app, and names it in the page. Both
# hold whole addresses, so only where CASEBOOK_URL says where the folder will lie:
# https://host/folder/. Usage: oembed.sh FOLDER
set -eu
[ -n "${CASEBOOK_URL:-}" ] || exit 0
url=${CASEBOOK_URL%/}/
cd "$1"
case $url in
*[!A-Za-z0-9._~:/%-]*) echo "CASEBOOK_URL is not the address of a folder: $url" >&2 && exit 1 ;;
https://* | http://*) ;;
*) echo "CASEBOOK_URL does not begin with https://: $url" >&2 && exit 1 ;;
esac

# As JSON has it already.
title=$(sed -n 's/^ *"name": "\(.*\)",$/\1/p' manifest.webmanifest | head -n 1)
label=$(printf '%s\n' "$title" | sed 's/&/\&amp;/g; s/\\"/\&quot;/g; s/</\&lt;/g')
cat >oembed.json <<END
{
  "version": "1.0",
  "type": "rich",
  "title": "$title",
  "provider_name": "$title",
  "provider_url": "$url",
  "width": 800,
  "height": 600,
  "html": "<iframe src=\"$url?embed=1\" title=\"$label\" width=\"800\" height=\"600\"></iframe>"
}
END
link="<link rel=\"alternate\" type=\"application/json+oembed\" href=\"${url}oembed.json\">"
sed "s#</title>#</title>$link#" index.html >index.part
mv index.part index.html
