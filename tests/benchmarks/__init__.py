"""Measurements run by hand; never part of the test suite. They read ``../shared/benchmark``, which is not shipped."""
