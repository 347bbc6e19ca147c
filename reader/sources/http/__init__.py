"""What the web has at an address, asked for politely and taken in safely."""
