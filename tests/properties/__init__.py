"""What holds of every input, however odd: one target a part of the program, defined once and driven by two engines.

A target (``target.py``) is a strategy for its cases and a check of them; ``catalogue.TARGETS`` lists all. hypothesis
runs each in ``make test`` with a few examples, and ``python -m tests.benchmarks.fuzz`` with as many as one likes, by
hypothesis or by atheris, which looks for inputs that reach new code.
"""
