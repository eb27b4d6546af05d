"""What a person decides about a comparison: what is put right, what is judged, and how it comes back."""
