/** A fingerprint as it is read out and compared: `K3Q9-ZT7M`. */
export function inHalves(characters: string): string {
  const middle = characters.length / 2;
  return `${characters.slice(0, middle)}-${characters.slice(middle)}`;
}
