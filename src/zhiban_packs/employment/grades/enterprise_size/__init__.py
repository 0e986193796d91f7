"""Is a firm large, medium, small or micro?"""
