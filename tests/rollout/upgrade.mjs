// upgrade.mjs FOLDER BUILD ROOT PREVIOUS RENDERED.yaml… -- PREVIOUS.yaml…: an office of the version before goes over to
// this one and back, pod by pod, while a client of the version before takes a case from the sign-in to the archive. Both
// work side by side on the schema of the newer, each reads what the other wrote, and nobody is without an answer.
import assert from "node:assert/strict";
import { basename } from "node:path";

import { sleep } from "./cluster.mjs";
import { askedDuring, fall, raise, tell, versionOf, walk } from "./stage.mjs";

const [folder, build, root, before, ...files] = process.argv.slice(2);
const split = files.indexOf("--");
const present = versionOf(`${folder}/image`, files.slice(0, split));
const previous = versionOf(`${folder}/previous`, files.slice(split + 1));
const stepPauseS = 5; // of the case: it is under way from the first change to the last
const sideBySideMs = 6000;

const stage = await raise({ folder, build, root }, previous);
const { cluster, pods } = stage;
const turns = ["-0", "-1"].map((end) => pods.filter(({ name }) => name.endsWith(end)));
const begun = new Map(pods.map((pod) => [pod, pod.restarts]));
let done = false, changes = 0;
const client = { root: before, build: `${before}/build/${basename(build)}` };
const walking = walk({ ...stage, ...client }, stepPauseS).finally(() => { done = true; });
walking.catch(() => {}); // it is awaited below

async function goOver(version, name) {
  changes += 1;
  cluster.become(version);
  for (const turn of turns) {
    await cluster.replace(turn);
    await cluster.settle(120);
    tell(`${turn.length} pods are of the version ${name}`);
    await sleep(sideBySideMs);
  }
}

const asked = await askedDuring(stage, async () => {
  cluster.become(present);
  await cluster.redoJobs(120);
  tell("the schema is of the newer version, the pods are of the older");
  while (!done) {
    await goOver(present, "that is new");
    if (!done) await goOver(previous, "before");
  }
});
await walking;
tell("a case was taken from the sign-in to the archive meanwhile");
assert.equal(asked.vain, 0, `${asked.vain} of ${asked.asked} asked in vain`);
tell(`0 of ${asked.asked} asked in vain`);
for (const pod of pods) assert.equal(pod.restarts - begun.get(pod), changes, `${pod.name} ended by itself`);
await fall(stage);
