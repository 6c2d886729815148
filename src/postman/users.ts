import * as v from 'valibot';
import { decode, moment, numericId, shownText, shownTexts } from './wire.ts';

/** Who a key belongs to. */
export interface Account {
  readonly userId: number;
  readonly userName: string;
  readonly fullName: string;
  readonly email: string;
  /** Missing for a person without a team, for whom Postman sends 0. */
  readonly teamId?: number | undefined;
  readonly teamName?: string | undefined;
  readonly teamDomain?: string | undefined;
  /** As Postman names them; there may be new ones. */
  readonly roles: readonly string[];
}

/** What of an allowance is used, such as `api_usage`: the requests of this month. */
export interface Operation {
  readonly name: string;
  readonly limit: number;
  readonly usage: number;
  readonly overage: number;
}

export interface Me extends Account {
  /** Missing for guests and partners. */
  readonly operations?: readonly Operation[] | undefined;
}

/** A member of the team. */
export interface User {
  readonly id: number;
  readonly name: string;
  readonly userName: string;
  readonly email: string;
  readonly roles: readonly string[];
  readonly joinedAt?: Date | undefined;
}

const operation = v.object({
  name: v.pipe(shownText, v.nonEmpty()),
  limit: v.number(),
  usage: v.number(),
  overage: v.fallback(v.number(), 0),
});

const me = v.object({
  user: v.object({
    id: numericId,
    username: shownText,
    fullName: shownText,
    email: shownText,
    teamId: v.fallback(numericId, 0),
    teamName: shownText,
    teamDomain: shownText,
    roles: shownTexts,
  }),
  operations: v.fallback(v.optional(v.array(v.unknown())), undefined),
});

/** The body of an answer to `GET /me`. Throws the problem `unreadable` when it names no user. */
export function decodeMe(body: unknown, host: string): Me {
  const { user, operations } = decode(me, body, host);
  const { id, username, teamId, teamName, teamDomain, ...rest } = user;
  return {
    userId: id,
    userName: username,
    ...rest,
    ...(teamId !== 0 && { teamId }),
    ...(teamName !== '' && { teamName }),
    ...(teamDomain !== '' && { teamDomain }),
    ...(operations && { operations: operations.flatMap(operationsOf) }),
  };
}

/** One row of usage; none when it is not one, which is no reason to doubt the key. */
function operationsOf(row: unknown): Operation[] {
  const result = v.safeParse(operation, row);
  return result.success ? [result.output] : [];
}

const users = v.object({
  data: v.array(
    v.pipe(
      v.object({
        id: numericId,
        name: shownText,
        username: shownText,
        email: shownText,
        roles: shownTexts,
        joinedAt: moment,
      }),
      v.transform(({ username, ...rest }): User => ({ ...rest, userName: username })),
    ),
  ),
});

/** The body of an answer to `GET /users`. Throws the problem `unreadable`. */
export function decodeUsers(body: unknown, host: string): User[] {
  return decode(users, body, host).data;
}
