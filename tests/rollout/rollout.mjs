// rollout.mjs FOLDER BUILD ROOT RENDERED.yaml…: takes a case from the sign-in to the certificate through the applied
// manifests, kills a pod of every part, replaces all of them, and ends them.
import assert from "node:assert/strict";

import { ask, askedDuring, checkPolicies, fall, raise, tell, versionOf, walk } from "./stage.mjs";

const [folder, build, root, ...rendered] = process.argv.slice(2);
const stage = await raise({ folder, build, root }, versionOf(`${folder}/image`, rendered));
const { cluster, pods } = stage;
checkPolicies(cluster);
tell("the policies let through what they should, and nothing else that was tried");

await walk(stage);
for (const pod of pods) {
  assert.equal(pod.restarts, 0, `${pod.name} was started again`);
  assert.ok(await cluster.alive(pod), `${pod.name} does not live`);
}
tell("a case was taken from the sign-in to the archive");

const jobs = ["fsck", "fsck-blobs", "retry-calls", "rotate-keys", "rewrap"];
for (const name of jobs) {
  const { restarts } = await cluster.runOnce(name, 120);
  assert.equal(restarts, 0, `${name} did not go well at once`);
}
tell(`jobs made from the CronJobs went well: ${jobs.join(", ")}`);

// Every part loses a pod at once: the other answers, and kubelet brings it back.
const turns = ["-0", "-1"].map((end) => pods.filter(({ name }) => name.endsWith(end)));
const killed = await askedDuring(stage, async () => {
  for (const pod of turns[0]) cluster.kill(pod);
  const answered = await ask(stage) || await ask(stage) || await ask(stage);
  assert.ok(turns[0].every((pod) => !pod.ready), "they were back before anybody had asked");
  assert.ok(answered, "the other pods did not answer");
  await cluster.settle(120);
});
tell(`${turns[0].length} pods were killed and came back; ${killed.vain} of ${killed.asked} asked in vain meanwhile`);

// One pod of each part is replaced, then the other. Nobody notices.
const replaced = await askedDuring(stage, async () => {
  for (const turn of turns) {
    await cluster.replace(turn);
    await cluster.settle(120);
  }
});
assert.equal(replaced.vain, 0, `${replaced.vain} of ${replaced.asked} asked in vain while pods were replaced`);
tell(`all were replaced; ${replaced.vain} of ${replaced.asked} asked in vain meanwhile`);

await fall(stage);
