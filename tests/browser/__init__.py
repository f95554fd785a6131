"""Tests of the built pages in a browser, and by checkers of markup and accessibility."""
