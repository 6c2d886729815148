import * as v from 'valibot';

const manifest = v.object({
  contributes: v.object({ commands: v.array(v.object({ command: v.string() })) }),
});

/** The ids of the commands in a manifest, as `Extension.packageJSON` gives it. */
export function commandIdsOf(packageJson: unknown): string[] {
  return v.parse(manifest, packageJson).contributes.commands.map(({ command }) => command);
}
