import type { Trail } from '../state/auditLog.ts';
import { auditActions } from './auditActions.ts';
import type { AuditAction } from './auditActions.ts';
import { isOutsider } from './access.ts';
import { stableNumber } from './ids.ts';
import type { World } from './model.ts';

const day = 86_400_000;
const rememberedDays = 170;

function subjectOf(world: World, action: AuditAction, number: number): string {
  if (action.startsWith('collection.'))
    return world.collections[number % world.collections.length]?.name ?? '';
  return action.includes('key') ? `Pipeline ${number + 1}` : (world.team?.name ?? '');
}

/** What people did in the months before `at`; without a team nobody keeps a log. */
export function plantedTrails(world: World, at: number): Trail[] {
  if (world.team === null) return [];
  const actions = Object.keys(auditActions) as AuditAction[];
  const actors = world.people.filter((person) => !isOutsider(person));
  return Array.from({ length: 4 * actions.length }, (_, number) => {
    const label = `trail ${number} of ${world.seed}`;
    const action = actions[number % actions.length] ?? 'team.add_member';
    return {
      id: number + 1,
      at: at - day - stableNumber(label, rememberedDays * 86_400) * 1000,
      action,
      actor: actors[stableNumber(`${label} actor`, actors.length)]?.id ?? 0,
      subject: subjectOf(world, action, number),
    };
  });
}
