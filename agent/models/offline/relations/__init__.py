"""A new funnel told in any order: sentences become relations (who, from where, by which button, where to, what
share), and relations become the ways of the visitors. Every word has a place in one of them, or is asked about.
"""
