"""The core of synoptic: articles in, an aligned comparison out. Imports neither textual nor rich."""
