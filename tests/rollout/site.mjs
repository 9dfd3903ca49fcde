// What a site brings before the first apply (docs/guides/kubernetes.md): keys and certificates, PostgreSQL with
// its rules of who logs in as whom, and the parties outside, which are simulators behind their real names.
import {
  appendFileSync, chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync,
} from "node:fs";

import { run } from "./cluster.mjs";

export const parts = ["catalogue", "application", "appointment", "payment", "delivery", "document", "notification",
  "certificate", "verification", "identity", "gateway"];
const outside = { "sms.example": 7001, "api.mch.weixin.qq.com": 7002, "bspgw.sf-express.com": 7003 };
export const simulators = { sms: "http://127.0.0.1:7001", wechat: "http://127.0.0.1:7002", doors: outside };

class Authority {
  constructor(folder, name) {
    this.folder = folder;
    this.file = `${folder}/${name}-ca`;
    run("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
      "-subj", `/CN=${name} authority`, "-keyout", `${this.file}.key`, "-out", `${this.file}.crt`);
  }

  // file.crt and file.key; the first name is the subject.
  issue(file, ...names) {
    run("openssl", "req", "-x509", "-CA", `${this.file}.crt`, "-CAkey", `${this.file}.key`, "-newkey", "ec",
      "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", `/CN=${names[0]}`,
      "-addext", `subjectAltName=${names.map((name) => `DNS:${name}`).join(",")}`,
      "-addext", "basicConstraints=critical,CA:FALSE", "-addext", "extendedKeyUsage=serverAuth,clientAuth",
      "-keyout", `${this.folder}/${file}.key`, "-out", `${this.folder}/${file}.crt`);
  }
}

// The keys that `notaryctl init` makes, and certificates of three authorities: the cluster's own, the one that
// offices and agencies trust, and one that the public trusts.
export function makeKeys(folder, notaryctl, root) {
  run(notaryctl, "init", folder, `--data=${root}`);
  const keys = `${folder}/keys`;
  mkdirSync(`${folder}/tls`);
  const system = new Authority(`${folder}/tls`, "system");
  const agencies = new Authority(`${folder}/tls`, "agencies");
  const everybody = new Authority(`${folder}/tls`, "public");
  for (const name of [...parts, "migrate"]) system.issue(`notaryd-${name}`, `notaryd-${name}`);
  system.issue("postgresql", "onevisit.postgresql.svc", "register.postgresql.svc");
  agencies.issue("register", "register.civil-affairs.example");
  agencies.issue("office", "notary.onevisit.example");
  everybody.issue("edge", "onevisit.example", "callbacks.onevisit.example");
  everybody.issue("outside", ...Object.keys(outside));
  return { keys, tls: `${folder}/tls`, authorities: `${folder}/tls/public-ca.crt` };
}

export function secretsFrom({ keys, tls }) {
  const secrets = {
    "notaryd-tokens": { "token.key": `${keys}/token.key`, "token.pub": `${keys}/token.pub` },
    "notaryd-gateway": { "edge.crt": `${tls}/edge.crt`, "edge.key": `${tls}/edge.key` },
    "notaryd-payment": {
      "wechat-xuhui.key": `${keys}/wechat-xuhui.key`, "wechat-xuhui.apiv3": `${keys}/wechat-xuhui.apiv3`,
      "wechat-platform.pub": `${keys}/wechat-platform.pub`,
    },
    "notaryd-delivery": { "sf.word": `${keys}/sf.word` },
    "notaryd-notification": { "sms.secret": `${keys}/sms.secret` },
    "notaryd-document": { "blob.key": `${keys}/blob.key` },
    "notaryd-personal-data": { "kek.key": `${keys}/kek.key`, "index.key": `${keys}/index.key` },
    "notaryd-verification": {
      "agency-ca.crt": `${tls}/agencies-ca.crt`, "office-tls.crt": `${tls}/office.crt`,
      "office-tls.key": `${tls}/office.key`, "office-sign.key": `${keys}/office-sign.key`,
      "register-sign.pub": `${keys}/register-sign.pub`,
    },
    register: {
      "tls.crt": `${tls}/register.crt`, "tls.key": `${tls}/register.key`, "ca.crt": `${tls}/system-ca.crt`,
      "agency-ca.crt": `${tls}/agencies-ca.crt`, "sign.key": `${keys}/register-sign.key`,
      "xuhui.pub": `${keys}/office-sign.pub`,
    },
  };
  for (const name of [...parts, "migrate"]) {
    const file = `${tls}/notaryd-${name}`;
    secrets[`notaryd-${name}-tls`] = { "tls.crt": `${file}.crt`, "tls.key": `${file}.key`, "ca.crt": `${tls}/system-ca.crt` };
  }
  return secrets;
}

