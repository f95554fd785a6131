"""visavis: a static comparison-website generator for AI models."""

__version__ = "0.1.0"
