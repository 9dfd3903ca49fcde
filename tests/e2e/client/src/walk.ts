// The case of the lost marriage certificate, from the sign-in to the certificate in the applicant's hands,
// by a client made from /openapi.json alone: HTTPS and JSON, no other interface.
import assert from "node:assert/strict";

import { marriageForm, prepare, signInByCode } from "./applicant.js";
import { Browser, must, parts, refused, requestId, type Schemas } from "./browser.js";
import { firstAdministrator, hire, signIn } from "./staff.js";
import { World } from "./world.js";

const office = "xuhui";
const matter = "CERT_MARRIAGE";
const application = "/v1/offices/{office}/applications/{application}";

const [surroundings] = process.argv.slice(2);
if (!surroundings) throw new Error("usage: walk SURROUNDINGS.json");
const world = new World(surroundings);
const started = Date.now();
const tell = async (what: string): Promise<void> => {
  console.log(`${((Date.now() - started) / 1000).toFixed(1)} s  ${what}`);
  await world.pause();
};

// Staff accounts.
const admin = await firstAdministrator(world, office);
const clerk = await hire(world, admin, office, "front-desk", "受理员", ["ROLE_ASSISTANT"]);
const notary = await hire(world, admin, office, "notary", "承办公证员", ["ROLE_NOTARY"]);
const approver = await hire(world, admin, office, "approver", "审批公证员", ["ROLE_NOTARY", "ROLE_APPROVER"]);
const head = await hire(world, admin, office, "head", "公证处主任", ["ROLE_HEAD"]);
const printer = await hire(world, admin, office, "printer", "制证员", ["ROLE_PRODUCTION"]);
const archivist = await hire(world, admin, office, "archivist", "档案员", ["ROLE_ARCHIVIST"]);
const counter = await signIn(world, clerk);
const clerkSelf = await must(counter.api.GET("/v1/self"));
assert.deepEqual([clerkSelf.office, clerkSelf.roles, clerkSelf.displayName], ["offices/xuhui", ["ROLE_ASSISTANT"], "受理员"]);
await tell("seven accounts with password and authenticator");

// The applicant looks around without signing in, then signs in and gives the real name.
const visitor = new Browser(world.site);
const offices = await must(visitor.api.GET("/v1/offices", { params: { query: { matter } } }));
assert.ok(offices.offices?.some((o) => o.name === `offices/${office}`));
const found = await must(visitor.api.GET("/v1/matters", { params: { query: { query: "结婚" } } }));
assert.ok(found.matters?.some((m) => m.name === `matters/${matter}`));
const { browser: applicant, person } = await signInByCode(world, "13800000000");
await applicant.reload();
assert.equal((await must(applicant.api.GET("/v1/self"))).subject, person);
const named = await must(applicant.api.POST("/v1/persons/{person}:recordRealName", {
  params: { path: parts(person, "person") },
  body: {
    realName: "张一", idType: "CITIZEN_ID", idNumber: marriageForm["applicant.id_number"]!, requestId: requestId(),
  },
}));
assert.equal(named.realName, "张*");
await tell("the applicant is signed in under a real name");

// Form, papers, consents, submission.
const prepared = await prepare(applicant, office, matter);
const path = parts(prepared.name, "office", "application");
const caseNow = async (browser: Browser = applicant): Promise<Schemas["Application"]> =>
  must(browser.api.GET(application, { params: { path } }));
const mayNow = async (browser: Browser, act: string): Promise<void> => {
  const acts = (await caseNow(browser)).acts ?? [];
  assert.ok(acts.includes(act), `${act} is not among ${acts}`);
};
const consents = (prepared.checklist.consents ?? []).map(({ consent }) => ({
  code: consent?.code ?? "", textHash: consent?.textHash ?? "",
}));
await mayNow(applicant, "submit");
assert.equal(
  await refused(applicant.api.POST(`${application}:submit`, {
    params: { path }, body: { commitmentSigned: true, requestId: requestId() },
  })), "CONSENT_REQUIRED");
await must(applicant.api.POST(`${application}:submit`, {
  params: { path }, body: { commitmentSigned: true, consents, requestId: requestId() },
}));
await tell("submitted");

