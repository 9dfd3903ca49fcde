// One person at one browser: the session's cookie, the token a page adds, and a client that knows nothing
// but the types made from /openapi.json.
import { randomUUID } from "node:crypto";

import createClient, { type Client } from "openapi-fetch";

import type { components, paths } from "./api.js";

export type Schemas = components["schemas"];

const kTries = 4;

// The office said no.
export class Refusal extends Error {
  constructor(readonly status: number, readonly reason: string, message: string) {
    super(`${status} ${reason}: ${message}`);
  }
}

interface Outcome<Data> {
  data?: Data;
  error?: Schemas["Error"];
  response: Response;
}

// A page that nobody answers asks again: the request's id makes it one effect.
async function patient(request: Request): Promise<Response> {
  for (let tries = 1; ; ++tries) {
    const answer = await fetch(request.clone()).catch((error: unknown) => {
      if (tries === kTries) throw error;
    });
    if (answer !== undefined && (answer.status !== 503 || tries === kTries)) return answer;
    await new Promise((wake) => setTimeout(wake, 200));
  }
}

export class Browser {
  readonly api: Client<paths>;
  private cookie = "";
  private csrfToken = "";

  constructor(private readonly site: string) {
    this.api = createClient<paths>({ baseUrl: site, fetch: patient });
    this.api.use({
      onRequest: ({ request }) => {
        request.headers.set("Origin", this.site);
        if (this.cookie !== "") request.headers.set("Cookie", this.cookie);
        if (this.csrfToken !== "") request.headers.set("X-CSRF-Token", this.csrfToken);
        return request;
      },
      onResponse: ({ response }) => {
        // The edge sets one cookie at most. (getSetCookie() is not in Debian's Node 18.)
        const line = response.headers.get("set-cookie");
        if (line !== null) this.cookie = line.split(";")[0]!;
      },
    });
  }

  // What every sign-in answers with; the cookie has come beside it.
  enter(session: Schemas["Session"] | undefined): void {
    this.csrfToken = session?.csrfToken ?? "";
  }

  // A page that was loaded anew knows only its cookie.
  async reload(): Promise<void> {
    this.csrfToken = "";
    this.csrfToken = (await must(this.api.GET("/v1/session"))).csrfToken;
  }
}

// The answer, or the refusal thrown.
export async function must<Data>(call: Promise<Outcome<Data>>): Promise<Data> {
  const { data, error, response } = await call;
  if (error !== undefined || data === undefined) throw refusalOf(response, error);
  return data;
}

// The reason for which it was refused; an error when it was not.
export async function refused(call: Promise<Outcome<unknown>>): Promise<string> {
  const { error, response } = await call;
  if (error === undefined) throw new Error(`expected a refusal of ${response.url}`);
  return refusalOf(response, error).reason;
}

function refusalOf(response: Response, error: Schemas["Error"] | undefined): Refusal {
  const info = error?.error.details.find((detail) => typeof detail["reason"] === "string");
  return new Refusal(response.status, String(info?.["reason"] ?? ""), error?.error.message ?? response.url);
}

// "offices/xuhui/applications/0190…" → {office: "xuhui", application: "0190…"}: a name is a path, and the
// parameters of a path are its segments.
export function parts<Key extends string>(name: string | undefined, ...keys: Key[]): Record<Key, string> {
  const segments = (name ?? "").split("/");
  return Object.fromEntries(keys.map((key, i) => [key, segments[2 * i + 1] ?? ""])) as Record<Key, string>;
}

// A UUID chosen before the first try.
export const requestId = (): string => randomUUID();
