import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { listen } from "../../bot/server.ts";
import type { Row } from "./report.ts";

const GOOD = 200;
const openings = [
  "",
  "POST / HTTP/1.1\r\nHost: x\r\nX-Slow: ",
  "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\na",
];

/** F12: thousands of connections that say nothing, or never finish; the others are served. */
export async function idleSockets(idle: number): Promise<Row> {
  const server = await listen("127.0.0.1", 0);
  const { port } = new URL(server.url);
  server.open(async (request) => new Response(await request.text()));
  const sockets: Socket[] = [];
  for (let n = 0; n < idle; n += 1) {
    const socket = connect(Number(port), "127.0.0.1");
    socket.on("error", () => {}).resume();
    socket.write(openings[n % openings.length] ?? "");
    sockets.push(socket);
    if (n % 200 === 0) await once(socket, "connect");
  }
  const startedAt = performance.now();
  let served = 0;
  let slowestMs = 0;
  for (let n = 0; n < GOOD; n += 1) {
    const askedAt = performance.now();
    const answer = await fetch(server.url, { method: "POST", body: `good ${n}` });
    if ((await answer.text()) === `good ${n}`) served += 1;
    slowestMs = Math.max(slowestMs, performance.now() - askedAt);
  }
  await Promise.all(sockets.map((socket) => socket.closed || once(socket, "close")));
  const recoveryMs = performance.now() - startedAt;
  await server.close();
  return {
    ...{ fault: "F12 idle and slow connections", runs: idle, effects: GOOD, doubled: 0 },
    ...{ lost: GOOD - served, recoveryMs, failures: [] },
    note: `good clients waited ${Math.round(slowestMs)} ms at most; recovery: all hung up on`,
  };
}
