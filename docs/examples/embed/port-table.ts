import { listPorts } from "cpanel-ports";
import { renderHtml } from "cpanel-ports/render";

export function show(place: Element): void {
  const ports = listPorts(126, { service: ["imap", "pop3"] });
  place.innerHTML = renderHtml(ports, {
    caption: "Ports for mail programs",
    columns: ["port", "service", "protection"],
  });
}
