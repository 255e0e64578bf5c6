/** Prints what the fuzz tests need. */
export default function needs(): void {
  console.log("Fuzz tests need nothing but Node.js, and a few minutes.");
}
