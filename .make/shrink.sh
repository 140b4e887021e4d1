#!/usr/bin/env bash
# Makes the program of a built app as small as it can be: shrink.sh FOLDER
# With binaryen, in three steps; without it the app works as it is.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/env.sh"
cd "$1"
has_binaryen || exit 0

program=$(echo *_bg.wasm)
glue=${program%_bg.wasm}.js

# What wasm-bindgen publishes and no page calls: three classes that Leptos links
# into every program. Its loader takes a program in seven forms, where ours is
# always an address, and stands in for what only browsers lack that are too old
# for the page. All that the rest of the glue calls is what is needed.
sed -E '
  /^export class IntoUnderlying/,/^if \(Symbol\.dispose\) IntoUnderlying/d
  /^const IntoUnderlying.*Finalization/,/;$/d
  /^if \(!\(.encodeInto/,/^}/d
  s/^let wasmModule, wasmInstance, wasm;/let wasm;/
  /^function __wbg_finalize_init/,$d
' "$glue" >glue.part
cat >>glue.part <<'END'
export default async function ({ module_or_path }) {
    const response = await fetch(module_or_path);
    if (!response.ok) {
        throw new Error(`failed to fetch Wasm: ${response.status} ${response.statusText}`);
    }
    const imports = __wbg_get_imports();
    // Compiled as it comes where the host says what it is, and else once it is there.
    const { instance } = response.headers.get('Content-Type') === 'application/wasm'
        ? await WebAssembly.instantiateStreaming(response, imports)
        : await WebAssembly.instantiate(await response.arrayBuffer(), imports);
    wasm = instance.exports;
    wasm.__wbindgen_start();
}
END
{
  echo '['
  grep -oE 'wasm\.[A-Za-z0-9_]+' glue.part | sed 's/wasm\.//' | LC_ALL=C sort -u |
    sed -E 's/(.*)/{"name": "\1", "export": "\1", "root": true},/; $s/,$//'
  echo ']'
} >needed.part
wasm-metadce "$program" --graph-file=needed.part --debuginfo -o needed.wasm.part >/dev/null

# Names of one or two letters between program and glue: those of wasm-bindgen
# have 16 random digits each, which stand in both files and compress badly.
# shellcheck disable=SC2086
wasm-opt needed.wasm.part $WASM_OPT_FLAGS -o optimised.wasm.part
wasm-opt optimised.wasm.part --minify-imports-and-exports-and-modules -o "$program.part" >names.part
{
  echo 's#"\./casebook_bg\.js":#a:#'
  sed -nE '
    s#^ *\["[^"]+", "([^"]+)", "([^"]+)"\],?$#s/^( *)\1:/\\1\2:/#p
    s#^ *\["([^"]+)", "([^"]+)"\],?$#s/wasm\\.\1([^A-Za-z0-9_]|$)/wasm.\2\\1/g#p
  ' names.part
} >rename.part
sed -E -f rename.part glue.part >renamed.part
# What has still its long name is nothing that the program asks for.
sed -E '/^ {8}__wbg_[A-Za-z0-9_]+: function/,/^ {8}\},$/d' renamed.part >"$glue"
mv "$program.part" "$program"
rm ./*.part
