#!/usr/bin/env bash
# Runs a command with the project's tools: .make/run.sh cargo test
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/env.sh"
exec "$@"
