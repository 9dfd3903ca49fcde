# Two commands do everything on a fresh Debian 12: make demo, make test. Local taste: Makefile.local.
PRESET ?= release
JOBS   ?= $(shell nproc)
BUILD   = build/$(PRESET)

.PHONY: demo run test fault rollout upgrade fuzz bench check reference build packages fmt clean

demo: build ## real cases from application to delivery, on an office of its own
	@cmd/dev/demo $(BUILD) out/demo

run: build ## the same office, left running until Ctrl-C
	@cmd/dev/run $(BUILD) /tmp/onevisit-office

test: build ## every test; asan and tsan: make test PRESET=asan
	@cmd/dev/install-packages test
	ctest --test-dir $(BUILD) --output-on-failure -j $(JOBS)

fault: build ## kill -9 at 40 more moments of the demonstration and 120 of people at work; prints its seeds
	@cmd/dev/install-packages test
	@tests/fault/kill_test $(BUILD) 40
	@tests/fault/edge_kill_test $(BUILD) 120

rollout: build ## the Kubernetes manifests, run on this machine without a cluster; needs root
	@cmd/dev/install-packages rollout
	@tests/rollout/rollout_test $(BUILD)

upgrade: build ## from the version of a checkout, built too (PREVIOUS=FOLDER), to this one and back under load; needs root
	@cmd/dev/install-packages rollout
	@tests/rollout/rollout_test $(BUILD) $(PREVIOUS)

fuzz: ## libFuzzer over everything strangers send, FUZZ_SECONDS (600) for each target; fails on any finding
	@mkdir -p build
	@cmd/dev/install-packages fuzz
	@tests/fuzz/run build/fuzz

bench: build ## the office beside the limit of its database, the edge beside nginx, in turns; prints ratios
	@cmd/dev/install-packages bench
	@tests/bench/run $(BUILD)
	@tests/bench/edge/run $(BUILD)

check: build ## protos, manifests, OpenAPI, C++ beyond the compiler; clang-tidy over everything: make check ALL=1
	@cmd/dev/install-packages check
	@cmd/dev/check-protos
	@cmd/dev/check-k8s
	@cmd/dev/check-openapi $(BUILD)
	@cmd/dev/check-tls $(BUILD)
	@cmd/dev/check-units $(BUILD)
	@cmd/dev/check-alarms
	@cmd/dev/check-cxx $(BUILD) $(if $(ALL),all)

reference: build ## writes what is generated and kept: docs/reference, schema.sql beside migrations
	NOTARY_UPDATE_REFERENCE=1 ctest --test-dir $(BUILD) --output-on-failure -R "reference_test|roles_test"

build: packages
	@cmake --preset $(PRESET) >$(BUILD).log 2>&1 || { cat $(BUILD).log; exit 1; }
	cmake --build $(BUILD) -j $(JOBS)

packages:
	@mkdir -p build
	@cmd/dev/install-packages

fmt: ## formats C++
	git ls-files '*.cc' '*.h' | xargs clang-format-14 -i

clean:
	rm -rf build out

-include Makefile.local
