// Documents, and one of them with all that was read in it.
import type { VNode } from "preact";
import { place } from "../state/place.ts";
import { say } from "../words/index.ts";
import { DocumentList } from "./DocumentList.tsx";
import { OneDocument } from "./OneDocument.tsx";

export function DocumentsView(): VNode {
  const { doc } = place.value;
  return (
    <section class="documents" aria-label={say("document.label")}>
      {doc === null ? <DocumentList /> : <OneDocument key={doc} id={doc} />}
    </section>
  );
}
