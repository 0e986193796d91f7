"""What is decided in the kitchen?"""
