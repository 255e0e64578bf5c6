import { diffReleases } from "cpanel-ports";
import { renderHtml } from "cpanel-ports/render";

export function show(place: Element): void {
  const diff = diffReleases(118, 126);
  place.innerHTML = renderHtml(diff, {
    columns: ["Change", "What", "Before"],
  });
}
