"""What every page shows, as frozen values, and where each page lives. Nothing here knows of Jinja or HTML tags."""
