"""The version of the software. The knowledge base has one of its own."""

VERSION = "0.1.0"
