"""What do the employment policies need to know about firms, people and hires?"""
