"""Finished bytes into the output folder: all of them or none."""
