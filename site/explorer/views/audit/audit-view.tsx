import type { ViewProps } from "../../app.tsx";

export function AuditView({ route }: ViewProps) {
  return <h1 tabIndex={-1}>audit {route.path.join("/")}</h1>;
}
