"""How is it said? The words for findings and rules, Chinese and English, made from their parts."""
