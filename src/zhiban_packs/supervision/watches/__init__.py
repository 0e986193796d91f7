"""What should somebody look at?"""
