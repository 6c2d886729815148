import { Buffer } from 'node:buffer';
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { connect } from 'node:net';
import { clearTimeout, setTimeout } from 'node:timers';
import { Problem } from './problem.mjs';

const isKept = Boolean(process.env.TMUX || process.env.STY);
const unreachable =
  'The editor that opened this terminal cannot be reached: its window was closed or reloaded. ' +
  (isKept
    ? 'tmux and screen keep the environment they were started with: start them anew, in a new terminal.'
    : 'Open a new terminal.');
const elsewhere =
  'This is no terminal of an editor with Keyring for Postman, or pmkey is switched off there (setting postmanKeyring.pmkey).';

/** Milliseconds for the editor's first word; for its answer there is no limit, since a person may be asked. */
const patience = 10_000;
/** Milliseconds until the person at the terminal is told to look into the editor. */
const quiet = 1_000;
const longest = 65_536;

/**
 * Asks the editor one question. The lines, and what the proofs are for, stand in src/inject/pmkey/exchange.ts.
 * @throws Problem `refused`, `unreachable`
 */
export async function ask(question) {
  const { POSTMAN_KEYRING_PIPE: pipe, POSTMAN_KEYRING_TOKEN: token } = process.env;
  if (!pipe || !token) throw new Problem('unreachable', elsewhere);
  const socket = connect(pipe);
  try {
    const answer = await exchange(socket, token, JSON.stringify(question));
    if (answer.ok !== true) throw new Problem('refused', String(answer.sentence));
    return answer;
  } finally {
    socket.destroy();
  }
}

async function exchange(socket, token, body) {
  const lines = linesOf(socket);
  const { nonce: theirs } = await firstWord(socket, lines);
  const ours = randomBytes(32).toString('hex');
  const proofOf = (what, words) =>
    createHmac('sha256', Buffer.from(token, 'hex')).update([what, theirs, ours, words].join('\n')).digest();
  const proof = proofOf('request', body).toString('hex');
  socket.write(`${JSON.stringify({ nonce: ours, body, proof })}\n`);
  const answer = await noticed(lines.next());
  const given = Buffer.from(String(answer?.proof), 'hex');
  const due = proofOf('answer', String(answer?.body));
  // Whoever took the place of an editor that has ended does not have the token.
  if (given.length !== due.length || !timingSafeEqual(given, due))
    throw new Problem('unreachable', unreachable);
  return JSON.parse(answer.body);
}

async function firstWord(socket, lines) {
  const timer = setTimeout(() => socket.destroy(), patience);
  try {
    const word = await lines.next();
    if (word?.pmkey !== 1) throw new Problem('unreachable', unreachable);
    return word;
  } finally {
    clearTimeout(timer);
  }
}

/** Each line that comes, decoded; everything but a line is an editor that cannot be reached. */
function linesOf(socket) {
  const chunks = socket.setEncoding('utf8')[Symbol.asyncIterator]();
  let text = '';
  const next = async () => {
    try {
      while (!text.includes('\n') && text.length < longest) {
        const { done, value } = await chunks.next();
        if (done) break;
        text += value;
      }
      const end = text.indexOf('\n');
      const line = text.slice(0, end);
      text = text.slice(end + 1);
      return JSON.parse(line);
    } catch {
      throw new Problem('unreachable', unreachable);
    }
  };
  return { next };
}

async function noticed(answer) {
  const timer = setTimeout(() => {
    if (process.stderr.isTTY) process.stderr.write('pmkey: Waiting for your answer in the editor…\n');
  }, quiet);
  try {
    return await answer;
  } finally {
    clearTimeout(timer);
  }
}
