"""What may answer a conversation; nothing outside this folder asks which one does."""