// A server that knows everybody by their certificate, and an owner who is no superuser.
export function startPostgres(folder, { tls }) {
  const bin = `/usr/lib/postgresql/${readdirSync("/usr/lib/postgresql").sort().at(-1)}/bin`;
  const data = `${folder}/pg/data`;
  run("install", "-d", "-o", "postgres", "-m", "700", `${folder}/pg`, data);
  const asPostgres = (...command) =>
    run("nsenter", "--net=/run/netns/postgresql", "runuser", "-u", "postgres", "--", ...command);
  asPostgres(`${bin}/initdb`, "-D", data, "-E", "UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions", "-A",
    "peer");
  for (const file of ["postgresql.crt", "postgresql.key"]) copyFileSync(`${tls}/${file}`, `${data}/${file}`);
  writeFileSync(`${data}/clients.crt`, ["system", "agencies"].map((name) => readFileSync(`${tls}/${name}-ca.crt`)).join(""));
  run("sh", "-c", `chown postgres ${data}/*.crt ${data}/*.key`);
  chmodSync(`${data}/postgresql.key`, 0o600);
  appendFileSync(`${data}/postgresql.conf`, `
listen_addresses = '*'
unix_socket_directories = '${folder}/pg'
max_connections = 300
ssl = on
ssl_cert_file = 'postgresql.crt'
ssl_key_file = 'postgresql.key'
ssl_ca_file = 'clients.crt'
fsync = off
`);
  writeFileSync(`${data}/pg_hba.conf`, `local all postgres peer
hostssl onevisit all all cert map=onevisit
hostssl register all all cert map=register
`);
  const schemas = parts.filter((part) => part !== "gateway" && part !== "catalogue");
  writeFileSync(`${data}/pg_ident.conf`, [
    "onevisit notaryd-migrate onevisit",
    ...schemas.flatMap((part) => [part, "migrate"].map((name) => `onevisit notaryd-${name} onevisit_${part}`)),
    "register register.civil-affairs.example onevisit", "register register.civil-affairs.example onevisit_register", "",
  ].join("\n"));
  asPostgres(`${bin}/pg_ctl`, "-D", data, "-l", `${data}/log`, "-w", "start");
  for (const statement of ["CREATE ROLE onevisit LOGIN CREATEROLE BYPASSRLS", "CREATE DATABASE onevisit OWNER onevisit",
    "CREATE DATABASE register OWNER onevisit"])
    asPostgres("psql", "-h", `${folder}/pg`, "-q", "-c", statement);
}

// The bureau's own data, and the office's storage.
export function makeClaims(folder, root) {
  const data = `${folder}/register-data`, blobs = `${folder}/blobs-of-all`;
  run("install", "-d", data);
  for (const file of ["records.csv", "districts.csv"])
    copyFileSync(`${root}/adapters/civil_affairs/register/data/${file}`, `${data}/${file}`);
  run("install", "-d", "-o", "10001", "-g", "10001", blobs);
  return { "register-data": data, "notaryd-blobs-document": blobs };
}

// As k8s/base/notaryd.textproto knows the parties outside.
export function simulatorConfig(folder, { keys, tls }) {
  const file = `${folder}/outside.textproto`;
  mkdirSync(`${folder}/outside`);
  writeFileSync(file, `clock_offset_file: "${folder}/outside/clock"
ledger_folder: "${folder}/outside"
receiver_ca_file: "${tls}/public-ca.crt"
sms { port: ${outside["sms.example"]} account: "onevisit" secret_file: "${keys}/sms.secret" }
wechat_pay {
  port: ${outside["api.mch.weixin.qq.com"]}
  platform_serial: "PUB_KEY_ID_0000000000000000000000000000000000"
  platform_key_file: "${keys}/wechat-platform.key"
  schedule_scale: 0.001
  merchants {
    mchid: "1900000000"
    app_id: "wx0000000000000000"
    certificate_serial: "0000000000000000000000000000000000000000"
    public_key_file: "${keys}/wechat-xuhui.pub"
    api_v3_key_file: "${keys}/wechat-xuhui.apiv3"
  }
}
sf_express {
  port: ${outside["bspgw.sf-express.com"]}
  partner_id: "ONEVISIT"
  check_word_file: "${keys}/sf.word"
  push_url: "https://callbacks.onevisit.example/callbacks/sf"
  journey_scale: 0.00002
}
`);
  return file;
}
