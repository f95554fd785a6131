"""The development server: the site in memory, made page by page when asked for, and made anew when a file is saved."""
