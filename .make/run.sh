#!/usr/bin/env bash
# Runs a command with the project's tools: .make/run.sh cargo test
# With --for-size before the command, what it compiles is as small as can be.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/env.sh"
if [ "$1" = --for-size ]; then
  shift
  for_size
fi
exec "$@"
