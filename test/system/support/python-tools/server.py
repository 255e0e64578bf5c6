"""Runs tools written in Python in forks of one process, because loading their modules takes most of each run.

Usage: server.py SOCKET TOOL...

A fork takes the place of the client that connects (see client.pl): its arguments, environment, folder, files and
namespaces. It runs the installed script of the tool.
"""

import ctypes
import os
import shutil
import signal
import socket
import struct
import sys

PIDFD_GETFD = 438
libc = ctypes.CDLL(None, use_errno=True)


def checked(result):
    if result < 0:
        error = ctypes.get_errno()
        raise OSError(error, os.strerror(error))
    return result


def fields(client, name):
    with open(f"/proc/{client}/{name}", "rb") as file:
        return [os.fsdecode(field) for field in file.read().split(b"\0")[:-1]]


def become(client):
    """Takes the place of a client, and returns the name of the tool and its arguments."""
    _interpreter, script, *arguments = fields(client, "cmdline")
    environment = fields(client, "environ")
    handle = os.pidfd_open(client)
    for descriptor in range(3):
        copy = checked(libc.syscall(PIDFD_GETFD, handle, descriptor, 0))
        os.dup2(copy, descriptor)
        os.close(copy)
    os.close(handle)
    folder = os.readlink(f"/proc/{client}/cwd")
    for kind in ["net", "mnt"]:
        with open(f"/proc/{client}/ns/{kind}") as namespace:
            checked(libc.setns(namespace.fileno(), 0))
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(entry.split("=", 1) for entry in environment)
    return os.path.basename(script), arguments


def run(path, code, arguments):
    """Runs a script, and returns its exit status."""
    sys.argv = [path, *arguments]
    try:
        exec(code, {"__name__": "__main__", "__file__": path})
        return 0
    except SystemExit as end:
        if end.code is None or isinstance(end.code, int):
            return end.code or 0
        print(end.code, file=sys.stderr)
        return 1


def serve(connection, tools):
    credentials = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12)
    name, arguments = become(struct.unpack("3i", credentials)[0])
    try:
        status = run(*tools[name], arguments)
    except Exception:
        sys.excepthook(*sys.exc_info())
        status = 1
    sys.stdout.flush()
    sys.stderr.flush()
    connection.send(bytes([status & 255]))


def load(name):
    """Returns the path and the code of a tool, and loads what it imports."""
    path = shutil.which(name)
    with open(path) as file:
        code = compile(file.read(), path, "exec")
    run(path, code, ["--help"])
    return path, code


def main(address, *names):
    tools = {name: load(name) for name in names}
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(address)
    listener.listen(64)
    print("\nready", flush=True)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        connection, _ = listener.accept()
        if os.fork() == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            listener.close()
            try:
                serve(connection, tools)
            finally:
                os._exit(0)
        connection.close()


main(*sys.argv[1:])
