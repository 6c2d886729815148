export type SeedName = 'small' | 'team' | 'huge';

export interface Team {
  readonly id: number;
  readonly name: string;
  readonly domain: string;
}

export interface Person {
  readonly id: number;
  /** The id that outlives teams; a UUID. */
  readonly sub: string;
  readonly username: string;
  readonly email: string;
  readonly fullName: string;
  readonly avatar: string | null;
  readonly roles: readonly string[];
  readonly joinedAt: string;
}

export type Visibility = 'personal' | 'team' | 'private' | 'public' | 'partner';

export interface Workspace {
  readonly id: string;
  /** Its row in the list; what a cursor points at. */
  readonly row: number;
  readonly name: string;
  readonly about: string;
  readonly visibility: Visibility;
  readonly createdBy: number;
  /** The people invited; only `private` and `partner` workspaces ask for it. */
  readonly members: readonly number[];
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface Collection {
  readonly id: string;
  readonly ownerId: number;
  readonly workspaceId: string;
  readonly name: string;
  readonly description: string;
  /** What the collection is about, in one plural noun: its folders and requests are drawn from it. */
  readonly subject: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly isPublic: boolean;
  readonly forkOf?: string;
}

export interface SeededKey {
  readonly userId: number;
  readonly name: string;
  readonly createdAt: string;
  readonly expiresInDays: number | null;
  readonly lastUsedAt?: string;
  readonly revokedAt?: string;
}

export interface World {
  readonly seed: SeedName;
  readonly team: Team | null;
  readonly people: readonly Person[];
  readonly workspaces: readonly Workspace[];
  readonly collections: readonly Collection[];
  /** Keys that were there before: everyone can see them, nobody has their secrets. */
  readonly keys: readonly SeededKey[];
}
