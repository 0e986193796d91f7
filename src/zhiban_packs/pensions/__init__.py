"""When does a person retire, and what is the pension worth?"""
