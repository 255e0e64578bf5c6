/** The id of the suggestions for fields that say who may connect. */
export const whoListId = "who-may-connect";

/** What may stand for addresses in a field that says who may connect. */
export function WhoList() {
  return (
    <datalist id={whoListId}>
      <option value="license-callback">cPanel's license system</option>
      <option value="feature-sources">the addresses of cPanel's features</option>
    </datalist>
  );
}
