"""From authored values to computed ones: scores, bands, ranks, and what two models have in common or not."""
