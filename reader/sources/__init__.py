"""How articles come in."""
