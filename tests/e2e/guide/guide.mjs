// The parts of a guide that a machine can read.
//   guide.mjs extract GUIDE FOLDER: block N as FOLDER/N.sh, the answer behind it as FOLDER/N.json; prints the numbers
//   guide.mjs compare FOLDER/N: what the block printed has what the answer shows
import { existsSync, readFileSync, writeFileSync } from "node:fs";

const [command, ...rest] = process.argv.slice(2);
if (command === "extract") extract(...rest);
if (command === "compare") compare(...rest);

function extract(guide, folder) {
  const fences = readFileSync(guide, "utf8").matchAll(/^```(sh|json)\n([^]*?)^```$/gm);
  const numbers = [];
  for (const [, kind, text] of fences) {
    if (kind === "sh") numbers.push(numbers.length + 1);
    writeFileSync(`${folder}/${numbers.length}.${kind}`, text);
  }
  console.log(numbers.join(" "));
}

function compare(block) {
  if (!existsSync(`${block}.json`)) return;
  const shown = JSON.parse(readFileSync(`${block}.json`, "utf8"));
  const printed = readFileSync(`${block}.out`, "utf8");
  const faults = misfits(shown, JSON.parse(printed), "$");
  if (faults.length === 0) return;
  console.error(`${readFileSync(`${block}.sh`, "utf8")}printed ${printed}${faults.join("\n")}`);
  process.exitCode = 1;
}

// Where `real` lacks what `shown` has. "…" stands for any text that is not empty; of a list, as many
// elements as are shown, in this order; other fields and elements may be there too.
function misfits(shown, real, path) {
  if (typeof shown === "string" && typeof real === "string") {
    const pattern = shown.split("…").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join(".+");
    return new RegExp(`^${pattern}$`, "s").test(real) ? [] : [`${path}: "${shown}" in the guide, "${real}" in life`];
  }
  if (Array.isArray(shown) && Array.isArray(real)) {
    let at = 0;
    return shown.flatMap((element, i) => {
      while (at < real.length && misfits(element, real[at], "").length > 0) ++at;
      return at++ < real.length ? [] : [`${path}[${i}]: not there in life`];
    });
  }
  if (shown !== null && typeof shown === "object" && real !== null && typeof real === "object") {
    return Object.entries(shown).flatMap(([key, value]) =>
      key in real ? misfits(value, real[key], `${path}.${key}`) : [`${path}.${key}: not there in life`]);
  }
  return shown === real ? [] : [`${path}: ${JSON.stringify(shown)} in the guide, ${JSON.stringify(real)} in life`];
}
