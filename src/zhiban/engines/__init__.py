"""How is the meaning evaluated? `rowwise` is the definition, `columnar` is fast and must agree."""
