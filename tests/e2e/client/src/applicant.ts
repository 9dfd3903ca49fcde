// The applicant's side: signing in, the form, the papers, the consents.
import { createHash } from "node:crypto";

import { Browser, must, parts, requestId, type Schemas } from "./browser.js";
import type { World } from "./world.js";

export async function signInByCode(world: World, mobile: string): Promise<{ browser: Browser; person: string }> {
  const browser = new Browser(world.site);
  const asked = await must(browser.api.POST("/v1/signInCodes", { body: { mobile } }));
  const signed = await must(browser.api.POST("/v1/sessions:signInWithCode", {
    body: { challenge: asked.challenge ?? "", code: await world.codeOn(mobile), device: "telephone" },
  }));
  browser.enter(signed.session);
  return { browser, person: signed.person ?? "" };
}

// A whole PDF that says it is a specimen, no two alike.
function specimen(id: string, padding: number): Buffer {
  return Buffer.from(
    `%PDF-1.4\n% ${id}${" ".repeat(padding)}\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n` +
    "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n" +
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R" +
    "/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj\n" +
    "4 0 obj<</Length 44>>stream\nBT /F 32 Tf 180 420 Td (SPECIMEN) Tj ET      \nendstream endobj\n" +
    "trailer<</Root 1 0 R>>\n%%EOF\n", "latin1");
}

// Announces a paper, sends a first part, loses the line, asks how far it came and sends the rest.
export async function upload(browser: Browser, office: string): Promise<string> {
  const content = specimen(requestId(), 1_500_000);
  const begun = await must(browser.api.POST("/v1/offices/{office}/documents", {
    params: { path: { office }, query: { requestId: requestId() } },
    body: {
      mediaType: "application/pdf",
      sizeBytes: String(content.length),
      sha256: createHash("sha256").update(content).digest("hex"),
    },
  }));
  const path = parts(begun.name, "office", "document");
  const put = (from: number, to: number) =>
    must(browser.api.PUT("/v1/offices/{office}/documents/{document}/content", {
      params: { path, header: { "Upload-Offset": from } },
      headers: { "Content-Type": "application/pdf" },
      body: content.subarray(from, to),
      bodySerializer: (bytes) => bytes as BodyInit,
    }));
  await put(0, 700_000);
  const arrived = await must(browser.api.GET("/v1/offices/{office}/documents/{document}", { params: { path } }));
  await put(Number(arrived.receivedBytes), content.length);
  const finished = await must(browser.api.POST("/v1/offices/{office}/documents/{document}:finish", {
    params: { path }, body: { requestId: requestId() },
  }));
  if (finished.state !== "READY") throw new Error(`${begun.name} is ${finished.state}`);
  return finished.name ?? "";
}

// 张一 has lost the certificate of the marriage with 李二 and needs it in the United States.
export const marriageForm: Record<string, string> = {
  "applicant.name": "张一",
  "applicant.id_type": "CITIZEN_ID",
  "applicant.id_number": "310111199001151010",
  "applicant.sex": "MALE",
  "applicant.birth_date": "1990-01-15",
  "applicant.phone": "13800000000",
  "applicant.surname_pinyin": "ZHANG",
  "applicant.given_pinyin": "Yi",
  "spouse.name": "李二",
  "spouse.name_pinyin": "LI ER",
  "spouse.id_type": "CITIZEN_ID",
  "spouse.id_number": "310111199102201021",
  "marriage.authority_en": "Civil Affairs Bureau of Xuhui District, Shanghai",
  "jurisdiction.basis": "HOUSEHOLD",
  "use.country": "US",
  "use.language": "en",
  "use.purpose": "FAMILY",
  "use.copies": "1",
  "courier.province": "上海市",
  "courier.city": "上海市",
  "courier.district": "徐汇区",
  "courier.address": "示范路1号",
};

export interface Prepared {
  name: string; // of the draft
  checklist: Schemas["Checklist"];
}

// From the list of matters to a complete draft.
export async function prepare(browser: Browser, office: string, matter: string): Promise<Prepared> {
  const checklist = await must(browser.api.POST("/v1/matters/{matter}:checklist", {
    params: { path: { matter } },
    body: { destination: "US", circumstances: ["ORIGINAL_LOST", "COURIER"], answers: marriageForm },
  }));
  const draft = await must(browser.api.POST("/v1/offices/{office}/applications", {
    params: { path: { office }, query: { requestId: requestId() } },
    body: { matter, capacity: "SELF", visitMode: "BEFORE_ISSUE", handoverMode: "COURIER", originalLost: true },
  }));
  const materials: Schemas["Material"][] = [];
  for (const item of checklist.items ?? []) {
    materials.push({ slot: item.slot?.code ?? "", document: await upload(browser, office) });
  }
  const filled = await must(browser.api.PATCH("/v1/offices/{office}/applications/{application}", {
    params: { path: parts(draft.name, "office", "application"), query: { requestId: requestId() } },
    body: { form: marriageForm, materials, etag: draft.etag },
  }));
  const faults = await must(browser.api.POST("/v1/matters/{matter}:checkForm", {
    params: { path: { matter } },
    body: {
      circumstances: ["ORIGINAL_LOST", "COURIER"],
      form: marriageForm,
      filledSlots: materials.map((m) => m.slot),
    },
  }));
  if (faults.violations?.length) throw new Error(JSON.stringify(faults.violations));
  return { name: filled.name ?? "", checklist };
}
