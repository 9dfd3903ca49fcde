// check-k8s.mjs RENDERED.yaml…: see check-k8s. Prints what is wrong and exits with 1.
// Each object becomes a literal of its API type, and the TypeScript compiler refuses what the type
// does not have; the schemas of the same package then refuse what is missing or malformed.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { parseAllDocuments } from "yaml";

const problems = [];
const load = (file) =>
  parseAllDocuments(readFileSync(file, "utf8")).map((document) => document.toJS());
const nameOf = (file, o) => `${basename(file)}: ${o.kind}/${o.metadata?.name}`;
const moduleOf = (o) => `kubernetes-models/${o.apiVersion}/${o.kind}`;

function checkUnknownFields(objects) {
  const source = objects.map(({ o }, i) =>
    `import type { I${o.kind} as T${i} } from "${moduleOf(o)}";\n` +
    `export const o${i}: T${i} = ${JSON.stringify(o)};\n`);
  writeFileSync("literals.ts", source.join(""));
  try {
    execFileSync("node_modules/.bin/tsc", ["--noEmit", "--strict", "--skipLibCheck", "--pretty",
      "false", "--module", "nodenext", "--moduleResolution", "nodenext", "literals.ts"]);
  } catch (failure) {
    for (const line of failure.stdout.toString().trim().split("\n")) {
      const found = /^literals\.ts\((\d+),\d+\): error TS\d+: (.*)$/.exec(line);
      const subject = found && objects[Math.floor((found[1] - 1) / 2)];
      problems.push(subject ? `${nameOf(subject.file, subject.o)}: ${found[2]}` : line);
    }
  }
}

async function checkSchema({ file, o }) {
  const { [o.kind]: Model } = await import(moduleOf(o));
  try {
    new Model(o).validate();
  } catch (failure) {
    problems.push(`${nameOf(file, o)}: ${failure.message}`);
  }
}

function checkPod(where, o, pod) {
  const say = (text) => problems.push(`${where}: ${text}`);
  const security = pod.securityContext ?? {};
  if (security.runAsNonRoot !== true || security.seccompProfile?.type !== "RuntimeDefault")
    say("must run as non-root with seccomp RuntimeDefault");
  if (pod.automountServiceAccountToken !== false) say("must not mount a token of the cluster");
  for (const container of pod.containers) {
    const c = container.securityContext ?? {};
    if (!/:[^:/]+$/.test(container.image) || container.image.endsWith(":latest"))
      say(`image ${container.image} needs a tag, and not latest`);
    if (!container.resources?.requests || !container.resources?.limits?.memory)
      say(`container ${container.name} needs requests and a memory limit`);
    if (c.readOnlyRootFilesystem !== true || c.allowPrivilegeEscalation !== false ||
        !c.capabilities?.drop?.includes("ALL"))
      say(`container ${container.name} is not locked down`);
    if (o.kind === "Deployment" && !(container.livenessProbe && container.readinessProbe))
      say(`container ${container.name} needs probes`);
  }
}

// What a workload makes pods from.
const templateOf = (o) => (o.spec?.jobTemplate ?? o).spec?.template;

// What belongs together within one rendering.
function checkTogether(file, objects) {
  const pods = objects.filter((o) => templateOf(o)?.spec);
  const labels = pods.map((o) => templateOf(o).metadata.labels);
  const matches = (wanted) => labels.some((has) =>
    Object.entries(wanted).every(([key, value]) => has[key] === value));
  const known = new Set(objects.map((o) => `${o.kind}/${o.metadata.name}`));
  for (const o of objects) {
    if (o.kind === "Secret") problems.push(`${nameOf(file, o)}: secrets are made by the site`);
    const selector = o.kind === "Service" ? o.spec.selector
      : o.spec?.podSelector?.matchLabels ?? (o.kind !== "Job" && o.spec?.selector?.matchLabels);
    if (selector && !matches(selector)) problems.push(`${nameOf(file, o)}: selects no pod`);
  }
  for (const o of pods) {
    checkPod(nameOf(file, o), o, templateOf(o).spec);
    for (const volume of templateOf(o).spec.volumes ?? []) {
      if (volume.configMap && !known.has(`ConfigMap/${volume.configMap.name}`))
        problems.push(`${nameOf(file, o)}: no ConfigMap ${volume.configMap.name}`);
    }
  }
}

const all = [];
for (const file of process.argv.slice(2)) {
  const objects = load(file);
  checkTogether(file, objects);
  all.push(...objects.map((o) => ({ file, o })));
}
checkUnknownFields(all);
for (const one of all) await checkSchema(one);
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exit(1);
console.log(`k8s: ${all.length} objects of ${process.argv.length - 2} renderings are what the API expects`);
