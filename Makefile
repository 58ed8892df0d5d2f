# Each target sets itself up from a fresh clone; only Python 3.11 or later and make are needed.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test test-oldest test-spark fuzz test-browser bench models tagger docs clean

demo: .venv/installed
	$(BIN)/extractor extract samples/text -o demo.jsonl
	$(BIN)/extractor report samples/text -o demo.html
	$(BIN)/extractor show samples/text/dev-a01.txt

test: .venv/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n 2

# The lower end of every dependency range, in an environment of its own.
test-oldest:
	$(PYTHON) -m venv .venv-oldest
	.venv-oldest/bin/pip install --quiet --disable-pip-version-check --prefer-binary -c constraints-oldest.txt -e '.[dev]'
	.venv-oldest/bin/pytest -n 2

# Needs Java 17 or later.
test-spark: .venv/installed-spark
	$(BIN)/pytest -m spark tests/test_spark.py

# MINUTES for each target; what fails lies in fuzz-failures/, the figures in fuzz.json.
MINUTES ?= 5
fuzz: .venv/installed-fuzz
	$(BIN)/python tests/fuzz.py $(MINUTES)

# Needs chromium and chromedriver on the PATH.
test-browser: .venv/installed-browser
	$(BIN)/pytest -m browser tests/test_report_browser.py

bench: .venv/installed-bench
	OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(BIN)/python tests/bench.py

# CORPORA names the folder of the tagger's training texts (default: ../shared/corpora); see models/tagger/README.md.
models: .venv/installed-models
	OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(BIN)/python models/build

# The tagger alone. GOLD names folders of gold files beside samples/gold; CORPORA as above, or none. See docs/adapting.md.
tagger: .venv/installed-models
	OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(BIN)/python models/build/train_tagger.py $(CORPORA) $(addprefix --gold ,$(GOLD))

# The documentation as web pages in site/.
docs: .venv/installed-docs
	$(BIN)/python docs/generate.py
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet

clean:
	rm -rf .venv .venv-oldest fuzz-failures fuzz.json site docs/cli-reference.md demo.jsonl demo.html benchmarks.json

.venv/installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --prefer-binary -c constraints.txt -e .
	touch $@

.venv/installed-dev: .venv/installed
	$(BIN)/pip install --quiet --disable-pip-version-check --prefer-binary -c constraints.txt -e '.[dev]'
	touch $@

.venv/installed-models: .venv/installed-dev
	$(BIN)/pip install --quiet --disable-pip-version-check --prefer-binary -c constraints.txt -e '.[dev,models]'
	touch $@

.venv/installed-spark: .venv/installed-dev
	$(BIN)/pip install --quiet --disable-pip-version-check --prefer-binary -c constraints.txt -e '.[dev,spark]'
	touch $@

.venv/installed-fuzz: .venv/installed-dev
	$(BIN)/pip install --quiet --disable-pip-version-check --prefer-binary -c constraints.txt -e '.[dev,fuzz]'
	touch $@

.venv/installed-browser: .venv/installed-dev
	$(BIN)/pip install --quiet --disable-pip-version-check --prefer-binary -c constraints.txt -e '.[dev,browser]'
	touch $@

.venv/installed-bench: .venv/installed-dev
	$(BIN)/pip install --quiet --disable-pip-version-check --prefer-binary -c constraints.txt -e '.[dev,bench]'
	touch $@

.venv/installed-docs: .venv/installed
	$(BIN)/pip install --quiet --disable-pip-version-check --prefer-binary -c constraints.txt -e '.[docs]'
	touch $@
