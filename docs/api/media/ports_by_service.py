"""Prints the inbound ports of a service in a release, from the JSON that the package ships.

    python3 ports_by_service.py node_modules/cpanel-ports/data/dataset.json 126 imap
"""

import json
import sys


def inbound_ports(dataset, release, service):
    """Returns the entries of a release whose service listens on the network."""
    return [
        span["entry"]
        for span in dataset["ports"]
        if span["from"] <= release <= span["through"]
        and service in span["entry"]["services"]
        and span["entry"]["documented"]["inbound"]
        and span["entry"]["scope"] == "network"
    ]


def main(path, release, service):
    with open(path, encoding="utf-8") as file:
        dataset = json.load(file)
    releases = [each["release"] for each in dataset["releases"]]
    if release not in releases:
        sys.exit(f"{release} is not in the dataset; expected one of {releases}")
    services = [each["id"] for each in dataset["services"]]
    if service not in services:
        sys.exit(f"{service!r} is not a service; expected one of {', '.join(services)}")
    for entry in inbound_ports(dataset, release, service):
        row = entry["documented"]
        protocols = ", ".join(name for name in ("tcp", "udp") if row[name])
        print(f"{entry['port']:>5}  {protocols:<8}  {entry['protection']:<12}  {row['service']}")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
