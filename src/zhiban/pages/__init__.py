"""How does it look on a page? Findings and rules as HTML that needs no script and no other host."""
