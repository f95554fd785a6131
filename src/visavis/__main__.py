"""`python -m visavis`: the same as the console script."""

from visavis.cli import main

main()
