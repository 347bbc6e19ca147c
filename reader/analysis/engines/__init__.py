"""What finds names beside the shipped model: pipelines that a reader has installed, as foreign code is to be used."""
