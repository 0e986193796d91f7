"""What does the language mean? Frozen typed nodes; nothing here evaluates or reads files."""
