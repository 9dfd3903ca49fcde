// rollout.mjs FOLDER BUILD ROOT RENDERED.yaml…: applies the manifests on this machine, takes a case from the sign-in
// to the certificate through them as the public reaches them, kills a pod of every part, replaces all of them, and
// ends them. Run by rollout_test, in namespaces of its own.
import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { promisify } from "node:util";
import { parseAllDocuments } from "yaml";

import { Cluster, run } from "./cluster.mjs";
import { makeClaims, makeKeys, secretsFrom, simulatorConfig, simulators, startPostgres } from "./site.mjs";

const [folder, build, root, ...rendered] = process.argv.slice(2);
const started = Date.now();
const tell = (what) => console.log(`${((Date.now() - started) / 1000).toFixed(1).padStart(6)} s  ${what}`);
const inWorld = ["nsenter", "--net=/run/netns/world"];
const people = "198.51.100.10";
const addresses = { "notaryd-gateway": "203.0.113.20", register: "203.0.113.10" };
const names = {
  "onevisit.example": addresses["notaryd-gateway"], "callbacks.onevisit.example": addresses["notaryd-gateway"],
  "register.civil-affairs.example": addresses.register,
  ...Object.fromEntries(Object.keys(simulators.doors).map((name) => [name, people])),
};

mkdirSync(`${folder}/log`);
const objects = rendered.flatMap((file) => parseAllDocuments(readFileSync(file, "utf8")).map((d) => d.toJS()));
const keys = makeKeys(folder, `${folder}/image/bin/notaryctl`, root);
const configMaps = Object.fromEntries(objects.filter((o) => o.kind === "ConfigMap").map((o) => {
  const files = Object.entries(o.data).map(([name, text]) => {
    const file = `${folder}/${o.metadata.name}-${name}`;
    writeFileSync(file, text);
    return [name, file];
  });
  return [o.metadata.name, Object.fromEntries(files)];
}));
const cluster = new Cluster({
  folder, objects, configMaps, secrets: secretsFrom(keys), claims: makeClaims(folder, root), authorities: keys.authorities,
  image: {
    path: "/opt/onevisit/bin:/usr/bin",
    files: { "/opt/onevisit": `${folder}/image` },
    entrypoint: (image) => [/notaryd/.test(image) ? "/opt/onevisit/bin/notaryd" : "/opt/onevisit/bin/civil-affairs-registerd"],
  },
  nameserver: "10.244.0.10", addresses, address: "192.0.2.1", world: "198.51.100.0/24", own: "203.0.113.0/24",
});

// The world outside: the parties whom the office asks, and the public.
run("ip", "netns", "add", "world");
run("ip", "link", "add", "world", "type", "veth", "peer", "name", "eth0", "netns", "world");
run("ip", "addr", "add", "198.51.100.1/24", "dev", "world");
run("ip", "addr", "add", `${cluster.address}/32`, "dev", "lo");
run("ip", "link", "set", "world", "up");
for (const command of [`addr add ${people}/24 dev eth0`, "link set eth0 up", "link set lo up", "route add default via 198.51.100.1"])
  run("ip", "-n", "world", ...command.split(" "));
writeFileSync("/etc/hosts", ["127.0.0.1 localhost", ...Object.entries(names).map(([name, a]) => `${a} ${name}`), ""].join("\n"));

cluster.join("kube-dns", "kube-system", { "k8s-app": "kube-dns" }, "10.244.0.10");
cluster.join("postgresql", "postgresql", {}, "10.244.0.20");
for (const [name, address] of Object.entries(names)) cluster.names.set(name, address);
for (const name of ["onevisit", "register"]) cluster.names.set(`${name}.postgresql.svc.cluster.local`, "10.244.0.20");
await cluster.startNames();
cluster.publish();
startPostgres(folder, keys);
const children = [
  spawn(inWorld[0], [inWorld[1], `${build}/cmd/simulatord/simulatord`, `--config=${simulatorConfig(folder, keys)}`], { stdio: "ignore" }),
  spawn(inWorld[0], [inWorld[1], "node", new URL("doors.mjs", import.meta.url).pathname, people, `${keys.tls}/outside.crt`,
    `${keys.tls}/outside.key`, ...Object.entries(simulators.doors).map((door) => door.join("="))], { stdio: "inherit" }),
];
tell("keys, PostgreSQL, the parties outside");

