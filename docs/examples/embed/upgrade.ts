import { diffReleases } from "cpanel-ports";
import { renderHtml } from "cpanel-ports/render";

export function show(place: Element): void {
  place.innerHTML = renderHtml(diffReleases(118, 126), { columns: ["Change", "What", "Before"] });
}
