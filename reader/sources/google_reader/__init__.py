"""A server that keeps the reader's feeds, by the API that Google Reader had and FreshRSS, Miniflux and others speak."""
