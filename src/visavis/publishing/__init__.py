"""A built site to where it is served from: only what changed moves, and only what visavis put there is taken away."""
