import { hugeWorld } from './huge.ts';
import type { SeedName, World } from './model.ts';
import { smallWorld } from './small.ts';
import { teamWorld } from './team.ts';

export const seedNames = ['small', 'team', 'huge'] as const satisfies readonly SeedName[];

const seeds: Record<SeedName, () => World> = { small: smallWorld, team: teamWorld, huge: hugeWorld };

export function worldOf(seed: SeedName): World {
  return seeds[seed]();
}
