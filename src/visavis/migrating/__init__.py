"""Data of an older format carried forward, with its comments and layout."""
