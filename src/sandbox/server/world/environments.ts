import { isOutsider } from './access.ts';
import { later, stableMoment, stableUuid } from './ids.ts';
import type { Person, Workspace, World } from './model.ts';

/** A variable as Postman keeps it: what is not named here, such as a vault's source, stays what it is. */
export type Variable = Readonly<Record<string, unknown>>;

export interface Environment {
  readonly id: string;
  readonly ownerId: number;
  readonly workspaceId: string;
  readonly name: string;
  readonly values: readonly Variable[];
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** Guests and partners read only. */
export function mayEdit(person: Person, workspace: Workspace): boolean {
  return workspace.createdBy === person.id || !isOutsider(person);
}

const plain = (key: string, value: string): Variable => ({ key, value, type: 'default', enabled: true });

function valuesFor(name: string): readonly Variable[] {
  const host = plain('baseUrl', `https://${name.toLowerCase()}.example.com`);
  if (name !== 'Staging') return [host];
  const source = {
    postman: {
      secretId: stableUuid('secret of Staging'),
      type: 'cloud',
      vaultId: stableUuid('vault of Staging'),
    },
    provider: 'postman',
  };
  return [
    host,
    { key: 'password', value: 'correct horse battery staple', type: 'secret', enabled: true },
    { key: 'token', value: '', type: 'default', enabled: true, secret: true, source },
  ];
}

/** Two environments in every workspace, a local one in the personal ones: in all seeds the same on every run. */
export function plantedEnvironments(world: World): Environment[] {
  return world.workspaces.flatMap((workspace) => {
    const names = workspace.visibility === 'personal' ? ['Local'] : ['Staging', 'Production'];
    return names.map((name) => {
      const label = `environment ${name} of ${workspace.id}`;
      const createdAt = stableMoment(label);
      return {
        id: stableUuid(label),
        ownerId: workspace.createdBy,
        workspaceId: workspace.id,
        name,
        values: valuesFor(name),
        createdAt,
        updatedAt: later(createdAt, label),
      };
    });
  });
}
