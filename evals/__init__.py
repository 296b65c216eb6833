"""The language -> funnel score that anyone can repeat: cases in files, graders over what happened."""
