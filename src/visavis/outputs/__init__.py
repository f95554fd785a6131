"""The files of a site, family by family: how each is made, and what it shows. A new kind of file begins here."""