// Acceptance; the head chooses a notary among the colleagues.
const queue = await must(counter.api.GET("/v1/offices/{office}/applications", {
  params: { path: { office }, query: { state: "SUBMITTED" } },
}));
assert.equal(queue.applications?.[0]?.name, prepared.name);
await mayNow(counter, "take");
await must(counter.api.POST(`${application}:take`, { params: { path }, body: { requestId: requestId() } }));
const checks = { hasInterest: true, noDispute: true, withinScope: true, competent: true };
const accepted = await must(counter.api.POST(`${application}:accept`, {
  params: { path }, body: { checks, requestId: requestId() },
}));
assert.match(accepted.acceptanceNumber ?? "", /沪徐证受字第\d+号/);
const colleagues = await must(head.browser.api.GET("/v1/offices/{office}/colleagues", { params: { path: { office } } }));
const chosen = colleagues.colleagues?.find((c) => c.displayName === "承办公证员");
assert.equal(chosen?.staff, notary.subject);
await must(head.browser.api.POST(`${application}:assign`, {
  params: { path },
  body: { notary: chosen?.staff ?? "", notaryName: chosen?.displayName ?? "", requestId: requestId() },
}));
await must(counter.api.POST(`${application}:recordRemoteIdentity`, {
  params: { path }, body: { reference: "realname-face-check", requestId: requestId() },
}));
await tell(`accepted as ${accepted.acceptanceNumber}`);

// The applicant reads the notice of rights and duties and signs it.
const listed = await world.until("the notice N05", async () => {
  const list = await must(applicant.api.GET("/v1/offices/{office}/notices", {
    params: { path: { office }, query: { application: prepared.name } },
  }));
  return list.notices?.find((n) => n.code === "N05");
});
assert.equal(listed.textZh, "");
const notice = await must(applicant.api.GET("/v1/offices/{office}/notices/{notice}", {
  params: { path: { office, notice: listed.name?.split("/").pop() ?? "" } },
}));
assert.ok(notice.textZh && notice.textEn && notice.readTime);
await mayNow(applicant, "signNotice");
const signed = await must(applicant.api.POST(`${application}:signNotice`, {
  params: { path }, body: { textHash: notice.textHash ?? "", requestId: requestId() },
}));
assert.ok(!signed.acts?.includes("signNotice"));

// The fee.
const feeNoteName = await world.until("the fee note", async () => (await caseNow()).feeNote);
const feePath = parts(feeNoteName, "office", "feeNote");
const feeNote = await must(applicant.api.GET("/v1/offices/{office}/feeNotes/{feeNote}", { params: { path: feePath } }));
const order = await must(applicant.api.POST("/v1/offices/{office}/feeNotes/{feeNote}:startPayment", {
  params: { path: feePath }, body: { requestId: requestId() },
}));
assert.equal(order.totalFen, feeNote.totalFen);
assert.match(order.codeUrl ?? "", /^weixin:/);
await world.pay(order.orderNumber ?? "");
await world.until("the payment", async () => (await caseNow()).paymentState === "PAID");
await tell(`paid ${feeNote.totalFen} fen`);

// The original is lost: the register of civil affairs discloses the record, which another permits.
await mayNow(head.browser, "permitDisclosure");
await must(head.browser.api.POST(`${application}:permitDisclosure`, {
  params: { path },
  body: { fact: "MARRIAGE_RECORD", requestId: requestId() },
}));
await mayNow(notary.browser, "startVerification");
await must(notary.browser.api.POST(`${application}:startVerification`, {
  params: { path },
  body: { fact: "MARRIAGE_RECORD", mode: "DISCLOSE", blocking: true, requestId: requestId() },
}));
const answered = await world.until("the register's answer", async () => {
  const now = await caseNow(notary.browser);
  return now.state === "REVIEWING" && now;
});
const question = answered.verifications?.[0];
assert.deepEqual([question?.outcome, question?.reasonCode], ["VERIFIED", "V00"]);
const verification = await must(notary.browser.api.GET("/v1/offices/{office}/verifications/{verification}", {
  params: { path: parts(question?.verification, "office", "verification") },
}));
assert.equal(verification.state, "ANSWERED");
await tell(`the register answered under ${question?.replyNumber}`);

