// What stands around the office in a test: telephones that receive codes, a customer who scans a QR code,
// and the clock everybody lives by.
import { execFileSync } from "node:child_process";
import { createHmac } from "node:crypto";
import { closeSync, openSync, readFileSync, readSync, writeSync } from "node:fs";

// Where all of it is; a file that whoever started the office writes.
interface Surroundings {
  site: string; // the edge
  sms: string; // the gateway of text messages, and
  wechat: string; // the payment provider, as their simulators are reached
  admin: string[]; // with an office and a login behind it, prints the first administrator's password
  clock?: string; // of a demonstration, which moves time; without it, time is the real one
  pause_s?: number; // of everybody, after each step
}

export class World {
  readonly site: string;
  private readonly around: Surroundings;

  constructor(file: string) {
    this.around = JSON.parse(readFileSync(file, "utf8")) as Surroundings;
    this.site = this.around.site;
  }

  // The office's first administrator, made where the office runs.
  firstPassword(office: string, login: string): string {
    const [command, ...given] = this.around.admin;
    return execFileSync(command!, [...given, office, login], { encoding: "utf8" }).trim();
  }

  // The last code that came to this telephone.
  async codeOn(mobile: string): Promise<string> {
    interface Message { to: string; template: string; params: { code: string } }
    const inbox = await (await fetch(`${this.around.sms}/control/messages`)).json() as { messages: Message[] };
    const mine = inbox.messages.filter((m) => m.to === mobile && m.template === "ONEVISIT_CODE");
    if (mine.length === 0) throw new Error(`no code came to ${mobile}`);
    return mine.at(-1)!.params.code;
  }

  // A customer scans the code and pays.
  async pay(orderNumber: string): Promise<void> {
    const body = JSON.stringify({ out_trade_no: orderNumber });
    const paid = await fetch(`${this.around.wechat}/control/pay`, { method: "POST", body });
    if (!paid.ok) throw new Error(`the simulated customer: ${paid.status}`);
  }

  // People take their time.
  async pause(): Promise<void> {
    await new Promise((wake) => setTimeout(wake, (this.around.pause_s ?? 0) * 1000));
  }

  now(): Date {
    return new Date(Date.now() + this.offsetMs());
  }

  // Time passes for everybody: the clock of a demonstration is a number of microseconds in a file. True
  // when there is such a clock.
  pass(seconds: number): boolean {
    if (this.around.clock === undefined) return false;
    const file = openSync(this.around.clock, "r+");
    const offset = Buffer.alloc(8);
    readSync(file, offset, 0, 8, 0);
    offset.writeBigInt64LE(offset.readBigInt64LE() + BigInt(Math.round(seconds * 1e6)));
    writeSync(file, offset, 0, 8, 0);
    closeSync(file);
    return true;
  }

  // Until an authenticator shows another code: one is accepted once.
  async anotherCode(): Promise<void> {
    if (!this.pass(31)) await new Promise((wake) => setTimeout(wake, 31_000));
  }

  // What an authenticator shows now (RFC 6238).
  totp(base32: string): string {
    const step = Buffer.alloc(8);
    step.writeBigInt64BE(BigInt(Math.floor(this.now().getTime() / 30_000)));
    const digest = createHmac("sha1", fromBase32(base32)).update(step).digest();
    const number = digest.readUInt32BE(digest[19]! & 15) & 0x7fffffff;
    return String(number % 1_000_000).padStart(6, "0");
  }

  // Looks until it is so; time runs meanwhile, as it does for people who wait.
  async until<Found>(what: string, look: () => Promise<Found | undefined | false>): Promise<Found> {
    for (let tries = 0; tries < 400; ++tries) {
      const found = await look();
      if (found) return found;
      await new Promise((wake) => setTimeout(wake, 50));
      this.pass(5);
    }
    throw new Error(`still waiting for ${what}`);
  }

  private offsetMs(): number {
    const { clock } = this.around;
    return clock === undefined ? 0 : Number(readFileSync(clock).readBigInt64LE()) / 1000;
  }
}

function fromBase32(text: string): Buffer {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...text.replace(/[\s=]/g, "")].map((c) => alphabet.indexOf(c).toString(2).padStart(5, "0")).join("");
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
}
