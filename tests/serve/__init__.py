"""Tests of serve/: the development server."""
