"""What `visavis check` and `visavis explain` say of problems: in which form, of which files, and why a rule exists."""
