"""Starts the real parts hapax works with, each on free loopback ports, and talks to them as their users do."""
