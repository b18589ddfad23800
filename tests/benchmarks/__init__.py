"""Speed and quality, beside baselines in the same run: ``python -m tests.benchmarks`` (``make bench``)."""
