"""Tests of compare/: authored values to computed ones."""
