import type { ViewProps } from "../../app.tsx";

export function FirewallView({ route }: ViewProps) {
  return <h1 tabIndex={-1}>firewall {route.path.join("/")}</h1>;
}
