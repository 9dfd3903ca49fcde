// The manifests applied on this machine: PostgreSQL, the parties outside, every pod ready; and what somebody out there
// does with it. Run by rollout_test, in namespaces of its own.
import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { mkdirSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { promisify } from "node:util";
import { parseAllDocuments } from "yaml";

import { Cluster, run, sleep } from "./cluster.mjs";
import { makeClaims, makeKeys, secretsFrom, simulatorConfig, simulators, startPostgres } from "./site.mjs";

const site = "https://onevisit.example";
// Addresses for documentation (RFC 5737), which the policies count as the outside.
const outside = "198.51.100.10"; // the parties outside, and the public
const database = "10.244.0.20";
const addresses = { "notaryd-gateway": "203.0.113.20", register: "203.0.113.10" };
const publicNames = {
  "onevisit.example": addresses["notaryd-gateway"],
  "callbacks.onevisit.example": addresses["notaryd-gateway"],
  "register.civil-affairs.example": addresses.register,
  ...Object.fromEntries(Object.keys(simulators.doors).map((name) => [name, outside])),
};

const started = Date.now();
export const tell = (what) => console.log(`${((Date.now() - started) / 1000).toFixed(1).padStart(6)} s  ${what}`);
const execute = promisify(execFile);
// A program and its arguments, out there.
const inWorld = (...command) => ["nsenter", ["--net=/run/netns/world", ...command]];

// ConfigMaps as files, by name.
function configMapsOf(objects, folder) {
  mkdirSync(folder, { recursive: true });
  return Object.fromEntries(objects.filter((o) => o.kind === "ConfigMap").map(({ metadata, data }) => {
    const files = Object.entries(data).map(([name, text]) => {
      const file = `${folder}/${metadata.name}-${name}`;
      writeFileSync(file, text);
      return [name, file];
    });
    return [metadata.name, Object.fromEntries(files)];
  }));
}

// A version of the office: its programs in `image`, its manifests in `rendered`.
export function versionOf(image, rendered) {
  const objects = rendered.flatMap((file) => parseAllDocuments(readFileSync(file, "utf8")).map((d) => d.toJS()));
  return {
    objects, configMaps: configMapsOf(objects, `${image}-config`),
    image: {
      path: "/opt/onevisit/bin:/usr/bin",
      files: { "/opt/onevisit": image },
      entrypoint: (name) => [`/opt/onevisit/bin/${/^onevisit\/([a-z-]+):/.exec(name)[1]}`],
    },
  };
}

// The world outside: the parties whom the office asks, and the public.
function makeWorld(cluster) {
  run("ip", "netns", "add", "world");
  run("ip", "link", "add", "world", "type", "veth", "peer", "name", "eth0", "netns", "world");
  run("ip", "addr", "add", "198.51.100.1/24", "dev", "world");
  run("ip", "addr", "add", `${cluster.address}/32`, "dev", "lo");
  run("ip", "link", "set", "world", "up");
  const inside = [`addr add ${outside}/24 dev eth0`, "link set eth0 up", "link set lo up",
    "route add default via 198.51.100.1"];
  for (const command of inside) run("ip", "-n", "world", ...command.split(" "));
  const lines = Object.entries(publicNames).map(([name, address]) => `${address} ${name}\n`);
  writeFileSync("/etc/hosts", `127.0.0.1 localhost\n${lines.join("")}`);
}

function startOutside({ folder, build }, keys) {
  const config = simulatorConfig(folder, keys);
  const doors = Object.entries(simulators.doors).map((door) => door.join("="));
  const simulator = inWorld(`${build}/cmd/simulatord/simulatord`, `--config=${config}`);
  const front = inWorld("node", new URL("doors.mjs", import.meta.url).pathname, outside, `${keys.tls}/outside.crt`,
    `${keys.tls}/outside.key`, ...doors);
  const log = openSync(`${folder}/log/simulatord.log`, "a");
  return [spawn(...simulator, { stdio: ["ignore", log, log] }), spawn(...front, { stdio: "inherit" })];
}

// Who may reach whom. That those who must can do so is seen in the walk.
export function checkPolicies(cluster) {
  const reaches = (from, address, port) => {
    try {
      run("timeout", "3", "nsenter", `--net=/run/netns/${from}`, "bash", "-c", `exec 3<>/dev/tcp/${address}/${port}`);
      return true;
    } catch {
      return false;
    }
  };
  const addressOf = (name) => cluster.pod(name).address;
  assert.ok(reaches("notaryd-payment-0", outside, 443), "payment does not reach the provider");
  assert.ok(reaches("notaryd-application-0", addressOf("notaryd-payment-0"), 8443), "the case does not reach payment");
  assert.ok(!reaches("notaryd-catalogue-0", outside, 443), "the catalogue reaches the outside");
  assert.ok(!reaches("notaryd-application-0", addressOf("register-0"), 8443), "the office reaches the bureau's pods");
  assert.ok(!reaches("world", addressOf("notaryd-payment-0"), 8443), "the world reaches payment");
  assert.ok(!reaches("world", addressOf("notaryd-gateway-0"), 9090), "the world reads metrics");
}

// Everything stands and is ready as `version`. `place`: folder of this run, the build and the root of the repository.
export async function raise(place, version) {
  const { folder, root } = place;
  mkdirSync(`${folder}/log`);
  const keys = makeKeys(folder, `${version.image.files["/opt/onevisit"]}/bin/notaryctl`, root);
  const cluster = new Cluster({
    ...version, folder, secrets: secretsFrom(keys), claims: makeClaims(folder, root), authorities: keys.authorities,
    nameserver: "10.244.0.10", addresses, address: "192.0.2.1", world: "198.51.100.0/24", own: "203.0.113.0/24",
  });
  makeWorld(cluster);
  cluster.join("kube-dns", "kube-system", { "k8s-app": "kube-dns" }, cluster.nameserver);
  cluster.join("postgresql", "postgresql", {}, database);
  for (const [name, address] of Object.entries(publicNames)) cluster.names.set(name, address);
  for (const name of ["onevisit", "register"]) cluster.names.set(`${name}.postgresql.svc.cluster.local`, database);
  await cluster.startNames();
  cluster.publish();
  startPostgres(folder, keys);
  const parties = startOutside(place, keys);
  tell("keys, PostgreSQL, the parties outside");

  cluster.apply();
  await cluster.settle(120);
  const pods = cluster.pods.filter((pod) => pod.spec && !pod.done);
  tell(`${pods.length} pods are ready, ${cluster.pods.filter((pod) => pod.done).length} jobs done`);
  return { ...place, cluster, pods, parties, authorities: keys.authorities };
}

export async function fall({ cluster, parties }) {
  await cluster.stop();
  for (const process of [...parties, cluster.nameService]) process.kill();
  tell("all ended when they were told to");
  process.exit(0);
}

// Takes a case as the public does, by one HTTPS address, with a client made from what the edge says of itself; it
// waits so long after each step. The first administrator is made inside of a pod.
export async function walk({ cluster, folder, build, root, authorities }, pauseS = 0) {
  const administrator = ["sh", "-c", "notaryctl admin --config=/etc/onevisit/config/notaryd.textproto --office=$0" +
    " --login=$1 --password_file=/tmp/$1 && cat /tmp/$1"];
  const surroundings = `${folder}/surroundings.json`;
  writeFileSync(surroundings, JSON.stringify({
    site, sms: simulators.sms, wechat: simulators.wechat, pause_s: pauseS,
    admin: cluster.exec(cluster.pod("notaryd-identity-0"), administrator).flat(),
  }));
  const trusting = { env: { ...process.env, NODE_EXTRA_CA_CERTS: authorities } };
  await execute(...inWorld(`${root}/tests/e2e/client/make_client`, build, site), trusting);
  const walked = execute(...inWorld("node", `${build}/client/dist/walk.js`, surroundings), trusting);
  const { stdout } = await walked.catch((failure) => { throw new Error(`${failure.stdout}${failure.stderr}`); });
  console.log(stdout.trimEnd().replace(/^/gm, "          "));
}

// Asks something, as clients do: whoever is not answered asks once more. Whether it was answered.
export async function ask({ authorities }) {
  const request = () => execute(...inWorld("curl", "-sS", "-f", "-m", "5", "--cacert", authorities, "-o", "/dev/null",
    `${site}/v1/offices`)).then(() => true, () => false);
  return await request() || (await sleep(200), request());
}

// Somebody asks all the time while it goes on; how often, and how often in vain.
export async function askedDuring(stage, work) {
  let asked = 0, vain = 0, done = false;
  const working = work().finally(() => { done = true; });
  while (!done) {
    asked += 1;
    if (!await ask(stage)) vain += 1;
  }
  await working;
  return { asked, vain };
}
