// doors.mjs ADDRESS CERTIFICATE KEY NAME=PORT…: HTTPS at one address for parties that are reached by name; each
// name leads to a simulator that speaks plain HTTP on this machine.
import { readFileSync } from "node:fs";
import http from "node:http";
import https from "node:https";

const [address, certificate, key, ...doors] = process.argv.slice(2);
const ports = Object.fromEntries(doors.map((door) => door.split("=")));

https.createServer({ cert: readFileSync(certificate), key: readFileSync(key) }, (request, response) => {
  const port = ports[request.headers.host];
  const { method, url: path, headers } = request;
  const inner = http.request({ host: "127.0.0.1", port, path, method, headers }, (answer) => {
    response.writeHead(answer.statusCode, answer.headers);
    answer.pipe(response);
  });
  inner.on("error", () => response.writeHead(502).end());
  request.pipe(inner);
}).listen(443, address);
