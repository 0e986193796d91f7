"""Who gets a warm meal?"""
