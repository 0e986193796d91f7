"""Who is owed unemployment benefit, and for how many months?"""
