import { us, type Region } from '../../postman/region.ts';

export type CiSystem = 'github' | 'gitlab' | 'azure' | 'circleCi';

export const ciSystems: Readonly<
  Record<CiSystem, { readonly label: string; readonly file: string; readonly secret: string }>
> = {
  github: {
    label: 'GitHub Actions',
    file: '.github/workflows/postman.yml',
    secret: 'a repository secret (Settings › Secrets and variables › Actions)',
  },
  gitlab: {
    label: 'GitLab CI/CD',
    file: '.gitlab-ci.yml',
    secret: 'a masked variable (Settings › CI/CD › Variables)',
  },
  azure: {
    label: 'Azure Pipelines',
    file: 'azure-pipelines.yml',
    secret: 'a secret variable of the pipeline (Edit › Variables)',
  },
  circleCi: {
    label: 'CircleCI',
    file: '.circleci/config.yml',
    secret: 'an environment variable of the project (Project Settings › Environment Variables)',
  },
};

export type Runner = 'postman' | 'newman';

/** What the Postman CLI and Postman's own docs call the secret. */
export const secretName = 'POSTMAN_API_KEY';

/**
 * `pmkey` asks the person and puts the key on the input of gh, which it starts only then: nothing is shown or typed, and
 * a no makes no empty secret, as it would behind a `|`.
 */
export const ghSecretLine = `pmkey pipe -- gh secret set ${secretName}`;

/**
 * A pipeline that runs one collection, as YAML. It names a secret and has none in it, and no secret stands in a script
 * line: CI systems would paste it into the line, where what is in it would be run.
 * @param uid the collection's
 */
export function ciSnippet(system: CiSystem, runner: Runner, uid: string, region: Region): string {
  const commands = runner === 'postman' ? postmanCommands(uid, region) : newmanCommands(uid, region);
  return wrappers[system](commands);
}

/** Whether the Postman CLI knows the region: it knows Postman's own two. */
export function isKnownToCli(region: Region): boolean {
  return region.id === 'us' || region.id === 'eu';
}

function postmanCommands(uid: string, region: Region): string[] {
  return [
    'npm install --global postman-cli',
    `postman login --with-api-key "$${secretName}"${regionOption(region)}`,
    `postman collection run ${wordOf(uid)}`,
  ];
}

/** What `postman login` needs to know beside the key. */
export function regionOption(region: Region): string {
  return region === us ? '' : ` --region ${region.id}`;
}

/** newman takes a key as an argument alone, which other programs can read: curl gets it on its input. */
function newmanCommands(uid: string, region: Region): string[] {
  // In an address of the person's own these two are the ones that would mean something to a shell or a CI system.
  const api = region.api.replace(/['$]/g, (character) => (character === '$' ? '%24' : '%27'));
  const address = `${api}/collections/${wordOf(uid)}`;
  return [
    `printf 'X-Api-Key: %s\\n' "$${secretName}" | curl -fsS '${address}' -H @- -o collection.json`,
    'npx --yes newman run collection.json',
  ];
}

/** A uid as it may stand in a command line: Postman's are digits, hex and hyphens. */
function wordOf(uid: string): string {
  return uid.replace(/[^\w-]/g, '');
}

const wrappers: Readonly<Record<CiSystem, (commands: readonly string[]) => string>> = {
  github: (commands) => `name: Postman
on: push
permissions:
  contents: read
jobs:
  postman:
    runs-on: ubuntu-latest
    steps:
      - name: Run the collection
        env:
          ${secretName}: \${{ secrets.${secretName} }}
        run: |
${indented(commands, 10)}
`,
  gitlab: (commands) => `# ${secretName} is a variable of the project: GitLab puts it into the environment.
postman:
  image: node:22
  script:
${listed(commands, 4)}
`,
  azure: (commands) => `trigger:
  - main
pool:
  vmImage: ubuntu-latest
steps:
  - script: |
      set -e
${indented(commands, 6)}
    displayName: Run the collection
    env:
      # Azure puts no secret into the environment by itself.
      ${secretName}: $(${secretName})
`,
  circleCi: (
    commands,
  ) => `# ${secretName} is an environment variable of the project: CircleCI puts it into the environment.
version: 2.1
jobs:
  postman:
    docker:
      - image: cimg/node:22.14
    steps:
      - run:
          name: Run the collection
          command: |
${indented(commands, 12)}
workflows:
  postman:
    jobs:
      - postman
`,
};

function indented(commands: readonly string[], by: number): string {
  return commands.map((command) => ' '.repeat(by) + command).join('\n');
}

/** As a list of one command each: what has a colon in it has to be quoted. */
function listed(commands: readonly string[], by: number): string {
  return commands.map((command) => `${' '.repeat(by)}- ${JSON.stringify(command)}`).join('\n');
}
