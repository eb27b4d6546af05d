"""The stories a person keeps: folders of them, what is kept beside them, the cache of their comparisons."""
