"""Which policies help with work?"""
