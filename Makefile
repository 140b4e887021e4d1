# One command per intent. A fresh machine needs Rust (https://rustup.rs), a C
# compiler and make; each target sets up the rest, which takes about ten minutes
# the first time and a second from then on. How is in .make/, a script for each.

PORT ?= 8080
PAGE = --target wasm32-unknown-unknown
run = .make/run.sh

# Debug information makes each test file 45 MB, and no browser reads it.
no_debug = CARGO_PROFILE_DEV_DEBUG=0

# In the order written, also with -j: the steps share one target folder.
.NOTPARALLEL:
.PHONY: help serve build test check size bench audit fmt clean \
	lint native browser journeys speed phone rust tools test-tools

help: ## this list
	@echo 'make …'
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-9s %s\n", $$1, $$2 }' Makefile

serve: rust tools ## set up, build for release, serve on http://localhost:8080 (PORT=… for another)
	$(run) trunk serve --release --port $(PORT)

build: rust tools ## dist/: the folder to publish, which works from any sub-folder of any static host
	$(run) trunk build --release

test: rust lint native test-tools tools browser build size journeys ## set up, then every test there is
	@echo 'All tests passed.'

check: lint native ## the quick loop: layout, clippy, native tests

size: ## each file of dist/ with its brotli size, and the sum against the budget
	@$(run) cargo test --quiet --test size -- --nocapture

bench: rust test-tools tools build speed ## how fast it is in a browser, beside two search engines (BENCH_SIZES=1000 BENCH_PEERS=0 …)

audit: rust test-tools tools build phone ## what Lighthouse says of three pages on a phone (AUDIT_REPEATS=1 …)

fmt: rust ## put the code into the one layout
	$(run) cargo fmt

clean: ## remove what was built; the tools stay
	$(run) cargo clean
	rm -rf dist

# The parts of test, each also good alone once set up.

lint: rust
	$(run) cargo fmt --check
	$(run) cargo clippy --features ssr --lib --bins --tests --benches -- -D warnings
	$(run) cargo clippy $(PAGE) --lib --bin casebook --test browser --example engine -- -D warnings
	@.make/types.sh

native: rust
	$(run) cargo test --lib --test native

browser:
	$(no_debug) $(run) cargo test $(PAGE) --test browser

journeys:
	@.make/react.sh
	$(run) cargo test --features ssr --test journeys --test site

# That of bench; it measures the app as it was last built.
speed:
	@.make/bench.sh
	@$(run) cargo bench --quiet --profile dev --bench speed

# That of audit; it looks at the app as it was last built.
phone:
	@.make/audit.sh
	@$(run) cargo bench --quiet --profile dev --bench audit

# The set-up.

rust:
	@.make/rust.sh rustfmt clippy

tools:
	@.make/tools.sh

# Before the other tools: the npm that it may install brings binaryen.
test-tools:
	@.make/browsers.sh