// The one visit: booked by the applicant, recorded at the counter.
const slot = await world.until("a free slot", async () => {
  for (let ahead = 1; ahead < 15; ++ahead) {
    const date = new Date(world.now().getTime() + (ahead * 24 + 8) * 3_600_000).toISOString().slice(0, 10);
    const free = await must(applicant.api.GET("/v1/offices/{office}/slots", {
      params: { path: { office }, query: { date } },
    }));
    if (free.startTimes?.length) return free.startTimes[0];
  }
  return undefined;
});
const visit = await must(applicant.api.POST("/v1/offices/{office}/visits", {
  params: { path: { office }, query: { requestId: requestId() } },
  body: { application: prepared.name, startTime: slot },
}));
assert.equal(visit.state, "BOOKED");
const originals = (prepared.checklist.items ?? []).filter((i) => i.slot?.originalShown)
  .map((i) => ({ slot: i.slot?.code ?? "", passed: true }));
const seen = await must(counter.api.POST(`${application}:recordVisit`, {
  params: { path }, body: { identityRecord: "card-reader-and-face", originals, requestId: requestId() },
}));
assert.deepEqual([seen.identityState, seen.originalsState, seen.visitCount], ["IN_PERSON", "PASSED", 1]);
await tell("seen at the office");

// Draft by one notary, approval by another.
await must(notary.browser.api.POST(`${application}:submitDraft`, {
  params: { path }, body: { opinion: "当事人身份属实，材料真实、合法、充分，拟予出证。", requestId: requestId() },
}));
assert.ok((await caseNow(approver.browser)).acts?.includes("approve"));
assert.ok(!(await caseNow(notary.browser)).acts?.includes("approve"));
const issued = await must(approver.browser.api.POST(`${application}:approve`, {
  params: { path }, body: { opinion: "同意。", requestId: requestId() },
}));
const number = issued.certificates?.[0]?.number ?? "";
assert.match(number, /沪徐证字第\d+号/);
await tell(`approved: ${number}`);

// Production, quality, courier.
await world.until("the certificate's text", async () => (await certificates()).length > 0);
await must(printer.browser.api.POST(`${application}:produce`, { params: { path }, body: { requestId: requestId() } }));
await must(counter.api.POST(`${application}:passQualityCheck`, { params: { path }, body: { requestId: requestId() } }));
await must(counter.api.POST(`${application}:dispatch`, { params: { path }, body: { requestId: requestId() } }));
const delivered = await world.until("the courier", async () => {
  const now = await caseNow();
  return now.state === "DELIVERED" && now;
});
const parcel = await must(applicant.api.GET("/v1/offices/{office}/shipments/{shipment}", {
  params: { path: parts(delivered.shipment, "office", "shipment") },
}));
assert.ok(parcel.waybill && parcel.scans?.length);
await tell(`delivered under ${parcel.waybill}`);

// What the applicant has in hand, and what a stranger may check of it.
const [certificate] = await certificates();
const pdf = await must(applicant.api.GET("/v1/offices/{office}/certificates/{certificate}/content", {
  params: { path: parts(certificate?.name, "office", "certificate") }, parseAs: "arrayBuffer",
}));
assert.equal(Buffer.from(pdf as ArrayBuffer).subarray(0, 5).toString(), "%PDF-");
const check = await must(visitor.api.GET("/v1/offices/{office}/certificates:check", {
  params: { path: { office }, query: { number, checkCode: certificate?.checkCode ?? "" } },
}));
assert.deepEqual([check.status, check.holderMasked], ["VALID", "张*"]);
const archived = await must(archivist.browser.api.POST(`${application}:archive`, {
  params: { path }, body: { retention: "LONG", requestId: requestId() },
}));
assert.equal(archived.state, "ARCHIVED");
const history = await must(applicant.api.GET(`${application}/history`, { params: { path } }));
assert.ok(history.entries?.some((e) => e.toState === "DELIVERED"));
await must(applicant.api.POST("/v1/sessions:signOut", { body: {} }));
assert.equal(await refused(applicant.api.GET("/v1/self")), "TOKEN_MISSING");
await tell("archived; the applicant is signed out");

async function certificates(): Promise<Schemas["Certificate"][]> {
  const list = await must(applicant.api.GET("/v1/offices/{office}/certificates", {
    params: { path: { office }, query: { application: prepared.name } },
  }));
  return list.certificates ?? [];
}
