"""Word-level differences: what two sentences do not share, word by word."""
