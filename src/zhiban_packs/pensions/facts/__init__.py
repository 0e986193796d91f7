"""What is known of a person who may draw a pension?"""
