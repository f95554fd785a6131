"""The files that a person begins with: a whole site, a card of a model, a suite or a run."""
