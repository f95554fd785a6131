"""Tests of pages/: computed values to what each page shows."""
