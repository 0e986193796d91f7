"""zhiban (智办): a city's registers go in; finished work comes out."""
