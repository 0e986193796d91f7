"""What does an office owe people, by when?"""
