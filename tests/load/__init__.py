"""Tests of load/: files to checked values."""
