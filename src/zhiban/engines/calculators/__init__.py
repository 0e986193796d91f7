"""How is a calculator evaluated? `rowwise` defines it, `columns` must agree."""
