import type { Command } from '../host/commands.ts';
import { KnownProblem } from '../host/knownProblem.ts';
import type { Parts } from '../host/parts.ts';
import type { AuditTrail } from '../postman/auditLog.ts';
import { activityText, keyActions } from './activity.ts';
import { activeCaller } from './caller.ts';
import { unlessForbidden } from './checkExposed.ts';
import type { ShowText } from './reports.ts';

const days = 30;
const perAction = 100;

/** Shows what the audit log says of keys: who made, used or revoked one. */
export function showActivity(parts: Parts, show: ShowText): Command {
  const { client, clock, prompts } = parts;
  return async () => {
    const { key, region } = await activeCaller(parts);
    const text = await unlessForbidden(parts, async () =>
      prompts.progress('Reading the audit log', async (signal, report) => {
        const actions = keyActions(await client.auditActions(key, region, signal));
        if (actions.length === 0)
          throw new KnownProblem('The audit log of this team knows no actions about keys.');
        const since = clock.now(region.id) - days * 24 * 60 * 60 * 1000;
        const trails: AuditTrail[] = [];
        let isCut = false;
        for (const [index, { name }] of actions.entries()) {
          report(`${index} of ${actions.length} kinds of entries.`);
          const page = await client.auditLogs(key, region, { action: name, since, limit: perAction }, signal);
          trails.push(...page.trails);
          isCut ||= page.nextCursor !== '' && page.trails.length > 0;
        }
        return activityText(trails, actions, { days, isCut });
      }),
    );
    if (text !== undefined) await show('Key Activity.txt', text);
  };
}
