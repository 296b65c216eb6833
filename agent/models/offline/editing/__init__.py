"""Changes of a funnel told in free words: what is named is looked up in the funnel itself, then the rest is read.

`lexing` finds what is named (pages, shares, audiences, ways) and the words that say what happens to it; `clauses`
parts the changes; `reading` makes wishes of them; `carrying_out` makes operations of the wishes. Whatever is left
over goes to `accounting`, which asks.
"""
