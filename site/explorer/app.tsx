import type { ComponentType } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Route, ViewName } from "./route.ts";
import { useRoute } from "./use-route.ts";
import { AuditView } from "./views/audit/audit-view.tsx";
import { CheckView } from "./views/check/check-view.tsx";
import { CompareView } from "./views/compare/compare-view.tsx";
import { FirewallView } from "./views/firewall/firewall-view.tsx";
import { NotFoundView } from "./views/not-found-view.tsx";
import { PortView } from "./views/port/port-view.tsx";
import { PortsView } from "./views/ports/ports-view.tsx";
import { ReleaseView } from "./views/release/release-view.tsx";
import { ServiceView } from "./views/service/service-view.tsx";

const viewOf: Readonly<Record<ViewName, ComponentType<ViewProps>>> = {
  ports: PortsView,
  port: PortView,
  release: ReleaseView,
  service: ServiceView,
  compare: CompareView,
  firewall: FirewallView,
  audit: AuditView,
  check: CheckView,
};

export interface ViewProps {
  readonly route: Route;
}

/** Renders the view that the address names. */
export function App() {
  const route = useRoute();
  const View = route.view === "not-found" ? NotFoundView : viewOf[route.view];
  const place = placeOf(route);
  useAnnouncedView(route.view, place);
  return <View key={place} route={route} />;
}

/** The current place. Both versions of a comparison are settings of one place. */
function placeOf({ view, path }: Route): string {
  return view === "compare" ? view : `${view}/${path.join("/")}`;
}

/** Moves the focus to the heading of a new view, so that screen readers announce it. */
function useAnnouncedView(view: Route["view"], place: string): void {
  const shown = useRef(place);
  useEffect(() => {
    const heading = document.querySelector<HTMLElement>("#explorer h1");
    document.title = `${heading?.textContent ?? "Ports"} – cpanel-ports`;
    for (const link of document.querySelectorAll<HTMLElement>("header nav a[href*='#/']")) {
      const isCurrent = link.getAttribute("href")?.endsWith(`#/${partOf(view)}`) ?? false;
      link.toggleAttribute("data-current", isCurrent);
      link.ariaCurrent = isCurrent ? "page" : null;
      if (isCurrent && link.parentElement) {
        // In a narrow window the links scroll sideways.
        link.parentElement.scrollLeft = link.offsetLeft - link.parentElement.offsetLeft - 40;
      }
    }
    if (shown.current !== place) {
      shown.current = place;
      scrollTo(0, 0);
      heading?.focus({ preventScroll: true });
    }
  }, [view, place]);
}

/** The header link that a view belongs to. */
function partOf(view: Route["view"]): string {
  return view === "port" || view === "release" || view === "service" ? "ports" : view;
}
