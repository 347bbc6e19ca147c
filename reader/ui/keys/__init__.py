"""What keys mean, how they are shown, and those that are typed before the screen is ready for them."""
