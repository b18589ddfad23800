"""Zhitu 知图: Chinese text into a knowledge graph that people can trust."""
