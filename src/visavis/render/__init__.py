"""From page values to HTML: Jinja, the pieces that are rendered once, Markdown made safe, the style sheet."""
