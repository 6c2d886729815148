/** `••43BR`: enough to tell keys apart in a narrow row. */
export function shortMask(lastFour: string): string {
  return `••${lastFour}`;
}
