"""What words mean after other words: answers, corrections, and what `it` and `the second one` stand for."""
