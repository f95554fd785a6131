"""From files to checked values: text with positions, authored types, rules across files, problems."""
