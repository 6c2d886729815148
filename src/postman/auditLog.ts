import * as v from 'valibot';
import { decode, moment, nextCursor, numericId, queryOf, readable, shownText } from './wire.ts';

/** A kind of event in the audit log. */
export interface AuditAction {
  /** Such as `user.apikey_activate`. */
  readonly name: string;
  readonly displayName: string;
}

export interface AuditTrail {
  readonly id: string;
  readonly action: string;
  readonly at?: Date | undefined;
  /** A sentence of Postman's. */
  readonly message: string;
  readonly ip: string;
  readonly userAgent: string;
  readonly actor?: { readonly id: number; readonly name: string } | undefined;
}

export interface AuditPage {
  readonly trails: readonly AuditTrail[];
  /** Empty after the last page. */
  readonly nextCursor: string;
}

/** What to look for; times are Unix milliseconds, of which Postman takes the day. */
export interface AuditQuery {
  readonly action?: string | undefined;
  readonly since?: number | undefined;
  readonly until?: number | undefined;
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}

const auditAction = v.object({ name: v.pipe(shownText, v.nonEmpty()), displayName: shownText });

/** The body of an answer to `GET /audit-actions`. Throws the problem `unreadable`. */
export function decodeAuditActions(body: unknown, host: string): AuditAction[] {
  return readable(auditAction, decode(v.array(v.unknown()), body, host)).rows;
}

/** The path of a page of the audit log. */
export function auditLogsPath({ action, since, until, cursor, limit }: AuditQuery): string {
  return `/audit/logs${queryOf({ action, since: dayOf(since), until: dayOf(until), limit, cursor })}`;
}

/** `2026-05-01`, in UTC. */
function dayOf(time: number | undefined): string | undefined {
  const date = new Date(time ?? Number.NaN);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString().slice(0, 10);
}

const actor = v.object({ id: numericId, name: shownText });

const trail = v.pipe(
  v.object({
    id: v.union([v.pipe(v.number(), v.transform(String)), v.pipe(v.string(), v.maxLength(500))]),
    action: shownText,
    timestamp: moment,
    message: shownText,
    ip: shownText,
    userAgent: shownText,
    data: v.fallback(v.object({ actor: v.fallback(v.optional(actor), undefined) }), {}),
  }),
  v.transform(({ timestamp, data, ...row }): AuditTrail => ({ ...row, at: timestamp, actor: data.actor })),
);

const page = v.object({ trails: v.array(v.unknown()), nextCursor });

/** The body of an answer to `GET /audit/logs`. Throws the problem `unreadable`. */
export function decodeAuditLogs(body: unknown, host: string): AuditPage {
  const { trails, nextCursor: next } = decode(page, body, host);
  return { trails: readable(trail, trails).rows, nextCursor: next };
}
