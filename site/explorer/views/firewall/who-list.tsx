/** The id of the suggestions for allowed sources. */
export const whoListId = "who-may-connect";

/** The named sets that a field for allowed sources accepts. */
export function WhoList() {
  return (
    <datalist id={whoListId}>
      <option value="license-callback">cPanel's license system</option>
      <option value="feature-sources">the addresses of cPanel's features</option>
    </datalist>
  );
}
