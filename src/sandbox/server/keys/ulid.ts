import { randomBytes } from 'node:crypto';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Ten characters of milliseconds, sixteen of chance, in Crockford's base 32. */
export function ulid(at: number): string {
  let time = '';
  for (let rest = Math.max(0, Math.floor(at)), left = 10; left > 0; left -= 1, rest = Math.floor(rest / 32)) {
    time = alphabet.charAt(rest % 32) + time;
  }
  return time + Array.from(randomBytes(16), (byte) => alphabet.charAt(byte % 32)).join('');
}
