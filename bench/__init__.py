"""How fast is zhiban, against hand-written queries and against the floor?"""
