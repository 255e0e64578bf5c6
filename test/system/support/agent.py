"""A process in a network namespace that listens and connects as requested: a line of JSON each, answered by one.

A dropped packet gets no reply, and a slow machine replies late. To distinguish the two, the probes that should get a
reply are sent last: once all of them got one, an earlier probe without a reply was dropped.
"""

import json
import resource
import select
import socket
import sys
import time
from collections import deque
from contextlib import suppress

# Long enough for the slowest machine: only what is dropped takes longer.
PATIENCE = 60
# A lost datagram is not retransmitted, unlike a connection attempt.
RESEND = 0.5

IP_BIND_ADDRESS_NO_PORT = 24
TCP, UDP = socket.SOCK_STREAM, socket.SOCK_DGRAM


class Loop:
    """Calls a function for each socket that can be read."""

    def __init__(self):
        self.poll = select.epoll()
        self.readers = {}

    def add(self, file, read):
        self.readers[file.fileno()] = (file, read)
        self.poll.register(file.fileno(), select.EPOLLIN)

    def close(self, file):
        if self.readers.pop(file.fileno(), None):
            # The kernel forgets a closed file.
            file.close()

    def step(self, seconds):
        for number, _ in self.poll.poll(seconds):
            file, read = self.readers.get(number, (None, None))
            if read:
                read(file)


loop = Loop()


def make(kind, host):
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.socket(family, kind | socket.SOCK_NONBLOCK)


def answer_connections(listener):
    while True:
        try:
            connection, _ = listener.accept()
        except OSError:
            # Nothing is left, or the peer gave up.
            return
        with connection, suppress(OSError):
            connection.send(b"here")


def answer_datagrams(listener):
    while True:
        try:
            _, peer = listener.recvfrom(16)
        except BlockingIOError:
            return
        except OSError:
            # An ICMP error about an earlier reply.
            continue
        # The firewall may drop the reply.
        with suppress(OSError):
            listener.sendto(b"here", peer)


def listen(ports, hosts):
    for port in ports:
        both = make(TCP, "::")
        both.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        both.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        both.bind(("::", port))
        both.listen(512)
        loop.add(both, answer_connections)
        # One socket per address: a wildcard socket would reply from an address of its choice.
        for host in hosts:
            one = make(UDP, host)
            one.bind((host, port))
            loop.add(one, answer_datagrams)
    return []


class Probing:
    """Probes connections, and notes which of them got a reply."""

    def __init__(self, probes):
        self.probes = probes
        self.answered = [False] * len(probes)
        self.missing = sum(probe["open"] for probe in probes)
        self.resends = deque()
        self.sockets = []

    def run(self):
        began = time.monotonic()
        self.start(False)
        self.until(time.monotonic() + 0.001)
        self.start(True)
        self.until(time.monotonic() + PATIENCE, lambda: self.missing == 0)
        if not all(self.answered):
            now = time.monotonic()
            self.until(now + max(0.15, (now - began) / 2))
        for each in self.sockets:
            loop.close(each)
        return self.answered

    def start(self, is_open):
        for index, probe in enumerate(self.probes):
            if probe["open"] is is_open:
                self.connect(index, probe)

    def until(self, end, is_done=lambda: False):
        while not is_done():
            now = time.monotonic()
            while self.resends and self.resends[0][0] <= now:
                _, index, each = self.resends.popleft()
                if not self.answered[index]:
                    self.send(each)
            if now >= end:
                return
            loop.step(min(end, self.resends[0][0] if self.resends else end) - now)

    def connect(self, index, probe):
        is_tcp = probe["protocol"] == "tcp"
        each = make(TCP if is_tcp else UDP, probe["from"])
        self.sockets.append(each)
        loop.add(each, lambda file: self.read(index, file, is_tcp))
        each.setsockopt(socket.IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, 1)
        try:
            each.bind((probe["from"], 0))
            each.connect((probe["to"], probe["port"]))
        except BlockingIOError:
            # A connection takes time.
            pass
        except OSError:
            return
        if not is_tcp:
            self.send(each)
            self.resends.append((time.monotonic() + RESEND, index, each))

    def send(self, each):
        # The firewall may drop it.
        with suppress(OSError):
            each.send(b"who")

    def read(self, index, file, is_tcp):
        # Only the listener's data counts: a reset or rejection is not a reply.
        try:
            data = file.recv(16)
        except BlockingIOError:
            return
        except OSError:
            if is_tcp:
                loop.close(file)
            return
        if data:
            self.missing -= self.probes[index]["open"]
            self.answered[index] = True
        loop.close(file)


def work(task):
    if task["kind"] == "listen":
        return listen(task["ports"], task["hosts"])
    return Probing(task["probes"]).run()


def read_task(_):
    line = sys.stdin.readline()
    if not line:
        sys.exit()
    try:
        answer = work(json.loads(line))
    except Exception as error:
        answer = {"error": repr(error)}
    print(json.dumps(answer), flush=True)


_, most = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
loop.add(sys.stdin, read_task)
while True:
    loop.step(-1)
