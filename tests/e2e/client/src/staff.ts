// The people behind the counter: made by the office's security administrator, each with a password and an
// authenticator of their own.
import { Browser, must, parts, requestId, type Schemas } from "./browser.js";
import type { World } from "./world.js";

export interface StaffMember {
  browser: Browser;
  subject: string; // staff/{uuid}
  login: string;
  password: string;
  secret: string; // of the authenticator
}

type Role = Schemas["Colleague"]["roles"] extends (infer R)[] | undefined ? R : never;

// From a one-time password to a session.
async function setUp(world: World, login: string, oneTime: string): Promise<StaffMember> {
  const browser = new Browser(world.site);
  const credentials = { login, password: oneTime };
  const shown = await must(browser.api.POST("/v1/staffAccounts:enrolTotp", { body: { credentials } }));
  const secret = shown.secret ?? "";
  const password = "correct horse battery";
  const changed = await must(browser.api.POST("/v1/staffAccounts:changePassword", {
    body: { credentials: { ...credentials, totpCode: world.totp(secret) }, newPassword: password },
  }));
  browser.enter(changed.session);
  return { browser, subject: changed.staff ?? "", login, password, secret };
}

export async function firstAdministrator(world: World, office: string): Promise<StaffMember> {
  const login = `${office}.security`;
  return setUp(world, login, world.firstPassword(office, login));
}

// The foreign ministry has the notary's signature on file: certificates for use abroad need it.
async function fileSpecimen(admin: StaffMember, path: { office: string; staff: string }): Promise<void> {
  await must(admin.browser.api.POST("/v1/offices/{office}/staff/{staff}:fileSpecimen", {
    params: { path },
    body: { specimen: { validFrom: "2026-01-01", validUntil: "2030-12-31" }, requestId: requestId() },
  }));
}

export async function hire(
  world: World, admin: StaffMember, office: string, job: string, displayName: string, roles: Role[],
): Promise<StaffMember> {
  const login = `${office}.${job}`;
  const made = await must(admin.browser.api.POST("/v1/offices/{office}/staff", {
    params: { path: { office } },
    body: { login, displayName, roles, requestId: requestId() },
  }));
  const path = parts(made.name, "office", "staff");
  if (roles.includes("ROLE_NOTARY")) await fileSpecimen(admin, path);
  const first = await must(admin.browser.api.POST("/v1/offices/{office}/staff/{staff}:resetPassword", {
    params: { path }, body: {},
  }));
  return setUp(world, login, first.oneTimePassword ?? "");
}

// The next morning: a new browser, the password and what the authenticator shows.
export async function signIn(world: World, member: StaffMember): Promise<Browser> {
  const browser = new Browser(world.site);
  await world.anotherCode();
  const signed = await must(browser.api.POST("/v1/sessions:signInWithPassword", {
    body: {
      credentials: { login: member.login, password: member.password, totpCode: world.totp(member.secret) },
      device: "counter 1",
    },
  }));
  browser.enter(signed.session);
  return browser;
}
