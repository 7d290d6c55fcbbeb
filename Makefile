# demo and test do all the set-up themselves; see README.md.
.PHONY: demo test browser-test build measure check clean

entente := .build/release/entente
archive := .build/demo.sqlite

demo: build
	@rm -f $(archive) $(archive)-wal $(archive)-shm
	$(entente) read Samples/*.html Samples/*.pdf --archive $(archive)
	$(entente) chronicle FRA GBR --archive $(archive)

test: build
	swift build -c release --build-tests
	swift test -c release --skip-build

# Every page in headless Chromium; skipped, with a message, where there is none.
browser-test: build
	@Scripts/test-browser

build:
	@Scripts/setup
	swift build -c release

# Every measure asked so far, from ../shared/data where that is present; fails where one is missed.
measure: build
	@Scripts/measure

# Format, import rows and generated lists.
check:
	@Scripts/check

clean:
	swift package clean
	rm -f $(archive) $(archive)-wal $(archive)-shm