cluster.apply();
await cluster.settle(120);
const pods = cluster.pods.filter((pod) => pod.spec && !pod.done);
tell(`${pods.length} pods are ready, ${cluster.pods.filter((pod) => pod.done).length} jobs done`);

// Who may reach whom. That those who must can do so is seen in the walk below.
const reaches = (from, address, port) => {
  try {
    run("timeout", "3", "nsenter", `--net=/run/netns/${from}`, "bash", "-c", `exec 3<>/dev/tcp/${address}/${port}`);
    return true;
  } catch {
    return false;
  }
};
const addressOf = (name) => cluster.pod(name).address;
assert.ok(reaches("notaryd-payment-0", people, 443), "payment does not reach the provider");
assert.ok(!reaches("notaryd-catalogue-0", people, 443), "the catalogue reaches the outside");
assert.ok(reaches("notaryd-application-0", addressOf("notaryd-payment-0"), 8443), "the case does not reach payment");
assert.ok(!reaches("notaryd-application-0", addressOf("register-0"), 8443), "the office reaches the bureau's pods");
assert.ok(!reaches("world", addressOf("notaryd-payment-0"), 8443), "the world reaches payment");
assert.ok(!reaches("world", addressOf("notaryd-gateway-0"), 9090), "the world reads metrics");
tell("the policies let through what they should, and nothing else that was tried");

// As the public reaches it: one HTTPS address. The first administrator is made inside of a pod.
const surroundings = `${folder}/surroundings.json`;
writeFileSync(surroundings, JSON.stringify({
  site: "https://onevisit.example", sms: simulators.sms, wechat: simulators.wechat,
  admin: cluster.exec(cluster.pod("notaryd-identity-0"), ["sh", "-c",
    "notaryctl admin --config=/etc/onevisit/config/notaryd.textproto --office=$0 --login=$1 --password_file=/tmp/$1 && cat /tmp/$1"]).flat(),
}));
const trusting = { env: { ...process.env, NODE_EXTRA_CA_CERTS: keys.authorities } };
const make = promisify(execFile);
await make(inWorld[0], [inWorld[1], `${root}/tests/e2e/client/make_client`, build, "https://onevisit.example"], trusting);
const walking = make(inWorld[0], [inWorld[1], "node", `${build}/client/dist/walk.js`, surroundings], trusting);
const { stdout } = await walking.catch((failure) => { throw new Error(`${failure.stdout}${failure.stderr}`); });
process.stdout.write(stdout.replace(/^/gm, "          ").trimEnd() + "\n");
tell("a case was taken from the sign-in to the archive");

for (const pod of pods) {
  assert.equal(pod.restarts, 0, `${pod.name} was started again`);
  assert.ok(await cluster.alive(pod), `${pod.name} does not live`);
}

// Somebody asks all the time while `work` goes on; how often, and how often in vain.
const asksOffices = () => make(inWorld[0], [inWorld[1], "curl", "-sS", "-m", "5", "--cacert", keys.authorities,
  "-w", "%{http_code}", "-o", "/dev/null", "https://onevisit.example/v1/offices"]).then(({ stdout: code }) => code === "200", () => false);
async function askedDuring(work) {
  let asked = 0, vain = 0, done = false;
  const working = work.finally(() => { done = true; });
  while (!done) {
    asked += 1;
    if (!await asksOffices()) vain += 1;
  }
  await working;
  return { asked, vain };
}
const turns = ["-0", "-1"].map((end) => pods.filter(({ name }) => name.endsWith(end)));

// Every part loses a pod at once: the other answers, and kubelet brings it back.
const killed = await askedDuring((async () => {
  for (const pod of turns[0]) cluster.kill(pod);
  await cluster.settle(120);
})());
assert.ok(killed.vain < killed.asked, "nobody was answered meanwhile");
tell(`${turns[0].length} pods were killed and came back; of ${killed.asked} who asked meanwhile ${killed.vain} asked in vain`);

// A new version: one pod of each part, then the other. Nobody notices.
const replaced = await askedDuring((async () => {
  for (const pods of turns) {
    await cluster.replace(pods);
    await cluster.settle(120);
  }
})());
assert.equal(replaced.vain, 0, `${replaced.vain} of ${replaced.asked} asked in vain while pods were replaced`);
tell(`all were replaced; of ${replaced.asked} who asked meanwhile nobody asked in vain`);

await cluster.stop();
for (const child of [...children, cluster.nameService]) child.kill();
tell("all ended when they were told to");
process.exit(0);
