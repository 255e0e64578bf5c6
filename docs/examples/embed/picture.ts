import { releases } from "cpanel-ports";
import { renderSvg } from "cpanel-ports/render";

export function show(place: Element): void {
  const svg = renderSvg(releases, { changed: true });
  const url = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  place.innerHTML = `<img src="${url}" alt="Added and removed ports, by release">`;
}
