"""What a planner writes, and the way from it to a funnel document and back."""
