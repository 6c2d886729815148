import { createConnection } from 'node:net';

/** What Keyring for Postman offers at an address, as JSON, once. Throws where it was had before, or is over. */
export async function take(address, token) {
  const socket = createConnection(address);
  socket.write(token);
  let json = '';
  for await (const chunk of socket.setEncoding('utf8')) json += chunk;
  return JSON.parse(json);
}
