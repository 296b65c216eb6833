"""Which of the changes made is to be taken back."""
