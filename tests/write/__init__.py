"""Tests of the output folder."""
