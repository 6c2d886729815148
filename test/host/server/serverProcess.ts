import { spawn, type ChildProcess } from 'node:child_process';
import { createServer, connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const startDeadline = 30_000;
const tailLength = 60;

/** When this process is gone, however it went, its end of the pipe closes, and the server's whole group goes too. */
const tiedToUs = 'exec 3<&0; (cat <&3 >/dev/null 2>&1; kill -KILL -$$) & exec "$0" "$@" 3<&- </dev/null';

/** A server program and everything it starts: one process group, ended as one. */
export class ServerProcess {
  readonly port: number;
  readonly exited: Promise<void>;
  readonly #child: ChildProcess;
  readonly #lines: string[] = [];

  private constructor(child: ChildProcess, port: number) {
    this.#child = child;
    this.port = port;
    this.exited = new Promise((resolve) => {
      child.once('exit', () => resolve());
      child.once('error', () => resolve());
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => this.#remember(chunk.toString('utf8')));
    }
  }

  /** Starts the program with a free port and waits until it answers there. */
  static async start(
    program: string,
    argsFor: (port: number) => readonly string[],
    options: { readonly env?: NodeJS.ProcessEnv; readonly port?: number } = {},
  ): Promise<ServerProcess> {
    const port = options.port ?? (await freePort());
    const child = spawn('/bin/sh', ['-c', tiedToUs, program, ...argsFor(port)], {
      env: options.env ?? process.env,
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: true,
    });
    const server = new ServerProcess(child, port);
    await server.#listening();
    return server;
  }

  /** The last lines it wrote. */
  get tail(): string {
    return this.#lines.join('\n');
  }

  /** Ends it gently, then by force; never throws. Also safe in a process's `exit` handler, where only the force is left. */
  async stop(): Promise<void> {
    this.#signal('SIGTERM');
    await Promise.race([this.exited, sleep(3000, undefined, { ref: false })]);
    this.kill();
  }

  kill(): void {
    this.#signal('SIGKILL');
  }

  #signal(signal: NodeJS.Signals): void {
    if (this.#child.pid === undefined) return;
    try {
      process.kill(-this.#child.pid, signal);
    } catch {
      // Nothing of the group is left.
    }
  }

  #remember(text: string): void {
    this.#lines.push(...text.trimEnd().split('\n'));
    this.#lines.splice(0, this.#lines.length - tailLength);
  }

  async #listening(): Promise<void> {
    const end = Date.now() + startDeadline;
    const gone = this.exited.then(() => true);
    while (!(await answers(this.port))) {
      const ended = await Promise.race([gone, sleep(50, false)]);
      if (!ended && Date.now() < end) continue;
      await this.stop();
      throw new Error(`The server did not start on port ${this.port}.\n${this.tail}`);
    }
  }
}

export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

export async function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const done = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => done(true));
    socket.once('error', () => done(false));
  });
}
