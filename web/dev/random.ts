/** A number 0..1 that depends on its key alone. */
export function hash(...key: (string | number)[]): number {
  let h = 2166136261;
  for (const char of key.join("|")) {
    h ^= char.charCodeAt(0);
    h = Math.imul(h, 16777619);
  }
  h ^= h >>> 15;
  h = Math.imul(h, 0x2c1b3c6d);
  h ^= h >>> 12;
  h = Math.imul(h, 0x297a2d39);
  h ^= h >>> 15;
  return (h >>> 0) / 4294967296;
}

/** Roughly normal, mean 0, deviation 1. */
export function gauss(...key: (string | number)[]): number {
  let sum = 0;
  for (let i = 0; i < 6; i++) sum += hash(...key, i);
  return (sum - 3) / Math.SQRT1_2;
}

export function pick<T>(items: readonly T[], ...key: (string | number)[]): T {
  return items[Math.floor(hash(...key) * items.length)] as T;
}
