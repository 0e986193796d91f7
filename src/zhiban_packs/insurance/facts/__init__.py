"""What does social insurance know about people and firms?"""
