import type { AuditAction, AuditTrail } from '../postman/auditLog.ts';

/** Postman documents hardly any names of its actions about keys, so they are found by what they look like. */
const aboutKeys = /(api|access|scim)[_\s-]?key|access[_\s-]?token|custom[_\s-]?token/i;

/** The actions of the audit log that are about keys. */
export function keyActions(actions: readonly AuditAction[]): AuditAction[] {
  return actions.filter(({ displayName, name }) => aboutKeys.test(name) || aboutKeys.test(displayName));
}

/** Audit entries as text, the newest first. */
export function activityText(
  trails: readonly AuditTrail[],
  actions: readonly AuditAction[],
  { days, isCut }: { readonly days: number; readonly isCut: boolean },
): string {
  const names = new Map(actions.map(({ displayName, name }) => [name, displayName || name]));
  const sorted = trails.toSorted((a, b) => (b.at?.getTime() ?? 0) - (a.at?.getTime() ?? 0));
  const lines = sorted.map(({ action, actor, at, ip, message }) =>
    [
      at?.toISOString().slice(0, 16).replace('T', ' ') ?? '',
      names.get(action) ?? action,
      message || actor?.name,
      ip && `from ${ip}`,
    ]
      .filter((part) => part)
      .join('  ·  '),
  );
  const head = [
    `Key activity of the last ${days} days (UTC), by the audit log`,
    `Looked for: ${actions.map(({ name }) => name).join(', ')}`,
    ...(isCut ? ['There is more: only the newest entries of each kind are here.'] : []),
  ];
  return [head.join('\n'), lines.length > 0 ? lines.join('\n') : 'Nothing happened.']
    .join('\n\n')
    .concat('\n');
}
