"""Tests of render/: page values to HTML."""
