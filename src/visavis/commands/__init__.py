"""One command a module, and what several of them share."""
