"""Importers: one file per foreign format, each writing this project's YAML under `data/`.

An importer is run by hand, its output is read and committed like anything a person writes, and running it again gives
the same bytes. What a source does not say but a person has checked stands in `reviewed/`, with where it was checked.
Importers know the authored format (`load/`) and nothing of pages.
"""
