"""The parts of tests/same: what is run (jobs), on what (inputs), where (runner), and how results are compared (compare)."""
