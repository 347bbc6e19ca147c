"""The reader's tags: their tree, which of them stand together, what is done to them, completing them."""
