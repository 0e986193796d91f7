"""What the language means: frozen typed nodes. Nothing here evaluates and nothing here reads files."""
