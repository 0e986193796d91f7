"""How is zhiban used from a shell? One file a command; what is heavy is imported when needed."""
