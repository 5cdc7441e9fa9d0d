"""Starts the real parts hapax works with, each on free loopback ports, and talks to them as their users do."""

import os

os.environ.setdefault("GRPC_VERBOSITY", "ERROR")  # else grpcio remarks on every fork
os.environ.setdefault("GRPC_ENABLE_FORK_SUPPORT", "false")
