"""What people fill in around certification."""
