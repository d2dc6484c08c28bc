"""What becomes of the duties of a post whose holder has left."""
