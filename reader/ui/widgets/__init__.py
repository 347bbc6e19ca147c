"""The widgets: each draws one thing."""
