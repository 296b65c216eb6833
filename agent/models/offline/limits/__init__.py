"""What cannot be done here, told before anything is planned."""
