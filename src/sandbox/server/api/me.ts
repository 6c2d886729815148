import type { LocalPostman } from '../localPostman.ts';
import { isOutsider } from '../world/access.ts';
import type { Person } from '../world/model.ts';

const unlimited = 99_999_999;

function operations({ accounts, world }: LocalPostman): object[] {
  const row = (name: string, limit: number, usage: number): object => ({ name, limit, usage, overage: 0 });
  const rows = [
    row('api_object_usage', unlimited, world.collections.length * 12),
    row('collection_run_limit', unlimited, 226),
    row('file_storage_limit', 1, 0.28),
    row('flow_requests', 1_000_000, 1852),
    row('performance_test_limit', unlimited, 10),
    row('reusable_packages', 100, 48),
    row('test_data_retrieval', 1000, 180),
    row('test_data_storage', 10, 0.55),
    row('postbot_calls', 2500, 0),
    row('mock_usage', 1_000_000, 79_948),
    row('monitor_request_runs', 15_000_000, 4_493_710),
    row('api_usage', accounts.monthlyLimit, accounts.monthlyUsage),
  ];
  // Postman counts flows on the Free plan only; in the sandbox that is the person without a team.
  return world.team === null ? [...rows, row('flow_count', 3, 1)] : rows;
}

export function me(postman: LocalPostman, person: Person): object {
  const { team } = postman.world;
  const { id, sub, username, email, fullName, avatar, roles } = person;
  const ofTeam =
    team === null ? { teamId: 0 } : { teamId: team.id, teamName: team.name, teamDomain: team.domain };
  const user = {
    id,
    sub,
    username,
    email,
    fullName,
    avatar,
    isPublic: false,
    emailVerified: true,
    ...ofTeam,
    roles,
  };
  return isOutsider(person) ? { user } : { user, operations: operations(postman) };
}
