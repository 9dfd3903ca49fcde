// One machine as a cluster: what kubelet, the network and the name service make of rendered manifests, for
// the kinds and fields that ours use. Of what makes a pod it refuses what it does not know.
//   pods      bubblewrap: own processes, user 10001, no capability, read-only image, volumes as mounted
//   network   a namespace and an address for each pod on one bridge; NetworkPolicies as nftables rules
//   names     dnsmasq: name.namespace.svc.cluster.local to the pods that are ready
// Not of it: limits of CPU and memory, seccomp, startup and liveness probes as a loop, disruption budgets,
// rescheduling.
import { execFile, execFileSync, spawn } from "node:child_process";
import { chmodSync, chownSync, copyFileSync, mkdirSync, openSync, writeFileSync } from "node:fs";
import http from "node:http";
import { promisify } from "node:util";

const user = 10001;
const node = "10.244.0.1";
export const run = (command, ...args) =>
  execFileSync(command, args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
export const nft = (rules, namespace) =>
  execFileSync(...(namespace ? ["nsenter", [`--net=/run/netns/${namespace}`, "nft", "-f", "-"]] : ["nft", ["-f", "-"]]),
    { input: rules });
export const sleep = (ms) => new Promise((wake) => setTimeout(wake, ms));

function only(where, object, ...known) {
  const unknown = Object.keys(object).filter((key) => !known.includes(key));
  if (unknown.length > 0) throw new Error(`${where}: ${unknown} is not known here`);
}

function selects(selector, labels) {
  const { matchLabels = {}, ...unknown } = selector ?? {};
  only("selector", unknown);
  return Object.entries(matchLabels).every(([key, value]) => labels[key] === value);
}

export class Cluster {
  // folder: of its files. image: programs by path. objects: rendered. secrets, configMaps and claims: what
  // volumes hold, by name: files, files, a folder. authorities: the file of CAs that the image trusts.
  constructor(site) {
    Object.assign(this, site);
    this.pods = [];
    this.services = this.objects.filter((o) => o.kind === "Service");
    this.policies = this.objects.filter((o) => o.kind === "NetworkPolicy");
    this.names = new Map(); // of the world outside, and of what is not in the manifests
    run("ip", "link", "add", "pods", "type", "bridge");
    run("ip", "addr", "add", `${node}/16`, "dev", "pods");
    run("ip", "link", "set", "pods", "up");
    writeFileSync("/proc/sys/net/ipv4/ip_forward", "1");
  }

  // A network namespace on the bridge, where something of a cluster runs that the manifests do not bring.
  join(name, namespace, labels, address) {
    this.#connect(name, address);
    this.pods.push({ name, namespace, labels, address, ready: true, foreign: true });
  }

  #connect(name, address) {
    const inside = (...args) => run("ip", "-n", name, ...args);
    run("ip", "netns", "add", name);
    const plug = `v${address.replaceAll(".", "").slice(-8)}`;
    run("ip", "link", "add", plug, "type", "veth", "peer", "name", "eth0", "netns", name);
    run("ip", "link", "set", plug, "master", "pods", "up");
    inside("addr", "add", `${address}/16`, "dev", "eth0");
    inside("link", "set", "eth0", "up");
    inside("link", "set", "lo", "up");
    inside("route", "add", "default", "via", node);
  }

  // kubectl apply: every pod exists at once, and starts.
  apply() {
    let next = 0;
    const workloads = this.objects.filter((o) => o.kind === "Deployment" || o.kind === "Job");
    for (const o of workloads) {
      const { metadata, spec } = o.spec.template;
      for (let i = 0; i < (o.spec.replicas ?? 1); ++i) {
        const number = ++next;
        this.pods.push({
          name: `${o.metadata.name}-${i}`, namespace: o.metadata.namespace, labels: metadata.labels, spec,
          workload: o, address: `10.244.1.${number}`, ready: false, restarts: 0,
        });
      }
    }
    for (const pod of this.#own()) {
      this.#connect(pod.name, pod.address);
      nft(this.#rulesOf(pod), pod.name);
      this.#start(pod);
    }
  }

  // kubectl create job --from=cronjob/NAME: what ran, once it has ended well.
  async runOnce(name, seconds) {
    const from = this.objects.find((o) => o.kind === "CronJob" && o.metadata.name === name);
    const { metadata, spec } = from.spec.jobTemplate.spec.template;
    const workload = { ...from, kind: "Job", spec: from.spec.jobTemplate.spec };
    const pod = {
      name: `${name}-once`, namespace: from.metadata.namespace, labels: metadata.labels, spec, workload,
      address: `10.244.2.${this.#own().length + 1}`, ready: false, restarts: 0,
    };
    this.pods.push(pod);
    this.#connect(pod.name, pod.address);
    nft(this.#rulesOf(pod), pod.name);
    this.#start(pod);
    await this.settle(seconds);
    return pod;
  }

  // From now on pods start as this version: its manifests, its image. Those that run stay what they are.
  become({ objects, configMaps, image }) {
    Object.assign(this, { configMaps, image });
    for (const pod of this.#own()) {
      const { kind, metadata: { name, namespace } } = pod.workload;
      const same = (o) => o.kind === kind && o.metadata.name === name && o.metadata.namespace === namespace;
      pod.workload = objects.find(same);
      if (pod.workload === undefined) throw new Error(`${pod.name} is not in this version`);
      pod.spec = pod.workload.spec.template.spec;
    }
  }

  // A Job cannot be changed: it is deleted and applied anew.
  async redoJobs(seconds) {
    for (const pod of this.#own().filter(({ workload }) => workload.kind === "Job")) {
      Object.assign(pod, { done: false, pid: undefined });
      this.#start(pod);
    }
    await this.settle(seconds);
  }

  #own() { return this.pods.filter((pod) => !pod.foreign); }

  #start(pod) {
    const [container] = pod.spec.containers;
    only(pod.name, pod.spec, "containers", "volumes", "securityContext", "serviceAccountName", "restartPolicy",
      "terminationGracePeriodSeconds", "automountServiceAccountToken", "topologySpreadConstraints");
    only(pod.name, container, "name", "image", "command", "args", "env", "ports", "volumeMounts", "securityContext",
      "lifecycle", "resources", "startupProbe", "livenessProbe", "readinessProbe");
    if (pod.spec.containers.length > 1) throw new Error(`${pod.name} has a second container`);
    const folder = `${this.folder}/pods/${pod.name}`;
    mkdirSync(folder, { recursive: true });
    const log = openSync(`${this.folder}/log/${pod.name}.log`, "a");
    pod.process = spawn("nsenter", [
      `--net=/run/netns/${pod.name}`, "bwrap", "--info-fd", "3", ...this.#sandbox(pod, container, folder), "--",
      "setpriv", `--reuid=${user}`, `--regid=${user}`, "--clear-groups", "--no-new-privs", "--inh-caps=-all",
      "--bounding-set=-all", ...this.#command(pod, container),
    ], { stdio: ["ignore", log, log, "pipe"] });
    let info = "";
    pod.process.stdio[3].on("data", (part) => {
      info += part;
      pod.pid ??= /"child-pid": (\d+)\D/.exec(info)?.[1];
    });
    pod.end = new Promise((ended) => { pod.process.on("exit", ended); });
    pod.end.then((code) => this.#ended(pod, code));
  }

  #ended(pod, code) {
    pod.ready = false;
    pod.leaving = false;
    if (this.stopped) return;
    if (pod.workload.kind === "Job" && code === 0) {
      pod.done = true;
      return;
    }
    pod.restarts += 1;
    pod.pid = undefined;
    this.publish();
    setTimeout(() => { if (!this.stopped) this.#start(pod); }, 1000);
  }

  #command(pod, container) {
    const env = Object.fromEntries((container.env ?? []).map((e) => [e.name, this.#valueOf(pod, e)]));
    const expand = (text) => text.replace(/\$\((\w+)\)/g, (_, name) => env[name]);
    const entry = container.command ?? this.image.entrypoint(container.image);
    return [...entry, ...(container.args ?? [])].map(expand);
  }

  #valueOf(pod, { value, valueFrom, name }) {
    const label = /^metadata\.labels\['(.+)'\]$/.exec(valueFrom?.fieldRef?.fieldPath ?? "");
    const found = value ?? (label && pod.labels[label[1]]);
    if (found === undefined || found === null) throw new Error(`${pod.name}: env ${name} is not known here`);
    return found;
  }

  #sandbox(pod, container, folder) {
    const security = { ...pod.spec.securityContext, ...container.securityContext };
    if (security.runAsUser !== user || !security.readOnlyRootFilesystem)
      throw new Error(`${pod.name} is not locked down`);
    writeFileSync(`${folder}/hosts`, `127.0.0.1 localhost\n${pod.address} ${pod.name}\n`);
    writeFileSync(`${folder}/resolv.conf`, `nameserver ${this.nameserver}\noptions ndots:5\n` +
      `search ${pod.namespace}.svc.cluster.local svc.cluster.local cluster.local\n`);
    const image = ["--ro-bind", "/usr", "/usr"];
    const folders = ["/opt", "/etc", "/etc/ssl", "/etc/ssl/certs", "/var", "/var/lib"];
    for (const { mountPath } of container.volumeMounts)
      mountPath.split("/").forEach((_, i, names) => { if (i > 1) folders.push(names.slice(0, i).join("/")); });
    for (const path of new Set(folders)) image.push("--perms", "0755", "--dir", path);
    for (const link of ["bin", "sbin", "lib", "lib64"]) image.push("--symlink", `usr/${link}`, `/${link}`);
    for (const file of ["ld.so.cache", "fonts", "nsswitch.conf", "ssl/openssl.cnf"])
      image.push("--ro-bind-try", `/etc/${file}`, `/etc/${file}`);
    image.push("--ro-bind", this.authorities, "/etc/ssl/certs/ca-certificates.crt");
    for (const [path, source] of Object.entries(this.image.files)) image.push("--ro-bind", source, path);
    for (const file of ["hosts", "resolv.conf"]) image.push("--ro-bind", `${folder}/${file}`, `/etc/${file}`);
    const volumes = Object.fromEntries(pod.spec.volumes.map((v) => [v.name, this.#volume(v, folder)]));
    for (const mount of container.volumeMounts) {
      only(pod.name, mount, "name", "mountPath", "readOnly");
      const source = volumes[mount.name];
      if (source === undefined) image.push("--perms", "1777", "--tmpfs", mount.mountPath);
      else image.push(mount.readOnly ? "--ro-bind" : "--bind", source, mount.mountPath);
    }
    // No user namespace: files keep their owner, as kubelet mounts them. What it may do ends with setpriv.
    const leaving = ["CAP_SETUID", "CAP_SETGID", "CAP_SETPCAP"].flatMap((capability) => ["--cap-add", capability]);
    return ["--unshare-ipc", "--unshare-pid", "--unshare-uts", "--as-pid-1", "--cap-drop", "ALL", ...leaving,
      "--die-with-parent",
      "--clearenv", "--setenv", "HOME", "/tmp", "--setenv", "PATH", this.image.path, ...image,
      "--proc", "/proc", "--dev", "/dev", "--remount-ro", "/"];
  }

  // The folder that a volume is; undefined for one that begins empty in memory.
  #volume({ name, ...source }, folder) {
    if (source.emptyDir) return undefined;
    if (source.persistentVolumeClaim) {
      const { claimName } = source.persistentVolumeClaim;
      if (!this.claims[claimName]) throw new Error(`no storage is named ${claimName}`);
      return this.claims[claimName];
    }
    const into = `${folder}/${name}`;
    const fill = ({ secret, configMap, ...unknown }) => {
      only(name, unknown);
      only(name, secret ?? configMap, "name", "secretName", "defaultMode");
      const files = secret ? this.secrets[secret.secretName ?? secret.name] : this.configMaps[configMap?.name];
      if (!files) throw new Error(`${JSON.stringify(secret ?? configMap)} is not there`);
      mkdirSync(into, { recursive: true });
      for (const [file, from] of Object.entries(files)) {
        copyFileSync(from, `${into}/${file}`);
        chownSync(`${into}/${file}`, 0, user);
        chmodSync(`${into}/${file}`, 0o440);
      }
    };
    if (source.projected) source.projected.sources.forEach(fill);
    else fill(source);
    return into;
  }

  // Rules of a pod's own namespace, from every policy that selects it.
  #rulesOf(pod) {
    const chain = (direction, hook, peer) => {
      const mine = this.policies.filter((p) => p.metadata.namespace === pod.namespace &&
        p.spec.policyTypes.includes(direction) && selects(p.spec.podSelector, pod.labels));
      const rules = mine.flatMap((p) => p.spec[direction.toLowerCase()] ?? [])
        .flatMap((rule) => this.#rules(rule, pod, direction, peer));
      return `chain ${hook} { type filter hook ${hook} priority 0; policy ${mine.length ? "drop" : "accept"};\n` +
        `meta l4proto ipv6-icmp accept\niifname lo accept\noifname lo accept\nct state established,related accept\n` +
        `${hook === "input" ? `ip saddr ${node} accept\n` : ""}${rules.join("\n")}\n}\n`;
    };
    return `table inet policies {\n${chain("Ingress", "input", "saddr")}${chain("Egress", "output", "daddr")}}\n`;
  }

  #rules(rule, pod, direction, peer) {
    const listed = rule[direction === "Ingress" ? "from" : "to"];
    if (!listed || !rule.ports) throw new Error(`${pod.name}: a rule for everybody is not known here`);
    const peers = listed.flatMap((p) => this.#addresses(p, pod, peer));
    return peers.flatMap((match) => rule.ports.map(({ port, protocol = "TCP" }) =>
      `${match} ${protocol.toLowerCase()} dport ${port} accept`));
  }

  #addresses({ ipBlock, podSelector, namespaceSelector }, pod, peer) {
    if (ipBlock) {
      const except = (ipBlock.except ?? []).map((cidr) => `ip ${peer} != ${cidr}`).join(" ");
      return [`ip ${peer} ${ipBlock.cidr} ${except}`];
    }
    const near = (other) => namespaceSelector
      ? selects(namespaceSelector, { "kubernetes.io/metadata.name": other.namespace })
      : other.namespace === pod.namespace;
    return this.pods.filter((other) => near(other) && selects(podSelector, other.labels))
      .map((other) => `ip ${peer} ${other.address}`);
  }

  #behind(service) {
    return this.pods.filter((pod) => pod.ready && pod.spec && pod.namespace === service.metadata.namespace &&
      selects({ matchLabels: service.spec.selector }, pod.labels));
  }

  // What names mean now, and where what comes from outside goes.
  publish() {
    const lines = [...this.names].map(([name, address]) => `${address} ${name}`);
    let outside = "";
    for (const service of this.services) {
      const behind = this.#behind(service);
      const { name, namespace } = service.metadata;
      if (service.spec.clusterIP === "None")
        lines.push(...behind.map((pod) => `${pod.address} ${name}.${namespace}.svc.cluster.local`));
      const address = this.addresses[name];
      if (address) outside += this.#balance(address, service, behind);
    }
    writeFileSync(`${this.folder}/names`, `${lines.join("\n")}\n`);
    this.nameService?.kill("SIGHUP");
    nft(`table ip outside\ndelete table ip outside\ntable ip outside {
chain to { type nat hook prerouting priority -100;\n${outside}}
chain from { type nat hook postrouting priority 100;
ip saddr 10.244.0.0/16 ip daddr ${this.world} snat to ${this.address}
ip saddr 10.244.0.0/16 ct original ip daddr ${this.own} snat to ${this.address}\n}\n}\n`);
  }

  #balance(address, service, behind) {
    return service.spec.ports.flatMap(({ port, targetPort }) => behind.map((pod, i) => {
      const target = pod.spec.containers[0].ports.find((p) => p.name === targetPort).containerPort;
      const turn = behind.length - i > 1 ? `numgen random mod ${behind.length - i} 0 ` : "";
      return `ip daddr ${address} tcp dport ${port} ${turn}dnat to ${pod.address}:${target}\n`;
    })).join("");
  }

  // The name service has no policy, as kube-system has none. Told of names before it listens for that, it ends.
  async startNames() {
    writeFileSync(`${this.folder}/names`, "");
    const settings = ["--keep-in-foreground", "--no-hosts", "--no-resolv", "--user=root", "--local=/#/", "--pid-file="];
    this.nameService = spawn("nsenter", ["--net=/run/netns/kube-dns", "dnsmasq", ...settings,
      `--addn-hosts=${this.folder}/names`], { stdio: "inherit" });
    while (!run("nsenter", "--net=/run/netns/kube-dns", "ss", "-lnu").includes(":53")) {
      if (this.nameService.exitCode !== null) throw new Error("dnsmasq did not start");
      await sleep(20);
    }
  }

  // Until every pod is ready and every job done; a pod that was not yet ready is asked again, as kubelet does.
  async settle(seconds) {
    const until = Date.now() + seconds * 1000;
    for (;;) {
      for (const pod of this.#own()) await this.#probe(pod);
      this.publish();
      const waiting = this.#own().filter((pod) => !pod.ready && !pod.done);
      if (waiting.length === 0) return;
      if (Date.now() > until) throw new Error(`not ready: ${waiting.map((pod) => pod.name).join(", ")}`);
      await sleep(500);
    }
  }

  async #probe(pod) {
    const probe = pod.spec.containers[0].readinessProbe;
    if (!probe || pod.done || pod.leaving || pod.pid === undefined) return;
    pod.ready = await this.#answers(pod, probe);
  }

  async alive(pod) { return this.#answers(pod, pod.spec.containers[0].livenessProbe); }

  #answers(pod, { httpGet, timeoutSeconds }) {
    const port = pod.spec.containers[0].ports.find((p) => p.name === httpGet.port).containerPort;
    const where = { host: pod.address, port, path: httpGet.path, agent: false, timeout: timeoutSeconds * 1000 };
    return new Promise((answer) => {
      const request = http.get(where, (response) => {
        response.resume();
        answer(response.statusCode === 200);
      });
      request.on("timeout", () => request.destroy());
      request.on("error", () => answer(false));
    });
  }

  // A container that dies; kubelet starts it again.
  kill(pod) {
    process.kill(Number(pod.pid), "SIGKILL");
  }

  // How a program is called inside of a pod: kubectl exec. A program and its arguments.
  exec(pod, command) {
    return ["nsenter", [`--target=${pod.pid}`, "--mount", "--pid", "--net", "--ipc", "--uts",
      `--setuid=${user}`, `--setgid=${user}`, "env", "-i", "HOME=/tmp", `PATH=${this.image.path}`, ...command]];
  }

  pod(name) { return this.pods.find((pod) => pod.name === name); }

  // As a new version replaces them: nobody is sent to them any more, their hooks run, they are told to end and are
  // given their time; then they are started again, unless everything stops. Fails for one that does not end well.
  async replace(pods) {
    for (const pod of pods) Object.assign(pod, { leaving: true, ready: false });
    this.publish();
    await Promise.all(pods.map((pod) => this.#leave(pod)));
  }

  async #leave(pod) {
    const [container] = pod.spec.containers;
    only(pod.name, container.lifecycle?.preStop ?? {}, "exec");
    const hook = container.lifecycle?.preStop?.exec.command;
    if (hook) await promisify(execFile)(...this.exec(pod, hook));
    process.kill(Number(pod.pid), "SIGTERM");
    const late = sleep(pod.spec.terminationGracePeriodSeconds * 1000).then(() => "late");
    const code = await Promise.race([pod.end, late]);
    if (code !== 0) throw new Error(`${pod.name} was told to end: ${code}`);
  }

  async stop() {
    this.stopped = true;
    await this.replace(this.#own().filter((pod) => !pod.done));
  }
}
