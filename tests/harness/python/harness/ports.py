"""Free loopback ports, outside the range from which the kernel takes ports for outgoing connections."""

import random
import socket

_taken = set()


def free_port():
    for _ in range(1000):
        port = random.randrange(20000, 32000)
        if port in _taken:
            continue
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        _taken.add(port)
        return port
    raise RuntimeError("no free port between 20000 and 32000")


def accepts(port, host="127.0.0.1"):
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex((host, port)) == 0
