"""What a change of the data does to the site, in words."""
