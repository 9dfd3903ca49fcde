// people.mjs OFFICE PORT SEED: applicants who fill in forms and upload papers until OFFICE/enough is there,
// repeat what was not confirmed, and in the end find everything that was. Each remembers only what was answered.
import { createHash, randomUUID } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";

const [office, port, seed] = process.argv.slice(2);
const site = `https://localhost:${port}`;
const count = { fields: 0, files: 0, resumed: 0, repeated: 0, refusals: {} };
const pause = (ms) => new Promise((wake) => setTimeout(wake, ms));
const enough = () => existsSync(`${office}/enough`);

// The same numbers for the same seed.
let state = Number(seed) >>> 0;
function dice(below) {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * below);
}

function lost(what) {
  console.error(`LOST: ${what}`);
  process.exit(1);
}

class Person {
  headers = { Origin: site };

  // One try; undefined when nobody can tell whether it happened.
  async try(method, path, body, headers = {}) {
    const json = body !== undefined && !Buffer.isBuffer(body);
    try {
      const response = await fetch(site + path, {
        method, headers: { ...this.headers, ...(json ? { "Content-Type": "application/json" } : {}), ...headers },
        body: json ? JSON.stringify(body) : body, signal: AbortSignal.timeout(10_000),
      });
      const bytes = Buffer.from(await response.arrayBuffer());
      if (response.ok) return { response, bytes, answer: () => JSON.parse(bytes) };
      const reason = JSON.parse(bytes).error.details[0].reason;
      count.refusals[reason] = (count.refusals[reason] ?? 0) + 1;
      const later = response.status >= 500 || response.status === 429;
      if (!later) lost(`${method} ${path}: ${response.status} ${reason}`);
    } catch (error) {
      if (error instanceof SyntaxError) lost(`${method} ${path}: an answer that is no JSON`);
    }
    ++count.repeated;
    await pause(30 + dice(100));
    return undefined;
  }

  async ask(method, path, body) {
    for (const end = Date.now() + 60_000; Date.now() < end;) {
      const got = await this.try(method, path, body);
      if (got) return got.answer();
    }
    return lost(`${method} ${path}: no answer for a minute`);
  }

  async signIn(mobile, sms) {
    const asked = await this.ask("POST", "/v1/signInCodes", { mobile });
    const inbox = await (await fetch(`${sms}/control/messages`)).json();
    const code = inbox.messages.filter((m) => m.to === mobile).at(-1).params.code;
    const signed = await this.try("POST", "/v1/sessions:signInWithCode", { challenge: asked.challenge, code });
    this.headers.Cookie = signed.response.headers.get("set-cookie").split(";")[0];
    this.headers["X-CSRF-Token"] = signed.answer().session.csrfToken;
  }
}

// Fills one field again and again; the case must have what was confirmed last.
async function writer(person) {
  const draft = await person.ask("POST", `/v1/offices/xuhui/applications?requestId=${randomUUID()}`, { matter: "CERT_EDU" });
  let confirmed = "";
  const look = async () => {
    const now = await person.ask("GET", `/v1/${draft.name}`);
    if ((now.form["applicant.given_pinyin"] ?? "") !== confirmed) lost(`${draft.name}: ${now.form["applicant.given_pinyin"]}, not ${confirmed}`);
  };
  while (!enough()) {
    const value = `Yi${String.fromCharCode(97 + dice(26), 97 + dice(26), 97 + dice(26))}`;
    await person.ask("PATCH", `/v1/${draft.name}?requestId=${randomUUID()}`, { form: { "applicant.given_pinyin": value } });
    confirmed = value;
    ++count.fields;
    if (dice(4) === 0) await look();
  }
  return look;
}

// A whole PDF of some megabytes, no two alike.
function paper() {
  const filling = String.fromCharCode(97 + dice(26)).repeat(500_000 + dice(5_500_000));
  return Buffer.from(`%PDF-1.4\n% ${randomUUID()} ${filling}\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n` +
    "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n" +
    "trailer<</Root 1 0 R>>\n%%EOF\n");
}

// Uploads paper after paper; each must come back whole.
async function uploader(person) {
  const kept = [];
  while (!enough()) {
    const content = paper();
    const sha256 = createHash("sha256").update(content).digest("hex");
    const begun = await person.ask("POST", `/v1/offices/xuhui/documents?requestId=${randomUUID()}`,
      { mediaType: "application/pdf", sizeBytes: String(content.length), sha256 });
    let arrived = 0;
    while (arrived < content.length) {
      const sent = await person.try("PUT", `/v1/${begun.name}/content`, content.subarray(arrived),
        { "Content-Type": "application/pdf", "Upload-Offset": String(arrived) });
      const there = sent ? Number(sent.response.headers.get("Upload-Offset"))
        : Number((await person.ask("GET", `/v1/${begun.name}`)).receivedBytes);
      if (there < arrived) lost(`${begun.name}: ${there} bytes of ${arrived}`);
      if (!sent && there > arrived && there < content.length) ++count.resumed;
      arrived = there;
    }
    await person.ask("POST", `/v1/${begun.name}:finish`, { requestId: randomUUID() });
    kept.push({ name: begun.name, sha256 });
    ++count.files;
  }
  return async () => {
    for (const { name, sha256 } of kept) {
      let whole;
      while (!whole) whole = await person.try("GET", `/v1/${name}/content`);
      if (createHash("sha256").update(whole.bytes).digest("hex") !== sha256) lost(`${name}: its content`);
    }
  };
}

const config = readFileSync(`${office}/notaryd.textproto`, "utf8");
const sms = /^sms \{[^]*?url: "([^"]+)"/m.exec(config)[1];
const people = [];
for (let i = 0; i < 6; ++i) {
  const person = new Person();
  await person.signIn(`1380000000${i}`, sms);
  people.push(person);
}
writeFileSync(`${office}/at-work`, "");
const checks = await Promise.all(people.map((person, i) => (i % 2 ? uploader : writer)(person)));
for (const check of checks) await check();
console.log(`${count.fields} fields and ${count.files} files confirmed and found again, ${count.resumed} cut uploads went on, ` +
  `${count.repeated} calls repeated, refusals ${JSON.stringify(count.refusals)}`);
if (count.fields < 100 || count.files < 10) lost("the will to go on: hardly anything was done");
