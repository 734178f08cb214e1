// "Ask it elsewhere": the API call, the command and the Cypher for what is shown, to copy; reports and files, to keep.
import type { VNode } from "preact";
import { useId, useRef, useState } from "preact/hooks";
import { useText } from "../api/text.ts";
import { Failed } from "../parts/Asked.tsx";
import { CopyButton } from "../parts/CopyButton.tsx";
import type { Address } from "../state/address.ts";
import { curl, elsewhere, exportQuestion, filled, reportQuestion, type SavedQuery } from "../state/elsewhere.ts";
import { key } from "../state/key.ts";
import { place } from "../state/place.ts";
import { say, type Word } from "../words/index.ts";
import { useDownload } from "./download.ts";

const FORMATS = [
  ...["html", "pdf", "csv", "leaktrail", "ndjson", "gexf", "graphml", "cytoscape"],
  ...["dot", "mermaid", "stix", "prov", "ftm", "neo4j-admin"],
] as const;

export function Elsewhere(): VNode {
  const dialog = useRef<HTMLDialogElement>(null);
  const [open, setOpen] = useState(false);
  const name = useId();
  const show = () => {
    setOpen(true);
    dialog.current?.showModal();
  };
  return (
    <>
      <button type="button" aria-haspopup="dialog" onClick={show}>
        {say("shell.elsewhere")}
      </button>
      <dialog ref={dialog} class="elsewhere" aria-labelledby={name} onClose={() => setOpen(false)}>
        <form method="dialog">
          <h2 id={name}>{say("shell.elsewhere.title")}</h2>
          <button type="submit">{say("shell.close")}</button>
        </form>
        {open && <Ways at={place.value} />}
      </dialog>
    </>
  );
}

function Ways({ at }: { readonly at: Address }): VNode {
  const { api, cli, cypher } = elsewhere(at);
  const addresses = api.map((one) => `${location.origin}${one}`);
  const needsKey = key.value === "" ? "open" : "key";
  return (
    <>
      {addresses.length === 0 && <p>{say("shell.elsewhere.none")}</p>}
      <Way name="shell.elsewhere.api" lines={addresses} />
      <Way name="shell.elsewhere.curl" lines={addresses.map((one) => curl(one, needsKey))} />
      <Way name="shell.elsewhere.cli" lines={cli} />
      {cypher !== null && <Cypher query={cypher} />}
      {needsKey === "key" && <p class="quiet">{say("shell.elsewhere.key")}</p>}
      <Files at={at} />
    </>
  );
}

interface WayProps {
  readonly name: Word;
  readonly lines: readonly string[];
  readonly about?: Word;
}

function Way({ name, lines, about }: WayProps): VNode | null {
  if (lines.length === 0) return null;
  const text = lines.join("\n");
  return (
    <section>
      <h3>{say(name)}</h3>
      {about !== undefined && <p class="quiet">{say(about)}</p>}
      <div class="way">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
        <pre tabIndex={0}>
          <code>{text}</code>
        </pre>
        <CopyButton text={text} label={say(name)} />
      </div>
    </section>
  );
}

function Cypher({ query }: { readonly query: SavedQuery }): VNode | null {
  const text = useText(`/browser/queries/${query.name}.cypher`);
  if (text === null) return null;
  return (
    <Way name="shell.elsewhere.cypher" about="shell.elsewhere.cypher.about" lines={[filled(text, query.values)]} />
  );
}

function Files({ at }: { readonly at: Address }): VNode {
  const { download, waiting, problem } = useDownload();
  const format = useRef<HTMLSelectElement>(null);
  const reports = (["html", "pdf"] as const).map((form) => [form, reportQuestion(at, form)] as const);
  const name = useId();
  return (
    <section aria-busy={waiting}>
      <h3>{say("shell.elsewhere.files")}</h3>
      {reports.map(
        ([form, address]) =>
          address !== null && (
            <button
              key={form}
              type="button"
              disabled={waiting}
              onClick={() => download(address, `leaktrail-report.${form}`)}
            >
              {say(`shell.elsewhere.report.${form}`)}
            </button>
          ),
      )}
      <p class="export">
        <label for={name}>{say("shell.elsewhere.format")}</label>
        <select id={name} ref={format}>
          {FORMATS.map((one) => (
            <option key={one} value={one}>
              {say(`shell.format.${one}`)}
            </option>
          ))}
        </select>
        <button
          type="button"
          disabled={waiting}
          onClick={() => {
            const chosen = format.current?.value ?? FORMATS[0];
            download(exportQuestion(at, chosen), `leaktrail.${chosen}`);
          }}
        >
          {say("shell.elsewhere.save")}
        </button>
      </p>
      <p class="quiet">{say("shell.elsewhere.part")}</p>
      <p role="status">{waiting && say("shell.elsewhere.waiting")}</p>
      {problem !== null && <Failed problem={problem} />}
    </section>
  );
}
