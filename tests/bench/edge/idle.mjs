// idle.mjs PORT IDLE SLOW: connections that say nothing, and clients who send a body of a byte a second; until killed.
import { connect } from "node:tls";

const [port, idle, slow] = process.argv.slice(2).map(Number);
const open = () => new Promise((done) => {
  const socket = connect({ host: "127.0.0.1", port, servername: "localhost" }, () => done(socket));
  socket.on("error", () => done(socket));
});
const kept = [];
for (let i = 0; i < idle; i += 50) kept.push(...await Promise.all(Array.from({ length: 50 }, open)));
const dribble = async () => {
  const socket = await open();
  socket.write(`POST /v1/people:signIn HTTP/1.1\r\nHost: localhost:${port}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n`);
  const timer = setInterval(() => socket.write("{"), 1000);
  socket.on("close", () => { clearInterval(timer); void dribble(); });
  socket.on("data", () => {});
};
await Promise.all(Array.from({ length: slow }, dribble));
console.log(`ready: ${kept.filter((socket) => !socket.destroyed).length} idle`);
