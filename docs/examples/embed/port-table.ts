import { listPorts } from "cpanel-ports";
import { renderHtml } from "cpanel-ports/render";

export function show(place: Element): void {
  place.innerHTML = renderHtml(listPorts(126, { service: ["imap", "pop3"] }), {
    caption: "Ports for mail programs",
    columns: ["port", "service", "protection"],
  });
}
